"""The words of the domain: what a lead is, what was said about it, how it was judged.

All values are immutable; money is ``Decimal``, moments are aware UTC, dates are inclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class LeadClass(StrEnum):
    """How far a lead is qualified, lowest first."""

    LEAD = "lead"
    MQL = "mql"
    SRL = "srl"
    BANT = "bant"


class Stage(StrEnum):
    """Where a lead stands in its life."""

    NEW = "new"
    WORKING = "working"
    HANDED_OFF = "handed_off"
    CLAIMED = "claimed"
    OPPORTUNITY = "opportunity"
    CUSTOMER = "customer"
    LOST = "lost"


class Source(StrEnum):
    """Who says a fact: the visitor, a person at sales, a file that was imported; or it only follows from another."""

    VISITOR = "visitor"
    SALES = "sales"
    IMPORT = "import"
    INFERRED = "inferred"


@dataclass(frozen=True)
class Budget:
    """What the visitor can spend. An open end is ``None``; ``period`` is once, month, year or unknown."""

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None = None
    period: str | None = None

    def upper_in(self, currency: str, rates: Mapping[str, Decimal]) -> Decimal:
        """The upper end in ``currency``; a monthly budget counts for twelve months.

        ``rates`` gives the worth of one unit of each other currency; a budget without a currency, or in one
        that the table does not know, is taken at face value.
        """
        amount = self.maximum if self.maximum is not None else self.minimum or Decimal(0)
        yearly = amount * 12 if self.period == "month" else amount
        return yearly if self.currency in (None, currency) else yearly * rates.get(self.currency or "", Decimal(1))


@dataclass(frozen=True)
class Timeline:
    """When it shall happen; either end may be open."""

    start: date | None
    end: date | None

    def is_over(self, today: date) -> bool:
        """Whether the whole time frame lies in the past."""
        return self.end is not None and self.end < today


@dataclass(frozen=True)
class CompanySize:
    """Number of people; an open end is ``None``."""

    minimum: int | None
    maximum: int | None


FactValue = str | bool | Budget | Timeline | CompanySize


@dataclass(frozen=True)
class Fact:
    """One thing that is known about a lead, with sentence and message as evidence.

    ``confidence`` is 0..1; ``by`` names the person or the file where no visitor said it. A fact that was taken back
    (``retracted_at``, by a person with a reason if no visitor did) stays in the history and counts no more.
    """

    slot: str
    value: FactValue
    said: str
    message_id: str
    at: datetime
    source: Source = Source.VISITOR
    confidence: float = 1.0
    by: str | None = None
    retracted_at: datetime | None = None
    retracted_by: str | None = None
    retraction: str | None = None

    @property
    def inferred(self) -> bool:
        """Whether nobody said it: it follows from something else."""
        return self.source == Source.INFERRED


@dataclass(frozen=True)
class Judged:
    """One criterion's outcome: met, not met, or unknown (``None``), with the visitor's own words."""

    name: str
    met: bool | None
    evidence: str | None


@dataclass(frozen=True)
class ScorePart:
    """What one criterion adds to the score, of fit (who somebody is) or else of engagement (what they do and say).

    ``why`` is met, faded (met, but long ago), not_met or unknown.
    """

    name: str
    of_fit: bool
    points: int
    maximum: int
    why: str


@dataclass(frozen=True)
class Missing:
    """What keeps a lead from the next class: not met (``False``), or unknown (``None``)."""

    name: str
    met: bool | None


@dataclass(frozen=True)
class Verdict:
    """What the criteria make of a lead on a day.

    ``score``, ``fit`` and ``engagement`` are 0..100; the points of ``parts`` add up to the score. ``missing`` is what
    keeps the lead from the next class, ``next_question`` the slot that is best asked for now.
    """

    lead_class: LeadClass
    automation_ready: bool
    score: int
    criteria: tuple[Judged, ...] = ()
    fit: int = 0
    engagement: int = 0
    parts: tuple[ScorePart, ...] = ()
    missing: tuple[Missing, ...] = ()
    next_question: str | None = None


@dataclass(frozen=True)
class Lead:
    """One possible customer, as known now: the newest value of each slot, and every fact behind it.

    ``version`` rises by one with every transaction that changes it.
    ``marketing_confirmed`` is ``None`` where a yes to marketing needs no confirmation.
    ``engaged_at`` is when something was last said by or about them, as far as it was not taken back.
    ``conversations`` are all of the same person, oldest first, ``conversation`` is the newest of them; ``merged`` are
    the ids of the records that this one stands for besides its own.
    """

    id: str
    conversation: str
    channel: str
    language: str
    created_at: datetime
    updated_at: datetime
    stage: Stage = Stage.NEW
    values: Mapping[str, FactValue] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    disqualified: str | None = None
    facts: tuple[Fact, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)
    last_source: Mapping[str, str] = field(default_factory=dict)
    source_category: str = "direct"
    verdict: Verdict = Verdict(LeadClass.LEAD, False, 0)
    version: int = 1
    marketing_confirmed: bool | None = None
    engaged_at: datetime | None = None
    conversations: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()

    def text(self, slot: str) -> str | None:
        """The value of a text slot, or ``None`` when unknown."""
        value = self.values.get(slot)
        return value if isinstance(value, str) else None

    def yes(self, slot: str) -> bool | None:
        """The value of a yes/no slot, or ``None`` when unknown."""
        value = self.values.get(slot)
        return value if isinstance(value, bool) else None

    @property
    def budget(self) -> Budget | None:
        value = self.values.get("budget")
        return value if isinstance(value, Budget) else None

    @property
    def timeline(self) -> Timeline | None:
        value = self.values.get("timeline")
        return value if isinstance(value, Timeline) else None

    @property
    def company_size(self) -> CompanySize | None:
        value = self.values.get("company_size")
        return value if isinstance(value, CompanySize) else None

    def is_only_inferred(self, slot: str) -> bool:
        """Whether the slot's value was never said, only taken from something else."""
        facts = [fact for fact in self.facts if fact.slot == slot and fact.retracted_at is None]
        return bool(facts) and all(fact.inferred for fact in facts)

    def evidence(self, slot: str) -> str | None:
        """The latest words that say a slot's value; none when it was taken back."""
        known = (fact for fact in reversed(self.facts) if fact.slot == slot and fact.retracted_at is None)
        return next((fact.said for fact in known if fact.value == self.values.get(slot)), None)
