"""The inbox of leads: filtered, searched, sorted, page by page and counted, however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from leads.database import Database
from leads.errors import BadCursor
from leads.inbox_search import having_words
from leads.lead_rows import first_id
from leads.tables import LeadRow

COUNTED, COUNTED_TOGETHER = 10_000, 500
"""How far one filter is counted, which is read from its index, and how far several are, each row of which is read."""
FEW = 5_000
SCORES = range(101)


class Met(StrEnum):
    """How a criterion stands."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Order(StrEnum):
    """What comes first: the newest lead, the highest score, what changed last."""

    NEWEST = "newest"
    SCORE = "score"
    UPDATED = "updated"


@dataclass(frozen=True)
class Wanted:
    """Which leads: all that is not ``None`` must be so. ``created_until`` is no longer in the period."""

    words: str | None = None
    conversation: str | None = None
    lead_class: str | None = None
    stage: str | None = None
    channel: str | None = None
    language: str | None = None
    category: str | None = None
    country: str | None = None
    owner: str | None = None
    claimed: bool | None = None
    score_from: int | None = None
    score_to: int | None = None
    budget: Met | None = None
    authority: Met | None = None
    need: Met | None = None
    timeline: Met | None = None
    disqualified: bool | None = None
    automation_ready: bool | None = None
    created_since: datetime | None = None
    created_until: datetime | None = None


@dataclass(frozen=True)
class LeadLine:
    """A lead as one line of a list; the names are those of the columns."""

    id: str
    conversation_id: str
    channel: str
    language: str
    lead_class: str
    score: int
    automation_ready: bool
    stage: str
    person_name: str | None
    job_title: str | None
    company: str | None
    email: str | None
    phone: str | None
    industry: str | None
    country: str | None
    category: str
    campaign: str | None
    budget_min: Decimal | None
    budget_max: Decimal | None
    budget_currency: str | None
    timeline_start: date | None
    timeline_end: date | None
    budget_met: bool | None
    authority_met: bool | None
    need_met: bool | None
    timeline_met: bool | None
    disqualified: str | None
    owner: str | None
    claimed_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Lines:
    """A page of leads, and where the next one starts (``None``: nowhere)."""

    lines: tuple[LeadLine, ...]
    next: str | None


@dataclass(frozen=True)
class Count:
    """How many; ``more`` when it was not counted any further."""

    number: int
    more: bool


class LeadInbox:
    """Lists of leads, without the facts behind them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: Wanted, order: Order = Order.NEWEST, after: str | None = None, limit: int = 50) -> Lines:
        """Some leads; ``after`` is the ``next`` of the page before. Raises ``BadCursor``."""
        with self._database.read() as session:
            query = select(*(getattr(LeadRow, field.name) for field in fields(LeadLine)))
            rows = session.execute(sorted_page(session, query, wanted, order, after, limit + 1)).all()
        lines = tuple(LeadLine(*row) for row in rows[:limit])
        return Lines(lines, _cursor(lines[-1], order) if len(rows) > limit else None)

    def count(self, wanted: Wanted) -> Count:
        """How many leads there are of this kind."""
        with self._database.read() as session:
            return _count(session, wanted)

    def chips(self, wanted: Wanted, filtered: str, values: tuple[Any, ...]) -> Mapping[Any, Count]:
        """How many leads each value of a filter (a field of ``Wanted``) would show beside the other filters."""
        with self._database.read() as session:
            return {value: _count(session, replace(wanted, **{filtered: value})) for value in values}


def sorted_page(
    session: Session, query: Select[Any], wanted: Wanted, order: Order, after: str | None, limit: int
) -> Select[Any]:
    """A query of ``LeadRow`` with everything that makes it a page."""
    query = query.where(*conditions(session, wanted, order == Order.SCORE)).limit(limit)
    column = SORTED[order]
    if column is None:
        query = query.order_by(LeadRow.id.desc())
        return query if after is None else query.where(LeadRow.id < after)
    query = query.order_by(column.desc(), LeadRow.id.desc())
    if after is None:
        return query
    value, _, last = after.partition("~")
    try:
        reached = int(value) if order == Order.SCORE else datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadCursor(after) from None
    if order == Order.SCORE and reached not in SCORES:
        raise BadCursor(after)
    return query.where(tuple_(column, LeadRow.id) < tuple_(literal(reached, column.type), literal(last)))


def _cursor(line: LeadLine, order: Order) -> str:
    match order:
        case Order.NEWEST:
            return line.id
        case Order.SCORE:
            return f"{line.score}~{line.id}"
        case Order.UPDATED:
            return f"{line.updated_at.isoformat()}~{line.id}"


def _count(session: Session, wanted: Wanted) -> Count:
    met = conditions(session, wanted, True)
    most = COUNTED_TOGETHER if wanted.words or len(met) > 2 else COUNTED
    some = select(LeadRow.id).where(*met).limit(most + 1).subquery()
    number = session.scalar(select(func.count()).select_from(some)) or 0
    return Count(min(number, most), number > most)


def conditions(session: Session, wanted: Wanted, by_score: bool) -> list[ColumnElement[bool]]:
    """``by_score``: whether the index of scores is the way to go, as it is not where most scores are wanted."""
    met: list[ColumnElement[bool]] = [func.coalesce(LeadRow.merged_into, "") == ""]  # by no index: most are so
    if wanted.conversation is not None:
        met.append(LeadRow.id == _lead_id_of(wanted.conversation))
    met += [column == value for name, column in SAME.items() if (value := getattr(wanted, name)) is not None]
    for name, column in LIGHTS.items():
        if (light := getattr(wanted, name)) is not None:
            met.append(column.is_(None if light == Met.UNKNOWN else light == Met.MET))
    for known, text in ((wanted.claimed, LeadRow.owner), (wanted.disqualified, LeadRow.disqualified)):
        if known is not None:
            met.append(text.is_not(None) if known else text.is_(None))
    if wanted.created_since is not None:
        met.append(LeadRow.id >= first_id(wanted.created_since))
    if wanted.created_until is not None:
        met.append(LeadRow.id < first_id(wanted.created_until))
    if wanted.words:
        met += having_words(session, wanted.words)
    return [*met, *_scores(session, wanted, by_score)]


def _lead_id_of(conversation: str) -> ScalarSelect[str]:
    """The id of the record that stands for a conversation's."""
    record = aliased(LeadRow)
    stands = func.coalesce(record.merged_into, record.id)
    return select(stands).where(record.conversation_id == conversation).scalar_subquery()


def _scores(session: Session, wanted: Wanted, by_score: bool) -> list[ColumnElement[bool]]:
    if wanted.score_from is None and wanted.score_to is None:
        return []
    lowest, highest = wanted.score_from or 0, 100 if wanted.score_to is None else wanted.score_to
    within = LeadRow.score.between(lowest, highest)
    if not by_score:
        some = select(LeadRow.id).where(within).limit(FEW + 1).subquery()
        if (session.scalar(select(func.count()).select_from(some)) or 0) > FEW:
            return [(LeadRow.score + 0).between(lowest, highest)]
    return [within]


SORTED: Mapping[Order, InstrumentedAttribute[Any] | None] = {
    Order.NEWEST: None,
    Order.SCORE: LeadRow.score,
    Order.UPDATED: LeadRow.updated_at,
}
SAME: Mapping[str, InstrumentedAttribute[Any]] = {
    "lead_class": LeadRow.lead_class,
    "stage": LeadRow.stage,
    "channel": LeadRow.channel,
    "language": LeadRow.language,
    "category": LeadRow.category,
    "country": LeadRow.country,
    "owner": LeadRow.owner,
    "automation_ready": LeadRow.automation_ready,
}
LIGHTS: Mapping[str, InstrumentedAttribute[bool | None]] = {
    "budget": LeadRow.budget_met,
    "authority": LeadRow.authority_met,
    "need": LeadRow.need_met,
    "timeline": LeadRow.timeline_met,
}
