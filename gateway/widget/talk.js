/** What is said: written by the visitor, kept until it is delivered, shown as the server has it. */

import { Connection, MessageRefused } from "./connection.js";
import { MessageLog } from "./message-log.js";
import { newId, visitSource } from "./visit.js";

const LONG_ANSWER_MS = 10_000;

export class Talk {
  log = new MessageLog();
  #panel;
  #composer;
  #connection;
  #visit;
  #tell;
  #words;
  #unsent = [];
  #sending = Promise.resolve();
  #notice = "";
  #person;
  #patience;

  /** `visit` keeps what is unsent over a reload; `tell(name, detail)` fires the events of the element. */
  constructor({ server, composer, visit, tell, language }) {
    this.#composer = composer;
    this.#visit = visit;
    this.#tell = tell;
    this.#connection = new Connection(server, () => ({ language: language(), source: visitSource() }), {
      transcript: (lines) => this.#merge(lines),
      person: (name) => {
        if (this.#person === name) return;
        this.#person = name;
        this.#showHints();
      },
      lead: (lead) => tell("lead", { class: lead }),
      gone: () => {
        this.log.clear();
        this.#showHints();
      },
    });
  }

  speak(words) {
    this.#words = words;
    this.#showHints();
  }

  /** From here on `panel` shows it, until `signal` ends that. */
  follow(panel, signal) {
    this.#panel = panel;
    document.addEventListener("visibilitychange", () => this.see(), { signal });
    this.#connection.follow(signal);
  }

  resend() {
    for (const message of this.#visit.get("unsent") ?? []) this.#queue({ ...message, at: new Date(message.at) });
  }

  /** A text, or a button with its title as the text. */
  say(text, button) {
    const entry = { id: newId(), text, button, at: new Date() };
    this.#queue(entry);
    this.#tell("message", { author: "visitor", text });
    this.#panel.scrollToEnd();
  }

  /** Messages go out one after the other, in the order in which they were written. */
  #queue(entry) {
    entry.author = "visitor";
    this.log.add(entry);
    this.#unsent.push(entry);
    this.#keepUnsent();
    this.#showHints();
    this.#sending = this.#sending.finally(() => this.#deliver(entry));
  }

  async #deliver(entry) {
    let notice = "";
    try {
      await this.#connection.deliver(entry, (reason) => this.#setNotice(reason));
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error;
      notice = error.status === 413 ? "tooLong" : "refused";
    }
    this.#unsent.shift();
    this.#keepUnsent();
    if (notice) this.log.fail(entry);
    if (notice && !this.#composer.draft && entry.button === undefined) this.#composer.draft = entry.text;
    this.#setNotice(notice);
  }

  #keepUnsent() {
    this.#visit.set("unsent", this.#unsent.map(({ id, text, button, at }) => ({ id, text, button, at })));
  }

  #merge(lines) {
    const { seen } = this.#connection;
    const toTheEnd = this.#panel.isAtEnd;
    // What was seen before a reload need not be read out once more.
    this.log.node.ariaLive = lines.every(({ id }) => id <= seen) ? "off" : "polite";
    const news = this.log.merge(lines);
    if (!news.length) return; // hints shown anew would take the focus from a quick reply
    for (const { line, author, text } of news) if (line > seen) this.#tell("message", { author, text });
    if (this.log.lastAuthor !== "visitor" && this.#notice === "pending") this.#notice = "";
    this.#showHints();
    if (toTheEnd) this.#panel.scrollToEnd();
  }

  /** Whatever stands in an open panel on a visible page is read. */
  see() {
    if (this.#panel.isOpen && !document.hidden) this.#connection.seen = this.log.lastLine;
    this.#panel.unread = this.#panel.isOpen ? 0 : this.log.countAfter(this.#connection.seen);
  }

  #setNotice(name) {
    this.#notice = name;
    this.#showHints();
  }

  /** Typing dots, quick replies, keyboard and who is here follow from what was said last. */
  #showHints() {
    const { log } = this;
    const answers = log.botAnswers;
    const stuck = ["offline", "busy"].includes(this.#notice);
    const isAwaiting = log.lastAuthor === "visitor" && !this.#person && !stuck;
    for (const entry of this.#unsent) log.mark(entry, stuck && "waiting");
    this.#panel.typing = isAwaiting;
    this.#panel.notice = this.#words[this.#notice] ?? "";
    this.#panel.role = this.#person ?? this.#words.assistant;
    this.#panel.offer(answers.findLast(({ buttons }) => buttons?.length)?.buttons ?? [], (button) =>
      this.say(button.title, button.payload),
    );
    this.#composer.expect(answers.findLast(({ asks }) => asks)?.asks);
    clearTimeout(this.#patience);
    if (isAwaiting && !this.#notice) this.#patience = setTimeout(() => this.#setNotice("pending"), LONG_ANSWER_MS);
    this.see();
  }
}
