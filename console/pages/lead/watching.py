"""Server-sent events: whoever has a lead open is told as soon as it changes, whichever process changed it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import Response, StreamingResponse

from console.desk import ConsoleDesk
from console.pages.lead.sheet import Sheet
from leads.errors import StoreUnavailable, UnknownLead

LOOK_EVERY_S = 0.5
LOOKS = 20
"""A stream ends by itself after a while, and the browser opens another: so its reader's permission is asked for again,
and a server that is to stop waits for nobody long."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def watching_routes(routes: APIRouter, desk: ConsoleDesk, sheet: Sheet) -> None:
    """For everybody."""
    looking = desk.allowed("lead.see")

    @routes.get("/leads/{lead_id}/events", dependencies=[looking])
    async def events(
        lead_id: str,
        since: str = "",
        last_event_id: Annotated[str, Header()] = "",
    ) -> Response:
        """Without ``since``, which is the state that the page shows, it only tells the state."""
        state = await asyncio.to_thread(sheet.watching.state, lead_id)
        stream = _changes(sheet, lead_id, last_event_id or since, state)
        return StreamingResponse(stream, media_type="text/event-stream", headers=HEADERS)


async def _changes(sheet: Sheet, lead_id: str, known: str, state: str) -> AsyncIterator[str]:
    yield "retry: 300\n\n"
    looks = LOOKS if known else 1
    for look in range(looks):
        if state != known:
            known = state
            yield f"id: {state}\nevent: change\ndata: {state}\n\n"
        if look + 1 < looks:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                state = await asyncio.to_thread(sheet.watching.state, lead_id)
            except UnknownLead:
                yield "event: gone\ndata: gone\n\n"
                return
            except StoreUnavailable:
                return
