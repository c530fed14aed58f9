// Keeps an open lead up to date, and sends lines to the visitor without leaving the page.
const lead = document.querySelector(".lead");
let refreshing = false;
let again = false;

/** Whether somebody is at work in a part of the page, which then must not be replaced. */
function isInUse(part) {
  const typed = [...part.querySelectorAll("textarea, input:not([type=hidden])")];
  return (
    part.querySelector("details.edit[open], details.why[open], details.add[open]") !== null ||
    typed.some((field) => field === document.activeElement || (field.tagName === "TEXTAREA" && field.value !== ""))
  );
}

function show(fresh) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next && !isInUse(part) && part.innerHTML !== next.innerHTML) {
      part.replaceChildren(...next.childNodes);
    }
  }
  for (const list of document.querySelectorAll("[data-grows]")) {
    for (const line of fresh.getElementById(list.id)?.children ?? []) {
      if (line.id && !document.getElementById(line.id)) {
        list.querySelector(".none")?.remove();
        list.append(line);
      }
    }
  }
}

async function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    do {
      again = false;
      const answer = await fetch(lead.dataset.now, { redirect: "error" });
      if (answer.status === 404) {
        gone();
      } else if (answer.ok) {
        show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } while (again);
  } catch {
    // The server does not answer or the session has ended; the next event or click will tell.
  } finally {
    refreshing = false;
  }
}

function gone() {
  document.getElementById("gone").hidden = false;
  watching.close();
}

async function say(form) {
  const failed = form.querySelector(".error");
  const button = form.querySelector("button");
  button.disabled = true;
  failed.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    form.elements.text.value = "";
    form.elements.number.value = `${Date.now()}-${Math.random()}`;
    await refresh();
  } catch {
    failed.hidden = false;
  } finally {
    button.disabled = false;
    form.elements.text.focus();
  }
}

const watching = new EventSource(lead.dataset.events);
watching.addEventListener("change", refresh);
watching.addEventListener("gone", gone);
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-say]")) {
    event.preventDefault();
    say(event.target);
  }
});
