"""The database: one table for each thing that must never be lost."""

import enum
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from leads.errors import UnknownConversation

Json = Any  # what json.loads gives


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; aware UTC in Python whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime()}


class Author(enum.StrEnum):
    """Who wrote a message."""

    VISITOR = "visitor"
    BOT = "bot"
    PERSON = "person"


class ConversationRow(Base):
    """One visitor on one channel. ``id`` is made by us, never by a client."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(5))
    source: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]


class MessageRow(Base):
    """The transcript. A bot's message names the visitor's message that it answers."""

    __tablename__ = "messages"
    __table_args__ = (Index(None, "conversation_id", "id"), Index(None, "in_reply_to"))

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    author: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(Text)
    buttons: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    asks: Mapped[str | None] = mapped_column(String(40))
    in_reply_to: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    at: Mapped[datetime]


class InboxRow(Base):
    """A visitor's message that we have: committed before it is acknowledged, kept until it is answered."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("conversation_id", "external_id"),
        Index(None, "answered_at", "conversation_id"),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    external_id: Mapped[str] = mapped_column(String(128))
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    message: Mapped[MessageRow] = relationship(lazy="joined")


class LeadRow(Base):
    """A lead: the newest value of each slot as columns (a projection of its facts) and the latest verdict."""

    __tablename__ = "leads"
    __table_args__ = (Index(None, "lead_class", "id"), Index(None, "stage", "id"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    language: Mapped[str] = mapped_column(String(5))
    lead_class: Mapped[str] = mapped_column(String(10))
    automation_ready: Mapped[bool]
    score: Mapped[int]
    criteria: Mapped[list[dict[str, Json]]] = mapped_column(JSON)
    stage: Mapped[str] = mapped_column(String(20))
    person_name: Mapped[str | None] = mapped_column(Text)
    company: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    values: Mapped[dict[str, Json]] = mapped_column("slot_values", JSON, default=dict)
    declined: Mapped[list[str]] = mapped_column(JSON, default=list)
    disqualified: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    conversation: Mapped[ConversationRow] = relationship(lazy="joined")
    facts: Mapped[list["FactRow"]] = relationship(order_by="FactRow.id", lazy="selectin")


class FactRow(Base):
    """What was said about a slot, when, in which message. A newer fact supersedes an older one; none is overwritten."""

    __tablename__ = "facts"
    __table_args__ = (UniqueConstraint("lead_id", "message_id", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    slot: Mapped[str] = mapped_column(String(40))
    value: Mapped[Json] = mapped_column(JSON)
    said: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(128))
    inferred: Mapped[bool]
    at: Mapped[datetime]


def locked(session: Session, conversation: str) -> ConversationRow:
    """A conversation that no other transaction writes to until this one ends. Raises ``UnknownConversation``."""
    row = session.get(ConversationRow, conversation, with_for_update=True)
    if row is None:
        raise UnknownConversation(conversation)
    return row
