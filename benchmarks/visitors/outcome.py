"""What came of a conversation: every turn, what went wrong in it, and the stored lead beside the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.visitors.chat import Reply
from benchmarks.visitors.expected import holds
from benchmarks.visitors.line import Line
from benchmarks.visitors.persona import Persona
from benchmarks.visitors.truth import Truth

Json = Any
SLOTS = (
    *("person_name", "company", "need", "budget", "authority", "timeline", "email", "phone"),
    *("contact_opt_in", "marketing_opt_in"),
    *("job_title", "department", "company_size", "industry", "location"),
)
STRANGERS_MAY_STATE = ("need", "job_title")
"""What a job seeker or a journalist wants, and is, may be stored."""


@dataclass(frozen=True)
class Turn:
    """A message and what came back."""

    number: int
    line: Line
    reply: Reply


@dataclass(frozen=True)
class Failure:
    """Something that no visitor should meet; ``kind`` is a name of ``figures.NEVER`` or a wrong fact."""

    kind: str
    turn: int
    detail: str


@dataclass(frozen=True)
class FactResult:
    """A slot of the stored lead: ``right``, ``missing``, ``wrong``, or ``false`` when it was never said."""

    slot: str
    verdict: str
    expected: Json
    stored: Json


@dataclass
class Outcome:
    """One played conversation. ``bant_at`` is the turn after which the lead was BANT, as far as that was looked at."""

    persona: Persona
    conversation: str = ""
    turns: list[Turn] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    facts: list[FactResult] = field(default_factory=list)
    lead_class: str | None = None
    bant_at: int | None = None
    gave_up: tuple[str, str] | None = None
    declined: tuple[int, int] = (0, 0)

    def wrong_facts(self) -> list[FactResult]:
        """The facts that are not as the visitor said."""
        return [fact for fact in self.facts if fact.verdict != "right"]


def compare(truth: Truth, lead: Mapping[str, Json], is_stranger: bool = False) -> list[FactResult]:
    """Every slot that was said or is stored, beside what was said."""
    results = (_compared(slot, truth, lead.get(slot), is_stranger) for slot in SLOTS)
    return [result for result in results if result is not None]


def _compared(slot: str, truth: Truth, stored: Json, is_stranger: bool) -> FactResult | None:
    if slot in truth.said:
        expected = truth.said[slot].expected
        right = holds(slot, expected, stored)
        return FactResult(slot, "right" if right else "missing" if stored is None else "wrong", expected, stored)
    if stored is None or truth.allows(slot, stored) or (is_stranger and slot in STRANGERS_MAY_STATE):
        return None
    return FactResult(slot, "false", None, stored)
