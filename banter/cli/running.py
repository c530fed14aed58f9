"""``banter run``, ``train``, ``check``, ``talk``: the product as a whole."""

import asyncio
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console

from banter import training
from banter.assembly import assemble, check_letters
from banter.cli.terminal import clear_errors, doing, for_programs, group, notices, print_json, screen
from banter.console_desk import first_password
from banter.handoff_access import check_access
from banter.operator_files import Checked, check
from banter.settings import ROOT, Settings
from banter.supervisor import Supervisor, check_ports, programs
from banter.talk import talk_to
from leads.errors import OperatorFileError

HEALTH_POLL_S = 0.3

running_app = group()


@running_app.command()
def run(
    as_json: Annotated[
        bool,
        for_programs('one line as soon as all is up, {"chat", "console", "password", "api", "token_file", "logs"}.'),
    ] = False,
) -> None:
    """Train if needed, start everything, print the addresses; Ctrl-C stops all of it."""
    with clear_errors():
        settings = _checked_settings()
        told = notices if as_json else screen
        announce = (lambda: print_json(_addresses(settings))) if as_json else (lambda: _print_addresses(settings))
        asyncio.run(_run(settings, _trained(settings, told), told, announce))


@running_app.command()
def train(as_json: Annotated[bool, for_programs('{"model": PATH}.')] = False) -> None:
    """Train the assistant, if what it learns from has changed."""
    with clear_errors():
        settings = Settings.from_environment()
        check(ROOT, settings.qualification)
        model = _trained(settings, notices if as_json else screen).relative_to(ROOT)
        if as_json:
            print_json({"model": str(model)})
        else:
            screen.print(f"The model is {model}")


@running_app.command(name="check")
def check_files(
    as_json: Annotated[bool, for_programs('{"usable": bool, "problems": [{"path", "line", "what"}]}.')] = False,
) -> None:
    """Say what is wrong in the files that you edit, with file and line; start nothing."""
    with clear_errors(files=screen):
        settings = Settings.from_environment()
        if not as_json:
            _print_checked(check(ROOT, settings.qualification))
            return
        problems = []
        try:
            check(ROOT, settings.qualification)
        except OperatorFileError as error:
            problems = [vars(problem) for problem in error.problems]
        print_json({"usable": not problems, "problems": problems})
        raise SystemExit(1 if problems else 0)


@running_app.command()
def talk(
    language: Annotated[str, typer.Option(help="The language that the assistant begins in: en or de.")] = "en",
    as_json: Annotated[bool, for_programs('one line for each reply, {"text", "buttons", "asks"}.')] = False,
) -> None:
    """Talk to the assistant in the terminal; starts it when it is not running."""
    with clear_errors():
        settings = Settings.from_environment()
        told = notices if as_json else screen
        if _is_healthy(settings):
            talk_to(settings.web_url, language, as_json)
        else:
            settings = _checked_settings()
            model = _trained(settings, told)
            asyncio.run(_run(settings, model, told, foreground=lambda: talk_to(settings.web_url, language, as_json)))


def _checked_settings() -> Settings:
    settings = Settings.from_environment()
    check_access(settings)
    check_ports(settings)
    check(ROOT, settings.qualification)  # wrong files and an unusable database are told before the long work
    core = assemble(settings)
    core.database.close()
    check_letters(settings, core.brand)
    return settings


def _trained(settings: Settings, told: Console) -> Path:
    model = training.model_path()
    if model.exists():
        return model
    with doing("Training the assistant; this takes about half a minute …", told):
        return training.train(settings)


def _nothing() -> None:
    """Announces nothing."""


async def _run(
    settings: Settings,
    model: Path,
    told: Console,
    announce: Callable[[], None] = _nothing,
    foreground: Callable[[], None] | None = None,
) -> None:
    supervisor = Supervisor(settings.home, programs(settings, model))
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    supervisor.start()
    try:
        healthy = asyncio.create_task(_until_healthy(settings, told))
        await asyncio.wait({healthy, asyncio.create_task(stopped.wait())}, return_when=asyncio.FIRST_COMPLETED)
        healthy.cancel()
        if foreground is not None and not stopped.is_set():
            await asyncio.to_thread(foreground)
        elif not stopped.is_set():
            announce()
            await stopped.wait()
    finally:
        told.print("Stopping …")
        await supervisor.stop()


async def _until_healthy(settings: Settings, told: Console) -> None:
    with doing("Starting; the assistant loads its model …", told):
        while not await asyncio.to_thread(_is_healthy, settings):
            await asyncio.sleep(HEALTH_POLL_S)


def _is_healthy(settings: Settings) -> bool:
    try:
        return httpx.get(f"{settings.web_url}/healthz", timeout=5).is_success
    except httpx.HTTPError:
        return False


def _addresses(settings: Settings) -> dict[str, str | None]:
    return {
        "chat": f"{settings.web_url}/",
        "console": f"{settings.web_url}/console",
        "password": _first_password(settings),
        "api": f"{settings.web_url}/api/leads",
        "token_file": str(settings.home / "api-token"),
        "logs": str(settings.home / "log"),
    }


def _first_password(settings: Settings) -> str | None:
    """What opens the console as long as nobody has chosen a password."""
    core = assemble(settings)
    try:
        return first_password(settings, core)
    finally:
        core.database.close()


def _print_addresses(settings: Settings) -> None:
    at = _addresses(settings)
    screen.print(f"Chat page     {at['chat']}")
    once = f"    login: admin  password, for once: {at['password']}" if at["password"] else ""
    screen.print(f"Console       {at['console']}{once}", soft_wrap=True)
    screen.print(f"Leads API     {at['api']}  token: {at['token_file']}")
    screen.print(f"Logs are in {at['logs']}. Ctrl-C stops everything.")


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
