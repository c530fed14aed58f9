"""The audit log: who saw, exported, changed or erased what, and who signed in. Entries are only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.database import Database
from leads.tables import Json
from leads.user_tables import AuditRow


class Deed(StrEnum):
    """What can be done that somebody may be asked about later."""

    SIGNED_IN = "session.began"
    SIGN_IN_FAILED = "session.refused"
    SIGNED_OUT = "session.ended"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105
    USER_ADDED = "user.added"
    USER_CHANGED = "user.changed"
    USER_REMOVED = "user.removed"
    LEAD_SEEN = "lead.seen"
    LEAD_CHANGED = "lead.changed"
    LEAD_NOTED = "lead.noted"
    LEAD_CLAIMED = "lead.claimed"
    LEAD_RELEASED = "lead.released"
    LEAD_CLOSED = "lead.closed"
    LEAD_TAKEN_OVER = "lead.taken_over"
    LEAD_HANDED_BACK = "lead.handed_back"
    LEAD_MERGED = "lead.merged"
    LEAD_SEPARATED = "lead.separated"
    LEAD_EXPORTED = "lead.exported"
    LEAD_ERASED = "lead.erased"
    LEADS_EXPORTED = "leads.exported"
    LEADS_IMPORTED = "leads.imported"
    PARCEL_REPLAYED = "parcel.replayed"
    CRITERIA_TRIED = "criteria.tried"
    SENTENCE_SUGGESTED = "sentence.suggested"
    SETTINGS_CHANGED = "settings.changed"


@dataclass(frozen=True)
class Actor:
    """Who does something: the login of a user (or the name of a program), and from which address."""

    name: str
    address: str | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the log."""

    id: int
    at: datetime
    by: str
    what: str
    lead_id: str | None
    address: str | None
    details: Mapping[str, Json]


@dataclass(frozen=True)
class Log:
    """Some entries, newest first, and where the next page starts (``None``: nowhere)."""

    entries: tuple[Entry, ...]
    next: int | None


class Audit:
    """Writes and reads the log."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def note(
        self,
        deed: Deed,
        actor: Actor,
        *,
        lead: str | None = None,
        details: Mapping[str, Json] | None = None,
        session: Session | None = None,
    ) -> None:
        """Adds an entry, in the transaction of ``session`` if one is given.

        ``details`` must not hold personal data of a visitor: slots that changed, never their values.
        """
        row = AuditRow(
            at=self._clock.now(),
            by=actor.name,
            what=deed,
            lead_id=lead,
            address=actor.address,
            details=dict(details or {}),
        )
        if session is not None:
            session.add(row)
            return
        with self._database.write() as own:
            own.add(row)

    def find(
        self,
        *,
        what: str | None = None,
        by: str | None = None,
        lead: str | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> Log:
        """Entries, newest first; ``after`` is a page's ``next``."""
        query = select(AuditRow).order_by(AuditRow.id.desc()).limit(limit + 1)
        for column, wanted in ((AuditRow.what, what), (AuditRow.by, by), (AuditRow.lead_id, lead)):
            query = query if wanted is None else query.where(column == wanted)
        if after is not None:
            query = query.where(AuditRow.id < after)
        with self._database.read() as session:
            rows = session.scalars(query).all()
        entries = tuple(Entry(**{name: getattr(row, name) for name in FIELDS}) for row in rows[:limit])
        return Log(entries, entries[-1].id if len(rows) > limit else None)

    def actors(self) -> tuple[str, ...]:
        """Everybody who is in the log, by name."""
        with self._database.read() as session:
            return tuple(session.scalars(select(AuditRow.by).distinct().order_by(AuditRow.by)))


FIELDS = tuple(Entry.__dataclass_fields__)
