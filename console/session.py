"""Who may look: the operator's password, a signed cookie for twelve hours, and no endless guessing."""

import secrets
from datetime import timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "banter_console"
PATH = "/console"
LIFETIME = timedelta(hours=12)
WRONG_TRIES_PER_ADDRESS = parse("10/minute")


class TooManyTries(Exception):
    """This address guessed wrong too often; it has to wait, even with the right password."""


class Sessions:
    """Begins, recognises and ends sessions. Another password or secret ends all of them."""

    def __init__(self, password: str, secret: str, lifetime: timedelta = LIFETIME) -> None:
        self._password = password.encode()
        self._signer = URLSafeTimedSerializer(secret, salt=f"console {password}")
        self._lifetime_s = int(lifetime.total_seconds())
        self._wrong_tries = MovingWindowRateLimiter(MemoryStorage())
        self._ended: set[str] = set()  # forgotten at a restart; the cookie itself is deleted all the same

    def admits(self, password: str, address: str) -> bool:
        """Whether the password is right. Raises ``TooManyTries``."""
        if not self._wrong_tries.test(WRONG_TRIES_PER_ADDRESS, address):
            raise TooManyTries
        if secrets.compare_digest(password.encode("utf-8", "replace"), self._password):
            return True
        self._wrong_tries.hit(WRONG_TRIES_PER_ADDRESS, address)
        return False

    def begin(self, request: Request, response: Response) -> None:
        """Gives the browser its cookie: not for scripts or other sites, and over TLS only where there is TLS."""
        response.set_cookie(
            COOKIE,
            str(self._signer.dumps(secrets.token_urlsafe(12))),
            max_age=self._lifetime_s,
            path=PATH,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )

    def is_open(self, request: Request) -> bool:
        """Whether the request comes from somebody signed in."""
        session = self._session(request)
        return session is not None and session not in self._ended

    def end(self, request: Request, response: Response) -> None:
        """Deletes the cookie, and refuses a copy of it."""
        if (session := self._session(request)) is not None:
            self._ended.add(session)
        response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")

    def _session(self, request: Request) -> str | None:
        try:
            session = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=self._lifetime_s)
        except BadSignature:
            return None
        return str(session)


def is_from_elsewhere(request: Request) -> bool:
    """Whether another website sent this form. Programs send neither header; old browsers only ``Origin``."""
    fetched_from = request.headers.get("sec-fetch-site")
    if fetched_from is not None:
        return fetched_from not in ("same-origin", "none")
    origin, host = request.headers.get("origin"), request.headers.get("host")
    return origin is not None and origin not in (f"http://{host}", f"https://{host}")
