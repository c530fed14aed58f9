"""Conversations that did not become leads, and messages that were not understood: where the assistant can improve."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from leads.database import Database
from leads.errors import BadCursor
from leads.tables import Author, ConversationRow, LeadRow, MessageRow

LONGEST_BEGINNING = 300


@dataclass(frozen=True)
class Talk:
    """A conversation: ``began`` is what the visitor wrote first, ``open_question`` what nobody answered."""

    id: str
    channel: str
    language: str | None
    category: str
    at: datetime
    began: str
    messages: int
    open_question: str | None


@dataclass(frozen=True)
class Talks:
    """A page of conversations, newest first, and where the next one starts (``None``: nowhere)."""

    talks: tuple[Talk, ...]
    next: str | None


@dataclass(frozen=True)
class Unclear:
    """A message that was not understood, and what it was an answer to (``None``: nothing had been asked)."""

    id: int
    conversation: str
    lead_id: str | None
    channel: str
    language: str | None
    text: str
    asked: str | None
    at: datetime


@dataclass(frozen=True)
class UnclearMessages:
    """A page of messages, newest first, and where the next one starts (``None``: nowhere)."""

    messages: tuple[Unclear, ...]
    next: int | None


class Conversations:
    """Reads them page by page, however many there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def without_lead(self, *, question: str | None = None, after: str | None = None, limit: int = 25) -> Talks:
        """Those in which something was written and nothing said about a person. ``question``: those that nobody
        answered it in, with a lead or without. Raises ``BadCursor``."""
        query = select(ConversationRow).where(ConversationRow.wrote)
        if question is None:
            query = query.where(~select(LeadRow.id).where(LeadRow.conversation_id == ConversationRow.id).exists())
        else:
            query = query.where(ConversationRow.open_question == question)
        query = query.order_by(ConversationRow.created_at.desc(), ConversationRow.id.desc()).limit(limit + 1)
        with self._database.read() as session:
            rows = session.scalars(query if after is None else query.where(_older(after))).all()
            talks = tuple(_talk(session, row) for row in rows[:limit])
        return Talks(talks, _cursor(rows[limit - 1]) if len(rows) > limit else None)

    def unclear(self, *, after: int | None = None, limit: int = 50) -> UnclearMessages:
        """Messages that the assistant did not understand."""
        query = _message().where(MessageRow.unclear).order_by(MessageRow.id.desc()).limit(limit + 1)
        with self._database.read() as session:
            rows = session.execute(query if after is None else query.where(MessageRow.id < after)).all()
        return UnclearMessages(
            tuple(Unclear(*row) for row in rows[:limit]), rows[limit - 1][0] if len(rows) > limit else None
        )

    def has(self, conversation: str) -> Talk | None:
        """A conversation, or ``None``: there is none (any more)."""
        with self._database.read() as session:
            row = session.get(ConversationRow, conversation)
            return None if row is None else _talk(session, row)

    def lead_of(self, conversation: str) -> str | None:
        """The lead that it became."""
        with self._database.read() as session:
            return session.scalar(select(LeadRow.id).where(LeadRow.conversation_id == conversation))


def _message() -> Select[Any]:
    earlier = aliased(MessageRow)
    asked = (
        select(earlier.asks)
        .where(earlier.conversation_id == MessageRow.conversation_id, earlier.id < MessageRow.id)
        .where(earlier.author == Author.BOT)
        .order_by(earlier.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            MessageRow.id,
            MessageRow.conversation_id,
            LeadRow.id,
            ConversationRow.channel,
            ConversationRow.language,
            MessageRow.text,
            asked,
            MessageRow.at,
        )
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .outerjoin(LeadRow, LeadRow.conversation_id == MessageRow.conversation_id)
    )


def _talk(session: Session, row: ConversationRow) -> Talk:
    written = select(MessageRow).where(MessageRow.conversation_id == row.id, MessageRow.author == Author.VISITOR)
    first = session.scalars(written.order_by(MessageRow.id).limit(1)).first()
    count = session.scalar(select(func.count()).where(MessageRow.conversation_id == row.id)) or 0
    began = "" if first is None else first.text[:LONGEST_BEGINNING]
    return Talk(row.id, row.channel, row.language, row.category, row.created_at, began, count, row.open_question)


def _cursor(row: ConversationRow) -> str:
    return f"{row.created_at.isoformat()}_{row.id}"


def _older(cursor: str) -> ColumnElement[bool]:
    at, _, talk = cursor.partition("_")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise BadCursor(cursor) from error
    if moment.tzinfo is None:
        raise BadCursor(cursor)
    same = and_(ConversationRow.created_at == moment, ConversationRow.id < talk)
    return or_(ConversationRow.created_at < moment, same)
