"""The tables of the hand-off: what happened to leads, who is to be told, who has which lead."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from leads.tables import STAGES, Base, Json


class LeadEventRow(Base):
    """Something that happened to a lead, as it was then. ``event_id`` stays the same however often it is sent.

    There is no key to the lead: that a lead was erased is told after it is gone.
    """

    __tablename__ = "lead_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(String(36), unique=True)
    lead_id: Mapped[str] = mapped_column(String(32), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    data: Mapped[dict[str, Json]] = mapped_column(JSON)
    at: Mapped[datetime]


class OutboxRow(Base):
    """An event to be sent to one destination, in the order of the ids for each lead there.

    ``attempts`` is also the token of a lease: who settles a row must know how often it had been tried.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(None, "kind", "settled_at", "destination", "lead_id", "id"),
        Index(None, "lead_id"),
        {"sqlite_autoincrement": True},  # else the number of an erased parcel is given to the next one
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[int] = mapped_column(ForeignKey("lead_events.id", ondelete="CASCADE"), index=True)
    lead_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(20))
    destination: Mapped[str] = mapped_column(String(320))
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(10))
    happened: Mapped[LeadEventRow] = relationship(lazy="joined", innerjoin=True)


class PostingRow(Base):
    """Where a lead stands at a destination: the id of a message or contact there. Gone once that knows of erasure."""

    __tablename__ = "postings"

    lead_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    destination: Mapped[str] = mapped_column(String(320), primary_key=True)
    reference: Mapped[dict[str, Json]] = mapped_column(JSON)
    thread: Mapped[str | None] = mapped_column(String(255), index=True)


class HandOffRow(Base):
    """To whom a lead was given, why, and who has taken it.

    ``step_at`` is when the service level asks for the next step (``None``: no more); ``tried`` are the people asked.
    ``aside``: the lead was merged with another one, and that one's hand-off counts.
    """

    __tablename__ = "handoffs"
    __table_args__ = (Index(None, "step_at"), Index(None, "team", "handed_off_at"))

    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)
    lead_class: Mapped[str] = mapped_column(String(10))
    route: Mapped[str | None] = mapped_column(String(100))
    team: Mapped[str | None] = mapped_column(String(100))
    person: Mapped[str | None] = mapped_column(String(100))
    because: Mapped[str] = mapped_column(Text)
    at_night: Mapped[bool]
    destinations: Mapped[list[str]] = mapped_column(JSON)
    tried: Mapped[list[str]] = mapped_column(JSON)
    step: Mapped[int] = mapped_column(default=0)
    step_at: Mapped[datetime | None]
    handed_off_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(200))
    claimed_at: Mapped[datetime | None]
    worked_s: Mapped[int | None]
    aside: Mapped[bool] = mapped_column(default=False)


class StageChangeRow(Base):
    """A step in the life of a lead: from which stage to which, who did it (``None``: no person), and why.

    Rows are only added: the database refuses to change one.
    """

    __tablename__ = "stage_changes"
    __table_args__ = (
        Index(None, "lead_id", "id"),
        CheckConstraint(f"before in ({STAGES})", name="before"),
        CheckConstraint(f"after in ({STAGES})", name="after"),
        CheckConstraint("before <> after", name="moves"),
        CheckConstraint("after <> 'new' or cause = 'parted'", name="not_back_to_new"),
        CheckConstraint("after <> 'lost' or reason is not null", name="lost_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    before: Mapped[str] = mapped_column(String(20))
    after: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    actor: Mapped[str | None] = mapped_column(String(200))
    cause: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)


class TakeoverRow(Base):
    """A person has taken a conversation; the bot is silent. ``waiting_since`` a message of the visitor waits for them.

    ``question`` is what the bot goes on with afterwards; ``destination`` is where the person writes.
    """

    __tablename__ = "takeovers"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(String(200))
    destination: Mapped[str | None] = mapped_column(String(320))
    question: Mapped[dict[str, Json] | None] = mapped_column(JSON)
    since: Mapped[datetime]
    waiting_since: Mapped[datetime | None] = mapped_column(index=True)


class FeedbackRow(Base):
    """What became of a lead, as the person said who worked it; the newest counts."""

    __tablename__ = "feedback"

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class NoteRow(Base):
    """An internal note on a lead; no visitor ever sees it."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
