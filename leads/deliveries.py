"""The queue of replies that are pushed: committed with the reply, kept until it is sent or can never be sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from leads.accounts import Account, account_of, forget_events
from leads.clock import Clock
from leads.database import Database
from leads.tables import AccountRow, ConversationRow, DeliveryRow, InboxRow, MessageRow, Outcome

LEASE = timedelta(seconds=45)  # longer than any sender takes; afterwards another process may send
GIVE_UP_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Outgoing:
    """A message to send. ``reply_to`` is the channel's own id of the visitor's message that it answers.

    ``parts`` of it are sent already: a text that is too long for the channel goes in several.
    """

    id: int
    account: Account
    message_id: int | None
    text: str
    buttons: tuple[Mapping[str, str], ...]
    asks: str | None
    language: str | None
    reply_to: str | None
    parts: int
    attempts: int


@dataclass(frozen=True)
class Trouble:
    """A message that was not delivered, or not yet."""

    account: Account
    conversation: str | None
    message_id: int | None
    attempts: int
    cause: str
    given_up: bool


class Deliveries:
    """What is to be sent, in order for each account.

    A message is claimed before it is sent and settled afterwards. Only when the process dies in between, or the
    channel took it and the answer got lost, is a message sent again.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def wait_s(self, channel: str) -> float | None:
        """Seconds until something can be sent (0: now); ``None`` while nothing waits."""
        with self._database.read() as session:
            due = session.scalar(select(func.min(DeliveryRow.due_at)).where(DeliveryRow.id.in_(_heads(channel))))
        return None if due is None else max(0.0, (due - self._clock.now()).total_seconds())

    def claim(self, channel: str, limit: int = 30) -> tuple[Outgoing, ...]:
        """Takes messages that are due, at most one of each account, and counts the attempt."""
        now = self._clock.now()
        query = (
            select(DeliveryRow)
            .where(DeliveryRow.id.in_(_heads(channel)), DeliveryRow.due_at <= now, DeliveryRow.settled_at.is_(None))
            .order_by(DeliveryRow.due_at, DeliveryRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        with self._database.write() as session:
            rows = session.scalars(query).all()
            for row in rows:
                row.due_at, row.attempts = now + LEASE, row.attempts + 1
            return tuple(_outgoing(session, row) for row in rows)

    def part_sent(self, delivery: int, parts: int) -> None:
        """Remembers that so many parts of a message have been sent, and that its sender is at work."""
        due = self._clock.now() + LEASE
        with self._database.write() as session:
            session.execute(update(DeliveryRow).where(DeliveryRow.id == delivery).values(parts=parts, due_at=due))

    def delivered(self, delivery: int) -> None:
        """Settles a message: the channel has it. Last words are gone with that."""
        with self._database.write() as session:
            row = session.get(DeliveryRow, delivery, with_for_update=True)
            if row is not None:
                _settle(session, row, Outcome.DELIVERED, self._clock.now())

    def postpone(self, delivery: int, seconds: float, cause: str) -> None:
        """Has a message tried again later, or given up when that has been going on for days."""
        with self._database.write() as session:
            row = session.get(DeliveryRow, delivery, with_for_update=True)
            if row is None:
                return
            now = self._clock.now()
            row.last_error, row.due_at = cause[:500], now + timedelta(seconds=seconds)
            if row.due_at - row.created_at > GIVE_UP_AFTER:
                _settle(session, row, Outcome.GIVEN_UP, now)

    def give_up(self, delivery: int, cause: str) -> None:
        """Settles a message that the channel will never take."""
        with self._database.write() as session:
            row = session.get(DeliveryRow, delivery, with_for_update=True)
            if row is not None:
                row.last_error = cause[:500]
                _settle(session, row, Outcome.GIVEN_UP, self._clock.now())

    def close(self, account: Account, cause: str) -> None:
        """Marks an account as unreachable and gives up whatever waits for it; a message from it opens it again."""
        now = self._clock.now()
        with self._database.write() as session:
            row = session.get(AccountRow, (account.channel, account.address))
            if row is not None:
                row.unreachable = cause[:500]
            for waiting in session.scalars(_waiting(account).with_for_update()).all():
                waiting.last_error = cause[:500]
                _settle(session, waiting, Outcome.GIVEN_UP, now)

    def troubles(self, channel: str, limit: int = 50) -> tuple[Trouble, ...]:
        """Messages that were given up or are tried again, newest first."""
        query = (
            select(DeliveryRow)
            .where(DeliveryRow.channel == channel, DeliveryRow.last_error.is_not(None))
            .where(DeliveryRow.outcome.is_distinct_from(Outcome.DELIVERED))
            .order_by(DeliveryRow.id.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(_trouble(row) for row in session.scalars(query))

    def unreachable(self, conversation: str) -> str | None:
        """Why a conversation's account can't be written to (it blocked the bot, say); ``None``: it can, or has none."""
        with self._database.read() as session:
            account = account_of(session, conversation)
            return None if account is None else account.unreachable

    def say_last(self, account: Account, texts: Sequence[str]) -> None:
        """Queues words for an account whose conversation was erased by its own turn; once sent, nothing is kept."""
        now = self._clock.now()
        with self._database.write() as session:
            session.add_all(
                DeliveryRow(
                    channel=account.channel, address=account.address, last_words=text, due_at=now, created_at=now
                )
                for text in texts
            )

    def tidy(self) -> None:
        """Forgets what no channel will repeat any more."""
        with self._database.write() as session:
            forget_events(session, self._clock.now())


def queue(session: Session, messages: Sequence[MessageRow], now: datetime) -> None:
    """Commits, with the bot's messages to one conversation, that they are to be sent, if they are pushed at all."""
    account = account_of(session, messages[0].conversation_id) if messages else None
    if account is None:
        return
    session.flush()  # the ids of the messages, in their order
    session.add_all(
        DeliveryRow(
            channel=account.channel,
            address=account.address,
            conversation_id=message.conversation_id,
            message_id=message.id,
            due_at=now,
            created_at=now,
        )
        for message in messages
    )


def _heads(channel: str) -> Select[int]:
    """For each account the message whose turn it is."""
    return (
        select(func.min(DeliveryRow.id))
        .where(DeliveryRow.channel == channel, DeliveryRow.settled_at.is_(None))
        .group_by(DeliveryRow.address)
    )


def _waiting(account: Account) -> Select[DeliveryRow]:
    return select(DeliveryRow).where(
        DeliveryRow.channel == account.channel,
        DeliveryRow.address == account.address,
        DeliveryRow.settled_at.is_(None),
    )


def _settle(session: Session, row: DeliveryRow, outcome: Outcome, now: datetime) -> None:
    if row.message_id is None:
        session.delete(row)
    elif row.settled_at is None:
        row.settled_at, row.outcome = now, outcome


def _outgoing(session: Session, row: DeliveryRow) -> Outgoing:
    account = Account(row.channel, row.address)
    message = None if row.message_id is None else session.get_one(MessageRow, row.message_id)
    if message is None:
        return Outgoing(row.id, account, None, row.last_words or "", (), None, None, None, row.parts, row.attempts)
    talk = session.get_one(ConversationRow, message.conversation_id)
    answered = None if message.in_reply_to is None else session.get(InboxRow, message.in_reply_to)
    return Outgoing(
        row.id,
        account,
        message.id,
        message.text,
        tuple(message.buttons),
        message.asks,
        talk.language,
        None if answered is None else answered.external_id,
        row.parts,
        row.attempts,
    )


def _trouble(row: DeliveryRow) -> Trouble:
    return Trouble(
        Account(row.channel, row.address),
        row.conversation_id,
        row.message_id,
        row.attempts,
        row.last_error or "",
        row.outcome == Outcome.GIVEN_UP,
    )
