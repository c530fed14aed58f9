"""``banter dispatch`` and its kin: the outbox from the command line."""

import asyncio
import signal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from banter.assembly import Core
from banter.cli.terminal import plain
from banter.handing_over import dispatcher
from banter.settings import Settings
from leads.feedback import Feedback
from leads.handoff_view import HandOff
from leads.values import Json


async def dispatch(settings: Settings, core: Core) -> None:
    """Empties the outbox until it is told to stop."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    sending = dispatcher(settings, core)
    sending.start()
    await stopped.wait()
    await sending.stop()


def show_handoffs(core: Core, limit: int, screen: Console) -> None:
    """The newest hand-offs, and what has not arrived."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Lead", "Class", "Who", "For", "Because", "Claimed by"):
        table.add_column(title, overflow="fold")
    for handoff in core.handoffs.find(limit=limit):
        shown = (handoff.lead_class, _who(core, handoff), _for(handoff), handoff.because, handoff.claimed_by or "")
        table.add_row(handoff.lead_id, *(Text(plain(each)) for each in shown))
    screen.print(table)
    for trouble in core.outbox.troubles():
        state = "given up" if trouble.given_up else f"tried {trouble.attempts} times"
        screen.print(
            f"{trouble.number}: {trouble.kind} of {trouble.lead_id} to {trouble.destination}: {state}: {trouble.cause}",
            markup=False,
        )


def handoffs_as_json(core: Core, limit: int) -> dict[str, Json]:
    """The same for programs."""
    handoffs = [
        {
            "lead": each.lead_id,
            "class": each.lead_class,
            "who": _who(core, each),
            "for": each.person or each.team,
            "because": each.because,
            "claimed_by": each.claimed_by,
        }
        for each in core.handoffs.find(limit=limit)
    ]
    troubles = [{**vars(each), "due_at": each.due_at.isoformat()} for each in core.outbox.troubles()]
    return {"handoffs": handoffs, "not_arrived": troubles}


def feedback_as_json(core: Core) -> dict[str, Json]:
    """What became of leads, by criterion, for programs."""
    return {"criteria": [{**vars(each), "lift": each.lift} for each in Feedback(core.database).by_criterion()]}


def show_feedback(core: Core, screen: Console) -> None:
    """Which criteria told won deals from lost ones."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Criterion", "Met: won", "lost", "Not met: won", "lost", "Won how many times as often"):
        table.add_column(title, justify="left" if title == "Criterion" else "right")
    for each in Feedback(core.database).by_criterion():
        counts = (each.met_won, each.met_lost, each.unmet_won, each.unmet_lost)
        table.add_row(each.name, *map(str, counts), "–" if each.lift is None else f"{each.lift:.2f}")
    screen.print(table)


def _who(core: Core, handoff: HandOff) -> str:
    lead = core.store.get(handoff.lead_id)
    return ", ".join(each for each in (lead.text("person_name"), lead.text("company")) if each)


def _for(handoff: HandOff) -> str:
    return handoff.person or handoff.team or "nobody"
