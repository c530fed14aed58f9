"""The records of one person, as the database links them: which one stands for all, and whose hand-off counts."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from leads.errors import UnknownLead
from leads.handoff_tables import FeedbackRow, HandOffRow, TakeoverRow
from leads.tables import LeadRow, locked

IDENTITIES = 0x62616E74  # the number of a lock in PostgreSQL; SQLite has one writer at a time anyway


def hold_identities(session: Session) -> None:
    """Lets nobody else join leads or take them apart until the transaction ends.

    Two conversations that name the same address at the same moment must see each other. It comes before the lock of
    any conversation; of those, a record's own comes before that of the one that stands for it.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("select pg_advisory_xact_lock(:number)"), {"number": IDENTITIES})


def head_of(session: Session, row: LeadRow) -> LeadRow:
    """The record that stands for a record: itself, or the oldest of those that it was merged with."""
    return row if row.merged_into is None else session.get_one(LeadRow, row.merged_into)


def lead_row(session: Session, lead_id: str) -> LeadRow:
    """The record that stands for a lead, whichever of its records is named. Raises ``UnknownLead``."""
    row = session.get(LeadRow, lead_id)
    if row is None:
        raise UnknownLead(lead_id)
    return head_of(session, row)


def record_in(session: Session, conversation: str) -> LeadRow | None:
    """The record of a conversation, or ``None``: nothing was said there."""
    return session.scalars(select(LeadRow).where(LeadRow.conversation_id == conversation)).one_or_none()


def lead_in(session: Session, conversation: str) -> LeadRow | None:
    """The record that stands for the one of a conversation."""
    row = record_in(session, conversation)
    return None if row is None else head_of(session, row)


def records(head: LeadRow) -> tuple[LeadRow, ...]:
    """All records that a record stands for, its own among them, oldest first."""
    return (head, *head.merged)


def locked_head(session: Session, row: LeadRow) -> LeadRow:
    """The same as ``head_of``; no other transaction changes what it stands for until this one ends.

    Whoever waits for the lock may find the record merged by then.
    """
    head = head_of(session, row)
    while True:
        locked(session, head.conversation_id)
        session.refresh(row, ["merged_into"])
        if (now := head_of(session, row)) is head:
            session.refresh(head)
            return head
        head = now


def handoff_in(session: Session, head: LeadRow, *, lock: bool = False) -> HandOffRow | None:
    """The hand-off that counts among those of a lead's records."""
    query = select(HandOffRow).where(
        HandOffRow.lead_id.in_([each.id for each in records(head)]), HandOffRow.aside.is_(False)
    )
    return session.scalars(query.with_for_update() if lock else query).one_or_none()


def handoffs_aside(session: Session, head: LeadRow) -> tuple[HandOffRow, ...]:
    """Those that do not count since their leads were merged."""
    query = select(HandOffRow).where(HandOffRow.lead_id.in_([each.id for each in records(head)]))
    return tuple(session.scalars(query.where(HandOffRow.aside.is_(True)).order_by(HandOffRow.lead_id)))


def latest_feedback(session: Session, head: LeadRow) -> FeedbackRow | None:
    """What people of sales said last about any of a lead's records."""
    query = select(FeedbackRow).where(FeedbackRow.lead_id.in_([each.id for each in records(head)]))
    return session.scalars(query.order_by(FeedbackRow.id.desc()).limit(1)).first()


def talk_of(session: Session, head: LeadRow) -> str:
    """The conversation in which people talk with a lead: the one that a person has taken, else the newest.

    Else what is meant for the visitor of one conversation could be read by that of another, who only says to be the
    same person.
    """
    conversations = [each.conversation_id for each in reversed(records(head))]
    query = select(TakeoverRow.conversation_id).where(TakeoverRow.conversation_id.in_(conversations))
    taken = set(session.scalars(query))
    return next((each for each in conversations if each in taken), conversations[0])
