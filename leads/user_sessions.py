"""Who is signed in: a random token for each browser, of which we keep the fingerprint only."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.database import Database
from leads.user import User, user_of
from leads.user_tables import UserRow, UserSessionRow

LIFETIME = timedelta(hours=12)
SEEN_ANEW_AFTER = timedelta(minutes=1)
LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class OpenSession:
    """A browser in which somebody is signed in; ``own`` where it is the one that asks."""

    address: str
    created_at: datetime
    seen_at: datetime
    own: bool


class UserSessions:
    """Begins, recognises and ends sessions."""

    def __init__(self, database: Database, clock: Clock, lifetime: timedelta = LIFETIME) -> None:
        self._database, self._clock, self.lifetime = database, clock, lifetime

    def begin(self, user_id: int, address: str) -> str:
        """Signs somebody in; returns the token, which is kept nowhere here."""
        token, now = secrets.token_urlsafe(32), self._clock.now()
        with self._database.write() as session:
            session.execute(delete(UserSessionRow).where(UserSessionRow.expires_at <= now))
            row = UserSessionRow(
                token_hash=fingerprint(token),
                user_id=user_id,
                address=address[:LONGEST_ADDRESS],
                created_at=now,
                seen_at=now,
                expires_at=now + self.lifetime,
            )
            session.add(row)
        return token

    def user(self, token: str) -> User | None:
        """Who holds this token; ``None`` when it is unknown, too old, or its user may not sign in any more."""
        now = self._clock.now()
        with self._database.read() as session:
            query = select(UserSessionRow, UserRow).join(UserRow).where(UserSessionRow.token_hash == fingerprint(token))
            found = session.execute(query).one_or_none()
            if found is None or found[0].expires_at <= now or found[1].disabled_at is not None:
                return None
            seen, user = found[0].seen_at, user_of(found[1])
        if now - seen > SEEN_ANEW_AFTER:
            self._see(token, now)
        return user

    def end(self, token: str) -> None:
        """Signs one browser out."""
        with self._database.write() as session:
            session.execute(delete(UserSessionRow).where(UserSessionRow.token_hash == fingerprint(token)))

    def end_others(self, user_id: int, token: str) -> None:
        """Signs somebody out everywhere but here."""
        with self._database.write() as session:
            end_all(session, user_id, but=token)

    def of(self, user_id: int, token: str) -> tuple[OpenSession, ...]:
        """Where somebody is signed in, the latest first."""
        query = (
            select(UserSessionRow)
            .where(UserSessionRow.user_id == user_id, UserSessionRow.expires_at > self._clock.now())
            .order_by(UserSessionRow.seen_at.desc())
        )
        own = fingerprint(token)
        with self._database.read() as session:
            rows = session.scalars(query).all()
        return tuple(OpenSession(row.address, row.created_at, row.seen_at, row.token_hash == own) for row in rows)

    def _see(self, token: str, now: datetime) -> None:
        with self._database.write() as session:
            row = session.get(UserSessionRow, fingerprint(token))
            if row is not None:
                row.seen_at = now


def end_all(session: Session, user_id: int, but: str | None = None) -> None:
    """Ends every session of a user, except the one with the token ``but``."""
    query = delete(UserSessionRow).where(UserSessionRow.user_id == user_id)
    session.execute(query if but is None else query.where(UserSessionRow.token_hash != fingerprint(but)))


def fingerprint(token: str) -> str:
    """What we keep of a token: enough to recognise it, too little to make one."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
