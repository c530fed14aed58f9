"""People decide who is one person: leads are joined, taken apart again, or kept apart for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import CannotMerge, UnknownDuplicate, UnknownLead
from leads.groups import head_of, hold_identities, lead_row, locked_head, records
from leads.identity import Reason
from leads.identity_tables import MergeRow, PossibleDuplicateRow
from leads.lead_rows import lead_of
from leads.linking import link, unlink
from leads.model import Lead
from leads.recognition import pairs_between, resolve
from leads.revision import Listener, Revision, nobody
from leads.tables import LeadRow


@dataclass(frozen=True)
class PossibleDuplicate:
    """Another lead that may be the same person, and what speaks for it."""

    lead: Lead
    reason: str
    found_at: datetime


class Merging:
    """What people can do about leads of the same person. A lead may be named by any of its records."""

    def __init__(self, database: Database, criteria: Criteria, clock: Clock, listener: Listener = nobody) -> None:
        self._database, self._criteria, self._clock, self._listener = database, criteria, clock, listener

    def merge(self, one: str, other: str, by: str) -> Lead:
        """Joins two leads; the older one stands for both from now on, and is returned.

        Raises ``UnknownLead``, and ``CannotMerge`` where the two are one lead already.
        """
        now = self._clock.now()
        with self._database.write() as session:
            hold_identities(session)
            mine, theirs = self._pair(session, one, other)
            if mine is theirs:
                itself = "a lead cannot be merged with itself"
                raise CannotMerge(itself if one == other else f"{one} and {other} are one lead already")
            revision = self._revision(session, mine, theirs)
            pairs = pairs_between(session, records(mine), records(theirs))
            head = link(session, mine, theirs, Reason.PERSON, by, now)
            resolve(pairs, "merged", by, now)
            revision.finish()
            return lead_of(head)

    def undo(self, lead_id: str, record_id: str, by: str) -> tuple[Lead, Lead]:
        """Takes a record out of a lead, with all that was merged into it before; returns it and the rest.

        What happened since to the lead as a whole stays with the rest. The two are not merged again unless a person
        does it. Raises ``UnknownLead``, and ``CannotMerge`` where the record was not merged into this lead.
        """
        with self._database.write() as session:
            hold_identities(session)
            head = locked_head(session, lead_row(session, lead_id))
            record = session.get(LeadRow, record_id)
            if record is None:
                raise UnknownLead(record_id)
            if record is head or head_of(session, record) is not head:
                raise CannotMerge(f"{record_id} was not merged into {lead_id}")
            revision = self._revision(session, head, record)
            taken, rest = unlink(session, record, by, self._clock.now())
            self._keep_apart(session, taken, rest, by)
            revision.finish()
            return lead_of(taken), lead_of(rest)

    def dismiss(self, one: str, other: str, by: str) -> None:
        """Notes that two leads are different persons: they are not shown as possible duplicates any more.

        Raises ``UnknownLead``, and ``UnknownDuplicate`` where they were not.
        """
        with self._database.write() as session:
            hold_identities(session)
            mine, theirs = lead_row(session, one), lead_row(session, other)
            pairs = pairs_between(session, records(mine), records(theirs))
            waiting = [pair for pair in pairs if pair.resolved is None]
            if not waiting:
                raise UnknownDuplicate(f"{one} and {other} are not waiting for a decision")
            resolve(waiting, "dismissed", by, self._clock.now())

    def duplicates(self, lead_id: str) -> tuple[PossibleDuplicate, ...]:
        """The leads that may be the same person as this one, oldest first. Raises ``UnknownLead``."""
        first, second = PossibleDuplicateRow.first_id, PossibleDuplicateRow.second_id
        with self._database.read() as session:
            head = lead_row(session, lead_id)
            own = {row.id for row in records(head)}
            query = select(PossibleDuplicateRow).where(
                PossibleDuplicateRow.resolved.is_(None), or_(first.in_(own), second.in_(own))
            )
            found: dict[str, PossibleDuplicate] = {}
            for pair in session.scalars(query.order_by(PossibleDuplicateRow.found_at)):
                other = lead_row(session, pair.second_id if pair.first_id in own else pair.first_id)
                if other is not head:
                    found.setdefault(other.id, PossibleDuplicate(lead_of(other), pair.reason, pair.found_at))
            return tuple(found[key] for key in sorted(found))

    def reasons(self, lead_id: str) -> dict[str, tuple[str, str | None]]:
        """Why each record was merged into a lead, and by whom (``None``: nobody had to decide)."""
        with self._database.read() as session:
            own = [row.id for row in records(lead_row(session, lead_id))]
            made = session.scalars(select(MergeRow).where(MergeRow.record_id.in_(own)).order_by(MergeRow.record_id))
            return {each.record_id: (each.reason, each.by) for each in made}

    def _pair(self, session: Session, one: str, other: str) -> tuple[LeadRow, LeadRow]:
        """The two leads, locked, the newer one first: whoever holds a merged record waits for an older one."""
        rows = [lead_row(session, each) for each in (one, other)]
        mine, theirs = sorted(rows, key=lambda row: row.id, reverse=True)
        return locked_head(session, mine), locked_head(session, theirs)

    def _revision(self, session: Session, *rows: LeadRow) -> Revision:
        revision = Revision(session, self._criteria, self._clock, self._listener)
        for row in rows:
            revision.touch(row)
        return revision

    def _keep_apart(self, session: Session, taken: LeadRow, rest: LeadRow, by: str) -> None:
        now = self._clock.now()
        pairs = pairs_between(session, records(taken), records(rest))
        resolve(pairs, "dismissed", by, now)
        first, second = sorted((taken.id, rest.id))
        if not any((pair.first_id, pair.second_id) == (first, second) for pair in pairs):
            made = PossibleDuplicateRow(first_id=first, second_id=second, reason=Reason.PERSON, found_at=now)
            session.add(made)
            resolve([made], "dismissed", by, now)
