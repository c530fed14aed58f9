/** The chat that opens by itself, after some seconds or on some pages: once a visit, and never on a phone. */

/**
 * Calls `open` when the page has been shown for `seconds` (NaN: at once, if `paths` are given) and its path is among
 * `paths`: separated by spaces, "*" at the end standing for anything; null is every page. Follows an application
 * that changes its path without loading a page.
 */
export function openByItself({ seconds, paths, open, signal }) {
  if (paths === null && Number.isNaN(seconds)) return;
  let timer;
  const arrive = () => {
    clearTimeout(timer);
    if (isAmong(paths)) timer = setTimeout(open, (seconds || 0) * 1000);
  };
  signal.addEventListener("abort", () => clearTimeout(timer));
  globalThis.navigation?.addEventListener("navigatesuccess", arrive, { signal });
  addEventListener("popstate", arrive, { signal });
  arrive();
}

function isAmong(paths) {
  const path = location.pathname;
  const isThis = (one) => (one.endsWith("*") ? path.startsWith(one.slice(0, -1)) : path === one);
  return paths === null || paths.split(/\s+/).some(isThis);
}
