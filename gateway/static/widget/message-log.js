/** The messages on the screen, and how they are matched with the server's transcript. */

import { linked, make } from "./nodes.js";

/** Entries, oldest first: {id, author: "visitor" | "bot" | "person", text, button?, buttons?, asks?, at}. */
export class MessageLog {
  node = make("div", { class: "log", role: "log", "aria-live": "polite" });
  #greeting = make("p", { class: "bubble", dir: "auto" });
  #entries = [];
  #conversationStart = 0;
  #language = "en";
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
    return this.#entries[this.#entries.length - 1]?.author;
  }

  get withPerson() {
    return this.#entries.filter(({ author }) => author !== "visitor").pop()?.author === "person";
  }

  /** What the bot said last: empty while the visitor waits or a person has taken over. */
  get botAnswers() {
    const lastVisitor = this.#entries.map(({ author }) => author).lastIndexOf("visitor");
    return this.lastAuthor === "bot" ? this.#entries.slice(lastVisitor + 1) : [];
  }

  add(entry) {
    this.#insert(entry, this.#entries.length);
  }

  /** What stands above a new conversation's first message is not in its transcript. */
  beginConversation(entry) {
    this.#conversationStart = this.#entries.indexOf(entry);
  }

  /** Puts what is not shown yet after the message that it follows on the server; returns what was put. */
  merge(transcript) {
    const unmatched = this.#entries.slice(this.#conversationStart);
    const added = [];
    let place = this.#conversationStart;
    for (const recorded of transcript) {
      const match = unmatched.findIndex((shown) => isSame(shown, recorded));
      if (match >= 0) {
        place = this.#entries.indexOf(unmatched.splice(match, 1)[0]) + 1;
      } else {
        const entry = { ...recorded, at: new Date(recorded.at) };
        this.#insert(entry, place);
        added.push(entry);
        place += 1;
      }
    }
    return added;
  }

  /** `state`: "waiting", "failed", or "" for a message that is on its way or answered. */
  mark({ row, time }, state) {
    row.classList.toggle("waiting", state === "waiting");
    row.classList.toggle("failed", state === "failed");
    row.querySelector("time").textContent = state ? `${this.#words[state]} · ${time}` : time;
  }

  #insert(entry, place) {
    entry.time = clockTime(entry.at, this.#language);
    entry.row = this.#row(entry);
    this.node.insertBefore(entry.row, this.#entries[place]?.row ?? null);
    this.#entries.splice(place, 0, entry);
    this.#group(place - 1);
    this.#group(place);
  }

  #row({ author, text, at, time }) {
    const { you: visitor, assistant: bot, person } = this.#words;
    const spokenBy = { visitor, bot, person }[author];
    const by = make("span", { class: author === "person" ? "by" : "unseen" }, spokenBy);
    const content = author === "visitor" ? [text] : linked(text);
    const bubble = make("p", { class: "bubble", dir: "auto" }, ...content);
    const stamp = make("time", { datetime: at.toISOString() }, time);
    return make("div", { class: `row ${author}` }, by, bubble, make("div", { class: "foot" }, stamp));
  }

  /** Of neighbours by one author within a minute only the last bears the time. */
  #group(place) {
    const [entry, next] = [this.#entries[place], this.#entries[place + 1]];
    if (!entry) return;
    entry.row.classList.toggle("grouped", next?.author === entry.author && next.time === entry.time);
  }
}

/** The transcript may show a pressed button by its title or by its payload. */
function isSame(shown, recorded) {
  if (shown.id && shown.id === recorded.id) return true;
  return shown.author === recorded.author && [shown.text, shown.button].includes(recorded.text);
}

function clockTime(date, language) {
  const region = navigator.languages.find((name) => name.startsWith(language)) ?? language;
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(region, { timeStyle: "short", dateStyle: isToday ? undefined : "medium" });
}
