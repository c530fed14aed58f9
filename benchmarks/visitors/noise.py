"""How people really type: lower case, no punctuation, fillers, emoji, slips of the finger. Values stay as they are."""

import re
from dataclasses import dataclass
from random import Random

from benchmarks.visitors.line import CLOSE, OPEN
from benchmarks.visitors.vocabulary import Vocabulary

FIXED = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
LONG_WORD = re.compile(r"\b[^\W\d_]{5,}\b")
SHORT = 60
FEWEST_SPACES = 2
"""A message of fewer words can lose its sense by one letter."""


@dataclass(frozen=True)
class Hand:
    """How somebody types; the numbers are chances per message."""

    lower_case: bool = False
    drops_punctuation: bool = False
    fillers: float = 0.0
    emoji: float = 0.0
    typos: float = 0.0


def any_hand(rng: Random) -> Hand:
    """Two of three people type properly."""
    return Hand(
        lower_case=rng.random() < 0.25,
        drops_punctuation=rng.random() < 0.3,
        fillers=rng.choice((0.0, 0.0, 0.1, 0.25)),
        emoji=rng.choice((0.0, 0.0, 0.05, 0.2)),
        typos=rng.choice((0.0, 0.0, 0.1, 0.3)),
    )


def typed(text: str, hand: Hand, words: Vocabulary, rng: Random, hesitates: bool = False) -> str:
    """The text as this hand types it, without the marks of fixed words; who hesitates may begin with a filler."""
    if rng.random() < hand.typos and text.count(" ") >= FEWEST_SPACES:
        text = _with_a_typo(text, rng)
    if hesitates and rng.random() < hand.fillers:
        text = f"{rng.choice(words.talk['fillers'])} {text}"
    if hand.drops_punctuation:
        text = _without_full_stops(text)
    text = text.replace(OPEN, "").replace(CLOSE, "")
    if hand.lower_case:
        text = text.lower()
    if rng.random() < hand.emoji:
        text = f"{text} {rng.choice(words.talk['emoji'])}"
    return text


def _without_full_stops(text: str) -> str:
    """Commas between the sentences of a short message, nothing at its end; the stops in "GmbH & Co. KG" stay."""
    parts = FIXED.split(text)
    if len(text) < SHORT:
        parts[::2] = [part.replace(". ", ", ") for part in parts[::2]]
    return "".join(parts).removesuffix(".").removesuffix("?")


def _with_a_typo(text: str, rng: Random) -> str:
    parts = FIXED.split(text)
    places = [
        (number, found) for number, part in enumerate(parts) if number % 2 == 0 for found in LONG_WORD.finditer(part)
    ]
    if not places:
        return text
    number, found = rng.choice(places)
    part = parts[number]
    parts[number] = part[: found.start()] + _slip(found.group(), rng) + part[found.end() :]
    return "".join(parts)


def _slip(word: str, rng: Random) -> str:
    """Two letters swapped, one left out, or one doubled; never the first or the last."""
    place = rng.randrange(1, len(word) - 2)
    kind = rng.choice(("swap", "drop", "double"))
    if kind == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + (word[place + 1 :] if kind == "drop" else word[place] + word[place:])
