"""The cookie of a session: kept from scripts and other sites, and over TLS only where there is TLS."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from leads.user import User
from leads.user_sessions import UserSessions

COOKIE = "banter_console"
FORM_COOKIE = "banter_sign_in"
PATH = "/console"


class Sessions:
    """Joins the browser's cookie and the table of sessions."""

    def __init__(self, stored: UserSessions) -> None:
        self.stored = stored

    def begin(self, request: Request, response: Response, user: User, address: str) -> None:
        """Signs a user in; the browser's earlier session ends."""
        self.end(request, response)
        response.delete_cookie(FORM_COOKIE, path=PATH)
        token = self.stored.begin(user.id, address)
        _put(request, response, COOKIE, token, int(self.stored.lifetime.total_seconds()))

    def user(self, request: Request) -> User | None:
        """Who sends this request, if they are signed in."""
        token = self.token(request)
        return self.stored.user(token) if token else None

    def token(self, request: Request) -> str:
        """The secret of a session, open or not."""
        return request.cookies.get(COOKIE, "")

    def end(self, request: Request, response: Response) -> None:
        """Deletes the cookie, and refuses a copy of it."""
        if token := self.token(request):
            self.stored.end(token)
        response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")


def stranger(request: Request) -> str:
    """The secret of a browser in which nobody is signed in; made anew where there is none."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def remember_stranger(request: Request, response: Response, secret: str) -> None:
    """Keeps that secret until the browser is closed."""
    _put(request, response, FORM_COOKIE, secret, None)


def _put(request: Request, response: Response, name: str, value: str, max_age: int | None) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age, path=PATH, secure=secure, httponly=True, samesite="strict")
