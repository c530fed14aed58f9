"""What a person may demand: a copy of everything, and that all of it goes."""

import asyncio
import json
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import NoSuchPage, see, storable
from console.navigation import HOME
from console.pages.lead.sheet import Sheet
from console.visit import Visit
from leads.audit import Deed

FORMATS = ("json", "html")


def erasing_routes(routes: APIRouter, desk: ConsoleDesk, _: Sheet) -> None:
    """Exports for whoever exports leads, erasure for admins."""
    exporting, erasing = desk.allowed("leads.export"), desk.allowed("lead.erase")

    @routes.get("/leads/{lead_id}/export")
    def export(visit: Annotated[Visit, exporting], lead_id: str, format: str = "json") -> Response:
        if format not in FORMATS:
            raise NoSuchPage
        lead = desk.store.get(storable(lead_id))
        everything = desk.privacy.export_lead(lead.id)
        desk.note(visit, Deed.LEAD_EXPORTED, lead.id, format=format)
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="lead-{lead.id}.{format}"',
        }
        if format == "json":
            text = json.dumps(everything, ensure_ascii=False, indent=2)
            return Response(text.encode("utf-8", "replace"), media_type="application/json", headers=headers)
        shown = desk.care.document(everything).encode("utf-8", "replace")
        return Response(shown, media_type="text/html", headers={**headers, "Content-Security-Policy": desk.care.policy})

    @routes.get("/leads/{lead_id}/erase")
    def ask(visit: Annotated[Visit, erasing], lead_id: str) -> Response:
        lead = desk.store.get(storable(lead_id))
        desk.note(visit, Deed.LEAD_SEEN, lead.id)
        return desk.pages.show(visit, "lead/erase", lead=lead, own=f"{HOME}/leads/{lead.id}")

    @routes.post("/leads/{lead_id}/erase")
    async def erase(visit: Annotated[Visit, erasing], lead_id: str, suppress: Annotated[str, Form()] = "") -> Response:
        """``async``: the assistant's memory of each conversation goes first, as it cannot be found afterwards."""
        lead = await asyncio.to_thread(desk.store.get, storable(lead_id))
        for conversation in await asyncio.to_thread(desk.privacy.conversations, lead.id):
            await desk.forget(conversation)
        await asyncio.to_thread(desk.privacy.erase_lead, lead.id, suppressed=bool(suppress))
        await asyncio.to_thread(desk.note, visit, Deed.LEAD_ERASED, lead.id)
        desk.news()
        return see(HOME)
