"""Text as Telegram's HTML: escaped, without effect on what stands around it, and measured as Telegram measures."""

import html
import re
import unicodedata

LONGEST = 4_096
"""UTF-16 units of a message, after its markup was read."""

FIRST_STRONG_ISOLATE, POP_ISOLATE, WORD_JOINER = "\u2068", "\u2069", "\u2060"
BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
CALLS = re.compile(r"(?<![\w@/])([@/])(?=\w)")  # @name would notify somebody, a tap on /name would send it
TAG = re.compile(r"<[^>]*>")


def units(text: str) -> int:
    """How long a text is for Telegram: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(marked: str) -> int:
    """How long the text in our HTML is; everything else in it is escaped, so that each ``<`` begins a tag."""
    return units(html.unescape(TAG.sub("", marked)))


def cut(text: str, longest: int) -> str:
    """The beginning of a text that has room in so many units, marked by an ellipsis where something is missing."""
    if units(text) <= longest:
        return text
    room = text.encode("utf-16-le", "surrogatepass")[: 2 * max(longest - 1, 0)].decode("utf-16-le", "ignore")
    return f"{room.rstrip()}…" if longest else ""


def escaped(text: str) -> str:
    """Somebody's words as HTML: nobody is notified by them, and right-to-left text stays in its place."""
    plain = CALLS.sub(rf"\1{WORD_JOINER}", BIDI_CONTROLS.sub("", text))
    safe = html.escape(plain, quote=False)
    return f"{FIRST_STRONG_ISOLATE}{safe}{POP_ISOLATE}" if _has_right_to_left(plain) else safe


def line(text: str, longest: int) -> str:
    """The same in one line of limited length."""
    return escaped(cut(" ".join(text.split()), longest))


def link(address: str, words: str) -> str:
    """Words that lead somewhere."""
    return f'<a href="{html.escape(address)}">{escaped(words)}</a>'


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
