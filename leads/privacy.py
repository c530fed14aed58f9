"""A person's own data: shown, exported, erased on request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from leads.accounts import account_of
from leads.clock import Clock
from leads.database import Database
from leads.errors import UnknownConversation
from leads.groups import hold_identities, record_in
from leads.handoff_tables import TakeoverRow
from leads.outbox import erased
from leads.store import LeadStore
from leads.tables import ConsentRow, ConversationRow, DeliveryRow, InboxRow, Json, LeadRow, MessageRow, locked
from leads.view import as_json


@dataclass(frozen=True)
class Consent:
    """One answer to one request for permission, with its proof.

    ``wording`` is the question as it was put (``None``: said unasked), ``version`` its fingerprint.
    """

    purpose: str
    given: bool
    wording: str | None
    version: str | None
    language: str
    said: str
    message_id: str
    at: datetime


class Privacy:
    """What a visitor may demand of us, each for their own conversation: that they are somebody whom we know from
    another one is not proved."""

    def __init__(self, database: Database, clock: Clock, store: LeadStore) -> None:
        self._database, self._clock, self._store = database, clock, store

    def consents(self, conversation: str) -> tuple[Consent, ...]:
        """Every yes and no about being contacted, oldest first."""
        query = select(ConsentRow).join(LeadRow).where(LeadRow.conversation_id == conversation).order_by(ConsentRow.id)
        with self._database.read() as session:
            rows = session.scalars(query).all()
        fields = Consent.__dataclass_fields__
        return tuple(Consent(**{name: getattr(row, name) for name in fields}) for row in rows)

    def export(self, conversation: str) -> dict[str, Json]:
        """Everything about a visitor, as JSON: conversation, lead, consents with their proof, messages.

        Raises ``UnknownConversation``.
        """
        lead = self._store.of_conversation(conversation)
        with self._database.read() as session:
            talk = session.get(ConversationRow, conversation)
            if talk is None:
                raise UnknownConversation(conversation)
            lines = select(MessageRow).where(MessageRow.conversation_id == conversation).order_by(MessageRow.id)
            return {
                "conversation": conversation,
                "channel": talk.channel,
                "language": talk.language,
                "source": dict(talk.source),
                "since": talk.created_at.isoformat(),
                "lead": as_json(lead) if lead else None,
                "consents": [_shown(consent) for consent in self.consents(conversation)],
                "messages": [
                    {"author": line.author, "text": line.text, "at": line.at.isoformat()}
                    for line in session.scalars(lines)
                ],
            }

    def request_erasure(self, conversation: str) -> None:
        """Notes that everything said here shall go; it goes once the visitor has been told so.

        Raises ``UnknownConversation``.
        """
        with self._database.write() as session:
            locked(session, conversation).erase_requested_at = self._clock.now()

    def erasures_requested(self) -> tuple[str, ...]:
        """Every conversation that is still to be erased."""
        with self._database.read() as session:
            waiting = select(ConversationRow.id).where(ConversationRow.erase_requested_at.is_not(None))
            return tuple(session.scalars(waiting))

    def is_erasure_requested(self, conversation: str) -> bool:
        """Whether this conversation is still to be erased."""
        with self._database.read() as session:
            row = session.get(ConversationRow, conversation)
            return row is not None and row.erase_requested_at is not None

    def erase(self, conversation: str) -> None:
        """Removes lead, facts, consents, messages and source. The last words of the bot stay: they say that it is done.

        The conversation itself stays, without its account, so that the visitor can go on writing; and so does what
        they wrote since and nobody has answered yet. Nothing happens where nothing is.
        """
        with self._database.write() as session:
            hold_identities(session)
            row = session.get(ConversationRow, conversation, with_for_update=True)
            if row is None:
                return
            own = InboxRow.conversation_id == conversation
            answered = select(InboxRow.message_id).where(own, InboxRow.answered_at.is_not(None))
            waiting = session.scalars(select(InboxRow.message_id).where(own, InboxRow.answered_at.is_(None))).all()
            last = session.scalar(answered.order_by(InboxRow.message_id.desc()).limit(1))
            kept = session.scalars(select(MessageRow.id).where(MessageRow.in_reply_to == last)).all()
            _leave_last_words(session, kept)
            session.execute(update(MessageRow).where(MessageRow.id.in_(kept)).values(in_reply_to=None))
            if (lead := record_in(session, conversation)) is not None:
                self._store.departs(session, lead)
                erased(session, lead.id, self._clock.now())
            session.execute(delete(LeadRow).where(LeadRow.conversation_id == conversation))
            session.execute(delete(TakeoverRow).where(TakeoverRow.conversation_id == conversation))
            session.execute(delete(InboxRow).where(own, InboxRow.message_id.not_in(waiting)))
            staying = MessageRow.id.not_in([*kept, *waiting])
            session.execute(delete(MessageRow).where(MessageRow.conversation_id == conversation, staying))
            row.source, row.erase_requested_at, row.nudged_at = {}, None, None
            if not waiting and (account := account_of(session, conversation)) is not None:
                session.delete(account)


def _shown(consent: Consent) -> dict[str, Json]:
    return {**vars(consent), "at": consent.at.isoformat()}


def _leave_last_words(session: Session, messages: Sequence[int]) -> None:
    """What still waits to be sent to an account is sent without leaving a trace here."""
    unsent = select(DeliveryRow).where(DeliveryRow.message_id.in_(messages), DeliveryRow.settled_at.is_(None))
    for delivery in session.scalars(unsent):
        delivery.last_words = session.get_one(MessageRow, delivery.message_id).text
        delivery.message_id = delivery.conversation_id = None
