"""Makes a well-written sentence what people type into a chat."""

import re
from random import Random

from bot.names.grammar import Piece

_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_BARE = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "Ä": "A", "Ö": "O", "Ü": "U", "é": "e", "ç": "c", "ş": "s"}
)
_NO_MARKS = re.compile(r"[.,!?'](?= |$)|'")


def typed(pieces: list[Piece], random: Random) -> list[Piece]:
    """The same sentence in one of the ways in which it is typed; only words outside of entities get typing errors."""
    case = random.random()
    if case < 0.35:
        pieces = [(text.lower(), label) for text, label in pieces]
    elif case < 0.39:
        pieces = [(text.upper(), label) for text, label in pieces]
    elif case < 0.65:
        pieces = _capitalised(pieces)
    if random.random() < 0.12:
        table = random.choice((_ASCII, _BARE))
        pieces = [(text.translate(table), label) for text, label in pieces]
    if random.random() < 0.15:
        pieces = [(text if label else _NO_MARKS.sub("", text), label) for text, label in pieces]
    if random.random() < 0.15:
        pieces = [(text if label else _mistyped(text, random), label) for text, label in pieces]
    return pieces


def _capitalised(pieces: list[Piece]) -> list[Piece]:
    """The first letter, and the English "I", as a careful writer would have them."""
    careful = [(re.sub(r"\bi\b(?!\.)", "I", text) if label is None else text, label) for text, label in pieces]
    for place, (text, label) in enumerate(careful):
        if text.strip():
            careful[place] = (text[:1].upper() + text[1:], label)
            break
    return careful


def _mistyped(text: str, random: Random) -> str:
    """Two letters of one word exchanged, or one of them left out."""
    places = [match.start() for match in re.finditer(r"(?<=\w)\w(?=\w)", text)]
    if not places or random.random() < 0.5:
        return text
    at = random.choice(places)
    return text[:at] + random.choice((text[at + 1] + text[at], text[at + 1])) + text[at + 2 :]
