"""The console's pages: sign in, look through the leads, open one, sign out."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.rendering import Pages
from console.session import Sessions, TooManyTries, is_from_elsewhere
from console.words import read_words
from leads.clock import Clock
from leads.errors import StoreUnavailable, UnknownLead
from leads.inbox import Inbox
from leads.model import LeadClass
from leads.store import LeadStore
from leads.values import READERS

STATIC = Path(__file__).parent / "static"
HOME = "/console"
LEADS_PER_PAGE = 25
LONGEST_SEARCH = 200
CHOICES = ("", *reversed(LeadClass))  # all leads, then by class, highest first


class NotSignedIn(Exception):
    """The page is for people who are signed in."""


class ForeignForm(Exception):
    """The form was sent by another website."""


def console_pages(store: LeadStore, inbox: Inbox, password: str, secret: str) -> APIRouter:
    """The routes under ``/console``. ``secret`` signs the cookies; ``STATIC`` is to be served at /console/static."""
    sessions, pages = Sessions(password, secret), Pages(read_words("en"), Clock())
    routes = APIRouter(prefix=HOME, include_in_schema=False, route_class=_route_that_explains(pages))

    async def signed_in(request: Request) -> None:
        if not sessions.is_open(request):
            raise NotSignedIn

    async def own_form(request: Request) -> None:
        if is_from_elsewhere(request):
            raise ForeignForm

    @routes.get("/sign-in")
    async def sign_in_page(request: Request, to: str = HOME) -> Response:
        return _see(_inside(to)) if sessions.is_open(request) else pages.show("sign_in", to=_inside(to), problem=None)

    @routes.post("/sign-in", dependencies=[Depends(own_form)])
    async def sign_in(
        request: Request, password: Annotated[str, Form()] = "", to: Annotated[str, Form()] = HOME
    ) -> Response:
        try:
            welcome = sessions.admits(password, request.client.host if request.client else "unknown")
        except TooManyTries:
            return pages.show("sign_in", 429, to=_inside(to), problem="too_many")
        if not welcome:
            return pages.show("sign_in", 401, to=_inside(to), problem="wrong")
        response = _see(_inside(to))
        sessions.begin(request, response)
        return response

    @routes.post("/sign-out", dependencies=[Depends(own_form)])
    async def sign_out(request: Request) -> Response:
        response = _see(f"{HOME}/sign-in")
        sessions.end(request, response)
        return response

    @routes.get("", dependencies=[Depends(signed_in)])
    def all_leads(chosen: Annotated[str, Depends(_chosen_class)], q: str = "", after: str | None = None) -> Response:
        words = _storable(q).strip()[:LONGEST_SEARCH]
        cursor = _storable(after) if after else None
        page = store.find(lead_class=chosen or None, words=words or None, after=cursor, limit=LEADS_PER_PAGE)
        return pages.show(
            "inbox", leads=page.leads, next=page.next, after=after, chosen=chosen, q=words, choices=CHOICES
        )

    @routes.get("/leads/{lead_id}", dependencies=[Depends(signed_in)])
    def one_lead(lead_id: str) -> Response:
        lead = store.get(_storable(lead_id))
        return pages.show("lead", lead=lead, transcript=inbox.transcript(lead.conversation), slots=tuple(READERS))

    return routes


def _route_that_explains(pages: Pages) -> type[APIRoute]:
    class ExplainingRoute(APIRoute):
        """Shows a failure as a page, where the API of the same application would answer with JSON."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def handled(request: Request) -> Response:
                try:
                    return await handle(request)
                except NotSignedIn:
                    return _to_sign_in(request, pages)
                except ForeignForm:
                    return pages.problem("foreign_form", 403)
                except UnknownLead:
                    return pages.problem("unknown_lead", 404)
                except StoreUnavailable:
                    return pages.problem("unavailable", 503)

            return handled

    return ExplainingRoute


def _to_sign_in(request: Request, pages: Pages) -> Response:
    """A browser keeps a strict cookie back when a link elsewhere leads here; a second try from our own page has it."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        return pages.show("arriving")
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return _see(f"{HOME}/sign-in" + ("" if wanted == HOME else f"?to={quote(wanted, safe='')}"))


def _chosen_class(request: Request) -> str:
    """The class to show; none for all, which is also what an unknown one means."""
    wanted = request.query_params.get("class", "")
    return wanted if wanted in CHOICES else ""


def _storable(text: str) -> str:
    """Some databases refuse a text with a zero character instead of finding nothing."""
    return text.replace("\0", "")


def _inside(to: str) -> str:
    """An address of the console to go to; every other one leads to its first page."""
    return to if to.startswith((f"{HOME}/leads/", f"{HOME}?")) else HOME


def _see(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})
