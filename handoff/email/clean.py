"""Text of visitors as mail can carry it."""

import unicodedata

TURNING = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that turn the direction of what follows, also of our own words."""
LINES = frozenset("\n\t")


def clean(text: str) -> str:
    """Without halves of characters, control characters and signs that turn the direction of writing."""
    return "".join(sign for sign in text if sign in LINES or not _is_unfit(sign))


def one_line(text: str, longest: int) -> str:
    """Fit for a header or a file name: no line ends, and not longer than that."""
    words = " ".join(clean(text).split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _is_unfit(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") or sign in TURNING
