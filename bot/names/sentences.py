"""The sentences that the recogniser is trained on, made from ``data/ner`` with a seed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

import yaml

from bot.brand import ROOT
from bot.names.chat_style import typed
from bot.names.fillers import fillers
from bot.names.grammar import Grammar, Piece

SEED = 20240229
TEMPLATES = ROOT / "data" / "ner"
ANSWERED = ("person_name", "company", "job_title")
ASKED_ELSE = ("need", "email", "phone", "budget", "timeline", "authority", "company_size", "industry", "location")
KINDS = {
    **{"introduction": 44, "answer_person_name": 7, "answer_company": 9, "answer_job_title": 5},
    **{"third_party": 15, "nothing": 20},
}
"""How many of a hundred sentences are what."""


@dataclass(frozen=True)
class Sentence:
    """A visitor's message with what it names (entity, start, end), and the slot that the bot had asked for."""

    text: str
    entities: tuple[tuple[str, int, int], ...]
    asked: str | None = None


def sentences(count: int, seed: int = SEED, templates: Path = TEMPLATES) -> Iterator[Sentence]:
    """``count`` sentences, German and English in turn; the same for the same seed."""
    random = Random(seed)  # noqa: S311
    grammars = [_grammar(language, templates) for language in ("en", "de")]
    weights = list(accumulate(KINDS.values()))
    for number in range(count):
        kind = random.choices(list(KINDS), cum_weights=weights)[0]
        pieces = typed(grammars[number % 2].expand(kind, random), random)
        yield _sentence(pieces, _asked(kind, random))


def _grammar(language: str, templates: Path) -> Grammar:
    lists: dict[str, list[str]] = fillers(language, SEED)
    for name in ("names", language):
        lists |= yaml.safe_load((templates / f"{name}.yml").read_text(encoding="utf-8"))
    return Grammar(lists)


def _asked(kind: str, random: Random) -> str | None:
    """An answer follows its question; everything else may be said at any time."""
    if kind.startswith("answer_"):
        return kind.removeprefix("answer_")
    return None if random.random() < 0.6 else random.choice((*ANSWERED, *ASKED_ELSE))


def _sentence(pieces: list[Piece], asked: str | None) -> Sentence:
    text, entities = "", list[tuple[str, int, int]]()
    for piece, label in pieces:
        piece = re.sub(r" {2,}", " ", piece)
        if not text or text[-1] in " \n":
            piece = piece.lstrip(" ")
        start, end = len(text), len(text) + len(piece)
        text += piece
        if label is None or start == end:
            continue
        if entities and entities[-1][0] == label and entities[-1][2] == start:
            start = entities.pop()[1]
        entities.append((label, start, end))
    return Sentence(text, tuple(entities), asked)
