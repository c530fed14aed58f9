/** The messages on the screen: the server's lines in the server's order, then what is not there yet. */

import { linked, make } from "./nodes.js";
import { clockTime } from "./visit.js";

/** Entries: {id?, line?, turn?, author: "visitor" | "bot" | "person", person?: their name, text, button?, buttons?, asks?, at}. */
export class MessageLog {
  node = make("div", { class: "log", role: "log", "aria-live": "polite" });
  #greeting = make("p", { class: "bubble", dir: "auto" });
  #entries = [];
  #language;
  #words;

  constructor() {
    this.node.append(make("div", { class: "row bot" }, this.#greeting));
  }

  speak(language, words, greeting) {
    this.#language = language;
    this.#words = words;
    this.#greeting.replaceChildren(...linked(greeting));
  }

  get lastAuthor() {
    return this.#said.at(-1)?.author;
  }

  get lastLine() {
    return Math.max(0, ...this.#entries.map(({ line }) => line ?? 0));
  }

  /** What the bot said last: empty while the visitor waits, or where a person spoke last. */
  get botAnswers() {
    const lastVisitor = this.#said.findLastIndex(({ author }) => author === "visitor");
    return this.lastAuthor === "bot" ? this.#said.slice(lastVisitor + 1) : [];
  }

  get #said() {
    return this.#entries.filter(({ isFailed }) => !isFailed);
  }

  /** How many lines others have written after this one. */
  countAfter(line) {
    return this.#entries.filter((entry) => entry.line > line && entry.author !== "visitor").length;
  }

  add(entry) {
    this.#place(entry);
  }

  /** Shows the lines that are not shown yet; returns those that were not written here. */
  merge(lines) {
    const shown = new Set(this.#entries.map(({ line }) => line));
    const unknown = lines.filter(({ id }) => !shown.has(+id));
    return unknown.map((line) => this.#take(line)).filter(Boolean);
  }

  #take({ id, sent_as: sentAs, answers, at, ...said }) {
    const place = { line: +id, turn: +(answers ?? id) };
    const own = sentAs && this.#entries.find((entry) => entry.id === sentAs);
    if (own) {
      this.#entries.splice(this.#entries.indexOf(own), 1);
      this.#place(Object.assign(own, place));
      return null;
    }
    const entry = { ...said, ...place, id: sentAs, at: new Date(at) };
    this.#place(entry);
    return entry;
  }

  /** Forgets what the server does not know any more; what is still to be sent stays. */
  clear() {
    for (const { line, row } of this.#entries) if (line) row.remove();
    this.#entries = this.#entries.filter(({ line }) => !line);
  }

  /** Shows by "waiting" or "failed" what has become of a message; nothing while it is on its way or answered. */
  mark({ row, time }, state) {
    row.classList.toggle("waiting", state === "waiting");
    row.classList.toggle("failed", state === "failed");
    row.querySelector("time").textContent = state ? `${this.#words[state]} · ${time}` : time;
  }

  /** It was refused: it stays where it is, and what comes now comes after it. */
  fail(entry) {
    entry.isFailed = true;
    entry.turn = Math.max(0, ...this.#entries.map(({ line }) => line ?? 0));
    this.mark(entry, "failed");
  }

  #place(entry) {
    const found = this.#entries.findIndex((other) => isAfter(other, entry));
    const index = found < 0 ? this.#entries.length : found;
    entry.time ??= clockTime(entry.at, this.#language);
    entry.row ??= this.#row(entry);
    const next = this.#entries[index]?.row ?? null;
    this.#entries.splice(index, 0, entry);
    // Only when it moves: what is put in again is read out again.
    if (!entry.row.parentNode || entry.row.nextSibling !== next) this.node.insertBefore(entry.row, next);
    this.#group(index - 1);
    this.#group(index);
  }

  #row({ author, person, text, at, time }) {
    const { you: visitor, assistant: bot, person: somebody } = this.#words;
    const spokenBy = { visitor, bot, person: person ?? somebody }[author];
    const by = make("span", { class: author === "person" ? "by" : "unseen" }, spokenBy);
    const content = author === "visitor" ? [text] : linked(text);
    const bubble = make("p", { class: "bubble", dir: "auto" }, ...content);
    const stamp = make("time", { datetime: at.toISOString() }, time);
    return make("div", { class: `row ${author}` }, by, bubble, make("div", { class: "foot" }, stamp));
  }

  /** Of neighbours by one author within a minute only the last bears the time. */
  #group(index) {
    const [entry, next] = [this.#entries[index], this.#entries[index + 1]];
    entry?.row.classList.toggle("grouped", next?.author === entry.author && next.time === entry.time);
  }
}

/** What the server does not know yet comes last, in the order in which it was written. */
function isAfter(one, other) {
  const [turn, otherTurn] = [one.turn ?? Infinity, other.turn ?? Infinity];
  return turn === otherTurn ? one.line > other.line : turn > otherTurn;
}
