"""Whether everything works: what the doctor finds, what waits, what went wrong, how it is set up."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import NoSuchPage, see
from console.navigation import HOME
from console.visit import Visit
from leads.audit import Deed
from leads.errors import UnknownParcel
from leads.failures import Failures

HEALTH = f"{HOME}/health"
LARGEST_ID = 2**31 - 1
TROUBLES = 50
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def health_page(desk: ConsoleDesk) -> APIRouter:
    """Everybody looks; sales and marketing send what was given up once more."""
    routes = desk.router()
    looking, replaying = desk.allowed("health.see"), desk.allowed("parcel.replay")
    failures = Failures(desk.database)

    @routes.get("/health")
    def health(visit: Annotated[Visit, looking], done: str = "") -> Response:
        setup = desk.insight.setup
        return desk.pages.show(
            visit,
            "health",
            done=done == "replayed",
            examined=desk.insight.examination.latest(),
            waiting=desk.outbox.waiting(),
            troubles=desk.outbox.troubles(limit=TROUBLES),
            unanswered=failures.unanswered(),
            answers=failures.answers(),
            deliveries=failures.deliveries(),
            setup=setup,
            week=list(zip(WEEKDAYS, setup.hours.week, strict=True)),
            handoff=desk.criteria.handoff,
        )

    @routes.post("/health/parcels/replay")
    def replay_all(visit: Annotated[Visit, replaying]) -> Response:
        desk.note(visit, Deed.PARCEL_REPLAYED, count=desk.outbox.replay_given_up())
        desk.news()
        return see(f"{HEALTH}?done=replayed#queue")

    @routes.post("/health/parcels/{number}/replay")
    def replay_one(visit: Annotated[Visit, replaying], number: Annotated[int, Path(ge=1, le=LARGEST_ID)]) -> Response:
        try:
            desk.outbox.replay(number)
        except UnknownParcel as error:
            raise NoSuchPage from error
        desk.note(visit, Deed.PARCEL_REPLAYED, count=1)
        desk.news()
        return see(f"{HEALTH}?done=replayed#queue")

    return routes
