"""Live take-over: talking with the visitor from here. Hand-offs that did not arrive are sent again."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import NoSuchPage, see, storable
from console.navigation import HOME
from console.pages.lead.sheet import Sheet, Trouble
from console.visit import Visit
from leads.audit import Deed
from leads.errors import UnknownParcel
from leads.values import sayable

LONGEST_LINE, LONGEST_ID = 4_000, 80
LARGEST_NUMBER = 2**31 - 1


def talking_routes(routes: APIRouter, desk: ConsoleDesk, sheet: Sheet) -> None:
    """For sales; what did not arrive is sent again by marketing, too."""
    talking, sending = desk.allowed("lead.take_over"), desk.allowed("parcel.replay")

    def begin(visit: Visit, lead_id: str) -> str:
        """Who begins to talk has the lead, unless somebody else has; their name."""
        desk.handoffs.claim_if_free(lead_id, visit.by)
        desk.note(visit, Deed.LEAD_TAKEN_OVER, lead_id)
        return desk.handoffs.name_of(visit.by)

    @routes.post("/leads/{lead_id}/takeover")
    def take_over(visit: Annotated[Visit, talking], lead_id: str) -> Response:
        lead = desk.store.get(storable(lead_id))
        desk.takeovers.begin(lead.id, begin(visit, lead.id))
        desk.news()
        return see(f"{HOME}/leads/{lead.id}#talk")

    @routes.post("/leads/{lead_id}/messages")
    def say(
        visit: Annotated[Visit, talking],
        lead_id: str,
        text: Annotated[str, Form()] = "",
        number: Annotated[str, Form()] = "",
    ) -> Response:
        """``number`` tells two messages from one that is sent twice."""
        said, lead = sayable(text).strip()[:LONGEST_LINE], desk.store.get(storable(lead_id))
        if not said or not number:
            return sheet.show(visit, lead_id, Trouble("empty_line", 422))
        briefing, me = desk.briefings.of(lead.id), desk.handoffs.name_of(visit.by)
        taken = None if briefing is None else briefing.takeover
        if taken is None or taken.person != me:
            begin(visit, lead.id)
        desk.takeovers.say(lead.id, me, said, f"{lead.id}/{sayable(number)[:LONGEST_ID]}")
        desk.news()
        return see(f"{HOME}/leads/{lead.id}#talk")

    @routes.post("/leads/{lead_id}/handback")
    def hand_back(visit: Annotated[Visit, talking], lead_id: str) -> Response:
        lead = desk.store.get(storable(lead_id))
        if desk.takeovers.hand_back(lead.id):
            desk.note(visit, Deed.LEAD_HANDED_BACK, lead.id)
            desk.news()
        return see(f"{HOME}/leads/{lead.id}?done=handed_back#talk")

    @routes.post("/leads/{lead_id}/parcels/{number}")
    def send_again(visit: Annotated[Visit, sending], lead_id: str, number: str) -> Response:
        lead = desk.store.get(storable(lead_id))
        if not (number.isascii() and number.isdecimal() and len(number) < 11 and int(number) <= LARGEST_NUMBER):
            raise NoSuchPage
        try:
            sheet.sendings.check(lead.id, int(number))
            desk.outbox.replay(int(number))
        except UnknownParcel:
            return sheet.show(visit, lead_id, Trouble("nothing_to_send", 409))
        desk.note(visit, Deed.PARCEL_REPLAYED, lead.id)
        desk.news()
        return see(f"{HOME}/leads/{lead.id}?done=sent_again#handoff")
