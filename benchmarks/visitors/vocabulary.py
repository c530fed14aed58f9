"""The word files beside this module, one folder per language, as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", "de")
Json = Any


@dataclass(frozen=True)
class Value:
    """Something a slot can be filled with: what must be stored then, and how a visitor puts it.

    ``say`` goes into the frames of the slot; ``answers`` and ``statements`` are whole sentences of its own. ``may``
    holds, by slot, what the words give away besides. ``good`` values lead to BANT.
    """

    slot: str
    expected: Json
    say: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    may: Mapping[str, Json] = field(default_factory=dict)
    good: bool = True


@dataclass(frozen=True)
class SlotWords:
    """The phrasings of a slot: frames with ``{}`` for the value, and the values."""

    answers: tuple[str, ...]
    statements: tuple[str, ...]
    values: tuple[Value, ...]

    def phrasings(self) -> int:
        """How many different ways there are to fill the slot, whatever the value."""
        own = sum(len(value.answers) + len(value.statements) for value in self.values)
        return len(self.answers) + len(self.statements) + own


@dataclass(frozen=True)
class Question:
    """An FAQ question, and words of which one occurs in a reply that answers it."""

    ask: str
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A person or a company of the word files."""

    name: str
    salute: str | None = None
    may: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """All words of a language."""

    language: str
    slots: Mapping[str, SlotWords]
    people: tuple[Named, ...]
    companies: tuple[Named, ...]
    legal_forms: tuple[str, ...]
    free_mail: tuple[str, ...]
    talk: Mapping[str, tuple[str, ...]]
    faq: tuple[Question, ...]
    introductions: tuple[tuple[str, tuple[str, ...]], ...]
    corrections: Mapping[str, Mapping[str, tuple[str, ...]]]
    cues: Mapping[str, tuple[str, ...]]
    not_a_lead: Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of ``en`` or ``de``."""
    facts, people, talk, strangers = (_read(language, name) for name in ("facts", "people", "talk", "not_a_lead"))
    return Vocabulary(
        language=language,
        slots={slot: _slot(slot, raw, people) for slot, raw in facts.items()},
        people=tuple(_named(each) for each in people["people"]),
        companies=tuple(_named(each) for each in people["companies"]),
        legal_forms=tuple(people["legal_forms"]),
        free_mail=tuple(people["free_mail"]),
        talk={key: tuple(lines) for key, lines in talk.items() if key not in OF_ANOTHER_SHAPE},
        faq=tuple(Question(each["ask"], tuple(each["mentions"])) for each in talk["faq"]),
        introductions=tuple((text, tuple(slots)) for text, slots in talk["introductions"]),
        corrections={way: _lists(slots) for way, slots in talk["corrections"].items()},
        cues=_lists(talk["cues"]),
        not_a_lead={kind: _lists(lines) for kind, lines in strangers.items()},
    )


def _read(language: str, name: str) -> Any:
    return yaml.safe_load((WORDS / language / f"{name}.yml").read_text(encoding="utf-8"))


def _slot(slot: str, raw: Json, people: Json) -> SlotWords:
    values = [*raw.get("values", ()), *({**each, "good": False} for each in raw.get("low", ()))]
    if slot == "phone":
        values = [{"value": each["value"], "say": [each["say"]]} for each in people["phones"]]
    return SlotWords(tuple(raw["answers"]), tuple(raw["statements"]), tuple(_value(slot, each) for each in values))


def _value(slot: str, raw: Json) -> Value:
    say, answers, statements = (tuple(raw.get(key, ())) for key in ("say", "answers", "statements"))
    return Value(slot, raw["value"], say, answers, statements, raw.get("may", {}), raw.get("good", True))


def _named(raw: Json) -> Named:
    return Named(raw) if isinstance(raw, str) else Named(raw["name"], raw.get("salute"), raw.get("may", {}))


def _lists(raw: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(lines) for key, lines in raw.items()}


OF_ANOTHER_SHAPE = ("faq", "introductions", "corrections", "cues")
