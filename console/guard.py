"""Who may open a route, and what is shown to whoever may not."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.forms import ForeignForm, check_form
from console.navigation import HOME
from console.rendering import Pages
from console.roles import PERMISSIONS
from console.session import Sessions
from console.visit import Visit, address_of, language_of
from leads.errors import StoreUnavailable, UnknownLead, UnknownUser

SIGN_IN, CHOOSE_PASSWORD = f"{HOME}/sign-in", f"{HOME}/password"
OWN_ACCOUNT = "account.own"


class NotSignedIn(Exception):
    """The page is for people who are signed in."""


class PasswordIsTemporary(Exception):
    """The user has to choose an own password first."""


class NotAllowed(Exception):
    """The user's role does not have the permission."""


class NoSuchPage(Exception):
    """There is nothing at this address (any more)."""


class Permitted:
    """A dependency that lets users with a permission through, and gives the route their ``Visit``."""

    def __init__(self, sessions: Sessions, permission: str) -> None:
        if permission not in PERMISSIONS:
            raise KeyError(f"{permission} is not in console/roles.py")
        self._sessions, self.permission = sessions, permission

    async def __call__(self, request: Request) -> Visit:
        user = await asyncio.to_thread(self._sessions.user, request)
        if user is None:
            raise NotSignedIn
        token = self._sessions.token(request)
        visit = Visit(user, token, language_of(request, user), request.url.path, address_of(request))
        request.state.language = visit.language
        await check_form(request, token)
        if user.password_is_temporary and self.permission != OWN_ACCOUNT:
            raise PasswordIsTemporary
        if not visit.may(self.permission):
            raise NotAllowed
        return visit


def route_that_explains(pages: Pages) -> type[APIRoute]:
    """The class of all our routes."""

    class ExplainingRoute(APIRoute):
        """Shows a failure as a page, where the API of the same application would answer with JSON."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def handled(request: Request) -> Response:
                try:
                    return await handle(request)
                except NotSignedIn:
                    return _to_sign_in(request, pages)
                except PasswordIsTemporary:
                    return see(CHOOSE_PASSWORD)
                except tuple(PROBLEMS) as error:
                    return pages.problem(request, *PROBLEMS[type(error)])

            return handled

    return ExplainingRoute


PROBLEMS: dict[type[Exception], tuple[str, int]] = {
    ForeignForm: ("foreign_form", 403),
    NotAllowed: ("not_allowed", 403),
    NoSuchPage: ("no_page", 404),
    UnknownLead: ("unknown_lead", 404),
    UnknownUser: ("no_page", 404),
    RequestValidationError: ("bad_form", 422),
    StoreUnavailable: ("unavailable", 503),
}
"""What is shown for which failure: its words and its status."""


def see(address: str) -> RedirectResponse:
    """Leads to another page, by a GET."""
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


def storable(text: str) -> str:
    """Some databases refuse a text with a zero character instead of finding nothing."""
    return text.replace("\0", "")


def _to_sign_in(request: Request, pages: Pages) -> Response:
    """A browser keeps a strict cookie back when a link elsewhere leads here; a second try from our own page has it."""
    if request.headers.get("sec-fetch-site") == "cross-site" and request.method == "GET":
        return pages.outside(request, "arriving")
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    unsaid = wanted == HOME or request.method != "GET"
    return see(SIGN_IN + ("" if unsaid else f"?to={quote(wanted, safe='')}"))
