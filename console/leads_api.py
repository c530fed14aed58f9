"""Leads over HTTP, for programs: read and search; every call needs the API token."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import AwareDatetime

from console.authorization import refusal, with_token
from leads.errors import UnknownLead
from leads.inbox_query import Wanted
from leads.model import LeadClass, Stage
from leads.source_category import Category
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
        *,
        further: Annotated[Wanted, Depends(_further)],
    ) -> Mapping[str, Any]:
        page = await asyncio.to_thread(
            store.find,
            conversation=conversation,
            lead_class=lead_class,
            stage=stage,
            words=q,
            after=after,
            limit=limit,
            further=further,
        )
        return {"leads": [as_json(lead) for lead in page.leads], "next": page.next}

    @routes.get("/{lead_id}")
    async def one(lead_id: str) -> Mapping[str, Any]:
        try:
            return as_json(await asyncio.to_thread(store.get, lead_id))
        except UnknownLead:
            raise _unknown() from None

    return routes


def _further(
    channel: str | None = None,
    language: str | None = None,
    source_category: Category | None = None,
    country: Annotated[str | None, Query(pattern="^[A-Z]{2}$")] = None,
    owner: str | None = None,
    claimed: bool | None = None,
    score_from: Annotated[int | None, Query(ge=0, le=100)] = None,
    score_to: Annotated[int | None, Query(ge=0, le=100)] = None,
    disqualified: bool | None = None,
    automation_ready: bool | None = None,
    created_since: AwareDatetime | None = None,
    created_until: AwareDatetime | None = None,
) -> Wanted:
    return Wanted(
        channel=channel,
        language=language,
        category=source_category,
        country=country,
        owner=owner,
        claimed=claimed,
        score_from=score_from,
        score_to=score_to,
        disqualified=disqualified,
        automation_ready=automation_ready,
        created_since=created_since,
        created_until=created_until,
    )


def _unknown() -> HTTPException:
    return refusal(404, "unknown_lead", "There is no lead with this id.")
