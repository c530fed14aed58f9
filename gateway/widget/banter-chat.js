/**
 * The website chat: one script tag, and <banter-chat> where its attributes are wanted. See docs/embed.md.
 *
 * Asks nothing of the server and stores nothing until the visitor opens the chat or writes.
 */

import { Composer } from "./composer.js";
import { openByItself } from "./opening.js";
import { Panel } from "./panel.js";
import { recall, remember } from "./storage.js";
import { Talk } from "./talk.js";
import { spoken } from "./visit.js";

/* BRAND, STYLE and WORDS come from gateway/widget_script.py, which joins these modules into one script. */
const SCRIPT = document.currentScript;
const HOME = SCRIPT ? new URL(".", SCRIPT.src).href : "";

class BanterChat extends HTMLElement {
  static observedAttributes = ["open", "heading", "greeting", "language", "lang", "privacy-url", "accent"];

  #composer = new Composer((text) => this.send(text));
  #panel;
  #talk;
  #leaving;

  /* For the scripts of the page */

  get isOpen() {
    return this.hasAttribute("open");
  }

  /** As if the visitor had pressed the launcher. */
  open() {
    this.#visit.set("open", true);
    this.toggleAttribute("open", true);
    this.#panel.focus();
  }

  close() {
    this.#visit.set("open", false);
    this.toggleAttribute("open", false);
  }

  /** Says something in the visitor's name. */
  send(text) {
    this.#talk.say(text);
  }

  /** Calls back with the detail of each banter:open, banter:close, …; returns what ends that. */
  on(name, callback) {
    const listener = ({ detail }) => callback(detail);
    this.addEventListener(`banter:${name}`, listener);
    return () => this.removeEventListener(`banter:${name}`, listener);
  }

  /* For the browser */

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const isNew = !this.#panel;
    if (isNew) this.#build();
    this.#panel.follow(signal);
    this.#talk.follow(this.#panel, signal);
    this.#label();
    if (isNew) this.#begin();
    if (this.isOpen) this.#panel.open();
    openByItself({
      seconds: parseFloat(this.getAttribute("open-after")),
      paths: this.getAttribute("open-on"),
      open: () => this.#openByItself(),
      signal,
    });
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#panel) return;
    if (name !== "open") this.#label();
    else if ((before === null) !== (now === null)) this.#showOpenOrClosed();
  }

  #build() {
    const root = this.attachShadow({ mode: "open" });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    this.#talk = new Talk({
      server: this.#server,
      composer: this.#composer,
      visit: this.#visit,
      tell: (name, detail) => this.#tell(name, detail),
      language: () => this.#language,
    });
    this.#panel = new Panel(root, this.#talk.log.node, this.#composer, () => this.close());
    this.#panel.launcher.addEventListener("click", () => this.open());
  }

  /** The visitor's own choice on an earlier page of this visit goes before the page's; a sheet would hide the page. */
  #begin() {
    const chosen = this.#visit.get("open");
    if (chosen !== undefined) this.toggleAttribute("open", chosen && !this.#panel.isSheet);
    this.#talk.resend();
  }

  #showOpenOrClosed() {
    if (this.isOpen) this.#panel.open();
    else this.#panel.close();
    this.#talk.see();
    this.#tell(this.isOpen ? "open" : "close");
  }

  #openByItself() {
    if (this.isOpen || this.#visit.get("open") !== undefined) return;
    if (this.#panel.isSheet) this.#panel.unread = 1;
    else this.toggleAttribute("open", true);
  }

  #label() {
    const words = WORDS[this.#language];
    const said = (name, otherwise) => this.getAttribute(name) || otherwise;
    this.#talk.log.speak(this.#language, words, said("greeting", words.greeting));
    this.#panel.label(this.#language, words, said("heading", BRAND.heading), said("privacy-url", BRAND.privacy));
    this.#talk.speak(words);
    const accent = this.getAttribute("accent");
    if (accent) this.style.setProperty("--banter-accent", accent);
  }

  get #language() {
    return spoken(this.getAttribute("language"), this.closest("[lang]")?.lang, navigator.language, BRAND.language);
  }

  get #server() {
    return this.getAttribute("server") ?? HOME;
  }

  /** What this visit keeps in sessionStorage: `open`, as the visitor wants it, and what is `unsent`. */
  get #visit() {
    const key = `banter:${this.#server}`;
    const kept = recall("sessionStorage", key) ?? {};
    return {
      get: (name) => kept[name],
      set: (name, value) => remember("sessionStorage", key, { ...recall("sessionStorage", key), [name]: value }),
    };
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`banter:${name}`, { detail, bubbles: true, composed: true }));
  }
}

/** Without an element of the page's own the script puts one there, with the attributes that its tag names data-…. */
function putElement() {
  if (document.querySelector("banter-chat")) return;
  const chat = document.createElement("banter-chat");
  for (const { name, value } of SCRIPT.attributes) {
    if (name.startsWith("data-")) chat.setAttribute(name.slice(5), value);
  }
  document.body.append(chat);
}

if (!customElements.get("banter-chat")) {
  customElements.define("banter-chat", BanterChat);
  if (SCRIPT && !SCRIPT.hasAttribute("data-manual")) {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", putElement);
    else putElement();
  }
}
