"""How many visitors come how far, where they give up, where those come from that buy."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.navigation import HOME
from console.period import PRESETS, period
from console.visit import LANGUAGES, Visit
from leads.funnel import Funnel, Grouping, Slice, Steps
from leads.source_category import Category

CHANNELS = ("website", "telegram", "slack", "import")
STEPS = ("visitors", "conversations", "leads", "mql", "srl", "bant", "claimed", "won")
COMPARED = (Grouping.CHANNEL, Grouping.LANGUAGE, Grouping.CATEGORY)
DAYS, WEEKS = 31, 200
"""Up to how many days a chart has a column for each day, and for each week."""


class Asked(BaseModel):
    """The form above the report."""

    since: str = ""
    until: str = ""
    channel: str = ""
    language: str = ""
    category: str = ""


@dataclass(frozen=True)
class Step:
    """One step: how many reach it, how many the one before; ``leads`` is where their list is, if they have one."""

    name: str
    number: int
    before: int | None
    leads: str | None


def funnel_page(desk: ConsoleDesk) -> APIRouter:
    """The report, for everybody."""
    routes = desk.router()
    looking = desk.allowed("funnel.see")
    reports = Funnel(desk.database)

    @routes.get("/funnel")
    def funnel(visit: Annotated[Visit, looking], asked: Annotated[Asked, Query()]) -> Response:
        today = desk.clock.today()
        span = period(asked.since, asked.until, today)
        channel, language = _known(asked.channel, CHANNELS), _known(asked.language, LANGUAGES)
        part = Slice(span.since, span.until, channel, language, _known(asked.category, tuple(Category)))
        by = Grouping.DAY if span.days <= DAYS else Grouping.WEEK if span.days <= WEEKS else Grouping.MONTH
        return desk.pages.show(
            visit,
            "funnel",
            part=part,
            problem=span.problem,
            presets=[(days, today - timedelta(days=days - 1), today) for days in PRESETS],
            choices={"channel": CHANNELS, "language": LANGUAGES, "category": tuple(map(str, Category))},
            steps=list(_steps(reports.steps(part), part)),
            by=by.value,
            trend=[(date.fromisoformat(day), steps) for day, steps in reports.grouped(part, by).items()],
            compared=[(each.value, reports.grouped(part, each)) for each in COMPARED],
            questions=reports.drop_off(span.since, span.until),
            sources=reports.sources(span.since, span.until),
            qualified=reports.time_to_qualify(part),
            address=lambda **changed: address(part, **changed),
            leads=lambda **wanted: leads_of(part, **wanted),
        )

    return routes


def address(part: Slice, **changed: object) -> str:
    """Where the report is of another part of all conversations."""
    return f"{HOME}/funnel?{_query(part, changed)}"


def leads_of(part: Slice, **wanted: object) -> str:
    """Where the inbox shows the leads of a part; ``class`` is exactly that class."""
    return f"{HOME}?{_query(part, wanted)}"


def _query(part: Slice, more: dict[str, object]) -> str:
    named = {name: getattr(part, name) for name in ("since", "until", "channel", "language", "category")} | more
    return urlencode({name: str(value) for name, value in named.items() if value is not None})


def _steps(steps: Steps, part: Slice) -> Iterator[Step]:
    before: int | None = None
    for name in STEPS:
        number = getattr(steps, name)
        wanted = LISTED.get(name)
        yield Step(name, number, before, None if wanted is None else leads_of(part, **wanted))
        before = number


def _known(value: str, known: Collection[str]) -> str | None:
    return value if value in known else None


LISTED: dict[str, dict[str, object]] = {
    "leads": {},
    "mql": {"class": "mql"},
    "srl": {"class": "srl"},
    "bant": {"class": "bant"},
    "claimed": {"claimed": "yes"},
    "won": {"stage": "customer"},
}
"""By which filters of the inbox the leads of a step are found."""
