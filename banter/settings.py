"""What the environment says: one place that reads it, one value that travels."""

import os
import re
import secrets
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(?:/[\w./-]*)?")


class BadSetting(Exception):
    """An environment variable holds something that cannot be used; the text says which and what to write."""


@dataclass(frozen=True)
class Settings:
    """How this installation runs. ``home`` holds databases, logs, pid files and the API token."""

    home: Path
    host: str
    port: int
    rasa_port: int
    actions_port: int
    database_url: str
    tracker_url: str
    limits: bool
    fixed_day: date | None
    environment_token: str | None = field(repr=False)
    public_url: str | None
    telegram_token: str | None = field(repr=False)
    telegram_api_url: str
    slack_bot_token: str | None = field(repr=False)
    slack_signing_secret: str | None = field(repr=False)
    slack_app_token: str | None = field(repr=False)
    slack_api_url: str
    smtp_url: str | None = field(repr=False)
    mail_from: str | None
    webhook_url: str | None = field(repr=False)
    webhook_secret: str | None = field(repr=False)
    webhook_may_be_private: bool
    hubspot_token: str | None = field(repr=False)
    hubspot_api_url: str
    amqp_url: str | None = field(repr=False)
    dispatches: bool
    qualification: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Reads every ``BANTER_…`` variable. Raises ``BadSetting``."""
        home = Path(environment.get("BANTER_HOME") or ROOT / "var").absolute()
        host, port = environment.get("BANTER_HOST") or "127.0.0.1", _port(environment, "BANTER_PORT", 8080)
        return cls(
            home=home,
            host=host,
            port=port,
            rasa_port=_port(environment, "BANTER_RASA_PORT", 5005),
            actions_port=_port(environment, "BANTER_ACTIONS_PORT", 5055),
            database_url=_database(environment, "BANTER_DATABASE_URL") or f"sqlite:///{home / 'banter.db'}",
            tracker_url=_database(environment, "BANTER_TRACKER_URL") or f"sqlite:///{home / 'tracker.db'}",
            limits=environment.get("BANTER_LIMITS", "on") != "off",
            fixed_day=_day(environment),
            environment_token=environment.get("BANTER_API_TOKEN") or None,
            public_url=_address(environment, "BANTER_PUBLIC_URL"),
            telegram_token=_secret(environment, "BANTER_TELEGRAM_TOKEN"),
            telegram_api_url=_address(environment, "BANTER_TELEGRAM_API_URL") or "https://api.telegram.org",
            slack_bot_token=_secret(environment, "BANTER_SLACK_BOT_TOKEN"),
            slack_signing_secret=_secret(environment, "BANTER_SLACK_SIGNING_SECRET"),
            slack_app_token=_secret(environment, "BANTER_SLACK_APP_TOKEN"),
            slack_api_url=_address(environment, "BANTER_SLACK_API_URL") or "https://slack.com/api",
            smtp_url=_secret(environment, "BANTER_SMTP_URL"),
            mail_from=environment.get("BANTER_MAIL_FROM", "").strip() or None,
            webhook_url=_secret(environment, "BANTER_WEBHOOK_URL"),
            webhook_secret=_secret(environment, "BANTER_WEBHOOK_SECRET"),
            webhook_may_be_private=environment.get("BANTER_WEBHOOK_PRIVATE") == "allowed",
            hubspot_token=_secret(environment, "BANTER_HUBSPOT_TOKEN"),
            hubspot_api_url=_address(environment, "BANTER_HUBSPOT_API_URL") or "https://api.hubapi.com",
            amqp_url=_secret(environment, "BANTER_AMQP_URL"),
            dispatches=environment.get("BANTER_DISPATCH", "on") != "off",
            qualification=Path(environment.get("BANTER_QUALIFICATION") or ROOT / "qualification.yml").absolute(),
        )

    @property
    def web_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def visitors_url(self) -> str:
        """Where visitors reach the web process: the public address, if there is one."""
        return self.public_url or self.web_url

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def has_no_database_yet(self) -> bool:
        """Whether the lead database is a file that the first start makes."""
        path = self.database_url.removeprefix("sqlite:///")
        return path != self.database_url and not Path(path).exists()

    def api_token(self) -> str:
        """The token of the leads API: the environment's, else one made at the first start and kept."""
        return self.environment_token or self.kept_secret("api-token")

    def kept_secret(self, name: str, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> str:
        """A secret that is made once and kept in the data directory, readable by the owner only."""
        path = self.home / name
        self.home.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.stat().st_size:
            path.unlink()  # an earlier version was killed before it wrote
        if not path.exists():
            _put_whole(path, make() + "\n")
        return path.read_text(encoding="utf-8").strip()


def _put_whole(path: Path, text: str) -> None:
    """Writes a file that the owner alone reads; whoever looks sees all of it or none, and the first writer wins."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8") as made:
        made.write(text)
        made.flush()
        os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(made.name, path)


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    raw = environment.get(name) or str(default)
    if not raw.isdecimal() or not 0 < int(raw) < 65536:
        raise BadSetting(f"{name} is {raw!r}; write a port number between 1 and 65535, for example {default}.")
    return int(raw)


def _secret(environment: Mapping[str, str], name: str) -> str | None:
    """A secret as it was pasted: without the blanks around it."""
    return environment.get(name, "").strip() or None


def _address(environment: Mapping[str, str], name: str) -> str | None:
    raw = environment.get(name, "").strip().rstrip("/")
    if raw and not ADDRESS.fullmatch(raw):
        raise BadSetting(f"{name} is {raw!r}; write an address like https://chat.example.com.")
    return raw or None


def _database(environment: Mapping[str, str], name: str) -> str | None:
    """The URL of a database of a kind that we run on; never told back, for there may be a password in it."""
    raw = environment.get(name, "").strip()
    try:
        if raw and make_url(raw).get_backend_name() not in ("sqlite", "postgresql"):
            raise ValueError
    except (ArgumentError, ValueError):
        known = "sqlite:////path/to/file.db or postgresql://user:password@host/database"
        raise BadSetting(f"{name} names no database that Banter can use; write {known}.") from None
    return raw or None


def _day(environment: Mapping[str, str]) -> date | None:
    raw = environment.get("BANTER_TODAY")
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError as error:
        raise BadSetting(f"BANTER_TODAY is {raw!r}; write a day as YYYY-MM-DD, for example 2027-02-15.") from error
