"""``banter leads list``, ``show``, ``erase``: leads one by one. The other commands have files of their own."""

import asyncio
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from banter.assembly import Core, assemble
from banter.cli.lead_card import card
from banter.cli.lead_files import lead_files_app
from banter.cli.leads_merge import lead_merge_app
from banter.cli.terminal import clear_errors, for_programs, group, notices, plain, print_json, refuse, screen
from banter.forgetting import forget
from banter.settings import Settings
from leads.briefing import Briefing
from leads.errors import UnknownLead
from leads.model import Lead, LeadClass, Stage
from leads.readable import Readable
from leads.view import as_json

NOTHING_DONE = "Nothing was done:"

leads_app = group("Look at leads, take them out, bring them in, erase them.")
leads_app.add_typer(lead_files_app)
leads_app.add_typer(lead_merge_app)


@leads_app.command("list")
def list_leads(
    lead_class: Annotated[LeadClass | None, typer.Option("--class", help="Only those of this class.")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Only those at this stage.")] = None,
    q: Annotated[str | None, typer.Option("--q", help="Words in name, company or e-mail address.")] = None,
    conversation: Annotated[str | None, typer.Option(help="Only that of this conversation.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many at most.")] = 20,
    after: Annotated[str | None, typer.Option(help='Go on after this lead: the "next" of the page before.')] = None,
    as_json_: Annotated[
        bool, for_programs('{"leads": [LEAD], "next": CURSOR or null}, as GET /api/leads gives it.')
    ] = False,
) -> None:
    """List leads, newest first. Ends with 1 when there is none."""
    with clear_errors(NOTHING_DONE):
        store = assemble(Settings.from_environment()).store
        page = store.find(
            conversation=conversation, lead_class=lead_class, stage=stage, words=q, after=after, limit=limit
        )
        if as_json_:
            print_json({"leads": [as_json(lead) for lead in page.leads], "next": page.next})
        elif page.leads:
            screen.print(_table(page.leads))
            if page.next:
                notices.print(f"There are more: --after {page.next}")
        if not page.leads:
            refuse("No lead is like that.")


@leads_app.command()
def show(
    lead: Annotated[str, typer.Argument(metavar="ID", help="The id of a lead.")],
    as_json_: Annotated[
        bool, for_programs('{"lead": LEAD, "handoff": {…} or null, "messages": [{"author", "person", "text"}]}.')
    ] = False,
) -> None:
    """Show a lead: verdict, criteria with the visitor's words, facts, hand-off, the latest lines."""
    with clear_errors(NOTHING_DONE):
        core = assemble(Settings.from_environment())
        briefing = core.briefings.of(lead)
        if briefing is None:
            raise UnknownLead(lead)
        if as_json_:
            print_json(_briefing_as_json(briefing))
        else:
            zone = ZoneInfo(core.brand.business_hours.timezone)
            screen.print(card(briefing, Readable("en", core.labels["en"]), zone))


@leads_app.command()
def erase(
    lead: Annotated[str, typer.Argument(metavar="ID", help="The id of a lead.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json_: Annotated[bool, for_programs('{"erased": ID, "conversation": ID, "conversations": [ID]}.')] = False,
) -> None:
    """Erase a lead and its conversations for good, here and in the assistant's memory."""
    with clear_errors(NOTHING_DONE):
        settings = Settings.from_environment()
        core = assemble(settings)
        found = core.store.get(lead)
        if not yes and not _confirmed(f"Erase {plain(_who(found))} and all that was said, for good?"):
            refuse("Nothing was erased.")
        conversations = asyncio.run(_erase(settings, core, found))
        if as_json_:
            print_json({"erased": lead, "conversation": found.conversation, "conversations": conversations})
        else:
            screen.print(f"{lead} is erased.")


def _confirmed(question: str) -> bool:
    """Whether somebody says yes; where nobody can be asked, nobody does."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        notices.print()
        return False


async def _erase(settings: Settings, core: Core, lead: Lead) -> list[str]:
    """The assistant's memory goes first: while the lead is there, who was interrupted can begin again."""
    for conversation in lead.conversations:
        await forget(settings, conversation)
    gone = await asyncio.to_thread(core.privacy.erase_lead, lead.id)
    for conversation in set(gone) - set(lead.conversations):  # merged meanwhile
        await forget(settings, conversation)
    return list(gone)


def _table(leads: tuple[Lead, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Lead", no_wrap=True)
    for title in ("Class", "Score", "Stage"):
        table.add_column(title, no_wrap=True, justify="right" if title == "Score" else "left")
    table.add_column("Who", overflow="fold")
    for lead in leads:
        verdict = lead.verdict
        table.add_row(lead.id, verdict.lead_class, str(verdict.score), lead.stage, Text(plain(_who(lead))))
    return table


def _who(lead: Lead) -> str:
    known = [lead.text(slot) for slot in ("person_name", "company")]
    return ", ".join(each for each in known if each) or lead.text("email") or lead.text("phone") or "somebody unknown"


def _briefing_as_json(briefing: Briefing) -> dict[str, Any]:
    handoff = briefing.handoff
    told = (
        None
        if handoff is None
        else {
            "route": handoff.route,
            "team": handoff.team,
            "person": handoff.person,
            "because": handoff.because,
            "handed_off_at": handoff.handed_off_at.isoformat(),
            "claimed_by": handoff.claimed_by,
            "claimed_at": handoff.claimed_at.isoformat() if handoff.claimed_at else None,
        }
    )
    return {"lead": as_json(briefing.lead), "handoff": told, "messages": [vars(line) for line in briefing.lines]}
