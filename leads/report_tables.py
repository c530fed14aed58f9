"""The tables that searches and reports read: where visitors came from, the words of leads, counters by day."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from leads.lead_words import LONGEST_WORD
from leads.tables import Base

BY_BYTES = String(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql")
"""Compared byte by byte on every database, so that a range finds all words with a beginning."""


class TouchRow(Base):
    """A visit that told a source of its own: the first one, and each with a new campaign."""

    __tablename__ = "touches"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    source: Mapped[dict[str, str]] = mapped_column(JSON)
    category: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class LeadWordRow(Base):
    """A word by which a lead is found."""

    __tablename__ = "lead_words"
    __table_args__ = (Index(None, "lead_id", "word"), {"sqlite_with_rowid": False})

    word: Mapped[str] = mapped_column(BY_BYTES, primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)


class FunnelRow(Base):
    """How many of the conversations that were opened on a day (UTC) came how far."""

    __tablename__ = "funnel_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(5), primary_key=True)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    visitors: Mapped[int] = mapped_column(default=0)
    conversations: Mapped[int] = mapped_column(default=0)
    leads: Mapped[int] = mapped_column(default=0)
    mql: Mapped[int] = mapped_column(default=0)
    srl: Mapped[int] = mapped_column(default=0)
    bant: Mapped[int] = mapped_column(default=0)
    claimed: Mapped[int] = mapped_column(default=0)
    won: Mapped[int] = mapped_column(default=0)


class CampaignRow(Base):
    """The same for the leads of one campaign."""

    __tablename__ = "campaign_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    campaign: Mapped[str] = mapped_column(String(100), primary_key=True)
    leads: Mapped[int] = mapped_column(default=0)
    mql: Mapped[int] = mapped_column(default=0)
    srl: Mapped[int] = mapped_column(default=0)
    bant: Mapped[int] = mapped_column(default=0)
    won: Mapped[int] = mapped_column(default=0)


class QuestionRow(Base):
    """In how many of a day's conversations a slot was asked for, and in how many that was the last word."""

    __tablename__ = "question_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(String(40), primary_key=True)
    asked: Mapped[int] = mapped_column(default=0)
    unanswered: Mapped[int] = mapped_column(default=0)
