"""The audit log, for admins."""

from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import storable
from console.visit import Visit
from leads.audit import Deed

ENTRIES_PER_PAGE = 50
LARGEST_ID = 2**31 - 1


def audit_page(desk: ConsoleDesk) -> APIRouter:
    """What was done, by whom, on which lead; the newest first."""
    routes = desk.router()
    looking = desk.allowed("audit.see")

    @routes.get("/audit")
    def log(
        visit: Annotated[Visit, looking], what: str = "", by: str = "", lead: str = "", after: str = ""
    ) -> Response:
        what = what if what in DEEDS else ""
        by, lead = storable(by).strip(), storable(lead).strip()
        page = desk.audit.find(
            what=what or None, by=by or None, lead=lead or None, after=_entry(after), limit=ENTRIES_PER_PAGE
        )
        filters = {"what": what, "by": by, "lead": lead}
        actors = desk.audit.actors()
        return desk.pages.show(visit, "audit", log=page, filters=filters, after=after, deeds=DEEDS, actors=actors)

    return routes


def _entry(after: str) -> int | None:
    """Where to go on; what is no number of an entry leads to the first page."""
    return min(int(after), LARGEST_ID) if after.isascii() and after.isdecimal() and len(after) < 12 else None


DEEDS = tuple(deed.value for deed in Deed)
