"""``python -m banter``: what ``make`` calls."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.markup import escape

from banter import doctor, training
from banter.assembly import assemble, check_letters
from banter.checks import CHECKS
from banter.cli.purge import purge
from banter.crm import preview
from banter.dispatch import dispatch, show_feedback, show_handoffs
from banter.handing_over import cards
from banter.handoff_access import check_access
from banter.logs import log_to_stderr
from banter.operator_files import Checked, check
from banter.settings import ROOT, BadSetting, Settings
from banter.supervisor import PortTaken, Supervisor, check_ports, programs
from banter.talk import talk_to
from leads.errors import BanterError, OperatorFileError, UnknownLead, UnknownParcel

HEALTH_POLL_S = 0.3

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Banter turns conversations into qualified leads.")
screen = Console(highlight=False)


@app.command()
def run() -> None:
    """Train if needed, start everything, print the addresses; Ctrl-C stops all of it."""
    with _clear_errors():
        settings = _checked_settings()
        asyncio.run(_run(settings, _trained(settings)))


@app.command()
def train() -> None:
    """Train the assistant, if what it learns from has changed."""
    with _clear_errors():
        settings = Settings.from_environment()
        check(ROOT, settings.qualification)
        screen.print(f"The model is {_trained(settings).relative_to(ROOT)}")


@app.command(name="check")
def check_files() -> None:
    """Say what is wrong in the files that you edit, with file and line; start nothing."""
    with _clear_errors():
        _print_checked(check(ROOT, Settings.from_environment().qualification))


@app.command()
def talk(language: str = "en") -> None:
    """Talk to the assistant in the terminal; starts it when it is not running."""
    with _clear_errors():
        settings = Settings.from_environment()
        if _is_healthy(settings):
            talk_to(settings.web_url, language)
        else:
            settings = _checked_settings()
            asyncio.run(_run(settings, _trained(settings), lambda: talk_to(settings.web_url, language)))


@app.command("dispatch")
def dispatch_alone() -> None:
    """Send hand-offs in a process of its own; start the rest with BANTER_DISPATCH=off then."""
    with _clear_errors():
        log_to_stderr()
        settings = Settings.from_environment()
        asyncio.run(dispatch(settings, assemble(settings)))


@app.command()
def handoffs(limit: Annotated[int, typer.Option(help="How many of the newest.")] = 20) -> None:
    """List the newest hand-offs, and what has not arrived at its destination."""
    with _clear_errors():
        show_handoffs(assemble(Settings.from_environment()), limit, screen)


@app.command()
def feedback() -> None:
    """Show which criteria told won deals from lost ones, by what people of sales said."""
    with _clear_errors():
        show_feedback(assemble(Settings.from_environment()), screen)


@app.command()
def replay(
    number: Annotated[int | None, typer.Argument(help="What to send again; nothing: all that was given up.")] = None,
) -> None:
    """Send once more what was given up."""
    with _clear_errors():
        outbox = assemble(Settings.from_environment()).outbox
        if number is None:
            screen.print(f"{outbox.replay_given_up()} will be sent again.")
        else:
            outbox.replay(number)
            screen.print(f"{number} will be sent again.")


@app.command("crm-preview")
def preview_crm(
    lead: Annotated[str | None, typer.Argument(help="The id of a lead; nothing: the newest ones.")] = None,
    limit: Annotated[int, typer.Option(help="How many of the newest.")] = 5,
) -> None:
    """Show what would be sent to the CRM, as JSON; contact nothing."""
    with _clear_errors():
        settings = Settings.from_environment()
        core = assemble(settings)
        for shown in preview(settings, core, cards(settings, core), lead, limit):
            print(shown)


app.command()(purge)


@app.command("doctor")
def examine(as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False) -> None:
    """Tell what is configured, what is on and what can be reached; ends with 1 when something has to be done."""
    try:
        findings = asyncio.run(doctor.examine(Settings.from_environment(), CHECKS))
    except BadSetting as error:
        findings = (doctor.Finding("Settings", doctor.State.PROBLEM, str(error)),)
    if as_json:
        print(doctor.as_json(findings))
    else:
        doctor.show(findings, screen)
    sys.exit(0 if doctor.is_healthy(findings) else 1)


def _checked_settings() -> Settings:
    settings = Settings.from_environment()
    check_access(settings)
    check_ports(settings)
    check(ROOT, settings.qualification)  # wrong files and an unusable database are told before the long work
    core = assemble(settings)
    core.database.close()
    check_letters(settings, core.brand)
    return settings


def _trained(settings: Settings) -> Path:
    model = training.model_path()
    if model.exists():
        return model
    with _doing("Training the assistant; this takes about half a minute …"):
        return training.train(settings)


async def _run(settings: Settings, model: Path, foreground: Callable[[], None] | None = None) -> None:
    supervisor = Supervisor(settings.home, programs(settings, model))
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    supervisor.start()
    try:
        healthy = asyncio.create_task(_until_healthy(settings))
        await asyncio.wait({healthy, asyncio.create_task(stopped.wait())}, return_when=asyncio.FIRST_COMPLETED)
        healthy.cancel()
        if foreground is not None and not stopped.is_set():
            await asyncio.to_thread(foreground)
        elif not stopped.is_set():
            _print_addresses(settings)
            await stopped.wait()
    finally:
        screen.print("Stopping …")
        await supervisor.stop()


async def _until_healthy(settings: Settings) -> None:
    with _doing("Starting; the assistant loads its model …"):
        while not await asyncio.to_thread(_is_healthy, settings):
            await asyncio.sleep(HEALTH_POLL_S)


def _is_healthy(settings: Settings) -> bool:
    try:
        return httpx.get(f"{settings.web_url}/healthz", timeout=5).is_success
    except httpx.HTTPError:
        return False


def _print_addresses(settings: Settings) -> None:
    screen.print(f"Chat page     {settings.web_url}/")
    password = settings.kept_secret("console-password")
    screen.print(f"Console       {settings.web_url}/console    password: {password}", soft_wrap=True)
    screen.print(f"Leads API     {settings.web_url}/api/leads  token: {settings.home / 'api-token'}")
    screen.print(f"Logs are in {settings.home / 'log'}. Ctrl-C stops everything.")


def _print_checked(checked: Checked) -> None:
    brand, hours = checked.brand, checked.brand.business_hours.hours
    opening = hours.next_opening(datetime.now(UTC))
    screen.print(f"banter.yml         {brand.bot} speaks for {brand.company}", markup=False)
    screen.print(
        f"                   {brand.business_hours.timezone}: open next {opening:%A, %d %B %Y, %H:%M}", markup=False
    )
    screen.print(f"qualification.yml  asks {', '.join(checked.criteria.questions.order)}", soft_wrap=True)
    screen.print(
        f"crm.yml            {', '.join(checked.crm.send.sales)} go to sales, marketing: {checked.crm.send.marketing}"
    )
    for folder, count in checked.entries.items():
        screen.print(f"{folder:17}  {count} questions and answers, English and German")
    screen.print(f"data/responses     {checked.responses} responses, English and German")
    screen.print("All of it can be used.")


@contextmanager
def _doing(what: str) -> Iterator[None]:
    """Shows what takes a while: moving on a terminal, as a line elsewhere."""
    if screen.is_terminal:
        with screen.status(what):
            yield
    else:
        screen.print(what)
        yield


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except OperatorFileError as error:
        screen.print("[red]Banter cannot start; put this right first:[/red]")
        for problem in error.problems:
            screen.print(f"  {escape(str(problem))}", soft_wrap=True)
        sys.exit(1)
    except UnknownLead as error:
        screen.print(f"There is no lead {escape(str(error))}.")
        sys.exit(1)
    except UnknownParcel as error:
        screen.print(f"There is no {escape(str(error))} in the outbox; banter handoffs lists what has not arrived.")
        sys.exit(1)
    except (BadSetting, PortTaken, BanterError, training.TrainingFailed) as error:
        screen.print(f"[red]Banter cannot start:[/red] {escape(str(error))}", soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    app()
