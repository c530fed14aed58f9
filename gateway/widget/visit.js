/** What the browser tells about a visit. */

/* An odd link to the page must not make the server refuse the conversation. */
const CAMPAIGN = /^utm_\w{1,30}$/;
const SOURCE_ENTRIES = 12;
const SOURCE_LENGTH = 500;

/** crypto.randomUUID is missing on pages without TLS. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The page's own query may hold secrets, so only the campaign is taken from it. */
export function visitSource() {
  const campaign = [...new URLSearchParams(location.search)].filter(([name]) => CAMPAIGN.test(name));
  const source = [["page", location.origin + location.pathname], ["referrer", document.referrer], ...campaign];
  const said = source.filter(([, value]) => value).slice(0, SOURCE_ENTRIES);
  return Object.fromEntries(said.map(([name, value]) => [name, value.slice(0, SOURCE_LENGTH)]));
}

/** The first of these language tags that we have words for. */
export function spoken(...tags) {
  return tags.map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => tag in WORDS) ?? "en";
}

export function clockTime(date, language) {
  const region = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(region, { timeStyle: "short", dateStyle: isToday ? undefined : "medium" });
}
