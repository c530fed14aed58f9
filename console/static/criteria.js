// A mistake leads to its line: a button for each, which marks the line in the text.

const text = document.getElementById("text");

for (const problem of document.querySelectorAll("[data-line]")) {
  const label = problem.querySelector("strong");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label.textContent;
  button.addEventListener("click", () => mark(Number(problem.dataset.line)));
  label.replaceWith(button);
}

function mark(line) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (line - 4));
}
