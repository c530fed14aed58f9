"""A lead on one page of a terminal."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from banter.cli.terminal import plain
from leads.briefing import Briefing
from leads.model import Fact, Judged, Lead
from leads.projection import standing
from leads.readable import Readable

SIGNS = {True: ("✓", "green"), False: ("✗", "red"), None: ("?", "yellow")}


def card(briefing: Briefing, readable: Readable, zone: tzinfo) -> RenderableType:
    """Verdict, criteria, facts, hand-off and latest lines, below one another; times are those of ``zone``."""
    lead = briefing.lead
    parts: list[RenderableType] = [_heading(lead, zone)]
    for title, table in (
        ("Criteria", _rows(_criterion(each) for each in lead.verdict.criteria)),
        ("Facts", _rows(_fact(lead, fact, readable, zone) for fact in lead.facts)),
        ("Hand-off", _rows(_handoff(briefing, zone))),
        (
            "Latest in the conversation",
            _rows((Text(line.person or line.author), _words(line.text)) for line in briefing.lines),
        ),
    ):
        if table.row_count:
            parts += [Text(f"\n{title}", style="bold"), Padding(table, (0, 0, 0, 2))]
    return Group(*parts)


def _heading(lead: Lead, zone: tzinfo) -> Text:
    known = [lead.text(slot) for slot in ("person_name", "job_title", "company")]
    who = ", ".join(plain(each) for each in known if each) or "Name unknown"
    verdict = lead.verdict
    ready = ", ready for marketing automation" if verdict.automation_ready else ""
    lines = [
        f"{verdict.lead_class.upper()}, {verdict.score} of 100{ready}; stage: {lead.stage}",
        f"{lead.channel}, {lead.language}; since {_at(lead.created_at, zone)}; {lead.id}",
    ]
    if lead.disqualified:
        lines.insert(1, f"Not a lead: {lead.disqualified}")
    return Text.assemble((who, "bold"), "\n", "\n".join(lines))


def _rows(rows: Iterator[tuple[Text, Text]] | Iterator[tuple[Text, ...]]) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        table.add_row(*row)
    return table


def _criterion(judged: Judged) -> tuple[Text, Text, Text]:
    sign, colour = SIGNS[judged.met]
    said = (
        _quoted(judged.evidence) if judged.evidence else Text("" if judged.met is not None else "not known yet", "dim")
    )
    return Text(sign, colour), Text(judged.name.replace("_", " ")), said


def _fact(lead: Lead, fact: Fact, readable: Readable, zone: tzinfo) -> tuple[Text, Text]:
    value = readable.value(fact.value, fact.slot)
    origin = f"{fact.source}{f' ({fact.by})' if fact.by else ''}, {_at(fact.at, zone)}"
    state = "" if fact in standing(lead.facts).values() else ", superseded"
    if fact.retracted_at is not None:
        state = ", taken back"
    quoted = Text.assemble("\n", _quoted(fact.said)) if fact.said != value else Text()
    told = Text(f"  {plain(origin)}{state}", "dim")
    return Text(fact.slot.replace("_", " ")), Text.assemble(_words(value), quoted, told)


def _handoff(briefing: Briefing, zone: tzinfo) -> Iterator[tuple[Text, Text]]:
    handoff = briefing.handoff
    if handoff is not None:
        yield Text("to"), _words(handoff.person or handoff.team or "nobody")
        yield Text("because"), _words(handoff.because)
        yield Text("since"), Text(_at(handoff.handed_off_at, zone))
        if handoff.claimed_by and handoff.claimed_at:
            yield Text("claimed by"), _words(f"{handoff.claimed_by}, {_at(handoff.claimed_at, zone)}")
    if briefing.takeover is not None:
        yield Text("talking"), _words(briefing.takeover.person)
    if briefing.closed is not None:
        closed = briefing.closed
        yield Text("closed"), _words(", ".join(each for each in (closed.outcome, closed.reason, closed.by) if each))


def _words(text: str) -> Text:
    return Text(plain(text))


def _quoted(text: str) -> Text:
    return Text(f"“{plain(text)}”", "italic")


def _at(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
