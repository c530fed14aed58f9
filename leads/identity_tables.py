"""The tables of identity: which records are one person, and which might be."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class MergeRow(Base):
    """A link from the record that was merged to the older one that stands for both. Undoing a merge removes it.

    A record keeps the links of its own, so that what was merged into it goes with it when it is taken apart again.
    ``by`` is ``None`` where the same address or number was reason enough; ``stage_before`` is the stage that the older
    record had given up for that of the newer one.
    """

    __tablename__ = "merges"
    __table_args__ = (
        CheckConstraint("reason in ('email', 'phone', 'person')", name="reason"),
        CheckConstraint("into_id < record_id", name="into_the_older"),
    )

    record_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)
    into_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(10))
    by: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime]
    stage_before: Mapped[str | None] = mapped_column(String(20))


class PossibleDuplicateRow(Base):
    """Two records that may be one person, for people to decide; ``first_id`` is the older one.

    A pair that was dismissed is never merged nor shown again. ``by`` is ``None`` where nobody decided: more was said.
    """

    __tablename__ = "possible_duplicates"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="in_order"),
        CheckConstraint("resolved in ('merged', 'dismissed')", name="resolved"),
        CheckConstraint("(resolved is null) = (at is null)", name="resolved_when"),
    )

    first_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)
    second_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(String(20))
    found_at: Mapped[datetime]
    resolved: Mapped[str | None] = mapped_column(String(10))
    by: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[datetime | None]
