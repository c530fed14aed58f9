"""The counters of the reports in the database: adding to them, and counting them anew."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from leads.report_tables import CampaignRow, FunnelRow, QuestionRow
from leads.tables import Base, ConversationRow, LeadRow
from leads.tally import KNOWN, TALK, Known, Place, Talk, Tally, tally

INSERT: Mapping[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
COUNTERS: tuple[type[Base], ...] = (CampaignRow, FunnelRow, QuestionRow)
AT_ONCE = 5_000

talks: Select[Any] = select(*(getattr(ConversationRow, name) for name in TALK))
"""Every conversation's ``Talk``."""
knowns: Select[Any] = select(*(getattr(LeadRow, name) for name in KNOWN))
"""Every lead's ``Known``."""


def add(session: Session, changes: Tally) -> None:
    """Adds to the counters; always in the same order, so that no two transactions wait for each other."""
    insert = INSERT[session.get_bind().dialect.name]
    for (table, key), deltas in sorted(_by_row(changes).items(), key=_order):
        names = [column.name for column in table.__table__.primary_key]
        missing = {column.name: 0 for column in table.__table__.columns if column.name not in names}
        row = insert(table).values({**missing, **dict(zip(names, key, strict=True)), **deltas})
        session.execute(
            row.on_conflict_do_update(
                index_elements=names, set_={name: getattr(table, name) + row.excluded[name] for name in deltas}
            )
        )


def recount(session: Session) -> bool:
    """Counts everything anew; whether the counters had been right. Others wait with their changes meanwhile."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().exec_driver_sql("lock table conversations, leads in share row exclusive mode")
    right = counted(session)
    if stored(session) == right:
        return True
    for table in COUNTERS:
        session.execute(delete(table))
    add(session, right)
    return False


def stored(session: Session) -> Tally:
    """What the counters say."""
    found = Tally()
    for table in COUNTERS:
        names = [column.name for column in table.__table__.primary_key]
        for row in session.execute(select(table.__table__)).mappings():
            key = tuple(row[name] for name in names)
            found.update({Place(table, key, name): number for name, number in row.items() if name not in names})
    return +found


def counted(session: Session) -> Tally:
    """What the counters should say."""
    found = Tally()
    for state in _all(session):
        found.update(tally(state))
    return found


def _all(session: Session) -> Iterator[Talk | Known]:
    for row in session.execute(talks.execution_options(yield_per=AT_ONCE)):
        yield Talk(*row)
    for row in session.execute(knowns.execution_options(yield_per=AT_ONCE)):
        yield Known(*row)


def _by_row(changes: Tally) -> Mapping[tuple[type[Base], tuple[date | str, ...]], dict[str, int]]:
    rows: dict[tuple[type[Base], tuple[date | str, ...]], dict[str, int]] = {}
    for place, number in changes.items():
        if number:
            rows.setdefault((place.table, place.key), {})[place.column] = number
    return rows


def _order(row: tuple[tuple[type[Base], tuple[date | str, ...]], dict[str, int]]) -> tuple[str, tuple[str, ...]]:
    (table, key), _ = row
    return table.__tablename__, tuple(map(str, key))
