"""One person, one lead: possible duplicates joined or kept apart, records taken out again."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import see, storable
from console.navigation import HOME
from console.pages.lead.sheet import Sheet, Trouble
from console.visit import Visit
from leads.audit import Deed
from leads.errors import CannotMerge, UnknownDuplicate


def merging_routes(routes: APIRouter, desk: ConsoleDesk, sheet: Sheet) -> None:
    """For sales."""
    joining = desk.allowed("lead.merge")
    merging = desk.care.merging

    @routes.post("/leads/{lead_id}/merge")
    def merge(visit: Annotated[Visit, joining], lead_id: str, other: Annotated[str, Form()] = "") -> Response:
        mine, theirs = desk.store.get(storable(lead_id)), desk.store.get(storable(other))
        try:
            lead = merging.merge(mine.id, theirs.id, desk.handoffs.name_of(visit.by))
        except CannotMerge:
            return sheet.show(visit, lead_id, Trouble("cannot_merge", 409))
        desk.note(visit, Deed.LEAD_MERGED, lead.id, record=theirs.id if lead.id == mine.id else mine.id)
        desk.news()
        return see(f"{HOME}/leads/{lead.id}?done=merged#records")

    @routes.post("/leads/{lead_id}/separate")
    def separate(visit: Annotated[Visit, joining], lead_id: str, record: Annotated[str, Form()] = "") -> Response:
        lead_id, record = storable(lead_id), storable(record)
        try:
            taken, rest = merging.undo(lead_id, record, desk.handoffs.name_of(visit.by))
        except CannotMerge:
            return sheet.show(visit, lead_id, Trouble("cannot_separate", 409))
        desk.note(visit, Deed.LEAD_SEPARATED, rest.id, record=taken.id)
        desk.news()
        return see(f"{HOME}/leads/{rest.id}?done=separated#records")

    @routes.post("/leads/{lead_id}/dismiss")
    def dismiss(visit: Annotated[Visit, joining], lead_id: str, other: Annotated[str, Form()] = "") -> Response:
        lead_id, other = storable(lead_id), storable(other)
        try:
            merging.dismiss(lead_id, other, desk.handoffs.name_of(visit.by))
        except UnknownDuplicate:
            return sheet.show(visit, lead_id, Trouble("no_duplicate", 409))
        desk.note(visit, Deed.LEAD_SEPARATED, lead_id, record=other)
        return see(f"{HOME}/leads/{lead_id}?done=dismissed#records")
