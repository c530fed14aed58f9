"""The leads: filtered, searched, sorted, page by page, and as a file."""

import csv
import io
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from console.desk import ConsoleDesk
from console.guard import storable
from console.lead_filters import CHOICES, filters
from console.visit import Visit
from leads.audit import Deed
from leads.errors import BadCursor
from leads.exporting import COLUMNS, all_leads, row_of
from leads.inbox_query import LeadInbox, Lines, Wanted
from leads.store import LeadStore

LEADS_PER_PAGE = 25


def inbox_page(desk: ConsoleDesk) -> APIRouter:
    """The first page of the console."""
    routes, inbox = desk.router(), LeadInbox(desk.database)
    looking, exporting = desk.allowed("lead.see"), desk.allowed("leads.export")

    @routes.get("")
    def all_of_them(request: Request, visit: Annotated[Visit, looking], after: str | None = None) -> Response:
        asked = filters(request.query_params)
        try:
            page = inbox.page(asked.wanted, asked.order, storable(after) if after else None, LEADS_PER_PAGE)
        except BadCursor:
            page = Lines((), None)
        count = inbox.count(asked.wanted)
        return desk.pages.show(visit, "inbox", page=page, count=count, asked=asked, after=after, choices=CHOICES)

    @routes.get("/leads.csv")
    def as_file(request: Request, visit: Annotated[Visit, exporting]) -> Response:
        asked = filters(request.query_params)
        desk.note(visit, Deed.LEADS_EXPORTED)
        headers = {"Content-Disposition": 'attachment; filename="leads.csv"', "Cache-Control": "no-store"}
        return StreamingResponse(_rows(desk.store, asked.wanted), media_type="text/csv; charset=utf-8", headers=headers)

    return routes


def _rows(store: LeadStore, wanted: Wanted) -> Iterator[str]:
    """The lines of the file; a byte order mark tells spreadsheets that it is UTF-8."""
    yield "\ufeff" + _line(list(COLUMNS))
    of_columns = {"lead_class": wanted.lead_class, "stage": wanted.stage, "words": wanted.words}
    for lead in all_leads(store, **of_columns, further=wanted):
        yield _line(row_of(lead))


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
