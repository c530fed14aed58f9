"""``banter purge``: what is kept longer than ``retention`` in ``banter.yml`` says is removed."""

from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from banter import purging
from banter.assembly import assemble
from banter.cli.terminal import clear_errors, for_programs, notices, print_json, refuse, screen
from banter.settings import Settings
from leads.retention import Removed


def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be removed.")] = False,
    as_json: Annotated[bool, for_programs('{"dry_run", "removed": [{"kind", "of", "count"}]}.')] = False,
) -> None:
    """Remove what is kept longer than banter.yml says, here and in the assistant's memory; tell what that was."""
    with clear_errors("Nothing more was removed:"):
        core = assemble(Settings.from_environment())
        if not core.retention.is_on:
            refuse("Nothing is removed: retention in banter.yml has no periods. See docs/privacy.md.")
        with Progress(console=notices, disable=dry_run or not notices.is_terminal, transient=True) as progress:
            task = progress.add_task("Removing …", total=None)
            removed = purging.purge(
                core, dry_run=dry_run, progress=lambda count: progress.update(task, advance=count, refresh=True)
            )
        show(removed, dry_run=dry_run, as_json=as_json)


def show(removed: list[Removed], *, dry_run: bool, as_json: bool) -> None:
    """The report: what was removed, or would be."""
    if as_json:
        print_json({"dry_run": dry_run, "removed": [vars(each) for each in removed]})
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Would be removed" if dry_run else "Removed")
    table.add_column("Number", justify="right")
    for each in removed:
        table.add_row(each.name, str(each.count))
    screen.print(table)
