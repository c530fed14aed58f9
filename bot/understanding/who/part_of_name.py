"""Who corrects one of their names keeps the other: "my last name is Carver-Holt"."""

import re

_LAST = re.compile(r"\b(?:last|family|sur|second)\s?-?name\b|\b(?:nach|familien|zu)-?name\w?\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|given|fore|christian)\s?-?name\b|\b(?:vor|ruf)-?name\w?\b", re.IGNORECASE)


def with_the_other_part(said: str, text: str, known: str | None) -> str:
    """The whole name, where ``text`` tells by ``said`` only the first or last name of who was ``known`` in full."""
    words = (known or "").split()
    is_first, is_last = _FIRST.search(text) is not None, _LAST.search(text) is not None
    if len(words) < 2 or is_first == is_last or set(words) & set(said.split()):
        return said
    return f"{words[0]} {said}" if is_last else " ".join([said, *words[1:]])
