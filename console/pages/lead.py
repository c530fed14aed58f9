"""One lead: verdict, facts with their evidence, conversation."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import storable
from console.visit import Visit
from leads.audit import Deed
from leads.values import READERS


def lead_page(desk: ConsoleDesk) -> APIRouter:
    """Who opens it has seen the lead, and the audit log says so."""
    routes = desk.router()
    looking = desk.allowed("lead.see")

    @routes.get("/leads/{lead_id}")
    def one_lead(visit: Annotated[Visit, looking], lead_id: str) -> Response:
        lead = desk.store.get(storable(lead_id))
        desk.note(visit, Deed.LEAD_SEEN, lead.id)
        transcript = desk.inbox.transcript(lead.conversation)
        return desk.pages.show(visit, "lead", lead=lead, transcript=transcript, slots=tuple(READERS))

    return routes
