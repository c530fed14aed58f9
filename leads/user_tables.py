"""The tables of the console: who may sign in, who is signed in, and who did what."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base, Json


class UserRow(Base):
    """Who may sign in. ``login`` is kept in small letters; ``person`` is their key in ``qualification.yml``."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("role in ('viewer', 'sales', 'marketing', 'admin')", name="role"),
        CheckConstraint("language in ('en', 'de')", name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10))
    password_hash: Mapped[str] = mapped_column(String(255))
    password_is_temporary: Mapped[bool]
    language: Mapped[str | None] = mapped_column(String(5))
    person: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class UserSessionRow(Base):
    """One browser in which somebody is signed in. The token itself is known to that browser alone."""

    __tablename__ = "user_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    """Something that somebody did; the database refuses to change or delete it.

    There is no key to user or lead: what was done stays known after they are gone. ``details`` name no visitor.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "what", "id"), Index(None, "by", "id"), Index(None, "lead_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(40))
    lead_id: Mapped[str | None] = mapped_column(String(32))
    address: Mapped[str | None] = mapped_column(String(64))
    details: Mapped[dict[str, Json]] = mapped_column(JSON)
