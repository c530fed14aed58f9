"""One lead, with everything that people see and do about it; one file for each concern."""

from fastapi import APIRouter

from console.desk import ConsoleDesk
from console.pages.lead.editing import editing_routes
from console.pages.lead.erasing import erasing_routes
from console.pages.lead.merging import merging_routes
from console.pages.lead.sheet import Sheet
from console.pages.lead.showing import showing_routes
from console.pages.lead.stage import stage_routes
from console.pages.lead.talking import talking_routes
from console.pages.lead.watching import watching_routes


def lead_page(desk: ConsoleDesk) -> APIRouter:
    """Who opens it has seen the lead, and the audit log says so."""
    routes, sheet = desk.router(), Sheet(desk)
    for concern in (
        showing_routes,
        watching_routes,
        stage_routes,
        editing_routes,
        talking_routes,
        merging_routes,
        erasing_routes,
    ):
        concern(routes, desk, sheet)
    return routes
