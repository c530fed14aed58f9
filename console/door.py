"""Signing in without endless guessing: neither from one address nor for one account."""

import threading

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from leads.audit import Actor, Audit, Deed
from leads.user import LONGEST_PASSWORD, User
from leads.users import Users

WRONG_TRIES_PER_ADDRESS = parse("10/minute")
WRONG_TRIES_PER_ACCOUNT = parse("20/10 minutes")
NOBODY = "?"


class TooManyTries(Exception):
    """Somebody guessed wrong too often; they have to wait, even with the right password."""


class Door:
    """Lets users in. One password is looked at after the other: a hash costs memory, and guesses must be counted."""

    def __init__(self, users: Users, audit: Audit) -> None:
        self._users, self._audit = users, audit
        self._tries = MovingWindowRateLimiter(MemoryStorage())
        self._one_at_a_time = threading.Lock()

    def admit(self, login: str, password: str, address: str) -> User | None:
        """Who signs in; ``None`` for a wrong login or password. Raises ``TooManyTries``."""
        login = login.strip().lower()
        user = self._found(login, password, address)
        self._audit.note(*self._told(user, login, address))
        return user

    def knows(self, login: str, password: str, address: str) -> bool:
        """Whether somebody who is signed in knows their password. Raises ``TooManyTries``."""
        return self._found(login, password, address) is not None

    def _found(self, login: str, password: str, address: str) -> User | None:
        limits = ((WRONG_TRIES_PER_ADDRESS, f"address {address}"), (WRONG_TRIES_PER_ACCOUNT, f"account {login[:200]}"))
        with self._one_at_a_time:
            if not all(self._tries.test(*limit) for limit in limits):
                raise TooManyTries
            user = self._users.admitted(login, password) if len(password) <= LONGEST_PASSWORD else None
            if user is None:
                for limit in limits:
                    self._tries.hit(*limit)
        return user

    def _told(self, user: User | None, login: str, address: str) -> tuple[Deed, Actor]:
        """A login that nobody has is not kept: it may be a password, typed into the wrong field."""
        if user is not None:
            return Deed.SIGNED_IN, Actor(user.login, address)
        known = any(each.login == login for each in self._users.all())
        return Deed.SIGN_IN_FAILED, Actor(login if known else NOBODY, address)
