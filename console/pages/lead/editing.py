"""Values entered, corrected and taken back; permissions withdrawn. What others changed meanwhile stays."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import see, storable
from console.navigation import HOME
from console.pages.lead.entry import NAMES, entered
from console.pages.lead.sheet import Sheet, Trouble
from console.visit import Visit
from leads.audit import Deed
from leads.consent import PURPOSES
from leads.errors import InvalidFact, StaleLead
from leads.values import READERS, sayable

LONGEST_REASON = 1_000


class Typed(BaseModel):
    """The form of one value as it was filled in; ``version`` and ``opened`` say which lead somebody saw, and when."""

    slot: str = ""
    version: int = 0
    opened: str = ""
    reason: str = ""
    text: str = ""
    min: str = ""
    max: str = ""
    currency: str = ""
    period: str = ""
    start: str = ""
    end: str = ""
    take_back: bool = False

    @property
    def fields(self) -> dict[str, str]:
        """What was typed, by the name of its field."""
        return {name: getattr(self, name) for name in NAMES} | {"reason": self.reason}

    @property
    def opened_at(self) -> datetime | None:
        """When the page was opened, as far as the form says it."""
        try:
            at = datetime.fromisoformat(self.opened)
        except ValueError:
            return None
        return at if at.tzinfo else at.replace(tzinfo=UTC)


def editing_routes(routes: APIRouter, desk: ConsoleDesk, sheet: Sheet) -> None:
    """For sales."""
    changing = desk.allowed("lead.edit")

    @routes.post("/leads/{lead_id}/values")
    def edit(visit: Annotated[Visit, changing], lead_id: str, typed: Annotated[Typed, Form()]) -> Response:
        lead_id, by = storable(lead_id), desk.handoffs.name_of(visit.by)
        slot = typed.slot if typed.slot in READERS else ""
        value = None if typed.take_back else entered(slot, typed.fields, desk.pages.words[visit.language]["locale"])
        news = {slot: "" if value is None and not typed.take_back else value}
        reason = sayable(typed.reason).strip()[:LONGEST_REASON] or None
        try:
            lead = desk.care.editing.edit(lead_id, typed.version, by, news, reason)
        except StaleLead:
            since = typed.opened_at or desk.clock.now()
            return sheet.show(visit, lead_id, Trouble("stale", 409, None, slot, typed.fields, since))
        except InvalidFact:
            name = "proof_needed" if slot in PURPOSES and not reason else "invalid"
            return sheet.show(visit, lead_id, Trouble(name, 422, {"slot": slot}, slot, typed.fields))
        desk.note(visit, Deed.LEAD_CHANGED, lead.id, slots=[slot])
        desk.news()
        done = "taken_back" if typed.take_back else "saved"
        return see(f"{HOME}/leads/{lead.id}?done={done}#fact-{slot}")

    @routes.post("/leads/{lead_id}/withdraw")
    def withdraw(
        visit: Annotated[Visit, changing],
        lead_id: str,
        purpose: Annotated[str, Form()] = "",
        words: Annotated[str, Form()] = "",
    ) -> Response:
        said, by = sayable(words).strip()[:LONGEST_REASON], desk.handoffs.name_of(visit.by)
        lead = desk.store.get(storable(lead_id))
        if not said:
            return sheet.show(visit, lead_id, Trouble("words_needed", 422))
        if purpose == NEVER_AGAIN:
            desk.care.withdrawals.never_again(lead.id, said, by)
        elif purpose in PURPOSES:
            desk.care.withdrawals.withdraw(lead.id, purpose, said, by)
        else:
            return sheet.show(visit, lead_id, Trouble("no_purpose", 422))
        desk.note(visit, Deed.LEAD_CHANGED, lead.id, slots=list(PURPOSES) if purpose == NEVER_AGAIN else [purpose])
        desk.news()
        return see(f"{HOME}/leads/{lead.id}?done=withdrawn#permissions")


NEVER_AGAIN = "never_again"
