/**
 * The website chat: <banter-chat server heading language position open greeting>.
 *
 * Asks nothing of the server and stores nothing until the visitor sends a first message. Fires banter:open,
 * banter:close and banter:message (detail: {author, text}). Themed by the --banter-* properties of
 * widget/style.js.
 */

import { ChatConnection, MessageRefused, newId, visitSource } from "./widget/connection.js";
import { MessageLog } from "./widget/message-log.js";
import { icon, make } from "./widget/nodes.js";
import { forget, recall, remember } from "./widget/storage.js";
import { PHONE_LAYOUT, STYLE } from "./widget/style.js";
import { WORDS } from "./widget/words.js";

/** The keyboard and the autofill that suit the slot the bot asks for. */
const ANSWERS = {
  email: { inputmode: "email", autocomplete: "email", autocapitalize: "off" },
  phone: { inputmode: "tel", autocomplete: "tel" },
  company_size: { inputmode: "numeric" },
  person_name: { autocomplete: "name", autocapitalize: "words" },
  company: { autocomplete: "organization", autocapitalize: "words" },
  job_title: { autocomplete: "organization-title" },
  location: { autocomplete: "address-level2", autocapitalize: "words" },
};
const ANY_ANSWER = { inputmode: "text", autocomplete: "off", autocapitalize: "sentences" };

const NEWS_SECONDS = 15;
const ANSWER_SECONDS = 4;

class BanterChat extends HTMLElement {
  static observedAttributes = ["open", "heading", "greeting", "language", "lang"];

  #connection;
  #built = false;
  #leaving;
  #newsTimer;
  #conversation;
  #unsent = [];
  #sending = Promise.resolve();
  #delay = "";

  #launcher = make("button", { type: "button", class: "launcher" }, icon("chat"));
  #heading = make("h2", { id: "heading" });
  #role = make("p", { class: "role" });
  #close = make("button", { type: "button", class: "plain" }, icon("close"));
  #log = new MessageLog();
  #typing = make("div", { class: "typing", role: "img" }, make("i"), make("i"), make("i"));
  #choices = make("div", { class: "choices", role: "group" });
  #scroll = make("div", { class: "scroll", tabindex: "0", role: "region" });
  #notice = make("p", { class: "notice", role: "status" });
  #input = make("textarea", { rows: "1", enterkeyhint: "send", dir: "auto", ...ANY_ANSWER });
  #send = make("button", { type: "submit", class: "send" }, icon("send"));
  #form = make("form", { novalidate: "" }, this.#input, this.#send);
  #panel = make("section", { class: "panel", role: "dialog", "aria-labelledby": "heading" });

  get open() {
    return this.hasAttribute("open");
  }

  set open(open) {
    this.toggleAttribute("open", Boolean(open));
  }

  connectedCallback() {
    if (!this.#built) this.#build();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    document.addEventListener("visibilitychange", () => this.#fetchNews(), { signal });
    window.visualViewport?.addEventListener("resize", () => this.#fitAboveKeyboard(), { signal });
    window.visualViewport?.addEventListener("scroll", () => this.#fitAboveKeyboard(), { signal });
    this.#watchNews();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    clearTimeout(this.#newsTimer);
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#built) return;
    if (name !== "open") return this.#label();
    if ((before === null) === (now === null)) return;
    this.#showOpenOrClosed();
    this.#tell(this.open ? "banter:open" : "banter:close");
  }

  #build() {
    this.#built = true;
    const mark = make("span", { class: "mark", "aria-hidden": "true" }, icon("chat"));
    const title = make("div", { class: "title" }, this.#heading, this.#role);
    this.#scroll.append(this.#log.node, this.#typing, this.#choices);
    this.#panel.append(make("header", {}, mark, title, this.#close), this.#scroll, this.#notice, this.#form);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [STYLE];
    root.append(this.#launcher, this.#panel);
    this.#listen();
    this.#label();
    this.#fitInput();
    this.#showOpenOrClosed();
    this.#showHints();
    this.#connection = new ChatConnection(this.getAttribute("server") ?? "", () => ({
      language: this.#language,
      source: visitSource(),
    }));
    this.#sending = this.#sending.then(() => this.#resume());
    for (const message of recall("sessionStorage", this.#unsentKey) ?? []) this.#resend(message);
  }

  #listen() {
    this.#launcher.addEventListener("click", () => {
      this.open = true;
      this.#input.focus();
    });
    this.#close.addEventListener("click", () => this.#closeByVisitor());
    this.#panel.addEventListener("keydown", (event) => this.#onPanelKey(event));
    this.#input.addEventListener("keydown", (event) => this.#onInputKey(event));
    this.#input.addEventListener("input", () => this.#fitInput());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submitText();
    });
  }

  /* Language and labels */

  get #language() {
    const named = this.getAttribute("language") || this.closest("[lang]")?.lang || navigator.language;
    return named.toLowerCase().startsWith("de") ? "de" : "en";
  }

  get #words() {
    return WORDS[this.#language];
  }

  #label() {
    const words = this.#words;
    this.#panel.lang = this.#language;
    this.#heading.textContent = this.getAttribute("heading") || words.heading;
    this.#log.speak(this.#language, words, this.getAttribute("greeting") || words.greeting);
    this.#input.placeholder = words.write;
    this.#labelLauncher(words.open);
    const spoken = [
      [this.#close, words.close],
      [this.#scroll, words.conversation],
      [this.#typing, words.typing],
      [this.#choices, words.suggestions],
      [this.#input, words.write],
      [this.#send, words.send],
    ];
    for (const [node, name] of spoken) node.setAttribute("aria-label", name);
    this.#labelRole();
  }

  #labelLauncher(name) {
    this.#launcher.setAttribute("aria-label", name);
    this.#launcher.title = name;
  }

  #labelRole() {
    this.#role.textContent = this.#log.withPerson ? this.#words.person : this.#words.assistant;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /* Open and closed */

  #showOpenOrClosed() {
    this.#panel.hidden = !this.open;
    this.#launcher.hidden = this.open;
    if (!this.open) return;
    this.#panel.setAttribute("aria-modal", String(this.#isSheet));
    this.#launcher.classList.remove("unread");
    this.#labelLauncher(this.#words.open);
    this.#fitAboveKeyboard();
    this.#scrollDown();
  }

  #closeByVisitor() {
    this.open = false;
    this.#launcher.focus();
  }

  get #isSheet() {
    return window.matchMedia(PHONE_LAYOUT).matches;
  }

  /** iOS lays its keyboard over 100dvh: only the visual viewport tells. Pinch zoom changes it too. */
  #fitAboveKeyboard() {
    const view = window.visualViewport;
    if (!view || view.scale > 1.01) return;
    this.#panel.style.setProperty("--_top", `${view.offsetTop}px`);
    this.#panel.style.setProperty("--_height", `${view.height}px`);
  }

  #onPanelKey(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      this.#closeByVisitor();
    }
    if (event.key === "Tab" && this.#isSheet) this.#keepFocusInside(event);
  }

  #keepFocusInside(event) {
    const stops = [...this.#panel.querySelectorAll("button:enabled, a, textarea, [tabindex]")];
    if (event.shiftKey) stops.reverse();
    const [to, from] = [stops[0], stops[stops.length - 1]];
    if (this.shadowRoot.activeElement !== from) return;
    event.preventDefault();
    to.focus();
  }

  /* Writing */

  /** Enter that ends an input method's composition (Japanese, say) is not "send". */
  #onInputKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submitText();
  }

  #submitText() {
    const text = this.#input.value.trim();
    if (!text) return;
    this.#setDraft("");
    this.#submit({ id: newId(), text });
    this.#input.focus();
  }

  #submitButton({ title, payload }) {
    this.#submit({ id: newId(), text: title, button: payload });
    (this.#isSheet ? this.#scroll : this.#input).focus({ preventScroll: true });
  }

  #setDraft(text) {
    this.#input.value = text;
    this.#fitInput();
  }

  #fitInput() {
    this.#input.style.blockSize = "auto";
    this.#input.style.blockSize = `${this.#input.scrollHeight}px`;
    this.#send.disabled = !this.#input.value.trim();
  }

  /* Sending and receiving */

  #submit({ id, text, button }) {
    const entry = { id, author: "visitor", text, button, at: new Date() };
    this.#say(entry);
    this.#queue(entry, (replies) => this.#receive(replies));
  }

  /** Messages go out one after the other, in the order in which they were written. */
  #queue(entry, onReplies) {
    this.#unsent.push(entry);
    this.#keepUnsent();
    this.#showHints();
    this.#sending = this.#sending.finally(() => this.#deliver(entry, onReplies));
    this.#watchNews();
  }

  async #deliver(entry, onReplies) {
    try {
      const replies = await this.#connection.deliver(entry, (reason) => this.#setDelay(reason));
      this.#settle(entry, "");
      this.#noteConversation(entry);
      await onReplies(replies);
    } catch (error) {
      if (!(error instanceof MessageRefused)) throw error;
      this.#refuse(entry, error.status);
    }
    this.#showHints();
  }

  #noteConversation(entry) {
    const { conversation } = this.#connection;
    if (this.#conversation && this.#conversation !== conversation) this.#log.beginConversation(entry);
    this.#conversation = conversation;
  }

  #setDelay(reason) {
    this.#delay = reason;
    this.#notice.textContent = this.#words[reason] ?? "";
    this.#showHints();
  }

  #settle(entry, state) {
    this.#unsent = this.#unsent.filter((other) => other !== entry);
    this.#keepUnsent();
    this.#log.mark(entry, state);
    this.#setDelay("");
  }

  #refuse(entry, status) {
    this.#settle(entry, "failed");
    this.#notice.textContent = status === 413 ? this.#words.tooLong : this.#words.refused;
    if (!this.#input.value && entry.button === undefined) this.#setDraft(entry.text);
  }

  #keepUnsent() {
    const unsent = this.#unsent.map(({ id, text, button, at }) => ({ id, text, button, at }));
    if (unsent.length) remember("sessionStorage", this.#unsentKey, unsent);
    else forget("sessionStorage", this.#unsentKey);
  }

  get #unsentKey() {
    return `banter-unsent:${this.getAttribute("server") ?? ""}`;
  }

  #receive(replies) {
    for (const reply of replies) this.#say({ ...reply, author: "bot", at: new Date() });
  }

  /** Quietly: a screen reader need not read out once more what was said before the reload. */
  async #resume() {
    this.#conversation = this.#connection.conversation;
    if (!this.#conversation) return;
    this.#log.node.setAttribute("aria-live", "off");
    this.#log.merge((await this.#connection.transcript()) ?? []);
    this.#showHints();
    this.#log.node.setAttribute("aria-live", "polite");
  }

  /** What was left unsent by a reload. The transcript may show it already, and then shows its replies too. */
  #resend(message) {
    const entry = { ...message, author: "visitor", at: new Date(message.at) };
    this.#log.add(entry);
    this.#queue(entry, () => this.#fetchNews());
  }

  /* What a person of the team writes reaches the visitor through the transcript. */

  #watchNews() {
    const seconds = ["visitor", "person"].includes(this.#log.lastAuthor) ? ANSWER_SECONDS : NEWS_SECONDS;
    clearTimeout(this.#newsTimer);
    this.#newsTimer = setTimeout(() => this.#fetchNews().finally(() => this.#watchNews()), seconds * 1000);
  }

  async #fetchNews() {
    if (document.hidden || this.#unsent.length || !this.#connection.conversation) return;
    const transcript = await this.#connection.transcript();
    if (!transcript || this.#unsent.length) return;
    const news = this.#log.merge(transcript);
    if (!news.length) return; // hints shown anew would take the focus from a quick reply
    news.forEach((entry) => this.#announce(entry));
    this.#showHints();
  }

  /* Showing */

  #say(entry) {
    this.#log.add(entry);
    this.#announce(entry);
  }

  #announce({ author, text }) {
    this.#tell("banter:message", { author, text });
    if (this.open || author === "visitor") return;
    this.#launcher.classList.add("unread");
    this.#labelLauncher(this.#words.unread);
  }

  /** Typing dots, quick replies, keyboard and who is here follow from what was said last. */
  #showHints() {
    const answers = this.#log.botAnswers;
    const buttons = answers.map((answer) => answer.buttons ?? []).filter((list) => list.length).pop() ?? [];
    const stuck = this.#delay && this.#delay !== "pending";
    for (const entry of this.#unsent) this.#log.mark(entry, stuck ? "waiting" : "");
    this.#typing.hidden = !this.#unsent.length || stuck || this.#log.withPerson;
    this.#choices.hidden = !buttons.length;
    this.#choices.replaceChildren(...buttons.map((button) => this.#choice(button)));
    this.#expect(answers.map(({ asks }) => asks).filter(Boolean).pop());
    this.#labelRole();
    this.#scrollDown();
  }

  #choice(button) {
    const choice = make("button", { type: "button", dir: "auto" }, button.title);
    choice.addEventListener("click", () => this.#submitButton(button));
    return choice;
  }

  #expect(slot) {
    for (const [name, value] of Object.entries({ ...ANY_ANSWER, ...ANSWERS[slot] })) {
      if (this.#input.getAttribute(name) !== value) this.#input.setAttribute(name, value);
    }
  }

  #scrollDown() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }
}

if (!customElements.get("banter-chat")) customElements.define("banter-chat", BanterChat);
