/** What the browser tells about a visit. */

/* An odd link to the page must not make the server refuse the conversation. */
const CAMPAIGN = /^utm_\w{1,30}$/;
const PAID_CLICK = /^(gclid|gbraid|wbraid|msclkid|fbclid|li_fat_id|ttclid|twclid)$/;
const SOURCE_ENTRIES = 12;
const SOURCE_LENGTH = 500;

/** crypto.randomUUID is missing on pages without TLS. */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The page's query may hold secrets: only the campaign is taken, and that a click was paid for, not its id. */
export function visitSource() {
  const query = [...new URLSearchParams(location.search)];
  const campaign = query.filter(([name]) => CAMPAIGN.test(name));
  const clicks = query.filter(([name, value]) => value && PAID_CLICK.test(name)).map(([name]) => [name, "1"]);
  const page = ["page", location.origin + location.pathname];
  const source = [page, ["referrer", document.referrer], ...clicks, ...campaign];
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
