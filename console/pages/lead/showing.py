"""A lead looked at: the whole page, and the page of whoever has opened it already, brought up to date."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import storable
from console.pages.lead.sheet import Sheet
from console.visit import Visit
from leads.audit import Deed

ONE_LOOK = timedelta(hours=1)


def showing_routes(routes: APIRouter, desk: ConsoleDesk, sheet: Sheet) -> None:
    """For everybody."""
    looking = desk.allowed("lead.see")

    @routes.get("/leads/{lead_id}")
    def one_lead(visit: Annotated[Visit, looking], lead_id: str, done: str = "") -> Response:
        page = sheet.show(visit, lead_id, done=done)
        desk.note(visit, Deed.LEAD_SEEN, storable(lead_id))
        return page

    @routes.get("/leads/{lead_id}/now")
    def up_to_date(visit: Annotated[Visit, looking], lead_id: str) -> Response:
        """The same for a script of the open page: noted once an hour, not at every change."""
        page, lead_id = sheet.show(visit, lead_id), storable(lead_id)
        seen = desk.audit.find(what=Deed.LEAD_SEEN, by=visit.actor.name, lead=lead_id, limit=1).entries
        if not seen or seen[0].at < desk.clock.now() - ONE_LOOK:
            desk.note(visit, Deed.LEAD_SEEN, lead_id)
        return page
