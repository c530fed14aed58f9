"""All that a person of sales needs to know about a lead now, in one piece."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.database import Database
from leads.groups import handoff_in, head_of, latest_feedback, records, talk_of
from leads.handoff_tables import NoteRow, TakeoverRow
from leads.handoff_view import HandOff, handoff_of
from leads.lead_rows import lead_of
from leads.model import Lead
from leads.tables import LeadRow, MessageRow
from leads.takeover import Takeover, takeover_of

LATEST_LINES = 6


@dataclass(frozen=True)
class Said:
    """One line of the conversation: ``author`` is visitor, bot or person, ``person`` the name of the latter."""

    author: str
    person: str | None
    text: str


@dataclass(frozen=True)
class Closed:
    """What became of the lead, and why, as somebody of sales said."""

    outcome: str
    reason: str | None
    by: str


@dataclass(frozen=True)
class Briefing:
    """A lead with its hand-off, the latest lines of its conversation, and who is talking with the visitor.

    Of several conversations it is the one that a person has taken, else the newest.
    """

    lead: Lead
    handoff: HandOff | None
    lines: tuple[Said, ...]
    takeover: Takeover | None
    closed: Closed | None
    notes: tuple[str, ...]


class Briefings:
    """Reads briefings as they are at this moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, lead_id: str) -> Briefing | None:
        """The briefing of a lead, whichever of its records is named; ``None`` when it was erased."""
        with self._database.read() as session:
            named = session.get(LeadRow, lead_id)
            if named is None:
                return None
            row = head_of(session, named)
            handoff, talk = handoff_in(session, row), talk_of(session, row)
            taken = session.get(TakeoverRow, talk)
            of_lead = NoteRow.lead_id.in_([each.id for each in records(row)])
            notes = select(NoteRow).where(of_lead).order_by(NoteRow.id)
            return Briefing(
                lead_of(row),
                None if handoff is None else handoff_of(handoff),
                _latest(session, talk),
                None if taken is None else takeover_of(taken),
                _closed(session, row),
                tuple(f"{note.by}: {note.text}" for note in session.scalars(notes)),
            )


def _latest(session: Session, conversation: str) -> tuple[Said, ...]:
    query = (
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation)
        .order_by(MessageRow.id.desc())
        .limit(LATEST_LINES)
    )
    return tuple(Said(row.author, row.person, row.text) for row in reversed(session.scalars(query).all()))


def _closed(session: Session, head: LeadRow) -> Closed | None:
    row = latest_feedback(session, head)
    return None if row is None else Closed(row.outcome, row.reason, row.by)
