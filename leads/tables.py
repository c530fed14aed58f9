"""The database: one table for each thing that must never be lost."""

import enum
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    MetaData,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from sqlalchemy.types import TypeDecorator, TypeEngine

from leads.errors import UnknownConversation
from leads.model import Stage

Json = Any  # what json.loads gives
STAGES = ", ".join(f"'{stage}'" for stage in Stage)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; aware UTC in Python whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


class Money(TypeDecorator[Decimal]):
    """An amount to the cent; SQLite, which has no decimals, keeps the cents."""

    impl = Numeric(18, 2)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(18, 2))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | int | None:
        return int((value * 100).to_integral_value()) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return Decimal(value) / 100 if value is not None and dialect.name == "sqlite" else value


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime()}


class Author(enum.StrEnum):
    """Who wrote a message."""

    VISITOR = "visitor"
    BOT = "bot"
    PERSON = "person"


class Outcome(enum.StrEnum):
    """How the delivery of a message ended."""

    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class ConversationRow(Base):
    """One visitor on one channel. ``id`` is made by us, never by a client.

    ``source`` is that of the first visit, ``last_source`` that of the latest one; ``asked`` are the slots that were
    asked for, ``open_question`` the one that waits for an answer.
    """

    __tablename__ = "conversations"
    __table_args__ = (CheckConstraint("channel <> ''", name="channel"), Index(None, "wrote", "created_at", "id"))

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(5))
    source: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    last_source: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    category: Mapped[str] = mapped_column(String(20), default="direct")
    wrote: Mapped[bool] = mapped_column(default=False)
    asked: Mapped[list[str]] = mapped_column(JSON, default=list)
    open_question: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime]
    nudged_at: Mapped[datetime | None]
    erase_requested_at: Mapped[datetime | None]


class MessageRow(Base):
    """The transcript. A bot's message names the visitor's message that it answers, a person's the ``person``.

    ``unclear`` are messages of visitors that the bot did not understand.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index(None, "conversation_id", "id"),
        Index(None, "in_reply_to"),
        Index(None, "asks", "at"),
        Index(None, "unclear", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    author: Mapped[str] = mapped_column(String(10))
    person: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    payload: Mapped[str | None] = mapped_column(Text)
    buttons: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    asks: Mapped[str | None] = mapped_column(String(40))
    unclear: Mapped[bool] = mapped_column(default=False, server_default=false())
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


class AccountRow(Base):
    """The account of a channel that a conversation belongs to. ``unreachable`` says why it can't be written to."""

    __tablename__ = "accounts"

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    address: Mapped[str] = mapped_column(String(255), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    unreachable: Mapped[str | None] = mapped_column(Text)


class EventRow(Base):
    """An event that a channel delivered: a repetition has no effect, even after its conversation was erased."""

    __tablename__ = "events"

    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    event_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class DeliveryRow(Base):
    """A message to be sent to an account, in the order of the ids. ``parts`` of it are sent already.

    ``last_words`` are said to an account whose conversation was erased; the row goes when they are sent.
    """

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "channel", "settled_at", "address", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(255))
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), unique=True)
    last_words: Mapped[str | None] = mapped_column(Text)
    parts: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(10))


FILTERED = (
    "lead_class",
    "stage",
    "channel",
    "language",
    "category",
    "country",
    "owner",
    "score",
    "updated_at",
    "disqualified",
    "automation_ready",
    "budget_met",
    "authority_met",
    "need_met",
    "timeline_met",
)
"""The columns of leads that the inbox filters and sorts by; each has an index in which the newest is last."""


class LeadRow(Base):
    """A lead: the newest value of each slot as columns (a projection of its facts) and the latest verdict.

    What the inbox shows, filters and sorts by is all in this row. ``budget_met`` and the like are ``None`` while
    unknown; ``qualified_s`` is how long the visitor took to become an MQL, ``claimed_at`` when somebody first took it.

    Each conversation has a record of its own. ``merged_into`` is the older record of the same person that stands for
    this one, too; that one's columns are a projection of the facts of both. The keys and ``own_class`` are this
    record's alone.
    ``marketing_confirmed`` is ``None`` where a yes needs no confirmation, false also while the address is suppressed.
    """

    __tablename__ = "leads"
    __table_args__ = (
        *(Index(None, column, "id") for column in FILTERED),
        Index(None, "opened_on", "id", "qualified_s"),
        CheckConstraint("score between 0 and 100", name="score"),
        CheckConstraint("lead_class in ('lead', 'mql', 'srl', 'bant')", name="lead_class"),
        CheckConstraint("channel <> '' and language <> ''", name="channel"),
        CheckConstraint("budget_min <= budget_max", name="budget"),
        CheckConstraint("qualified_s >= 0", name="qualified_s"),
        CheckConstraint(f"stage in ({STAGES})", name="stage"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("fit between 0 and 100", name="fit"),
        CheckConstraint("engagement between 0 and 100", name="engagement"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    language: Mapped[str] = mapped_column(String(5))
    lead_class: Mapped[str] = mapped_column(String(10))
    automation_ready: Mapped[bool]
    score: Mapped[int]
    fit: Mapped[int] = mapped_column(default=0)
    engagement: Mapped[int] = mapped_column(default=0)
    criteria: Mapped[list[dict[str, Json]]] = mapped_column(JSON)
    score_parts: Mapped[list[dict[str, Json]]] = mapped_column(JSON, default=list)
    missing: Mapped[list[dict[str, Json]]] = mapped_column(JSON, default=list)
    next_question: Mapped[str | None] = mapped_column(String(40))
    stage: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    person_name: Mapped[str | None] = mapped_column(Text)
    company: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    values: Mapped[dict[str, Json]] = mapped_column("slot_values", JSON, default=dict)
    declined: Mapped[list[str]] = mapped_column(JSON, default=list)
    disqualified: Mapped[str | None] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(20))
    campaign: Mapped[str | None] = mapped_column(String(100))
    opened_on: Mapped[date]
    phone: Mapped[str | None] = mapped_column(Text)
    job_title: Mapped[str | None] = mapped_column(Text)
    industry: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(String(2))
    budget_min: Mapped[Decimal | None] = mapped_column(Money)
    budget_max: Mapped[Decimal | None] = mapped_column(Money)
    budget_currency: Mapped[str | None] = mapped_column(String(10))
    timeline_start: Mapped[date | None]
    timeline_end: Mapped[date | None]
    budget_met: Mapped[bool | None]
    authority_met: Mapped[bool | None]
    need_met: Mapped[bool | None]
    timeline_met: Mapped[bool | None]
    owner: Mapped[str | None] = mapped_column(String(200))
    claimed_at: Mapped[datetime | None]
    qualified_s: Mapped[int | None]
    marketing_confirmed: Mapped[bool | None]
    engaged_at: Mapped[datetime | None]
    own_class: Mapped[str] = mapped_column(String(10))
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("leads.id", ondelete="SET NULL"), index=True)
    email_key: Mapped[str | None] = mapped_column(Text, index=True)
    phone_key: Mapped[str | None] = mapped_column(String(20), index=True)
    person_key: Mapped[str | None] = mapped_column(Text, index=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    conversation: Mapped[ConversationRow] = relationship(lazy="joined")
    facts: Mapped[list["FactRow"]] = relationship(order_by="FactRow.id", lazy="selectin")
    merged: Mapped[list["LeadRow"]] = relationship(order_by="LeadRow.id", lazy="selectin", viewonly=True, join_depth=1)
    consents: Mapped[list["ConsentRow"]] = relationship(order_by="ConsentRow.id", lazy="select")


class FactRow(Base):
    """What was said about a slot, by whom, when, in which message; ``by`` names who is not the visitor.

    A newer fact supersedes an older one; none is overwritten, one that is taken back only marked (``retracted_at``),
    with the person who did it, if no visitor did, and the reason they gave (``retraction``).
    """

    __tablename__ = "facts"
    __table_args__ = (
        UniqueConstraint("lead_id", "message_id", "slot"),
        CheckConstraint("source in ('visitor', 'sales', 'import', 'inferred')", name="source"),
        CheckConstraint("confidence between 0 and 1", name="confidence"),
        CheckConstraint("retracted_by is null or retracted_at is not null", name="retracted_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    slot: Mapped[str] = mapped_column(String(40))
    value: Mapped[Json] = mapped_column(JSON)
    said: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(128))
    source: Mapped[str] = mapped_column(String(10))
    confidence: Mapped[float] = mapped_column(Float)
    by: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime]
    retracted_at: Mapped[datetime | None]
    retracted_by: Mapped[str | None] = mapped_column(String(200))
    retraction: Mapped[str | None] = mapped_column(Text)


class ConsentRow(Base):
    """The proof of a yes or a no: which words were put to whom, what they answered, when, in which message.

    Where a person entered it (``by``), the wording is their note of where the proof is.
    """

    __tablename__ = "consents"
    __table_args__ = (UniqueConstraint("lead_id", "message_id", "purpose"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(40))
    given: Mapped[bool]
    wording: Mapped[str | None] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(5))
    said: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(128))
    by: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime]


def locked(session: Session, conversation: str) -> ConversationRow:
    """A conversation that no other transaction writes to until this one ends. Raises ``UnknownConversation``."""
    row = session.get(ConversationRow, conversation, with_for_update=True)
    if row is None:
        raise UnknownConversation(conversation)
    return row
