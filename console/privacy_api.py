"""What a person may demand, over HTTP: everything about them, a consent withdrawn, all of it erased."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from console.authorization import refusal, with_token
from leads.audit import Actor, Audit, Deed
from leads.errors import UnknownLead
from leads.privacy import Privacy
from leads.view import as_json
from leads.withdrawal import Withdrawals

PROGRAM = "API"
KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Rights:
    """What the routes work with.

    ``forget`` erases a conversation where the assistant remembers it, ``page`` makes a page of everything, whose style
    needs the ``policy``, ``news`` has the outbox looked at, and ``audit`` keeps that a lead was erased.
    """

    privacy: Privacy
    withdrawals: Withdrawals
    forget: Callable[[str], Awaitable[None]]
    page: Callable[[Mapping[str, Any]], str]
    policy: str
    news: Callable[[], None]
    audit: Audit


class Withdrawn(BaseModel):
    """Which permission is withdrawn, and who was told so; ``never_again`` withdraws all and suppresses the person."""

    model_config = ConfigDict(extra="forbid")

    purpose: Literal["contact_opt_in", "marketing_opt_in"]
    by: Annotated[str, Field(min_length=1, max_length=200)]
    words: Annotated[str, Field(max_length=1_000)] = ""
    never_again: bool = False


def privacy_api(rights: Rights, token: str) -> APIRouter:
    """The routes; each is about one lead."""
    routes = APIRouter(prefix="/api/leads", tags=["privacy"], dependencies=[Depends(with_token(token))])

    @routes.get("/{lead_id}/export")
    async def export(lead_id: str, format: Literal["json", "html"] = "json") -> Response:
        try:
            everything = await asyncio.to_thread(rights.privacy.export_lead, lead_id)
        except UnknownLead:
            raise _unknown() from None
        if format == "json":
            return JSONResponse(everything, headers=KEPT_BY_NOBODY)
        shown = rights.page(everything).encode("utf-8", "replace")
        return HTMLResponse(shown, headers={**KEPT_BY_NOBODY, "Content-Security-Policy": rights.policy})

    @routes.post("/{lead_id}/withdraw")
    async def withdraw(lead_id: str, asked: Withdrawn) -> Mapping[str, Any]:
        act = rights.withdrawals
        try:
            if asked.never_again:
                lead = await asyncio.to_thread(act.never_again, lead_id, asked.words, asked.by)
            else:
                lead = await asyncio.to_thread(act.withdraw, lead_id, asked.purpose, asked.words, asked.by)
        except UnknownLead:
            raise _unknown() from None
        rights.news()
        return as_json(lead)

    @routes.delete("/{lead_id}")
    async def erase(lead_id: str, suppress: bool = True) -> Mapping[str, Any]:
        try:
            for conversation in await asyncio.to_thread(rights.privacy.conversations, lead_id):
                await rights.forget(conversation)
            await asyncio.to_thread(rights.privacy.erase_lead, lead_id, suppressed=suppress)
            await asyncio.to_thread(rights.audit.note, Deed.LEAD_ERASED, Actor(PROGRAM), lead=lead_id)
        except UnknownLead:
            raise _unknown() from None
        rights.news()
        return {"erased": lead_id}

    return routes


def _unknown() -> HTTPException:
    return refusal(404, "unknown_lead", "There is no lead with this id.")
