"""What a visitor says in one message, and what is true once it is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from benchmarks.visitors.vocabulary import Json, Question, Value

OPEN, CLOSE = "\x02", "\x03"
"""Around words that no noise may change, until the message is written down."""


def fixed(words: str) -> str:
    """Words that carry a value: a typo in them would destroy it."""
    return f"{OPEN}{words}{CLOSE}"


@dataclass(frozen=True)
class Line:
    """One message, or a part of one.

    ``act`` is what the visitor does with it (answer, aside, refuse, …). ``says`` are the values that it states, ``may``
    what it gives away besides, ``about`` the slot that it answers or refuses, ``questions`` what it wants to know.
    ``button`` is the payload when the message is a pressed button, ``language`` the one that it is in.
    """

    text: str
    act: str
    says: tuple[Value, ...] = ()
    about: str | None = None
    questions: tuple[Question, ...] = ()
    button: str | None = None
    language: str | None = None
    may: Mapping[str, Json] = field(default_factory=dict)

    @property
    def is_question(self) -> bool:
        """Whether the visitor expects an answer to it."""
        return self.act in EXPECTS_AN_ANSWER or bool(self.questions)


EXPECTS_AN_ANSWER = frozenset({"faq", "two_questions", "smalltalk", "why", "help", "out_of_scope"})


def joined(lines: Iterable[Line], act: str | None = None) -> Line:
    """Several parts as one message, a sentence each; the act is that of the last one unless given."""
    parts = list(lines)
    may = {slot: expected for part in parts for slot, expected in part.may.items()}
    return Line(
        " ".join(_sentence(part.text) for part in parts),
        act or parts[-1].act,
        tuple(value for part in parts for value in part.says),
        next((part.about for part in parts if part.about), None),
        tuple(question for part in parts for question in part.questions),
        may=may,
    )


def _sentence(text: str) -> str:
    bare = text.rstrip(CLOSE)
    return text if bare.endswith((".", "?", "!", ":", "…", ",")) else f"{text}."
