"""Who has a lead, and where it stands: claimed, given back, won, lost; notes that its visitor never sees."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import see, storable
from console.navigation import HOME
from console.pages.lead.sheet import Sheet, Trouble
from console.pages.lead.steps import is_possible, reopened
from console.visit import Visit
from leads.audit import Deed
from leads.errors import AlreadyClaimed, ImpossibleStage
from leads.model import Lead
from leads.values import sayable

LONGEST_REASON, LONGEST_NOTE = 1_000, 4_000


def stage_routes(routes: APIRouter, desk: ConsoleDesk, sheet: Sheet) -> None:
    """For sales."""
    claiming, closing, noting = (desk.allowed(each) for each in ("lead.claim", "lead.close", "lead.note"))

    def take(visit: Visit, lead_id: str, step: str, deed: Deed, change: Callable[[Lead], object]) -> Response:
        """Takes a step if the lead can; else says why not, and shows how the lead stands."""
        lead = desk.store.get(storable(lead_id))
        try:
            if not is_possible(step, lead.stage):
                raise ImpossibleStage(lead.stage, step, ())
            change(lead)
        except AlreadyClaimed as error:
            return sheet.show(visit, lead_id, Trouble("already_claimed", 409, {"by": error.by}))
        except ImpossibleStage:
            return sheet.show(visit, lead_id, Trouble("impossible_stage", 409, {"step": step}))
        desk.note(visit, deed, lead.id)
        desk.news()
        return see(f"{HOME}/leads/{lead.id}?done={step}")

    @routes.post("/leads/{lead_id}/claim")
    def claim(visit: Annotated[Visit, claiming], lead_id: str) -> Response:
        return take(visit, lead_id, "claim", Deed.LEAD_CLAIMED, lambda lead: desk.handoffs.claim(lead.id, visit.by))

    @routes.post("/leads/{lead_id}/release")
    def release(visit: Annotated[Visit, claiming], lead_id: str) -> Response:
        return take(
            visit, lead_id, "release", Deed.LEAD_RELEASED, lambda lead: desk.handoffs.release(lead.id, visit.by)
        )

    @routes.post("/leads/{lead_id}/close")
    def close(
        visit: Annotated[Visit, closing],
        lead_id: str,
        outcome: Annotated[str, Form()] = "",
        reason: Annotated[str, Form()] = "",
    ) -> Response:
        why = sayable(reason).strip()[:LONGEST_REASON] or None
        if outcome not in OUTCOMES:
            return sheet.show(visit, lead_id, Trouble("no_outcome", 422))
        if outcome == "lost" and why is None:
            return sheet.show(visit, lead_id, Trouble("reason_needed", 422))
        return take(
            visit,
            lead_id,
            outcome,
            Deed.LEAD_CLOSED,
            lambda lead: desk.handoffs.close(lead.id, outcome, why, visit.by),
        )

    @routes.post("/leads/{lead_id}/reopen")
    def reopen(visit: Annotated[Visit, closing], lead_id: str) -> Response:
        def again(lead: Lead) -> None:
            handoff = desk.handoffs.of(lead.id)
            owner = None if handoff is None else handoff.claimed_by
            desk.handoffs.move(lead.id, reopened(lead.stage, owner, desk.handoffs.name_of(visit.by)), visit.by)

        return take(visit, lead_id, "reopen", Deed.LEAD_CHANGED, again)

    @routes.post("/leads/{lead_id}/notes")
    def note(visit: Annotated[Visit, noting], lead_id: str, text: Annotated[str, Form()] = "") -> Response:
        said = sayable(text).strip()[:LONGEST_NOTE]
        if not said:
            return sheet.show(visit, lead_id, Trouble("empty_note", 422))
        lead = desk.store.get(storable(lead_id))
        desk.handoffs.note(lead.id, said, visit.by)
        desk.note(visit, Deed.LEAD_NOTED, lead.id)
        desk.news()
        return see(f"{HOME}/leads/{lead.id}?done=noted#notes")


OUTCOMES = ("opportunity", "won", "lost", "not_a_fit")
