"""The leads, newest first."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import storable
from console.visit import Visit
from leads.model import LeadClass

LEADS_PER_PAGE = 25
LONGEST_SEARCH = 200
CHOICES = ("", *reversed(LeadClass))  # all leads, then by class, highest first


def inbox_page(desk: ConsoleDesk) -> APIRouter:
    """The first page of the console."""
    routes = desk.router()
    looking = desk.allowed("lead.see")

    @routes.get("")
    def all_leads(
        visit: Annotated[Visit, looking],
        chosen: Annotated[str, Depends(_chosen_class)],
        q: str = "",
        after: str | None = None,
    ) -> Response:
        words = storable(q).strip()[:LONGEST_SEARCH]
        cursor = storable(after) if after else None
        page = desk.store.find(lead_class=chosen or None, words=words or None, after=cursor, limit=LEADS_PER_PAGE)
        shown: dict[str, object] = {"leads": page.leads, "next": page.next, "choices": CHOICES}
        return desk.pages.show(visit, "inbox", chosen=chosen, q=words, after=after, **shown)

    return routes


def _chosen_class(request: Request) -> str:
    """The class to show; none for all, which is also what an unknown one means."""
    wanted = request.query_params.get("class", "")
    return wanted if wanted in CHOICES else ""
