/** The way to the server: one WebSocket while it holds, the HTTP API whenever it does not. */

import { Socket } from "./socket.js";
import { recall, remember } from "./storage.js";

const REQUEST_MS = 30_000;
const PING_MS = 15_000;
const LOOK_MS = 4_000;
const FIRST_LOOK_MS = 1_500;
const LONGEST_PAUSE_S = 30;
const HOPEFUL_ATTEMPTS = 5;

/** A message that the server will not take, however often it is sent. */
export class MessageRefused extends Error {
  constructor(status) {
    super(`the chat server refused the message with status ${status}`);
    this.status = status;
  }
}

/**
 * One visitor's conversation with one server, begun at the first message and found again after a reload.
 *
 * `hear.transcript(lines)` is given lines, of which some may be known; `hear.lead(class)` each class that the
 * visitor's lead comes to, `hear.person(name)` who of the team is there; `hear.gone()` is called when the server does
 * not know the conversation any more.
 */
export class Connection {
  #server;
  #introduce;
  #hear;
  #key;
  #session;
  #socket;
  #failures = 0;
  #leaving;
  #timer;
  #endPause;

  /** `introduce()` gives the body of POST /chat: {language, source}. */
  constructor(server, introduce, hear) {
    this.#server = server.replace(/\/+$/, "");
    this.#introduce = introduce;
    this.#hear = hear;
    this.#key = `banter:${this.#server}`;
    this.#session = recall("localStorage", this.#key);
  }

  /** The newest line that this visitor has seen. */
  get seen() {
    return this.#session?.seen ?? 0;
  }

  set seen(line) {
    if (line > this.seen) this.#keep({ seen: line });
  }

  /** Brings what is written, if there is a conversation, until `signal` ends it. */
  follow(signal) {
    this.#leaving = signal;
    signal.addEventListener("abort", () => this.#socket?.end());
    const wake = () => this.#wake();
    document.addEventListener("visibilitychange", wake, { signal });
    for (const type of ["online", "pageshow", "focus"]) addEventListener(type, wake, { signal });
    addEventListener("pagehide", () => this.#socket?.end(), { signal }); // open, it keeps a page out of the cache
    addEventListener("storage", ({ key }) => key === this.#key && this.#adopt(), { signal });
    this.#beat();
    this.#tellVisit();
  }

  /** Tells by which way a visitor of an older conversation came back: once a visit, and only if it says something. */
  async #tellVisit() {
    const { source, ...introduction } = this.#introduce();
    const told = JSON.stringify({ ...source, page: undefined });
    if (!this.#session || told === "{}" || recall("sessionStorage", `${this.#key}:visit`) === told) return;
    remember("sessionStorage", `${this.#key}:visit`, told);
    await this.#request("POST", "/chat", { ...introduction, source });
  }

  /**
   * Resolves when the server has a text or a button (its payload; `text` is its title), however long that takes.
   * Every attempt bears the same id, so it is recorded once. `onDelay("offline" | "busy")` tells that it takes
   * longer. Throws MessageRefused.
   */
  async deliver({ id, text, button }, onDelay) {
    let message = button === undefined ? { id, text } : { id, button };
    let renewed = false;
    for (let attempt = 0; ; attempt += 1) {
      const { status, code, retryAfter } = await this.#send(message);
      if ((status >= 200 && status < 300) || code === "answer_pending") return;
      if (isGone(code) && !renewed) {
        renewed = true;
        message = { id, text }; // the new conversation has offered no buttons
        continue;
      }
      if (status && status !== 408 && status !== 429 && status < 500) throw new MessageRefused(status);
      onDelay(status ? "busy" : "offline");
      await this.#pause(retryAfter ?? Math.min(2 ** attempt, LONGEST_PAUSE_S));
    }
  }

  async #send(message) {
    if (!this.#session) this.#adopt();
    if (!this.#session) {
      const begun = await this.#request("POST", "/chat", this.#introduce());
      if (begun.status !== 201) return begun;
      this.#keep(begun.body);
      this.#connect();
    }
    const answer = this.#isLive ? await this.#socket.ask(message) : { status: 0 };
    if (answer.status) return answer;
    const { body, ...posted } = await this.#request("POST", "/chat/messages", message);
    if (body?.replies) await this.#look();
    return posted;
  }

  /** Status 0: no usable answer came back (no network, a time-out, a proxy's HTML page). */
  async #request(method, path, body) {
    const session = this.#session;
    try {
      const response = await fetch(this.#server + path, {
        method,
        headers: { "Content-Type": "application/json", ...(session && { Authorization: `Bearer ${session.token}` }) },
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(REQUEST_MS),
      });
      const answer = await response.json();
      const code = answer.error?.code;
      if (isGone(code)) this.#forget(session);
      const retryAfter = parseInt(response.headers.get("Retry-After"), 10) || undefined;
      return { status: response.status, code, retryAfter, body: answer };
    } catch {
      return { status: 0 };
    }
  }

  #pause(seconds) {
    return new Promise((resolve) => {
      this.#endPause = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  }

  /* The conversation as this browser keeps it */

  #keep(news) {
    this.#session = { ...this.#session, ...news };
    remember("localStorage", this.#key, this.#session);
  }

  /** Another tab has begun, continued or ended a conversation. */
  #adopt() {
    const before = this.#session;
    this.#session = recall("localStorage", this.#key);
    if (before?.token === this.#session?.token) return;
    if (before) {
      this.#socket?.end();
      this.#hear.gone();
    }
    this.#beat();
  }

  /** A late answer to an old token must not end the conversation that has replaced it. */
  #forget(session) {
    if (!session || session.token !== this.#session?.token) return;
    remember("localStorage", this.#key, null);
    this.#adopt();
  }

  #tell({ messages, lead, person }) {
    this.#hear.person(person);
    this.#hear.transcript(messages);
    const told = recall("localStorage", this.#key)?.lead ?? this.#session?.lead; // maybe by another tab
    if (!lead || lead === told) return;
    this.#keep({ lead });
    this.#hear.lead(lead);
  }

  /* What comes by itself */

  get #isLive() {
    return this.#socket?.isReady;
  }

  /** Asks whether the socket is alive, or does without. */
  #beat() {
    clearTimeout(this.#timer);
    if (this.#leaving?.aborted ?? true) return;
    if (this.#session && !document.hidden) {
      if (this.#isLive) this.#socket.ask({ ping: true });
      else if (this.#socket || this.#failures) this.#look();
      if (this.#failures < HOPEFUL_ATTEMPTS || Math.random() < 0.1) this.#connect();
    }
    this.#beatIn(this.#isLive ? PING_MS : this.#failures ? LOOK_MS : FIRST_LOOK_MS);
  }

  #beatIn(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#beat(), ms);
  }

  #wake() {
    if (document.hidden) return;
    this.#endPause?.();
    this.#beat();
  }

  async #look() {
    if (this.#isLive || !this.#session) return;
    const { body } = await this.#request("GET", "/chat/messages");
    if (body?.messages) this.#tell(body);
  }

  #connect() {
    if (this.#socket) return;
    const url = new URL(`${this.#server}/chat/socket`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const session = this.#session;
    try {
      this.#socket = new Socket(url, session.token, {
        answer: ({ code, ...told }) => (isGone(code) ? this.#forget(session) : this.#hearOverSocket(told)),
        end: () => {
          this.#socket = null;
          this.#failures += 1;
          this.#beatIn(500 * 2 ** Math.min(this.#failures, 5) * Math.random());
        },
      });
    } catch {
      /* not on this page: http on https */
    }
  }

  #hearOverSocket(told) {
    if (!told.messages) return;
    if (this.#failures) this.#endPause?.();
    this.#failures = 0;
    this.#tell(told);
  }
}

/** Unknown, expired, or erased at the visitor's wish. */
const isGone = (code) => code === "unknown_token" || code === "unknown_conversation";
