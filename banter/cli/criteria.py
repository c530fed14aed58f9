"""``banter criteria``: what ``qualification.yml`` means, why a lead is what it is, what other criteria would change."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from banter.assembly import Core, assemble
from banter.cli.terminal import REFUSED, clear_errors, for_programs, group, notices, plain, print_json, refuse, screen
from banter.criteria import changes, policy, verdict
from banter.criteria.words import Words
from banter.operator_files import read_criteria
from banter.settings import Settings
from leads.criteria import Criteria
from leads.errors import OperatorFileError
from leads.model import Lead, Verdict
from leads.qualification import judge
from leads.questions import Moment
from leads.replay import Difference, Replayed, replay, stored_leads
from leads.verdict_rows import missing_as_json, parts_as_json

SHOWN = 20
STEP = 500

criteria_app = group("What qualification.yml means, why a lead is what it is, what other criteria would change.")
Language = Annotated[Literal["en", "de"], typer.Option(help="Of the sentences.")]


@criteria_app.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(help="Nothing: the qualification.yml in force.")] = None,
    language: Language = "en",
    as_json: Annotated[
        bool, for_programs('{"usable": bool, "problems": [{"path", "line", "what"}], "sentences": [text]}.')
    ] = False,
) -> None:
    """Explain criteria back in plain sentences, or say what is wrong in them, with file and line."""
    with clear_errors():
        path = file or Settings.from_environment().qualification
        words = Words(language)
        try:
            sentences = policy.sentences(read_criteria(path), words)
        except OperatorFileError as error:
            if as_json:
                print_json({"usable": False, "problems": [vars(each) for each in error.problems], "sentences": []})
            else:
                _tell(error, screen.print)
            sys.exit(REFUSED)
        if as_json:
            print_json({"usable": True, "problems": [], "sentences": sentences})
        else:
            _print(words.say("check", "usable", file=path.name))
            for sentence in sentences:
                _print(sentence)


@criteria_app.command()
def explain(
    lead: Annotated[str, typer.Argument(help="The id of a lead.")],
    language: Language = "en",
    as_json: Annotated[
        bool,
        for_programs(
            '{"lead", "class", "automation_ready", "score", "fit", "engagement", "criteria": [{"name", "met", '
            '"evidence"}], "score_parts": [{"name", "side", "points", "maximum", "why"}], "missing": [{"name", '
            '"met"}], "next_question", "sentences": [text]}.'
        ),
    ] = False,
) -> None:
    """Explain in sentences how a lead is judged today, and what would make it more."""
    with clear_errors():
        core = assemble(Settings.from_environment())
        known = core.store.get(lead)
        judged = judge(known, core.criteria, core.clock.today(), core.clock.now())
        sentences = verdict.sentences(known, judged, core.criteria, Words(language))
        if as_json:
            print_json({**_as_json(known, judged), "sentences": sentences})
        else:
            for sentence in sentences:
                _print(sentence)


@criteria_app.command("replay")
def replay_criteria(
    file: Annotated[Path, typer.Argument(metavar="NEW.yml", help="The criteria to try.")],
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Write every change to this file.")] = None,
    language: Language = "en",
    as_json: Annotated[
        bool,
        for_programs(
            'one line for each lead that changes, {"lead", "person_name", "company", "from", "to", "by_time", '
            '"criteria": [{"name", "from", "to", "evidence"}], "missing"}, and a last one {"summary": {"judged", '
            '"class_changes", "automation_changes", "by_time", "ways": [{"from", "to", "leads"}]}}.'
        ),
    ] = False,
) -> None:
    """Judge all stored leads by other criteria and show who would change class, and why; store nothing."""
    with clear_errors(), ExitStack() as open_files:
        criteria = _tried(file)
        core, words, counts = assemble(Settings.from_environment()), Words(language), changes.Counts()
        write = open_files.enter_context(_sheet(csv_file, words)) if csv_file else None
        first: list[tuple[Replayed, Difference]] = []
        for replayed in _judged(core, criteria, words):
            counts.add(replayed)
            if (found := replayed.difference) is None:
                continue
            if write:
                write(replayed, found)
            if as_json:
                print_json(changes.as_json(replayed, found))
            elif len(first) < SHOWN:
                first.append((replayed, found))
        if as_json:
            print_json({"summary": counts.as_json()})
        else:
            _show(counts, first, words, csv_file)


def _tried(file: Path) -> Criteria:
    try:
        return read_criteria(file)
    except OperatorFileError as error:
        _tell(error, notices.print)
        sys.exit(REFUSED)


def _judged(core: Core, criteria: Criteria, words: Words) -> Iterator[Replayed]:
    """Every lead under the criteria, with a bar that shows how far it is."""
    at = Moment(core.clock.now(), core.clock.today())
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=notices, transient=True, disable=not notices.is_terminal) as progress:
        task = progress.add_task(words.say("replay", "judging"), total=stored_leads(core.database))
        for number, replayed in enumerate(replay(core.database, criteria, at, core.criteria), start=1):
            if number % STEP == 0:
                progress.update(task, completed=number)
            yield replayed


@contextmanager
def _sheet(path: Path, words: Words) -> Iterator[Callable[[Replayed, Difference], None]]:
    """Writes lines of a spreadsheet; no cell is a formula, whatever a visitor called themselves."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            sheet = csv.writer(file)
            sheet.writerow(changes.COLUMNS)
            yield lambda replayed, found: sheet.writerow(changes.line(replayed, found, words))
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror}.")


def _show(
    counts: changes.Counts, first: list[tuple[Replayed, Difference]], words: Words, csv_file: Path | None
) -> None:
    judged = words.number(counts.judged)
    if not first:
        _print(words.say("replay", "nobody_changes", count=judged))
        return
    changed, automation = words.number(counts.changed), words.number(counts.automation)
    _print(words.say("replay", "changes", count=judged, changed=changed, automation=automation))
    for (before, after), count in counts.ways.most_common():
        _print(f"  {before} → {after}: {words.number(count)}")
    if counts.by_time:
        _print(words.say("replay", "by_time", count=words.number(counts.by_time)))
    table = Table(*(words.within("replay", "columns", name) for name in ("lead", "who", "from_to", "why")))
    for replayed, found in first:
        table.add_row(*(escape(plain(cell)) for cell in changes.cells(replayed, found, words)))
    screen.print(table)
    if counts.found > len(first):
        _print(words.say("replay", "more") if csv_file is None else words.say("replay", "written", file=csv_file))


def _as_json(lead: Lead, judged: Verdict) -> dict[str, object]:
    return {
        "lead": lead.id,
        "class": judged.lead_class,
        "automation_ready": judged.automation_ready,
        "score": judged.score,
        "fit": judged.fit,
        "engagement": judged.engagement,
        "criteria": [{"name": each.name, "met": each.met, "evidence": each.evidence} for each in judged.criteria],
        "score_parts": parts_as_json(judged),
        "missing": missing_as_json(judged),
        "next_question": judged.next_question,
    }


def _tell(error: OperatorFileError, told: Callable[..., None]) -> None:
    for problem in error.problems:
        told(escape(str(problem)), soft_wrap=True)


def _print(sentence: str) -> None:
    screen.print(plain(sentence), markup=False, soft_wrap=True)
