"""Who may sign in: made, changed and removed by an admin, each change with its entry in the audit log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from leads.audit import Actor, Audit, Deed
from leads.clock import Clock
from leads.database import Database
from leads.errors import UnknownUser, UserRefused
from leads.user import Passwords, Role, User, check_password, login_of, name_of, user_of
from leads.user_sessions import end_all
from leads.user_tables import UserRow, UserSessionRow

FIRST_ADMIN = "admin"


@dataclass(frozen=True)
class Profile:
    """What an admin says about somebody; ``person`` is a key of ``qualification.yml`` or nothing."""

    name: str
    role: Role
    language: str | None = None
    person: str | None = None


class Users:
    """Everybody who may sign in. ``people`` are the keys of ``qualification.yml``."""

    def __init__(
        self, database: Database, clock: Clock, passwords: Passwords, audit: Audit, people: Collection[str] = ()
    ) -> None:
        self._database, self._clock, self._passwords, self._audit = database, clock, passwords, audit
        self._people = people

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        with self._database.read() as session:
            return tuple(map(user_of, session.scalars(select(UserRow).order_by(func.lower(UserRow.name), UserRow.id))))

    def last_seen(self) -> dict[int, datetime]:
        """When the users who are signed in were seen last, by the user's id."""
        query = select(UserSessionRow.user_id, UserSessionRow.seen_at).order_by(UserSessionRow.seen_at)
        with self._database.read() as session:
            return dict(session.execute(query).tuples().all())

    def get(self, login: str) -> User:
        """One user. Raises ``UnknownUser``."""
        with self._database.read() as session:
            return user_of(_row(session, login))

    def begin_with(self, password: str) -> None:
        """Makes the first admin, with a password for once; nothing happens where one is already."""
        with self._database.read() as session:
            if session.scalars(select(UserRow.id).where(UserRow.role == Role.ADMIN).limit(1)).first() is not None:
                return
        try:
            with self._database.write() as session:
                session.add(self._new(FIRST_ADMIN, Profile(FIRST_ADMIN.capitalize(), Role.ADMIN), password))
        except IntegrityError:
            return  # another process was faster, or somebody else has the name

    def is_open_to(self, login: str, password: str) -> bool:
        """Whether this temporary password still signs somebody in."""
        with self._database.read() as session:
            row = session.scalars(select(UserRow).where(UserRow.login == login)).one_or_none()
            waiting = row is not None and row.disabled_at is None and row.password_is_temporary
            return waiting and row is not None and self._passwords.fits(row.password_hash, password)

    def admitted(self, login: str, password: str) -> User | None:
        """Who signs in with this login and password; an unknown login takes as long as a wrong password."""
        with self._database.read() as session:
            row = session.scalars(select(UserRow).where(UserRow.login == login)).one_or_none()
            stored = None if row is None or row.disabled_at is not None else row.password_hash
        if not self._passwords.fits(stored, password) or row is None or stored is None:
            return None
        if self._passwords.is_outdated(stored):
            with self._database.write() as session:
                _row(session, login).password_hash = self._passwords.hashed(password)
        return user_of(row)

    def add(self, login: str, profile: Profile, password: str, by: Actor) -> User:
        """Makes a user, whose password is temporary. Raises ``UserRefused``."""
        login = login_of(login)
        check_password(password, login)
        row = self._new(login, profile, password)
        try:
            with self._database.write() as session:
                session.add(row)
                self._note(session, Deed.USER_ADDED, by, login, role=row.role)
        except IntegrityError:
            raise UserRefused("login_taken") from None
        return user_of(row)

    def change(self, login: str, profile: Profile, by: Actor) -> User:
        """Changes what is said about a user. Raises ``UnknownUser``, ``UserRefused``."""
        with self._database.write() as session:
            row = _row(session, login)
            if row.role == Role.ADMIN and profile.role != Role.ADMIN:
                _keep_an_admin(session, row)
            before = (row.name, row.role, row.language, row.person)
            self._fill(row, profile)
            if (row.name, row.role, row.language, row.person) != before:
                self._note(session, Deed.USER_CHANGED, by, login, role=row.role)
            return user_of(row)

    def speak(self, login: str, language: str | None) -> None:
        """Chooses the language of somebody's console (``None``: as their browser says). Raises ``UnknownUser``."""
        with self._database.write() as session:
            _row(session, login).language = language

    def give_password(self, login: str, password: str, by: Actor) -> None:
        """Sets a temporary password and signs the user out everywhere. Raises ``UnknownUser``, ``UserRefused``."""
        self._set_password(login, password, by, temporary=True)

    def choose_password(self, login: str, password: str, by: Actor, token: str | None = None) -> None:
        """Sets somebody's own password and signs them out everywhere but in the session with this token.

        Raises ``UnknownUser``, ``UserRefused``.
        """
        self._set_password(login, password, by, temporary=False, keep=token)

    def disable(self, login: str, by: Actor) -> None:
        """Signs a user out and lets them in no more. Raises ``UnknownUser``, ``UserRefused``."""
        with self._database.write() as session:
            row = _row(session, login)
            _keep_an_admin(session, row)
            row.disabled_at = row.disabled_at or self._clock.now()
            end_all(session, row.id)
            self._note(session, Deed.USER_CHANGED, by, login, disabled=True)

    def enable(self, login: str, by: Actor) -> None:
        """Lets a user in again. Raises ``UnknownUser``."""
        with self._database.write() as session:
            _row(session, login).disabled_at = None
            self._note(session, Deed.USER_CHANGED, by, login, disabled=False)

    def remove(self, login: str, by: Actor) -> None:
        """Removes a user; what they did stays in the log. Raises ``UnknownUser``, ``UserRefused``."""
        with self._database.write() as session:
            row = _row(session, login)
            _keep_an_admin(session, row)
            session.delete(row)
            self._note(session, Deed.USER_REMOVED, by, login)

    def _new(self, login: str, profile: Profile, password: str) -> UserRow:
        row = UserRow(login=login, password_is_temporary=True, created_at=self._clock.now(), disabled_at=None)
        row.password_hash = self._passwords.hashed(password)
        self._fill(row, profile)
        return row

    def _fill(self, row: UserRow, profile: Profile) -> None:
        if profile.language not in (None, "en", "de"):
            raise UserRefused("unknown_language")
        if profile.person and profile.person not in self._people:
            raise UserRefused("unknown_person")
        row.name, row.role = name_of(profile.name), Role(profile.role)
        row.language, row.person = profile.language, profile.person or None

    def _set_password(self, login: str, password: str, by: Actor, temporary: bool, keep: str | None = None) -> None:
        check_password(password, login)
        with self._database.read() as session:
            if self._passwords.fits(_row(session, login).password_hash, password):
                raise UserRefused("same_password")
        hashed = self._passwords.hashed(password)
        with self._database.write() as session:
            row = _row(session, login)
            row.password_hash, row.password_is_temporary = hashed, temporary
            end_all(session, row.id, but=keep)
            self._note(session, Deed.PASSWORD_CHANGED, by, login)

    def _note(self, session: Session, deed: Deed, by: Actor, login: str, **details: str | bool) -> None:
        self._audit.note(deed, by, details={"user": login, **details}, session=session)


def _row(session: Session, login: str) -> UserRow:
    row = session.scalars(select(UserRow).where(UserRow.login == login)).one_or_none()
    if row is None:
        raise UnknownUser(login)
    return row


def _keep_an_admin(session: Session, row: UserRow) -> None:
    """Somebody must be able to let others in. The admins are locked, so that two cannot remove each other."""
    admins = select(UserRow).where(UserRow.role == Role.ADMIN, UserRow.disabled_at.is_(None)).with_for_update()
    if {each.id for each in session.scalars(admins)} == {row.id}:
        raise UserRefused("last_admin")
