/** The chat over HTTP: begun once, resent until answered. */

import { forget, parsed, recall, remember } from "./storage.js";

/* An odd link to the page must not make the server refuse the conversation. */
const CAMPAIGN = /^utm_\w{1,30}$/;
const SOURCE_ENTRIES = 12;
const SOURCE_LENGTH = 500;

const REQUEST_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 30;

/** A message that the server will not take, however often it is sent. */
export class MessageRefused extends Error {
  constructor(status) {
    super(`the chat server refused the message with status ${status}`);
    this.status = status;
  }
}

/** One visitor's conversation with one server, begun at the first message and found again after a reload. */
export class ChatConnection {
  #server;
  #introduce;
  #session;
  #key;

  /** `introduce()` gives the body of POST /chat: {language, source}. */
  constructor(server, introduce) {
    this.#server = server.replace(/\/+$/, "");
    this.#introduce = introduce;
    this.#key = `banter:${this.#server}`;
    this.#session = recall("localStorage", this.#key);
  }

  /** Its identifier, or undefined before the first message and after its end. */
  get conversation() {
    return this.#session?.conversation;
  }

  /**
   * The replies to a text or to a button (its payload; `text` is its title), however long it takes. Every
   * attempt bears the same id, so the server records it once. `onDelay("offline" | "pending" | "busy")` is
   * called before each wait. Throws MessageRefused.
   */
  async deliver({ id, text, button }, onDelay) {
    let message = button === undefined ? { id, text } : { id, button };
    let renewed = false;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#send(message);
      if (answer.body?.replies) return answer.body.replies;
      if (isGone(answer) && !renewed) {
        renewed = true;
        message = { id, text }; // the new conversation has offered no buttons
        continue;
      }
      if (!isTemporary(answer)) throw new MessageRefused(answer.status);
      onDelay(delayOf(answer));
      await pause(answer.retryAfter ?? Math.min(2 ** attempt, LONGEST_PAUSE_SECONDS));
    }
  }

  /** All messages so far, oldest first, or null while the server can't be asked. */
  async transcript() {
    const answer = await this.#request("GET", "/chat/messages", null, this.#session);
    return answer.body?.messages ?? null;
  }

  async #send(message) {
    if (!this.#session) {
      const begun = await this.#request("POST", "/chat", this.#introduce(), null);
      if (!begun.body?.token) return begun;
      this.#session = begun.body;
      remember("localStorage", this.#key, this.#session);
    }
    return this.#request("POST", "/chat/messages", message, this.#session);
  }

  /** Status 0: no usable answer came back (no network, a time-out, a proxy's HTML page). */
  async #request(method, path, body, session) {
    const headers = {};
    if (body) headers["Content-Type"] = "application/json";
    if (session) headers.Authorization = `Bearer ${session.token}`;
    const cancel = new AbortController();
    const timer = setTimeout(() => cancel.abort(), REQUEST_SECONDS * 1000);
    try {
      const response = await fetch(this.#server + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: cancel.signal,
      });
      const answer = await answerOf(response);
      if (isGone(answer)) this.#forget(session);
      return answer;
    } catch (error) {
      if (!["TypeError", "AbortError"].includes(error.name)) throw error;
      return { status: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  }

  /** A late answer to an old token must not end the conversation that has replaced it. */
  #forget(session) {
    if (!session || session !== this.#session) return;
    this.#session = null;
    forget("localStorage", this.#key);
  }
}

async function answerOf(response) {
  const retryAfter = Number.parseInt(response.headers.get("Retry-After"), 10) || undefined;
  const body = await response.text().then(parsed);
  return { status: response.ok && !body ? 0 : response.status, body, retryAfter };
}

/** Unknown, expired, or erased at the visitor's wish. */
const isGone = ({ status }) => status === 401 || status === 404;
const isTemporary = ({ status }) => status === 0 || status === 408 || status === 429 || status >= 500;

function delayOf({ status, body }) {
  if (status === 0) return "offline";
  return body?.error?.code === "answer_pending" ? "pending" : "busy";
}

/** Ends early when the network comes back. */
function pause(seconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    window.addEventListener("online", done);
  });
}

/** crypto.randomUUID is missing on pages without TLS. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The page's own query may hold secrets, so only the campaign is taken from it. */
export function visitSource() {
  const campaign = [...new URLSearchParams(location.search)].filter(([name]) => CAMPAIGN.test(name));
  const page = location.origin + location.pathname;
  const source = [["page", page], ["referrer", document.referrer], ...campaign].filter(([, value]) => value);
  return Object.fromEntries(
    source.slice(0, SOURCE_ENTRIES).map(([name, value]) => [name, value.slice(0, SOURCE_LENGTH)]),
  );
}
