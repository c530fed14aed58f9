"""``banter funnel``: how many visitors come how far, where they give up, and where buyers come from."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.table import Table

from banter.assembly import assemble
from banter.cli.terminal import clear_errors, for_programs, group, notices, print_json, refuse, screen
from banter.settings import Settings
from leads import counters
from leads.funnel import DropOff, FromSource, Funnel, Grouping, Slice, Steps

NOTHING_DONE = "Nothing was done:"
BAR = 30
USUAL = timedelta(days=89)

funnel_app = group()
Day = typer.Option(formats=["%Y-%m-%d"], help="A day as YYYY-MM-DD (UTC).")


@funnel_app.command()
def funnel(
    since: Annotated[datetime | None, Day] = None,
    until: Annotated[datetime | None, Day] = None,
    by: Annotated[Grouping | None, typer.Option(help="A line for each of these.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only this channel.")] = None,
    language: Annotated[str | None, typer.Option(help="Only this language.")] = None,
    category: Annotated[str | None, typer.Option(help="Only this category of sources.")] = None,
    recount: Annotated[bool, typer.Option("--recount", help="Count everything anew first.")] = False,
    as_json: Annotated[
        bool, for_programs('{"steps", "by": {NAME: STEPS}, "drop_off", "sources", "seconds_to_qualify"}.')
    ] = False,
) -> None:
    """Show how far visitors come, by the day they came; without dates, the last 90 days."""
    with clear_errors(NOTHING_DONE):
        database = assemble(Settings.from_environment()).database
        last = (until or datetime.now(UTC)).date()
        part = Slice(since.date() if since else last - USUAL, last, channel, language, category)
        if part.since > part.until:
            refuse(f"--since {part.since} is after --until {part.until}; write the earlier day first.")
        if recount:
            with database.write() as session:
                right = counters.recount(session)
            notices.print("The counters were right." if right else "The counters were wrong; they are right now.")
        reports = Funnel(database)
        steps, drop_off = reports.steps(part), reports.drop_off(part.since, part.until)
        groups = reports.grouped(part, by) if by else {}
        sources, wait = reports.sources(part.since, part.until, 20), reports.time_to_qualify(part)
        if as_json:
            print_json(
                {
                    "since": str(part.since),
                    "until": str(part.until),
                    "steps": asdict(steps),
                    "by": {name: asdict(each) for name, each in groups.items()},
                    "drop_off": [asdict(each) for each in drop_off],
                    "sources": [asdict(each) for each in sources],
                    "seconds_to_qualify": wait and wait.total_seconds(),
                }
            )
            return
        screen.print(_steps(steps, part))
        if wait is not None:
            screen.print(f"Half of the MQLs took no longer than {timedelta(seconds=int(wait.total_seconds()))}.\n")
        for table in (_groups(groups, by), _drop_off(drop_off), _sources(sources)):
            if table.row_count:
                screen.print(table)


def _steps(steps: Steps, part: Slice) -> Table:
    table = _table(f"{part.since} to {part.until}", "Step", "Number", "Share", "")
    for name, number in asdict(steps).items():
        share = number / steps.visitors if steps.visitors else 0
        table.add_row(name, f"{number:,}", f"{share:.1%}", "█" * round(share * BAR))
    return table


def _groups(groups: dict[str, Steps] | Any, by: Grouping | None) -> Table:
    table = _table(f"By {by}", str(by), *Steps.__dataclass_fields__)
    for name, steps in groups.items():
        table.add_row(name or "unknown", *(f"{number:,}" for number in asdict(steps).values()))
    return table


def _drop_off(questions: tuple[DropOff, ...]) -> Table:
    table = _table("Questions after which nothing was said", "Question", "Asked", "Left", "Share", "")
    for each in questions:
        share = each.unanswered / each.asked
        table.add_row(each.slot, f"{each.asked:,}", f"{each.unanswered:,}", f"{share:.1%}", "█" * round(share * BAR))
    return table


def _sources(sources: tuple[FromSource, ...]) -> Table:
    table = _table("Sources", "Category", "Campaign", "leads", "mql", "srl", "bant", "won")
    for each in sources:
        numbers = (each.leads, each.mql, each.srl, each.bant, each.won)
        table.add_row(each.category, each.campaign or "", *(f"{number:,}" for number in numbers))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(columns):
        table.add_column(name, no_wrap=True, justify="left" if not number or name in ("", "Campaign") else "right")
    return table
