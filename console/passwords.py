"""Passwords as they are kept: hashed by argon2, so that a stolen database opens nothing."""

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

ONE_TIME_BYTES = 12


class Argon2:
    """argon2id with the parameters that the library recommends, unless a test asks for quicker ones."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._of_nobody = self._hasher.hash(secrets.token_bytes(16))

    def hashed(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(_typed(password))

    def fits(self, stored: str | None, password: str) -> bool:
        """Whether it is the password; takes its time also where nothing is stored."""
        try:
            return self._hasher.verify(stored or self._of_nobody, _typed(password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, stored: str) -> bool:
        """Whether it was hashed by weaker parameters than today's."""
        return self._hasher.check_needs_rehash(stored)


def one_time_password() -> str:
    """A password for one sign-in, to be read from a screen and typed."""
    return secrets.token_urlsafe(ONE_TIME_BYTES)


def _typed(password: str) -> bytes:
    """The same sign is the same password, whether a keyboard composes it or not."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")
