"""Whether a lead is still as somebody saw it: one short text that changes with whatever its page shows."""

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leads import values
from leads.database import Database
from leads.groups import handoff_in, lead_row, records
from leads.handoff_tables import FeedbackRow, NoteRow, OutboxRow, TakeoverRow
from leads.tables import LeadRow, MessageRow

LENGTH = 16


class Watching:
    """Looks at leads without reading them whole, so that many people can watch at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, lead_id: str) -> str:
        """Letters and digits that say how a lead stands now. Raises ``UnknownLead``."""
        with self._database.read() as session:
            seen = repr(_seen(session, lead_row(session, values.sayable(lead_id))))
        return hashlib.sha256(seen.encode()).hexdigest()[:LENGTH]


def _seen(session: Session, head: LeadRow) -> tuple[object, ...]:
    ids = [row.id for row in records(head)]
    talks = [row.conversation_id for row in records(head)]
    handoff = handoff_in(session, head)
    owned = None if handoff is None else (handoff.claimed_by, handoff.person, handoff.step, handoff.handed_off_at)
    taken = select(TakeoverRow.person, TakeoverRow.waiting_since).where(TakeoverRow.conversation_id.in_(talks))
    parcels = select(OutboxRow.id, OutboxRow.outcome, OutboxRow.attempts).where(OutboxRow.lead_id.in_(ids))
    return (
        head.id,
        head.version,
        head.stage,
        owned,
        session.execute(taken.order_by(TakeoverRow.conversation_id)).all(),
        session.scalar(select(func.max(MessageRow.id)).where(MessageRow.conversation_id.in_(talks))),
        session.scalar(select(func.max(NoteRow.id)).where(NoteRow.lead_id.in_(ids))),
        session.scalar(select(func.max(FeedbackRow.id)).where(FeedbackRow.lead_id.in_(ids))),
        session.execute(parcels.order_by(OutboxRow.id)).all(),
    )
