"""One person, one lead, over HTTP: leads that may be the same person, joining them, taking them apart."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, ConfigDict, StringConstraints

from console.authorization import refusal, with_token
from leads.errors import CannotMerge, UnknownDuplicate, UnknownLead
from leads.merging import Merging, PossibleDuplicate
from leads.view import as_json

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
LeadId = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]


class By(BaseModel):
    """Who decides."""

    model_config = ConfigDict(extra="forbid")

    by: Name


class Other(By):
    """The lead that is the same person."""

    other: LeadId


class Record(By):
    """The record that is to be taken out of a lead."""

    record: LeadId


def merging_api(merging: Merging, token: str) -> APIRouter:
    """The routes; ``token`` is the one of the leads API."""
    routes = APIRouter(prefix="/api/leads", tags=["leads"], dependencies=[Depends(with_token(token))])

    @routes.get("/{lead_id}/duplicates")
    async def duplicates(lead_id: str) -> Mapping[str, Any]:
        try:
            found = await asyncio.to_thread(merging.duplicates, lead_id)
        except UnknownLead:
            raise _unknown() from None
        return {"duplicates": [_shown(each) for each in found]}

    @routes.post("/{lead_id}/merge")
    async def merge(lead_id: str, said: Other) -> Mapping[str, Any]:
        try:
            return as_json(await asyncio.to_thread(merging.merge, lead_id, said.other, said.by))
        except UnknownLead:
            raise _unknown() from None
        except CannotMerge as error:
            raise refusal(409, "cannot_merge", f"{error}.") from None

    @routes.post("/{lead_id}/unmerge")
    async def unmerge(lead_id: str, said: Record) -> Mapping[str, Any]:
        try:
            taken, rest = await asyncio.to_thread(merging.undo, lead_id, said.record, said.by)
        except UnknownLead:
            raise _unknown() from None
        except CannotMerge as error:
            raise refusal(409, "cannot_merge", f"{error}.") from None
        return {"lead": as_json(rest), "taken_out": as_json(taken)}

    @routes.post("/{lead_id}/duplicates/{other}/dismiss")
    async def dismiss(lead_id: str, other: str, who: By) -> Mapping[str, Any]:
        try:
            await asyncio.to_thread(merging.dismiss, lead_id, other, who.by)
        except UnknownLead:
            raise _unknown() from None
        except UnknownDuplicate as error:
            raise refusal(404, "unknown_duplicate", f"{error}.") from None
        return {"dismissed": other}

    return routes


def _shown(duplicate: PossibleDuplicate) -> Mapping[str, Any]:
    found_at = duplicate.found_at.isoformat()
    return {"lead": as_json(duplicate.lead), "reason": duplicate.reason, "found_at": found_at}


def _unknown() -> HTTPException:
    return refusal(404, "unknown_lead", "There is no lead with this id.")
