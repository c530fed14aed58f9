/** DOM nodes, built without any markup, so that nothing said can become part of the page. */

const ICONS = {
  chat: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M12 20V4M5 11l7-7 7 7",
};

const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?'()[\]{}]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A button that shows an icon; what it is called is said later, in the visitor's language. */
export function iconButton(name, attributes) {
  return make("button", { type: "button", ...attributes }, icon(name));
}

export function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The text, its web and e-mail addresses as links. */
export function linked(text) {
  const nodes = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const href = /^https?:/i.test(found) ? found : `mailto:${found}`;
    nodes.push(text.slice(end, index), make("a", { href, target: "_blank", rel: "noopener" }, found));
    end = index + found.length;
  }
  return [...nodes, text.slice(end)];
}
