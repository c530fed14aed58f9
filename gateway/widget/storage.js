/** JSON in localStorage or sessionStorage. Where a browser forbids them, the chat works until the page is left. */

export function recall(storage, key) {
  try {
    return JSON.parse(window[storage].getItem(key));
  } catch {
    return null;
  }
}

/** `null` leaves nothing behind. */
export function remember(storage, key, value) {
  try {
    if (value) window[storage].setItem(key, JSON.stringify(value));
    else window[storage].removeItem(key);
  } catch {
    /* forbidden or full */
  }
}
