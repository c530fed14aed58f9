"""How many visitors come how far, where they give up, and where those come from that buy.

Everything counts for the day (UTC) on which the conversation was opened: of the visitors of March, so many became
leads, whenever that was. A class counts for all that it includes: a BANT lead is an MQL, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from leads.database import Database
from leads.report_tables import CampaignRow, FunnelRow, QuestionRow
from leads.tables import LeadRow

MEASURED = 1_000


class Grouping(StrEnum):
    """What a report has a line for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    CHANNEL = "channel"
    LANGUAGE = "language"
    CATEGORY = "category"


@dataclass(frozen=True)
class Slice:
    """A part of all conversations: opened from ``since`` to ``until`` (both days included)."""

    since: date
    until: date
    channel: str | None = None
    language: str | None = None
    category: str | None = None


@dataclass(frozen=True)
class Steps:
    """How many came how far."""

    visitors: int = 0
    conversations: int = 0
    leads: int = 0
    mql: int = 0
    srl: int = 0
    bant: int = 0
    claimed: int = 0
    won: int = 0


@dataclass(frozen=True)
class DropOff:
    """A question: in how many conversations it was asked, and in how many nothing was said after it."""

    slot: str
    asked: int
    unanswered: int


@dataclass(frozen=True)
class FromSource:
    """What came of a campaign (``None``: of visits without one)."""

    category: str
    campaign: str | None
    leads: int
    mql: int
    srl: int
    bant: int
    won: int


class Funnel:
    """The reports."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def steps(self, part: Slice) -> Steps:
        """How many came how far in all."""
        with self._database.read() as session:
            return Steps(*(number or 0 for number in session.execute(select(*SUMS).where(*_within(part))).one()))

    def grouped(self, part: Slice, by: Grouping) -> Mapping[str, Steps]:
        """The same by period (its first day, ISO), channel, language or category of the source, in order."""
        column = _column(by)
        query = select(column, *SUMS).where(*_within(part)).group_by(column).order_by(column)
        with self._database.read() as session:
            rows = session.execute(query).all()
        found: dict[str, list[int]] = {}
        for value, *numbers in rows:
            total = found.setdefault(_named(value, by), [0] * len(numbers))
            total[:] = [before + number for before, number in zip(total, numbers, strict=True)]
        return {name: Steps(*numbers) for name, numbers in found.items() if any(numbers)}

    def drop_off(self, since: date, until: date) -> tuple[DropOff, ...]:
        """Each question, the one that loses most visitors first."""
        asked, unanswered = func.sum(QuestionRow.asked), func.sum(QuestionRow.unanswered)
        query = select(QuestionRow.slot, asked, unanswered).where(QuestionRow.day.between(since, until))
        query = query.group_by(QuestionRow.slot).having(asked > 0).order_by(unanswered.desc(), QuestionRow.slot)
        with self._database.read() as session:
            return tuple(DropOff(*row) for row in session.execute(query))

    def sources(self, since: date, until: date, limit: int = 100) -> tuple[FromSource, ...]:
        """Each category and campaign, the one with most leads first."""
        numbers = [func.sum(getattr(CampaignRow, name)) for name in ("leads", "mql", "srl", "bant", "won")]
        query = select(CampaignRow.category, CampaignRow.campaign, *numbers)
        query = query.where(CampaignRow.day.between(since, until)).group_by(CampaignRow.category, CampaignRow.campaign)
        query = query.having(numbers[0] > 0).limit(limit)
        query = query.order_by(numbers[0].desc(), CampaignRow.category, CampaignRow.campaign)
        with self._database.read() as session:
            return tuple(FromSource(row[0], row[1] or None, *row[2:]) for row in session.execute(query))

    def time_to_qualify(self, part: Slice) -> timedelta | None:
        """From opening a conversation to becoming an MQL: the median of the newest ``MEASURED``, if there are any."""
        query = select(LeadRow.qualified_s).where(LeadRow.opened_on.between(part.since, part.until))
        query = query.where(LeadRow.qualified_s.is_not(None), *_same(part, LeadRow))
        query = query.order_by(LeadRow.opened_on.desc(), LeadRow.id.desc()).limit(MEASURED)
        with self._database.read() as session:
            waits = [wait for wait in session.scalars(query) if wait is not None]
        return timedelta(seconds=median(waits)) if waits else None


def _within(part: Slice) -> list[ColumnElement[bool]]:
    return [FunnelRow.day.between(part.since, part.until), *_same(part, FunnelRow)]


def _same(part: Slice, table: type[FunnelRow] | type[LeadRow]) -> list[ColumnElement[bool]]:
    wanted = ((name, getattr(part, name)) for name in ("channel", "language", "category"))
    return [getattr(table, name) == value for name, value in wanted if value is not None]


def _column(by: Grouping) -> InstrumentedAttribute[Any]:
    named: InstrumentedAttribute[Any] = getattr(FunnelRow, "day" if by in PERIODS else by)
    return named


def _named(value: Any, by: Grouping) -> str:
    match by:
        case Grouping.WEEK:
            return str(value - timedelta(days=value.weekday()))
        case Grouping.MONTH:
            return str(value.replace(day=1))
        case _:
            return str(value)


PERIODS = frozenset({Grouping.DAY, Grouping.WEEK, Grouping.MONTH})
SUMS = tuple(func.sum(getattr(FunnelRow, field.name)) for field in fields(Steps))
