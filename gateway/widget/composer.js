/** The field in which the visitor writes, with the keyboard that suits the question. */

import { iconButton, make } from "./nodes.js";

/** By the slot that the bot asks for. */
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

export class Composer {
  field = make("textarea", { rows: "1", enterkeyhint: "send", dir: "auto", ...ANY_ANSWER });
  /* A number pad has no letters: without a way back nobody could ask a question instead. */
  #letters = make("button", { type: "button", class: "letters", hidden: "" }, "abc");
  #send = iconButton("send", { type: "submit", class: "send" });
  node = make("form", { novalidate: "" }, this.field, this.#letters, this.#send);

  constructor(onText) {
    this.field.addEventListener("input", () => this.fit());
    this.field.addEventListener("keydown", (event) => {
      // Enter that ends an input method's composition (Japanese, say) is not "send".
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit(onText);
    });
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(onText);
    });
    this.#letters.addEventListener("click", () => {
      this.field.blur();
      this.#expect(ANY_ANSWER);
      this.field.focus();
    });
  }

  label({ write, send, letters }) {
    this.field.placeholder = write;
    this.field.ariaLabel = write;
    this.#send.ariaLabel = send;
    this.#letters.ariaLabel = letters;
  }

  get draft() {
    return this.field.value;
  }

  set draft(text) {
    this.field.value = text;
    this.fit();
  }

  /** As high as its text, which only a shown field knows. */
  fit() {
    this.field.style.blockSize = "auto";
    this.field.style.blockSize = `${this.field.scrollHeight}px`;
    this.#send.disabled = !this.draft.trim();
  }

  expect(slot) {
    this.#expect({ ...ANY_ANSWER, ...ANSWERS[slot] });
  }

  #expect(answer) {
    for (const [name, value] of Object.entries(answer)) {
      if (this.field.getAttribute(name) !== value) this.field.setAttribute(name, value);
    }
    this.#letters.hidden = !["tel", "numeric"].includes(answer.inputmode);
  }

  #submit(onText) {
    const text = this.draft.trim();
    if (!text) return;
    this.draft = "";
    onText(text);
    this.field.focus();
  }
}
