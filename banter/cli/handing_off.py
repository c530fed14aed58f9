"""``banter dispatch``, ``handoffs``, ``feedback``, ``replay``, ``crm-preview``: what leaves for sales and marketing.

Each command brings the destinations by itself: for all others they would take seconds to load.
"""

import asyncio
import json
from typing import Annotated

import typer

from banter.assembly import assemble
from banter.cli.terminal import clear_errors, for_programs, group, print_json, screen
from banter.logs import log_to_stderr
from banter.settings import Settings

handing_off_app = group()


@handing_off_app.command("dispatch")
def dispatch_alone(
    as_json: Annotated[bool, for_programs("the log on standard error, one object on each line.")] = False,
) -> None:
    """Send hand-offs in a process of its own; start the rest with BANTER_DISPATCH=off then."""
    from banter.dispatch import dispatch

    with clear_errors():
        log_to_stderr(as_json)
        settings = Settings.from_environment()
        asyncio.run(dispatch(settings, assemble(settings)))


@handing_off_app.command()
def handoffs(
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 20,
    as_json: Annotated[
        bool,
        for_programs(
            '{"handoffs": [{"lead", "class", "who", "for", "because", "claimed_by"}], "not_arrived": [{"number", '
            '"kind", "lead_id", "destination", "attempts", "given_up", "cause"}]}.'
        ),
    ] = False,
) -> None:
    """List the newest hand-offs, and what has not arrived at its destination."""
    from banter.dispatch import handoffs_as_json, show_handoffs

    with clear_errors():
        core = assemble(Settings.from_environment())
        if as_json:
            print_json(handoffs_as_json(core, limit))
        else:
            show_handoffs(core, limit, screen)


@handing_off_app.command()
def feedback(
    as_json: Annotated[
        bool,
        for_programs('{"criteria": [{"name", "met_won", "met_lost", "unmet_won", "unmet_lost", "lift"}]}.'),
    ] = False,
) -> None:
    """Show which criteria told won deals from lost ones, by what people of sales said."""
    from banter.dispatch import feedback_as_json, show_feedback

    with clear_errors():
        core = assemble(Settings.from_environment())
        if as_json:
            print_json(feedback_as_json(core))
        else:
            show_feedback(core, screen)


@handing_off_app.command()
def replay(
    number: Annotated[int | None, typer.Argument(help="What to send again; nothing: all that was given up.")] = None,
    as_json: Annotated[bool, for_programs('{"sent_again": how many, "number": the one or null}.')] = False,
) -> None:
    """Send once more what was given up."""
    with clear_errors():
        outbox = assemble(Settings.from_environment()).outbox
        if number is None:
            again = outbox.replay_given_up()
        else:
            outbox.replay(number)
            again = 1
        if as_json:
            print_json({"sent_again": again, "number": number})
        else:
            screen.print(f"{again if number is None else number} will be sent again.")


@handing_off_app.command("crm-preview")
def preview_crm(
    lead: Annotated[str | None, typer.Argument(help="The id of a lead; nothing: the newest ones.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many of the newest.")] = 5,
    as_json: Annotated[
        bool, for_programs('one line for each lead, {"lead", "class", "sent_for", "contact", "note"}.')
    ] = False,
) -> None:
    """Show what would be sent to the CRM, as JSON; contact nothing."""
    from banter.crm import preview
    from banter.handing_over import cards

    with clear_errors():
        settings = Settings.from_environment()
        core = assemble(settings)
        for sent in preview(settings, core, cards(settings, core), lead, limit):
            if as_json:
                print_json(sent)
            else:
                print(json.dumps(sent, ensure_ascii=False, indent=2))
