"""The tables of privacy: who is never to be contacted again, and who was asked to confirm a permission."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class SuppressionRow(Base):
    """A way to reach somebody that must not be used for a purpose: a keyed hash, never the address itself."""

    __tablename__ = "suppressions"
    __table_args__ = (
        CheckConstraint("purpose in ('contact_opt_in', 'marketing_opt_in')", name="purpose"),
        CheckConstraint("reason in ('erased', 'never_again')", name="reason"),
    )

    point: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


class ConfirmationRow(Base):
    """A letter that asks to confirm a marketing consent; once confirmed, the proof of it.

    ``wording`` is the question as it was put in the chat (``None``: the consent was given unasked) and ``version`` its
    fingerprint; both stood in the letter.
    """

    __tablename__ = "confirmations"
    __table_args__ = (
        UniqueConstraint("consent_id", "address"),
        Index(None, "address", "requested_at"),
        Index(None, "lead_id"),
        Index(None, "expires_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    consent_id: Mapped[int] = mapped_column(ForeignKey("consents.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(320))
    wording: Mapped[str | None] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(5))
    requested_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
