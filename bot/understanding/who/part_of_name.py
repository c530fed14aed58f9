"""Who corrects one of their names keeps the other: "my last name is Carver-Holt"."""

import re

from bot.understanding.who.name_words import FIRST_NAMES

_LAST = re.compile(r"\b(?:last|family|sur|second)\s?-?name\b|\b(?:nach|familien|zu)-?name\w?\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|given|fore|christian)\s?-?name\b|\b(?:vor|ruf)-?name\w?\b", re.IGNORECASE)


def with_the_other_part(said: str, text: str, known: str | None) -> str:
    """The whole name, where ``text`` tells by ``said`` only the first or last one; ``known`` is the name so far."""
    words = (known or "").split()
    is_first, is_last = _FIRST.search(text) is not None, _LAST.search(text) is not None
    if not words or is_first == is_last or set(words) & set(said.split()):
        return said
    if len(words) == 1 and (words[0].lower() in FIRST_NAMES) == is_first:
        return said  # the part that is known is the one that was wrong
    first, last = (words[:1], words[1:]) if len(words) > 1 else (words, words)
    return " ".join([*first, said] if is_last else [said, *last])
