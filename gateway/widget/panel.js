/** What is seen of the widget: the launcher, and the panel that is a sheet over the whole screen on a phone. */

import { icon, iconButton, make } from "./nodes.js";

const SHEET = matchMedia("(max-width: 480px), (max-height: 440px)");
const NEAR_THE_END_PX = 80;

export class Panel {
  launcher = make("button", { type: "button", class: "launcher" }, icon("chat"));
  #badge = make("span", { class: "badge", "aria-hidden": "true", hidden: "" });
  #news = make("p", { class: "unseen", role: "status" });
  #heading = make("h2", { id: "heading" });
  #role = make("p", { class: "role" });
  #close = iconButton("close", { class: "plain" });
  #typing = make("div", { class: "typing", role: "img" }, make("i"), make("i"), make("i"));
  #choices = make("div", { class: "choices", role: "group" });
  #scroll = make("div", { class: "scroll", tabindex: "0", role: "region" });
  #notice = make("p", { class: "notice", role: "status" });
  #privacy = make("a", { class: "privacy", target: "_blank", rel: "noopener" });
  #dialog = make("dialog", { "aria-labelledby": "heading" });
  #root;
  #composer;
  #words;
  #opener;

  /** `onClose` is called when the visitor closes the panel, in whichever way. */
  constructor(root, log, composer, onClose) {
    this.#root = root;
    this.#composer = composer;
    const mark = make("span", { class: "mark", "aria-hidden": "true" }, icon("chat"));
    const title = make("div", { class: "title" }, this.#heading, this.#role);
    this.launcher.append(this.#badge);
    this.#scroll.append(log, this.#typing, this.#choices);
    const header = make("div", { class: "header" }, mark, title, this.#close);
    this.#dialog.append(header, this.#scroll, this.#notice, composer.node, this.#privacy);
    root.append(this.launcher, this.#news, this.#dialog);
    this.#close.addEventListener("click", onClose);
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      onClose();
    });
    this.#dialog.addEventListener("close", () => !this.isOpen && this.launcher.hidden && onClose());
    this.#dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
      event.preventDefault(); // a modal dialog would fire "cancel" as well
      event.stopPropagation();
      onClose();
    });
  }

  follow(signal) {
    const fit = () => this.#fitAboveKeyboard();
    for (const type of ["resize", "scroll"]) visualViewport?.addEventListener(type, fit, { signal });
    SHEET.addEventListener("change", () => this.isOpen && this.open(), { signal });
  }

  label(language, words, heading, privacy) {
    this.#words = words;
    this.#dialog.lang = this.#news.lang = this.launcher.lang = language;
    this.#heading.textContent = heading;
    this.#close.ariaLabel = words.close;
    this.#scroll.ariaLabel = words.conversation;
    this.#typing.ariaLabel = words.typing;
    this.#choices.ariaLabel = words.suggestions;
    this.#privacy.textContent = words.privacy;
    this.#privacy.hidden = !privacy;
    if (/^https?:/.test(privacy)) this.#privacy.href = privacy;
    this.#composer.label(words);
  }

  /* Open and closed */

  get isOpen() {
    return this.#dialog.open;
  }

  get isSheet() {
    return SHEET.matches;
  }

  /** Leaves the focus where it is, except for a sheet: the page behind that cannot be reached. */
  open() {
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && activeElement !== this.#root.host;
    if (!this.isOpen) this.#opener = isElsewhere ? activeElement : this.launcher;
    this.#dialog.close();
    if (SHEET.matches) this.#dialog.showModal();
    else this.#dialog.open = true; // show() would take the focus
    this.launcher.hidden = true;
    this.#fitAboveKeyboard();
    this.#composer.fit();
    this.scrollToEnd();
  }

  /** A focused field would cover half of a phone with its keyboard, before anything is read. */
  focus() {
    (SHEET.matches ? this.#scroll : this.#composer.field).focus({ preventScroll: true });
  }

  close() {
    const hadFocus = this.#dialog.contains(this.#root.activeElement);
    this.#dialog.close();
    this.launcher.hidden = false;
    if (hadFocus) (this.#opener.isConnected ? this.#opener : this.launcher).focus();
  }

  /** iOS lays its keyboard over 100dvh: only the visual viewport tells. Pinch zoom changes it too. */
  #fitAboveKeyboard() {
    const view = visualViewport;
    if (!view || view.scale > 1.01) return;
    this.#dialog.style.setProperty("--_top", `${view.offsetTop}px`);
    this.#dialog.style.setProperty("--_height", `${view.height}px`);
  }

  /* What it shows */

  set role(role) {
    this.#role.textContent = role;
  }

  set notice(notice) {
    this.#notice.textContent = notice;
  }

  set typing(isTyping) {
    this.#typing.hidden = !isTyping;
  }

  /** How many messages wait behind the closed launcher. */
  set unread(count) {
    const { open, unread, new: news } = this.#words;
    this.#badge.hidden = !count;
    this.#badge.textContent = count;
    this.launcher.ariaLabel = this.launcher.title = count ? `${unread} ${count}` : open;
    this.#news.textContent = count ? news : "";
  }

  offer(buttons, onChoice) {
    this.#choices.hidden = !buttons.length;
    this.#choices.replaceChildren(
      ...buttons.map((button) => {
        const choice = make("button", { type: "button", dir: "auto" }, button.title);
        choice.addEventListener("click", () => {
          onChoice(button);
          this.focus();
        });
        return choice;
      }),
    );
  }

  get isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    return scrollTop + clientHeight > scrollHeight - NEAR_THE_END_PX;
  }

  scrollToEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }
}
