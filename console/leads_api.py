"""Leads over HTTP, for programs: read and search; every call needs the API token."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query

from console.authorization import refusal, with_token
from leads.errors import UnknownLead
from leads.model import LeadClass, Stage
from leads.store import LeadStore
from leads.view import as_json

LARGEST_PAGE = 200


def leads_api(store: LeadStore, token: str) -> APIRouter:
    """The routes of the leads contract that read; what a person may demand is in ``privacy_api``."""
    routes = APIRouter(prefix="/api/leads", tags=["leads"], dependencies=[Depends(with_token(token))])

    @routes.get("")
    async def find(
        conversation: str | None = None,
        lead_class: Annotated[LeadClass | None, Query(alias="class")] = None,
        stage: Stage | None = None,
        q: Annotated[str | None, Query(max_length=200)] = None,
        after: Annotated[str | None, Query(max_length=64)] = None,
        limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
    ) -> Mapping[str, Any]:
        page = await asyncio.to_thread(
            store.find,
            conversation=conversation,
            lead_class=lead_class,
            stage=stage,
            words=q,
            after=after,
            limit=limit,
        )
        return {"leads": [as_json(lead) for lead in page.leads], "next": page.next}

    @routes.get("/{lead_id}")
    async def one(lead_id: str) -> Mapping[str, Any]:
        try:
            return as_json(await asyncio.to_thread(store.get, lead_id))
        except UnknownLead:
            raise _unknown() from None

    return routes


def _unknown() -> HTTPException:
    return refusal(404, "unknown_lead", "There is no lead with this id.")
