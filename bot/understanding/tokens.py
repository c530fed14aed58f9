"""Words of a message with their places in it."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[.'’\-&:*+/_][^\W_]+)*")


@dataclass(frozen=True)
class Token:
    """A word, ``text[start:end]`` of the message it was cut from."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_capitalised(self) -> bool:
        return self.text[:1].isupper()

    @property
    def has_digit(self) -> bool:
        return any(character.isdigit() for character in self.text)


def plain_apostrophes(text: str) -> str:
    """The text with ``'`` for a typographic apostrophe; every place in it stays where it was."""
    return text.replace("’", "'").replace("´", "'")


def tokens_from(text: str, start: int = 0, limit: int = 12) -> list[Token]:
    """At most ``limit`` words from ``start`` on, so that a reader's cost does not depend on the message's length."""
    found: list[Token] = []
    for match in _WORD.finditer(text, start):
        found.append(Token(match.group(), match.start(), match.end()))
        if len(found) == limit:
            break
    return found


def clause_end(text: str, start: int, limit: int = 300) -> int:
    """Where the clause that begins at ``start`` ends: at a comma, a full stop, a line break …"""
    match = _CLAUSE_END.search(text, start, start + limit)
    return match.start() if match else min(len(text), start + limit)


def stripped_span(text: str, start: int, end: int, also: str = "") -> tuple[int, int]:
    """``start, end`` without white space and stray punctuation at both ends; ``also`` names further characters."""
    edge = _EDGE + also
    while start < end and (text[start] in edge or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in edge or text[end - 1].isspace()):
        end -= 1
    return start, end


_EDGE = "\"'“”„‚‘’«»`*_.,;:!?…-–—()[]{}<>|~\u200b\ufeff"
_CLAUSE_END = re.compile(r"[,;:!?\n\r|()•·]|\.(?=\s|$)|\s[-–—/]+\s|…")
