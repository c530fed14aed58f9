"""A person's own data: shown, exported, erased on request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.database import Database
from leads.erasure import empty_conversation, remove_records, suppress
from leads.errors import UnknownConversation
from leads.export import everything
from leads.groups import hold_identities, lead_row, locked_head, record_in, records
from leads.lead_rows import lead_of
from leads.store import LeadStore
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
    """What a visitor may demand of us, each for their own conversation: that they are somebody whom we know from
    another one is not proved. Without a ``suppression`` list nobody is kept from being contacted again."""

    def __init__(
        self, database: Database, clock: Clock, store: LeadStore, suppression: Suppression | None = None
    ) -> None:
        self._database, self._clock, self._store, self._suppression = database, clock, store, suppression

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
        lead = self._store.of_conversation(conversation)
        with self._database.read() as session:
            talk = session.get(ConversationRow, conversation)
            if talk is None:
                raise UnknownConversation(conversation)
            own = record_in(session, conversation)
            return everything(session, talk, () if own is None else (own,), lead)

    def export_lead(self, lead_id: str) -> dict[str, Json]:
        """The same, for whom a lead is, with all their conversations. Raises ``UnknownLead``."""
        with self._database.read() as session:
            head = lead_row(session, lead_id)
            return everything(session, head.conversation, records(head), lead_of(head))

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
            return tuple(each.conversation_id for each in records(lead_row(session, lead_id)))

    def erase(self, conversation: str) -> None:
        """Removes lead, facts, consents, messages and source. The last words of the bot stay: they say that it is done.

        So do the conversation itself, for its visitor to go on writing, and what they wrote since and nobody has
        answered yet. What was said in other conversations stays; the addresses told here are suppressed. Nothing
        happens where nothing is.
        """
        with self._database.erase() as session:
            hold_identities(session)
            talk = session.get(ConversationRow, conversation, with_for_update=True)
            if talk is None:
                return
            now = self._clock.now()
            if (own := record_in(session, conversation)) is not None:
                self._suppress(session, (own,))
                self._store.departs(session, own)
            empty_conversation(session, talk, now)

    def erase_lead(self, lead_id: str, *, suppressed: bool = True) -> tuple[str, ...]:
        """Removes a person with all their conversations, whose ids are returned; has nobody contact them again.

        Raises ``UnknownLead``.
        """
        with self._database.erase() as session:
            hold_identities(session)
            gone = records(locked_head(session, lead_row(session, lead_id)))
            if suppressed:
                self._suppress(session, gone)
            return remove_records(session, gone, self._clock.now())

    def _suppress(self, session: Session, rows: Sequence[LeadRow]) -> None:
        if self._suppression is not None:
            suppress(session, rows, self._suppression, self._clock.now())
