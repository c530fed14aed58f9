/**
 * JSON in localStorage or sessionStorage. Where a browser forbids storage, touching it throws: the chat then
 * works until the page is left.
 */

export function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

export function recall(storage, key) {
  try {
    return parsed(window[storage].getItem(key));
  } catch {
    return null;
  }
}

export function remember(storage, key, value) {
  try {
    window[storage].setItem(key, JSON.stringify(value));
  } catch {
    /* see the top */
  }
}

export function forget(storage, key) {
  try {
    window[storage].removeItem(key);
  } catch {
    /* see the top */
  }
}
