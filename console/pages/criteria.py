"""The rules in plain words, and a place to try others; publishing them stays with the file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from console.desk import ConsoleDesk
from console.visit import Visit
from leads.audit import Deed
from leads.criteria import Criteria
from leads.errors import FileProblem, OperatorFileError
from leads.questions import Moment
from leads.replay import Difference, Replayed, replay, stored_leads

LONGEST_FILE = 100_000
JUDGED = (500, 5_000, 20_000)
SHOWN = 100
FILE = "qualification.yml"


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line (``None``: in the whole file), and the line itself."""

    line: int | None
    what: str
    written: str


@dataclass
class Outcome:
    """What a replay over the newest leads found; of those that change, the first ones are shown."""

    stored: int
    judged: int = 0
    changed: int = 0
    automation: int = 0
    by_time: int = 0
    ways: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: list[tuple[Replayed, Sequence[str]]] = field(default_factory=list)


def criteria_page(desk: ConsoleDesk) -> APIRouter:
    """Everybody reads them; marketing tries changes."""
    routes = desk.router()
    looking, trying = desk.allowed("criteria.see"), desk.allowed("criteria.try")
    rules = desk.insight.rules

    def page(visit: Visit, text: str, status: int = 200, **tried: object) -> Response:
        shown = {"problems": (), "outcome": None, "most": JUDGED[1], "tried": (), **tried}
        sentences = rules.sentences(desk.criteria, visit.language)
        return desk.pages.show(visit, "criteria", status, sentences=sentences, text=text, judged=JUDGED, **shown)

    @routes.get("/criteria")
    def criteria(visit: Annotated[Visit, looking]) -> Response:
        return page(visit, rules.text() if visit.may("criteria.try") else "")

    @routes.post("/criteria")
    def try_out(
        visit: Annotated[Visit, trying], text: Annotated[str, Form()] = "", most: Annotated[str, Form()] = ""
    ) -> Response:
        limit = next((each for each in JUDGED if str(each) == most), JUDGED[1])
        try:
            tried = _read(desk, text)
        except OperatorFileError as error:
            return page(visit, text, 422, problems=_located(error.problems, text), most=limit)
        outcome = _replayed(desk, tried, limit, visit.language)
        desk.note(visit, Deed.CRITERIA_TRIED, count=outcome.judged)
        told = rules.sentences(tried, visit.language)
        return page(visit, text, outcome=outcome, most=limit, tried=told)

    @routes.post("/criteria/file")
    def download(visit: Annotated[Visit, trying], text: Annotated[str, Form()] = "") -> Response:
        try:
            _read(desk, text)
        except OperatorFileError as error:
            return page(visit, text, 422, problems=_located(error.problems, text))
        kept = text.replace("\r\n", "\n").encode("utf-8", "replace")
        headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
        return Response(kept, media_type="application/yaml", headers=headers)

    return routes


def _read(desk: ConsoleDesk, text: str) -> Criteria:
    """What was typed. Raises ``OperatorFileError``."""
    if len(text) > LONGEST_FILE:
        raise OperatorFileError([FileProblem(FILE, None, f"has more than {LONGEST_FILE} characters; shorten it")])
    return desk.insight.rules.read(text.replace("\r\n", "\n"))


def _located(problems: Iterable[FileProblem], text: str) -> list[Problem]:
    lines = text.replace("\r\n", "\n").split("\n")
    return [
        Problem(each.line, each.what, lines[each.line - 1].strip() if each.line and each.line <= len(lines) else "")
        for each in problems
    ]


def _replayed(desk: ConsoleDesk, criteria: Criteria, most: int, language: str) -> Outcome:
    at = Moment(desk.clock.now(), desk.clock.today())
    outcome = Outcome(stored_leads(desk.database))
    for replayed in replay(desk.database, criteria, at, desk.criteria, newest=most):
        outcome.judged += 1
        if replayed.difference is not None:
            _count(outcome, replayed, replayed.difference)
            if len(outcome.shown) < SHOWN:
                outcome.shown.append((replayed, desk.insight.rules.reasons(replayed.difference, language)))
    return outcome


def _count(outcome: Outcome, replayed: Replayed, found: Difference) -> None:
    if replayed.before is not replayed.after:
        outcome.changed += 1
        outcome.ways[replayed.before.value, replayed.after.value] += 1
    outcome.automation += found.before.automation_ready != found.after.automation_ready
    outcome.by_time += replayed.by_time
