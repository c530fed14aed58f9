"""Mends slips of the finger in words that are known: two letters swapped, one left out, one typed twice."""

import re
from collections.abc import Mapping
from functools import cache

from bot.understanding.word_lists import word_lists

_SHORTEST = 5
_WORD = re.compile(r"[^\W\d_]+")


def mended(text: str, name: str, *sections: str) -> str:
    """The text, in lower case, with the words of those sections of a word list spelt as there.

    A word that means something else as it stands is left alone.
    """
    slips = _slips(name, sections)
    return _WORD.sub(lambda match: slips.get(match.group(), match.group()), text.lower())


def mended_in_place(text: str, name: str, *sections: str) -> tuple[str, list[int]]:
    """The same, and for each character of the mended text, and its end, the place in the text where it stood."""
    slips, done = _slips(name, sections), 0
    pieces: list[str] = []
    places: list[int] = []
    for match in _WORD.finditer(text.lower()):
        word = slips.get(match.group(), match.group())
        pieces += [text[done : match.start()].lower(), word]
        places += range(done, match.start())
        places += (min(match.start() + at, match.end() - 1) for at in range(len(word)))
        done = match.end()
    return "".join([*pieces, text[done:].lower()]), [*places, *range(done, len(text) + 1)]


@cache
def _slips(name: str, sections: tuple[str, ...]) -> Mapping[str, str]:
    lists = word_lists(name)
    words = {word for section in sections for entry in lists[section] for word in _WORD.findall(entry)}
    known = words | word_lists("language")["en"] | word_lists("language")["de"] | word_lists("answers")["courtesy"]
    found: dict[str, str] = {}
    for word in words:
        for slip in _slips_of(word) if len(word) >= _SHORTEST else ():
            found[slip] = "" if found.get(slip, word) != word else word
    return {slip: word for slip, word in found.items() if word and slip not in known}


def _slips_of(word: str) -> set[str]:
    inside = range(1, len(word) - 1)
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in inside}
    left_out = {word[:at] + word[at + 1 :] for at in inside}
    twice = {word[:at] + word[at] + word[at:] for at in range(len(word))}
    return (swapped | left_out | twice) - {word}
