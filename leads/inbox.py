"""Conversations and their messages: committed before they are acknowledged, kept until they are answered."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.accounts import Account, account_of
from leads.clock import Clock
from leads.database import Database
from leads.deliveries import queue
from leads.errors import MessageConflict, UnknownConversation
from leads.tables import Author, ConversationRow, InboxRow, Json, MessageRow, locked
from leads.takeover import forward, hold_back
from leads.touches import touch

REMEMBERED_BUTTONS = 20


@dataclass(frozen=True)
class Reply:
    """One message of the bot. ``asks`` names the slot that it now waits for."""

    text: str
    buttons: tuple[Mapping[str, str], ...] = ()
    asks: str | None = None


@dataclass(frozen=True)
class Waiting:
    """A visitor's message that is still to be answered: ``text`` typed, or the ``payload`` of a button."""

    message_id: int
    conversation: str
    channel: str
    language: str | None
    text: str
    payload: str | None
    received_at: datetime
    attempts: int
    account: Account | None = None


@dataclass(frozen=True)
class Line:
    """One line of a transcript; ``person`` is the name of who wrote it for us."""

    id: int
    author: str
    text: str
    buttons: tuple[Mapping[str, str], ...]
    asks: str | None
    at: datetime
    person: str | None = None


class Inbox:
    """What visitors wrote, and what they were answered."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def open(self, channel: str, language: str | None, source: Mapping[str, str]) -> str:
        """Begins a conversation; returns its id, which nobody can guess."""
        conversation = secrets.token_urlsafe(18)
        now = self._clock.now()
        with self._database.write() as session:
            talk = ConversationRow(
                id=conversation, channel=channel, language=language, source=dict(source), created_at=now
            )
            session.add(talk)
            touch(session, talk, source, now)
        return conversation

    def visited(self, conversation: str, source: Mapping[str, str]) -> None:
        """Notes a later visit, if it came by another way than the last one. Raises ``UnknownConversation``."""
        with self._database.write() as session:
            touch(session, locked(session, conversation), source, self._clock.now())

    def exists(self, conversation: str) -> bool:
        """Whether there is such a conversation (an erased one is gone)."""
        with self._database.read() as session:
            return session.get(ConversationRow, conversation) is not None

    def receive(self, conversation: str, external_id: str, text: str, payload: str | None = None) -> int:
        """Commits a visitor's message and returns its id; the same ``external_id`` again returns the same id.

        Raises ``MessageConflict`` when that id came with other content, ``UnknownConversation``, ``StoreUnavailable``.
        """
        with self._database.write() as session:
            locked(session, conversation)
            known = entry_of(session, conversation, external_id)
            if known is not None:
                if known.message.payload != payload or (payload is None and known.message.text != text):
                    raise MessageConflict(external_id)
                return known.message_id
            return received(session, conversation, external_id, text, payload, self._clock.now()).message_id

    def replies(self, message_id: int) -> tuple[Reply, ...] | None:
        """What a message was answered, or ``None`` while it waits."""
        with self._database.read() as session:
            entry = session.get(InboxRow, message_id)
            if entry is None or entry.answered_at is None:
                return None
            return _replies(session, message_id)

    def next_waiting(self, conversation: str) -> Waiting | None:
        """The oldest message of a conversation that is not answered yet."""
        with self._database.read() as session:
            entry = session.scalars(
                select(InboxRow)
                .where(InboxRow.answered_at.is_(None), InboxRow.conversation_id == conversation)
                .order_by(InboxRow.message_id)
                .limit(1)
            ).first()
            if entry is None:
                return None
            talk = session.get_one(ConversationRow, conversation)
            message, account = entry.message, account_of(session, conversation)
            return Waiting(
                entry.message_id,
                conversation,
                talk.channel,
                talk.language,
                message.text,
                message.payload,
                message.at,
                entry.attempts,
                None if account is None else Account(account.channel, account.address),
            )

    def conversations_waiting(self) -> tuple[str, ...]:
        """Every conversation with an unanswered message: what a restart has to pick up."""
        with self._database.read() as session:
            waiting = select(InboxRow.conversation_id).where(InboxRow.answered_at.is_(None)).distinct()
            return tuple(session.scalars(waiting))

    def answer(self, message_id: int, replies: Sequence[Reply], language: str | None, unclear: bool = False) -> bool:
        """Commits the replies to a message, and that they are to be sent where replies are pushed.

        ``unclear`` notes that the message was not understood, for whoever looks after the training data.

        A message that has its replies keeps them. False when there is no such message: it was erased meanwhile.
        """
        with self._database.write() as session:
            entry = session.get(InboxRow, message_id)
            if entry is None:
                return False
            try:
                talk = locked(session, entry.conversation_id)
            except UnknownConversation:
                return False
            session.refresh(entry)
            if entry.answered_at is None:
                talk.language = language or talk.language
                entry.message.unclear = unclear
                silent = hold_back(session, talk.id, _question(replies))  # taken over while the bot was thinking
                answered(session, entry, () if silent else replies, self._clock.now())
        return True

    def add(self, conversation: str, reply: Reply, author: Author = Author.BOT) -> int:
        """Commits a message that answers none, and that it is to be sent; returns its id.

        Raises ``UnknownConversation``, ``StoreUnavailable``.
        """
        now = self._clock.now()
        with self._database.write() as session:
            locked(session, conversation)
            row = _reply_row(conversation, None, reply, now, author)
            session.add(row)
            session.flush()
            queue(session, (row,), now)
            return row.id

    def note_failure(self, message_id: int, cause: str) -> None:
        """Remembers that an attempt to answer failed, and why."""
        with self._database.write() as session:
            entry = session.get(InboxRow, message_id)
            if entry is not None:
                entry.attempts += 1
                entry.last_error = cause[:500]

    def offered(self, conversation: str, payload: str) -> str | None:
        """The title of a button that this conversation was offered lately, or ``None``: it was not."""
        with self._database.read() as session:
            latest = session.scalars(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation, MessageRow.author == Author.BOT)
                .order_by(MessageRow.id.desc())
                .limit(REMEMBERED_BUTTONS)
            ).all()
            buttons = (button for message in latest for button in message.buttons)
            return next((button["title"] for button in buttons if button["payload"] == payload), None)

    def transcript(self, conversation: str) -> tuple[Line, ...]:
        """Everything that was written in a conversation, each message followed by its replies."""
        with self._database.read() as session:
            rows = session.scalars(select(MessageRow).where(MessageRow.conversation_id == conversation)).all()
        in_order = sorted(rows, key=lambda row: (row.in_reply_to or row.id, row.id))
        return tuple(
            Line(row.id, row.author, row.text, tuple(row.buttons), row.asks, row.at, row.person) for row in in_order
        )


def received(
    session: Session, conversation: str, external_id: str, text: str, payload: str | None, now: datetime
) -> InboxRow:
    """Puts a visitor's message into the inbox of a conversation that is locked.

    Where a person has taken it, the message goes to them and the bot need not answer.
    """
    message = MessageRow(conversation_id=conversation, author=Author.VISITOR, text=text, payload=payload, at=now)
    entry = InboxRow(conversation_id=conversation, external_id=external_id, message=message)
    session.add(entry)
    session.flush()
    if forward(session, conversation, text, now):
        entry.answered_at = now
    return entry


def answered(session: Session, entry: InboxRow, replies: Sequence[Reply], now: datetime) -> None:
    """Puts the replies below a message and, where they are pushed, into the queue of deliveries."""
    entry.answered_at = now
    rows = [_reply_row(entry.conversation_id, entry.message_id, reply, now) for reply in replies]
    session.add_all(rows)
    queue(session, rows, now)


def entry_of(session: Session, conversation: str, external_id: str) -> InboxRow | None:
    """The message that a conversation's visitor sent under this id, if it came before."""
    query = select(InboxRow).where(InboxRow.conversation_id == conversation, InboxRow.external_id == external_id)
    return session.scalars(query).one_or_none()


def _reply_row(
    conversation: str, message_id: int | None, reply: Reply, now: datetime, author: Author = Author.BOT
) -> MessageRow:
    return MessageRow(
        conversation_id=conversation,
        author=author,
        text=reply.text,
        buttons=[dict(button) for button in reply.buttons],
        asks=reply.asks,
        in_reply_to=message_id,
        at=now,
    )


def _question(replies: Sequence[Reply]) -> Mapping[str, Json] | None:
    asking = [reply for reply in replies if reply.asks is not None]
    return {"text": asking[-1].text, "buttons": list(asking[-1].buttons), "asks": asking[-1].asks} if asking else None


def _replies(session: Session, message_id: int) -> tuple[Reply, ...]:
    rows = session.scalars(select(MessageRow).where(MessageRow.in_reply_to == message_id).order_by(MessageRow.id))
    return tuple(Reply(row.text, tuple(row.buttons), row.asks) for row in rows)
