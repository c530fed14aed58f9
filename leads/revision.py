"""One change of leads, from how they were before to who is told about it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.criteria import Criteria
from leads.groups import head_of
from leads.lead_rows import declined_of, project
from leads.tables import Json, LeadRow


@dataclass(frozen=True)
class Before:
    """What of a lead is to be compared after a change."""

    lead_class: str
    values: Json
    declined: tuple[str, ...]
    disqualified: str | None
    records: tuple[str, ...] = ()


Listener = Callable[[Session, LeadRow, Before | None], None]
"""Told of each change of a lead within its transaction; ``None`` before: it is new."""


def nobody(session: Session, row: LeadRow, before: Before | None) -> None:
    """Listens to nothing."""


class Revision:
    """Remembers leads before they change, within a transaction, and judges them anew at its end."""

    def __init__(self, session: Session, criteria: Criteria, clock: Clock, listener: Listener) -> None:
        self._session, self._criteria, self._clock, self._listener = session, criteria, clock, listener
        self._touched: dict[str, tuple[LeadRow, Before | None]] = {}

    def begins(self, row: LeadRow) -> None:
        """A lead that is new."""
        self._touched[row.id] = (row, None)

    def touch(self, row: LeadRow) -> None:
        """A lead that is about to change."""
        if row.id not in self._touched:
            self._touched[row.id] = (row, before_of(row))

    def drop(self, row: LeadRow) -> None:
        """A lead that is about to go."""
        self._touched.pop(row.id, None)

    def finish(self, *changed: LeadRow) -> None:
        """Brings the columns of all these records up to date, and has told what changed.

        A new record that is part of an older lead already is no news; that lead is.
        """
        touched = list(self._touched.values())
        rows = {row.id: row for row in (*changed, *(row for row, _ in touched))}
        for row in rows.values():
            project(row, self._criteria, self._clock.today(), self._clock.now())
        self._session.flush()
        for row, before in touched:
            is_part = row.merged_into is not None
            if (before is None and not is_part) or (before is not None and before_of(row) != before):
                self._listener(self._session, row, before)

    def finish_with(self, row: LeadRow) -> None:
        """The same after a change of one record."""
        head = head_of(self._session, row)
        self.finish(*((row,) if head is row else (row, head)))


def before_of(row: LeadRow) -> Before:
    """How a lead is now, to be compared later."""
    newest = row.merged[-1] if row.merged else row
    of_group = (row.merged_into or row.id, *(each.id for each in row.merged))
    return Before(row.lead_class, row.values, declined_of(row), newest.disqualified, of_group)
