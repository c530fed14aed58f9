"""``banter dispatch`` and its kin: the outbox from the command line."""

import asyncio
import signal

from rich.console import Console
from rich.table import Table

from banter.assembly import Core
from banter.handing_over import dispatcher
from banter.settings import Settings
from leads.feedback import Feedback
from leads.handoff_view import HandOff


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
        lead = core.store.get(handoff.lead_id)
        who = ", ".join(each for each in (lead.text("person_name"), lead.text("company")) if each)
        table.add_row(handoff.lead_id, handoff.lead_class, who, _for(handoff), handoff.because, handoff.claimed_by)
    screen.print(table)
    for trouble in core.outbox.troubles():
        state = "given up" if trouble.given_up else f"tried {trouble.attempts} times"
        screen.print(
            f"{trouble.number}: {trouble.kind} of {trouble.lead_id} to {trouble.destination}: {state}: {trouble.cause}",
            markup=False,
        )


def show_feedback(core: Core, screen: Console) -> None:
    """Which criteria told won deals from lost ones."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Criterion", "Met: won", "lost", "Not met: won", "lost", "Won how many times as often"):
        table.add_column(title, justify="left" if title == "Criterion" else "right")
    for each in Feedback(core.database).by_criterion():
        counts = (each.met_won, each.met_lost, each.unmet_won, each.unmet_lost)
        table.add_row(each.name, *map(str, counts), "–" if each.lift is None else f"{each.lift:.2f}")
    screen.print(table)


def _for(handoff: HandOff) -> str:
    return handoff.person or handoff.team or "nobody"
