// Looks again every 15 seconds and puts in only what has changed; what somebody is working in stays as it is.

const PAUSE_MS = 15_000;

setInterval(look, PAUSE_MS);
document.addEventListener("visibilitychange", look);

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The next look tells.
  }
}

function show(page) {
  for (const section of document.querySelectorAll("[data-live]")) {
    const newer = page.getElementById(section.id);
    if (newer && newer.innerHTML !== section.innerHTML && !section.contains(document.activeElement)) {
      section.replaceChildren(...newer.childNodes);
    }
  }
}
