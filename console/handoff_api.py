"""The hand-off over HTTP: who has which lead, taking it, talking with its visitor, what became of it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from console.authorization import refusal, with_token
from leads.briefing import Briefing, Briefings
from leads.errors import AlreadyClaimed, UnknownLead, UnknownParcel
from leads.feedback import Feedback
from leads.handoff_view import HandOff
from leads.handoffs import HandOffs
from leads.outbox import Outbox, Trouble
from leads.takeover import Takeover, Takeovers

LARGEST_PAGE = 200

Given = ParamSpec("Given")
Done = TypeVar("Done")
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
MessageId = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,100}$")]


class By(BaseModel):
    """Who does something: a person of ``qualification.yml`` or any name."""

    model_config = ConfigDict(extra="forbid")

    by: Name


class Line(By):
    """Something that a person says to the visitor; the same ``id`` again is the same message."""

    id: MessageId
    text: Text


class Note(By):
    """Something that the visitor never sees."""

    text: Text


class Verdict(By):
    """What became of a lead."""

    outcome: Literal["not_a_fit", "opportunity", "won", "lost"]
    reason: Annotated[str, Field(max_length=1_000)] | None = None


@dataclass(frozen=True)
class Desk:
    """What the routes work with; ``news`` is called after each change."""

    handoffs: HandOffs
    takeovers: Takeovers
    outbox: Outbox
    briefings: Briefings
    feedback: Feedback
    news: Callable[[], None]

    async def do(self, change: Callable[Given, Done], *given: Given.args, **named: Given.kwargs) -> Done:
        """Changes something. Raises ``HTTPException`` for what the core refuses."""
        try:
            done = await asyncio.to_thread(change, *given, **named)
        except UnknownLead:
            raise refusal(404, "unknown_lead", "There is no lead with this id.") from None
        except UnknownParcel:
            raise refusal(404, "unknown_parcel", "Nothing in the outbox has this number.") from None
        except AlreadyClaimed as error:
            raise refusal(409, "already_claimed", f"{error.by} has taken this lead.") from None
        self.news()
        return done


def handoff_api(desk: Desk, token: str) -> APIRouter:
    """The routes; ``token`` is the one of the leads API."""
    routes = APIRouter(prefix="/api", tags=["hand-off"], dependencies=[Depends(with_token(token))])

    @routes.get("/handoffs")
    async def find(
        claimed: bool | None = None,
        after: Annotated[str | None, Query(max_length=64)] = None,
        limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
    ) -> Mapping[str, Any]:
        found = await asyncio.to_thread(desk.handoffs.find, claimed=claimed, after=after, limit=limit)
        following = found[-1].lead_id if len(found) == limit else None
        return {"handoffs": [handoff_as_json(each) for each in found], "next": following}

    @routes.get("/leads/{lead_id}/handoff")
    async def one(lead_id: str) -> Mapping[str, Any]:
        briefing = await asyncio.to_thread(desk.briefings.of, lead_id)
        if briefing is None:
            raise refusal(404, "unknown_lead", "There is no lead with this id.")
        troubles = await asyncio.to_thread(desk.outbox.troubles, lead_id)
        return {**_briefing(briefing), "troubles": [_trouble(each) for each in troubles]}

    @routes.post("/leads/{lead_id}/claim")
    async def claim(lead_id: str, who: By) -> Mapping[str, Any]:
        return handoff_as_json(await desk.do(desk.handoffs.claim, lead_id, who.by))

    @routes.post("/leads/{lead_id}/release")
    async def release(lead_id: str, who: By) -> Mapping[str, Any]:
        return handoff_as_json(await desk.do(desk.handoffs.release, lead_id, who.by))

    @routes.post("/leads/{lead_id}/feedback")
    async def close(lead_id: str, said: Verdict) -> Mapping[str, Any]:
        return handoff_as_json(await desk.do(desk.handoffs.close, lead_id, said.outcome, said.reason, said.by))

    @routes.post("/leads/{lead_id}/notes", status_code=201)
    async def note(lead_id: str, said: Note) -> Mapping[str, Any]:
        await desk.do(desk.handoffs.note, lead_id, said.text, said.by)
        return {"noted": lead_id}

    @routes.post("/leads/{lead_id}/takeover")
    async def take_over(lead_id: str, who: By) -> Mapping[str, Any]:
        await desk.do(desk.handoffs.claim_if_free, lead_id, who.by)
        return _takeover(await desk.do(desk.takeovers.begin, lead_id, desk.handoffs.name_of(who.by)))

    @routes.post("/leads/{lead_id}/messages", status_code=201)
    async def say(lead_id: str, line: Line) -> Mapping[str, Any]:
        await desk.do(desk.handoffs.claim_if_free, lead_id, line.by)
        said = await desk.do(
            desk.takeovers.say, lead_id, desk.handoffs.name_of(line.by), line.text, f"{lead_id}/{line.id}"
        )
        return {"said": line.id, "again": not said}

    @routes.post("/leads/{lead_id}/handback")
    async def hand_back(lead_id: str) -> Mapping[str, Any]:
        return {"handed_back": await desk.do(desk.takeovers.hand_back, lead_id)}

    @routes.get("/outbox")
    async def outbox(limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50) -> Mapping[str, Any]:
        waiting = await asyncio.to_thread(desk.outbox.waiting)
        troubles = await asyncio.to_thread(desk.outbox.troubles, None, limit)
        return {"waiting": dict(waiting), "troubles": [_trouble(each) for each in troubles]}

    @routes.post("/outbox/{number}/replay")
    async def replay(number: Annotated[int, Field(ge=1, le=2**31 - 1)]) -> Mapping[str, Any]:
        await desk.do(desk.outbox.replay, number)
        return {"replayed": number}

    @routes.get("/feedback")
    async def predictions() -> Mapping[str, Any]:
        criteria = await asyncio.to_thread(desk.feedback.by_criterion)
        return {"criteria": [{**asdict(each), "lift": each.lift} for each in criteria]}

    return routes


def handoff_as_json(handoff: HandOff) -> dict[str, Any]:
    """A hand-off as the API shows it; times in seconds of business time, moments in ISO 8601."""
    spent = handoff.time_to_claim
    return {
        "lead": handoff.lead_id,
        "class": handoff.lead_class,
        "route": handoff.route,
        "team": handoff.team,
        "person": handoff.person,
        "because": handoff.because,
        "handed_off_at": handoff.handed_off_at.isoformat(),
        "step": handoff.step,
        "due_at": handoff.due_at.isoformat() if handoff.due_at else None,
        "claimed_by": handoff.claimed_by,
        "claimed_at": handoff.claimed_at.isoformat() if handoff.claimed_at else None,
        "time_to_claim_s": None if spent is None else int(spent.total_seconds()),
        "destinations": list(handoff.destinations),
    }


def _briefing(briefing: Briefing) -> dict[str, Any]:
    return {
        "handoff": None if briefing.handoff is None else handoff_as_json(briefing.handoff),
        "takeover": None if briefing.takeover is None else _takeover(briefing.takeover),
        "feedback": None if briefing.closed is None else asdict(briefing.closed),
        "notes": list(briefing.notes),
    }


def _takeover(takeover: Takeover) -> dict[str, Any]:
    waiting = takeover.waiting_since
    return {
        "person": takeover.person,
        "since": takeover.since.isoformat(),
        "waiting_since": None if waiting is None else waiting.isoformat(),
    }


def _trouble(trouble: Trouble) -> dict[str, Any]:
    return {**asdict(trouble), "due_at": trouble.due_at.isoformat()}
