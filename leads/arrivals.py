"""Messages from the accounts of a channel: each committed once, with its conversation, before it is acknowledged."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from leads.accounts import Account, conversation_of, is_new
from leads.clock import Clock
from leads.database import Database
from leads.inbox import Reply, answered, entry_of, received
from leads.tables import AccountRow, ConversationRow, InboxRow, MessageRow


@dataclass(frozen=True)
class Arrival:
    """A message from an account. ``event_id`` is the channel's id of what it delivered, ``external_id`` of the message.

    ``language`` and ``source`` are a first guess at what a new conversation starts with.
    """

    account: Account
    event_id: str
    external_id: str
    text: str
    payload: str | None = None
    language: str | None = None
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Talk:
    """The conversation of an account, and the language spoken in it."""

    id: str
    language: str | None


class Arrivals:
    """The way into the inbox for channels that deliver events of accounts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def receive(self, arrival: Arrival, reply: Reply | None = None) -> str | None:
        """Commits a message and, for a new account, its conversation; returns the conversation's id.

        ``None`` when this event, or another event with the same message, came before: there is nothing to do.
        With a ``reply`` the message is answered by it, without the bot. Raises ``StoreUnavailable``.
        """
        now = self._clock.now()
        with self._database.write() as session:
            if not is_new(session, arrival.account.channel, arrival.event_id, now):
                return None
            talk = conversation_of(session, arrival.account, arrival.language, arrival.source, now)
            if entry_of(session, talk.id, arrival.external_id) is not None:
                return None
            entry = received(session, talk.id, arrival.external_id, arrival.text, arrival.payload, now)
            if reply is not None:
                answered(session, entry, (reply,), now)
            return talk.id

    def talk_of(self, account: Account) -> Talk | None:
        """An account's conversation, or ``None``: it has not written yet."""
        with self._database.read() as session:
            row = session.get(AccountRow, (account.channel, account.address))
            talk = None if row is None else session.get(ConversationRow, row.conversation_id)
            return None if talk is None else Talk(talk.id, talk.language)

    def text_of(self, account: Account, external_id: str) -> str | None:
        """What an account wrote in a message that we have, or ``None``."""
        with self._database.read() as session:
            row = session.get(AccountRow, (account.channel, account.address))
            entry: InboxRow | None = None if row is None else entry_of(session, row.conversation_id, external_id)
            return None if entry is None else entry.message.text

    def button(self, account: Account, message_id: int, place: int) -> Mapping[str, str] | None:
        """The button at a place of a message to this account, or ``None``: it was shown no such button."""
        with self._database.read() as session:
            row = session.get(AccountRow, (account.channel, account.address))
            message = session.get(MessageRow, message_id)
            if row is None or message is None or message.conversation_id != row.conversation_id:
                return None
            return message.buttons[place] if 0 <= place < len(message.buttons) else None
