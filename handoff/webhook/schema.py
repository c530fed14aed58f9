"""The JSON Schema of the events, for receivers: ``GET /api/schemas/lead-event.json``.

A receiver must bear further keys, for we may add some; none is taken away or changes its meaning.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

PATH = "/api/schemas/lead-event.json"
Score = Annotated[int, Field(ge=0, le=100)]
Event = Literal[
    "lead.created",
    "lead.updated",
    "lead.qualified",
    "lead.handed_off",
    "lead.person_wanted",
    "lead.reminder",
    "lead.escalated",
    "lead.claimed",
    "lead.released",
    "lead.closed",
    "lead.merged",
]


class Sent(BaseModel):
    """Part of an event."""

    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class Range(Sent):
    """Two ends, inclusive; an open one is null."""

    min: int | None
    max: int | None


class Budget(Sent):
    """What the visitor can spend; an open end is null."""

    min: float | None
    max: float | None
    currency: str | None
    period: Literal["once", "month", "year"] | None


class Timeline(Sent):
    """When it shall happen, both days inclusive."""

    start: date | None
    end: date | None


class Criterion(Sent):
    """One criterion: met, not met or unknown (null), and the visitor's words."""

    name: str
    met: bool | None
    evidence: str | None


class ScorePart(Sent):
    """What one criterion adds to the score; the points of all parts are the score, their maxima add up to 100."""

    name: str
    side: Literal["fit", "engagement"]
    points: Score
    maximum: Score
    why: Literal["met", "faded", "not_met", "unknown"]
    """Faded: met, but nothing was heard of the visitor for some time."""


class Missing(Sent):
    """What keeps a lead from the next class: a criterion (or score, or disqualified), not met or unknown (null)."""

    name: str
    met: bool | None


class Fact(Sent):
    """One thing that is known: who says it, how sure it is (0 to 1), and whether it was taken back."""

    slot: str
    value: Any
    said: str
    message_id: str
    at: datetime
    inferred: bool
    source: Literal["visitor", "sales", "import", "inferred"]
    confidence: float = Field(ge=0, le=1)
    by: str | None
    retracted_at: datetime | None


class Lead(Sent):
    """The lead as it was when this happened; what is unknown is null."""

    id: str
    conversation: str
    conversations: list[str]
    merged: list[str]
    channel: str
    language: str
    lead_class: Literal["lead", "mql", "srl", "bant"] = Field(alias="class")
    automation_ready: bool
    score: Score
    fit: Score
    """Who they are; 100 is the best."""
    engagement: Score
    """What they do and say; it fades with time."""
    score_parts: list[ScorePart]
    missing: list[Missing]
    next_question: str | None
    """The slot that is best asked for now."""
    stage: Literal["new", "working", "handed_off", "claimed", "opportunity", "customer", "lost"]
    version: int = Field(ge=1)
    """Rises with every change."""
    person_name: str | None
    job_title: str | None
    department: str | None
    company: str | None
    company_size: Range | None
    industry: str | None
    email: str | None
    phone: str | None
    location: str | None
    need: str | None
    budget: Budget | None
    authority: Literal["decision_maker", "influencer", "none"] | None
    timeline: Timeline | None
    contact_opt_in: bool | None
    marketing_opt_in: bool | None
    declined: list[str]
    disqualified: str | None
    criteria: list[Criterion]
    facts: list[Fact]
    source: dict[str, str]
    last_source: dict[str, str]
    source_category: str
    created_at: datetime
    updated_at: datetime


class HandOff(Sent):
    """To whom the lead goes, by which route and why; step counts reminders and escalations."""

    route: str | None
    team: str | None
    person: str | None
    because: str
    step: int


class About(Sent):
    """The lead, and what belongs to the event."""

    lead: Lead
    handoff: HandOff | None = None
    """In lead.handed_off, lead.reminder and lead.escalated."""
    by: str | None = None
    """Who did it: in lead.claimed, lead.released and lead.closed."""
    outcome: Literal["not_a_fit", "opportunity", "won", "lost"] | None = None
    """In lead.closed."""
    reason: str | None = None
    """In lead.closed."""
    into: str | None = None
    """In lead.merged: the id of the lead that stands for this one, too, from now on."""


class LeadEvent(Sent):
    """Something happened to a lead."""

    type: Event
    timestamp: datetime
    data: About


class Erased(Sent):
    """All that is left of a lead."""

    id: str


class OnlyItsId(Sent):
    """A lead that is erased."""

    lead: Erased


class ErasedEvent(Sent):
    """The visitor had their data erased: the receiver must erase them, too."""

    type: Literal["lead.erased"]
    timestamp: datetime
    data: OnlyItsId


def schema() -> dict[str, Any]:
    """The schema of every event that is posted."""
    events: TypeAdapter[LeadEvent | ErasedEvent] = TypeAdapter(LeadEvent | ErasedEvent)
    made = events.json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An event of Banter", **made}


def schema_routes() -> APIRouter:
    """Anybody may read it: it says nothing about a lead."""
    routes, document = APIRouter(tags=["schemas"]), schema()

    @routes.get(PATH)
    async def lead_event() -> JSONResponse:
        return JSONResponse(document, media_type="application/schema+json")

    return routes
