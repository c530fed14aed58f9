"""What ``banter doctor`` looks at: a new part adds a function, here or in its own file, and a line to the table."""

import asyncio
import platform
from collections.abc import Sequence
from importlib import metadata

import httpx
from sqlalchemy import make_url, text

from banter import training
from banter.channel_checks import check_deliveries, check_slack, check_telegram
from banter.crm_check import check_hubspot
from banter.doctor import Check, Finding, State
from banter.handoff_checks import check_amqp, check_mail, check_webhook
from banter.operator_files import check
from banter.settings import ROOT, Settings
from banter.slack_handoff_checks import check_slack_handoffs
from banter.telegram_chats import check_telegram_chats
from leads.database import Database
from leads.errors import OperatorFileError, StoreUnavailable

PACKAGES = ("fastapi", "sqlalchemy", "python-telegram-bot", "slack-bolt")
HEALTH_TIMEOUT_S = 5.0


async def check_versions(_: Settings) -> Sequence[Finding]:
    """What this installation runs on."""
    ours = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    rasa_packages = [str(path) for path in (ROOT / ".venv" / "rasa").glob("lib/python*/site-packages")]
    rasa = next((each.version for each in metadata.distributions(name="rasa", path=rasa_packages)), None)
    state = State.PROBLEM if rasa is None else State.OK
    named = f"rasa {rasa}" if rasa else "Rasa is not installed: run make setup"
    return [Finding("Versions", state, ", ".join([f"Python {platform.python_version()}", *ours, named]))]


async def check_operator_files(_: Settings) -> Sequence[Finding]:
    """The files that the operator edits."""
    try:
        check(ROOT)
    except OperatorFileError as error:
        places = ((f"{each.path}:{each.line}" if each.line else each.path, each.what) for each in error.problems)
        return [Finding(place, State.PROBLEM, what) for place, what in places]
    return [Finding(name, State.OK, "can be used") for name in ("banter.yml", "qualification.yml", "crm.yml", "data")]


async def check_database(settings: Settings) -> Sequence[Finding]:
    """The lead database."""
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    if settings.has_no_database_yet:
        return [Finding("Lead database", State.OFF, f"{shown} is made when Banter is started")]
    try:
        revision = await asyncio.to_thread(_revision, settings.database_url)
    except StoreUnavailable as error:
        return [Finding("Lead database", State.PROBLEM, f"{shown} cannot be used: {error}")]
    return [Finding("Lead database", State.OK, f"{shown}, schema {revision}")]


async def check_model(_: Settings) -> Sequence[Finding]:
    """Whether the assistant is trained on what it learns from now."""
    if training.model_path().exists():
        return [Finding("Model", State.OK, training.model_path().name)]
    return [Finding("Model", State.OFF, "is trained when Banter is started, or by make train")]


async def check_processes(settings: Settings) -> Sequence[Finding]:
    """Whether a visitor would be answered now, here and from outside."""
    here = await _health(settings.web_url)
    findings = [Finding("Running", *here)]
    if settings.public_url is not None:
        state, says = await _health(settings.public_url)
        # From inside, a public address may be out of reach though it works: no problem yet.
        findings.append(Finding("Public address", State.OK if state == State.OK else State.WARNING, says))
    return findings


async def _health(url: str) -> tuple[State, str]:
    try:
        async with httpx.AsyncClient(timeout=HEALTH_TIMEOUT_S) as http:
            answer = await http.get(f"{url}/healthz")
        missing = answer.json().get("missing", [])
    except (httpx.HTTPError, ValueError, AttributeError):
        return State.OFF, f"nothing of ours answers at {url}"
    if answer.is_success:
        return State.OK, f"visitors are answered at {url}"
    return State.PROBLEM, f"visitors are not answered at {url}; missing: {', '.join(missing)}"


def _revision(url: str) -> str:
    database = Database(url)
    try:
        with database.read() as session:
            return str(session.execute(text("select version_num from alembic_version")).scalar_one())
    finally:
        database.close()


CHECKS: tuple[Check, ...] = (
    check_versions,
    check_operator_files,
    check_database,
    check_model,
    check_processes,
    check_telegram,
    check_slack,
    check_slack_handoffs,
    check_deliveries,
    check_hubspot,
    check_mail,
    check_webhook,
    check_amqp,
    check_telegram_chats,
)
