"""A person's own data: shown, exported, erased on request."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.database import Database
from leads.erasure import empty_conversation, leads_of_person, remove_lead, suppress
from leads.errors import UnknownConversation, UnknownLead
from leads.export import of_conversation
from leads.suppression import Suppression
from leads.tables import ConsentRow, ConversationRow, Json, LeadRow, locked


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
    """What a visitor may demand of us. Without a ``suppression`` list nobody is kept from being contacted again."""

    def __init__(self, database: Database, clock: Clock, suppression: Suppression | None = None) -> None:
        self._database, self._clock, self._suppression = database, clock, suppression

    def consents(self, conversation: str) -> tuple[Consent, ...]:
        """Every yes and no about being contacted, oldest first."""
        query = select(ConsentRow).join(LeadRow).where(LeadRow.conversation_id == conversation).order_by(ConsentRow.id)
        with self._database.read() as session:
            rows = session.scalars(query).all()
        fields = Consent.__dataclass_fields__
        return tuple(Consent(**{name: getattr(row, name) for name in fields}) for row in rows)

    def export(self, conversation: str) -> dict[str, Json]:
        """Everything about a visitor, as JSON: conversation, lead, consents with their proof, messages, hand-offs.

        Raises ``UnknownConversation``.
        """
        with self._database.read() as session:
            talk = session.get(ConversationRow, conversation)
            if talk is None:
                raise UnknownConversation(conversation)
            return of_conversation(session, talk)

    def export_lead(self, lead_id: str) -> dict[str, Json]:
        """The same, for whom a lead is. Raises ``UnknownLead``."""
        with self._database.read() as session:
            row = session.get(LeadRow, lead_id)
            if row is None:
                raise UnknownLead(lead_id)
            return of_conversation(session, row.conversation)

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

    def conversations(self, lead_id: str) -> tuple[str, ...]:
        """Every conversation of the person whom a lead is. Raises ``UnknownLead``."""
        with self._database.read() as session:
            row = session.get(LeadRow, lead_id)
            if row is None:
                raise UnknownLead(lead_id)
            return tuple(each.conversation_id for each in leads_of_person(row))

    def erase(self, conversation: str) -> None:
        """Removes lead, facts, consents, messages and source. The last words of the bot stay: they say that it is done.

        So do the conversation itself, for its visitor to go on writing, and what they wrote since and nobody has
        answered yet. Other conversations of the same person go as a whole, and the person is suppressed. Nothing
        happens where nothing is.
        """
        with self._database.erase() as session:
            talk = session.get(ConversationRow, conversation, with_for_update=True)
            if talk is None:
                return
            now = self._clock.now()
            lead = session.scalars(select(LeadRow).where(LeadRow.conversation_id == conversation)).one_or_none()
            if lead is not None:
                self._suppress(session, lead)
                remove_lead(session, lead, now, keep=lead)
            empty_conversation(session, talk, now)

    def erase_lead(self, lead_id: str, *, suppressed: bool = True) -> tuple[str, ...]:
        """Removes a person with all their conversations, whose ids are returned; has nobody contact them again.

        Raises ``UnknownLead``.
        """
        with self._database.erase() as session:
            row = session.get(LeadRow, lead_id)
            if row is None:
                raise UnknownLead(lead_id)
            if suppressed:
                self._suppress(session, row)
            return remove_lead(session, row, self._clock.now())

    def _suppress(self, session: Session, row: LeadRow) -> None:
        if self._suppression is not None:
            suppress(session, row, self._suppression, self._clock.now())
