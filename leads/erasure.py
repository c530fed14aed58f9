"""Removing what is known about a person, within a transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from leads.accounts import account_of
from leads.handoff_tables import TakeoverRow
from leads.outbox import erased
from leads.suppression import Reached, Reason, Suppression
from leads.tables import ConversationRow, DeliveryRow, InboxRow, LeadRow, MessageRow

REACHED_BY = ("email", "phone")


def remove_records(session: Session, rows: Sequence[LeadRow], now: datetime) -> tuple[str, ...]:
    """Removes all records of a person with their conversations, whose ids are returned; who was told of them is told
    to."""
    for row in rows:
        erased(session, row.id, now)
        session.delete(row.conversation)
    return tuple(row.conversation_id for row in rows)


def suppress(session: Session, rows: Sequence[LeadRow], suppression: Suppression, now: datetime) -> None:
    """Has nobody use an address or number again that was told in records which are to be erased."""
    for fact in (fact for row in rows for fact in row.facts if fact.slot in REACHED_BY):
        suppression.add(session, Reached(**{fact.slot: fact.value}), Reason.ERASED, now)


def empty_conversation(session: Session, row: ConversationRow, now: datetime) -> None:
    """Removes lead, messages and source; the bot's last words stay, and what was written since and is unanswered.

    The conversation itself stays, without its account, so that its visitor can go on writing.
    """
    conversation, own = row.id, InboxRow.conversation_id == row.id
    answered = select(InboxRow.message_id).where(own, InboxRow.answered_at.is_not(None))
    waiting = session.scalars(select(InboxRow.message_id).where(own, InboxRow.answered_at.is_(None))).all()
    last = session.scalar(answered.order_by(InboxRow.message_id.desc()).limit(1))
    kept = session.scalars(select(MessageRow.id).where(MessageRow.in_reply_to == last)).all()
    _leave_last_words(session, kept)
    session.execute(update(MessageRow).where(MessageRow.id.in_(kept)).values(in_reply_to=None))
    for lead in session.scalars(select(LeadRow.id).where(LeadRow.conversation_id == conversation)).all():
        erased(session, lead, now)
    session.execute(delete(LeadRow).where(LeadRow.conversation_id == conversation))
    session.execute(delete(TakeoverRow).where(TakeoverRow.conversation_id == conversation))
    session.execute(delete(InboxRow).where(own, InboxRow.message_id.not_in(waiting)))
    staying = MessageRow.id.not_in([*kept, *waiting])
    session.execute(delete(MessageRow).where(MessageRow.conversation_id == conversation, staying))
    row.source, row.erase_requested_at, row.nudged_at = {}, None, None
    if not waiting and (account := account_of(session, conversation)) is not None:
        session.delete(account)


def _leave_last_words(session: Session, messages: Sequence[int]) -> None:
    """What still waits to be sent to an account is sent without leaving a trace here."""
    unsent = select(DeliveryRow).where(DeliveryRow.message_id.in_(messages), DeliveryRow.settled_at.is_(None))
    for delivery in session.scalars(unsent):
        delivery.last_words = session.get_one(MessageRow, delivery.message_id).text
        delivery.message_id = delivery.conversation_id = None
