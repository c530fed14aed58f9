"""``banter leads duplicates``, ``merge`` and ``unmerge``: who is one person."""

import getpass
from typing import Annotated

import typer
from rich.table import Table

from banter.assembly import assemble
from banter.cli.terminal import clear_errors, for_programs, group, plain, print_json, refuse, screen
from banter.settings import Settings
from leads.model import Lead
from leads.view import as_json

NOTHING_DONE = "Nothing was done:"
By = Annotated[str | None, typer.Option(help="Who decides; without it, your account on this machine.")]

lead_merge_app = group()


@lead_merge_app.command()
def duplicates(
    lead: Annotated[str, typer.Argument(metavar="ID", help="The id of a lead.")],
    as_json_: Annotated[bool, for_programs('{"duplicates": [{"lead": LEAD, "reason": …}]}.')] = False,
) -> None:
    """List leads that may be the same person as this one. Ends with 1 when there is none."""
    with clear_errors(NOTHING_DONE):
        found = assemble(Settings.from_environment()).merging.duplicates(lead)
        if as_json_:
            print_json({"duplicates": [{"lead": as_json(each.lead), "reason": each.reason} for each in found]})
        elif found:
            table = Table(box=None, pad_edge=False, header_style="bold")
            for title in ("Lead", "Why", "Who"):
                table.add_column(title)
            for each in found:
                table.add_row(each.lead.id, each.reason.replace("_", " "), plain(_who(each.lead)))
            screen.print(table)
        if not found:
            refuse("No other lead may be the same person.")


@lead_merge_app.command()
def merge(
    lead: Annotated[str, typer.Argument(metavar="ID", help="The id of a lead.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The id of another lead of the same person.")],
    by: By = None,
    as_json_: Annotated[bool, for_programs("the LEAD that both are now.")] = False,
) -> None:
    """Join two leads of the same person; the older one stands for both. Undo it with unmerge."""
    with clear_errors(NOTHING_DONE):
        joined = assemble(Settings.from_environment()).merging.merge(lead, other, by or getpass.getuser())
        if as_json_:
            print_json(as_json(joined))
        else:
            screen.print(f"{lead} and {other} are one lead: {joined.id}.")


@lead_merge_app.command()
def unmerge(
    lead: Annotated[str, typer.Argument(metavar="ID", help="The id of a lead.")],
    record: Annotated[str, typer.Argument(metavar="RECORD", help='The record to take out of it: one of its "merged".')],
    by: By = None,
    as_json_: Annotated[bool, for_programs('{"lead": LEAD, "taken_out": LEAD}.')] = False,
) -> None:
    """Take a record out of a lead again; the two are not joined by themselves any more."""
    with clear_errors(NOTHING_DONE):
        merging = assemble(Settings.from_environment()).merging
        taken, rest = merging.undo(lead, record, by or getpass.getuser())
        if as_json_:
            print_json({"lead": as_json(rest), "taken_out": as_json(taken)})
        else:
            screen.print(f"{taken.id} and {rest.id} are two leads again.")


def _who(lead: Lead) -> str:
    known = [lead.text(slot) for slot in ("person_name", "company", "email", "phone")]
    return ", ".join(each for each in known if each)
