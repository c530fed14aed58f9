"""Who works with the console: name, role, and what a login and a password have to be like."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from leads.errors import UserRefused
from leads.user_tables import UserRow

LOGIN = re.compile(r"[\w.+@-]{1,100}")
LONGEST_NAME = 100
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
FEWEST_DIFFERENT_SIGNS = 4


class Role(StrEnum):
    """What somebody may do in the console, by what they do at work."""

    VIEWER = "viewer"
    SALES = "sales"
    MARKETING = "marketing"
    ADMIN = "admin"


@dataclass(frozen=True)
class User:
    """Somebody who may sign in. ``person`` is their key in ``qualification.yml``, by which leads are handed to them.

    With a temporary password nothing can be done but to choose an own one.
    """

    id: int
    login: str
    name: str
    role: Role
    language: str | None
    person: str | None
    password_is_temporary: bool
    created_at: datetime
    disabled_at: datetime | None

    @property
    def handles_leads_as(self) -> str:
        """How hand-offs name them."""
        return self.person or self.name


class Passwords(Protocol):
    """How passwords are kept so that nobody can read them."""

    def hashed(self, password: str) -> str: ...

    def fits(self, stored: str | None, password: str) -> bool:
        """Whether it is the password; takes its time also where nothing is stored."""
        ...

    def is_outdated(self, stored: str) -> bool:
        """Whether it should be hashed anew, by today's parameters."""
        ...


def login_of(typed: str) -> str:
    """A login as it is kept. Raises ``UserRefused``."""
    login = typed.strip().lower()
    if not LOGIN.fullmatch(login):
        raise UserRefused("bad_login")
    return login


def name_of(typed: str) -> str:
    """A name as it is shown. Raises ``UserRefused``."""
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UserRefused("bad_name")
    return name


def check_password(password: str, login: str) -> None:
    """Refuses what is guessed first; length counts, odd signs do not. Raises ``UserRefused``."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserRefused("short_password")
    if len(password) > LONGEST_PASSWORD:
        raise UserRefused("long_password")
    if len(set(password)) < FEWEST_DIFFERENT_SIGNS or (len(login) > 3 and login in password.lower()):
        raise UserRefused("weak_password")


def user_of(row: UserRow) -> User:
    """A row as the rest of the program reads it."""
    return User(
        row.id,
        row.login,
        row.name,
        Role(row.role),
        row.language,
        row.person,
        row.password_is_temporary,
        row.created_at,
        row.disabled_at,
    )
