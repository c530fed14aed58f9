"""Leads edited over HTTP, for programs that people at sales work with; every call needs the API token."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ParamSpec, TypeVar

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from console.authorization import refusal, with_token
from leads.editing import Editing
from leads.errors import AlreadyClaimed, ImpossibleStage, InvalidFact, ReasonNeeded, StaleLead, UnknownLead
from leads.handoffs import HandOffs
from leads.history import Histories
from leads.model import Stage
from leads.store import LeadStore
from leads.values import sayable
from leads.view import as_json

Given = ParamSpec("Given")
Done = TypeVar("Done")
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]
MOST_SLOTS = 30


class Edit(BaseModel):
    """What a person enters: a value for each slot, null to take back what stands there."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    version: Annotated[int, Field(ge=1)]
    """The version of the lead that the person saw."""
    by: Name
    """A person of qualification.yml or any name."""
    values: Annotated[dict[str, Any], Field(min_length=1, max_length=MOST_SLOTS)]
    """By slot, in the form in which the lead shows it."""
    reason: Reason | None = None
    """Kept as the words behind the values; a permission needs one, which says where the proof is."""


class Step(BaseModel):
    """The stage that a lead is to have."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    version: Annotated[int, Field(ge=1)] | None = None
    """The version of the lead that the person saw; without it, whatever it is now."""
    by: Name
    stage: Stage
    reason: Reason | None = None
    """Why; needed for a lead that is lost."""


@dataclass(frozen=True)
class EditingDesk:
    """What the routes work with; ``news`` is called after each change."""

    editing: Editing
    handoffs: HandOffs
    histories: Histories
    store: LeadStore
    news: Callable[[], None]

    async def do(self, task: Callable[Given, Done], *given: Given.args, **named: Given.kwargs) -> Done:
        """Reads or changes something. Raises ``HTTPException`` for what the core refuses."""
        try:
            return await asyncio.to_thread(task, *given, **named)
        except UnknownLead:
            raise refusal(404, "unknown_lead", "There is no lead with this id.") from None
        except StaleLead as error:
            message = f"This lead was changed since; it has version {error.version} now. Read it, then try again."
            raise refusal(409, "stale_lead", message, version=error.version) from None
        except ImpossibleStage as error:
            raise refusal(409, "impossible_stage", f"{error}.".capitalize()) from None
        except AlreadyClaimed as error:
            raise refusal(409, "already_claimed", f"{error.by} has taken this lead.") from None
        except ReasonNeeded as error:
            raise refusal(422, "reason_needed", str(error)) from None
        except InvalidFact as error:
            raise refusal(422, "invalid_value", f"{error}.") from None


def editing_api(desk: EditingDesk, token: str) -> APIRouter:
    """The routes; ``token`` is the one of the leads API."""
    routes = APIRouter(prefix="/api/leads", tags=["leads"], dependencies=[Depends(with_token(token))])

    @routes.patch("/{lead_id}", summary="Enter, correct and take back values", responses=REFUSED)
    async def edit(lead_id: str, said: Edit) -> Mapping[str, Any]:
        by = desk.handoffs.name_of(said.by)
        lead = await desk.do(desk.editing.edit, lead_id, said.version, by, said.values, said.reason)
        desk.news()
        return as_json(lead)

    @routes.post("/{lead_id}/stage", summary="Move a lead to another stage of its life", responses=REFUSED)
    async def move(lead_id: str, step: Step) -> Mapping[str, Any]:
        lead_id, by = sayable(lead_id), sayable(step.by)
        reason = None if step.reason is None else sayable(step.reason)
        await desk.do(desk.handoffs.move, lead_id, step.stage, by, reason, step.version)
        desk.news()
        return as_json(await desk.do(desk.store.get, lead_id))

    @routes.get("/{lead_id}/history", summary="What happened to a lead, oldest first", responses={404: REFUSED[404]})
    async def history(lead_id: str) -> Mapping[str, Any]:
        return {"history": [entry.as_json() for entry in await desk.do(desk.histories.of, lead_id)]}

    return routes


REFUSED: dict[int | str, dict[str, Any]] = {
    404: {"description": "`unknown_lead`"},
    409: {"description": "`stale_lead`, with the current version, `impossible_stage` or `already_claimed`"},
    422: {"description": "`invalid_value` or `reason_needed`; the message says what to write"},
}
