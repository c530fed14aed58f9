"""The pages of the console, one file each."""

from pathlib import Path

from fastapi import APIRouter

from console.desk import ConsoleDesk
from console.pages.audit import audit_page
from console.pages.conversations import conversations_page
from console.pages.criteria import criteria_page
from console.pages.funnel import funnel_page
from console.pages.health import health_page
from console.pages.inbox import inbox_page
from console.pages.lead import lead_page
from console.pages.me import me_page
from console.pages.password import password_page
from console.pages.people import people_page
from console.pages.sign_in import sign_in_page

STATIC = Path(__file__).parent.parent / "static"


def console_pages(desk: ConsoleDesk) -> APIRouter:
    """Every route under ``/console``. ``STATIC`` is to be served at /console/static."""
    routes = APIRouter()
    for page in PAGES:
        routes.include_router(page(desk))
    return routes


PAGES = (
    sign_in_page,
    password_page,
    inbox_page,
    lead_page,
    funnel_page,
    conversations_page,
    criteria_page,
    health_page,
    people_page,
    audit_page,
    me_page,
)
