"""``banter doctor`` against an installation and against stand-ins for Telegram and Slack."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from banter.__main__ import app
from leads.arrivals import Arrivals
from leads.clock import Clock
from leads.database import Database
from leads.deliveries import Deliveries
from leads.inbox import Inbox, Reply
from tests.gateway.fake_bot import FakeBot
from tests.gateway.slack import fake_slack
from tests.gateway.slack.fake_slack import FakeSlack
from tests.gateway.telegram import fake_telegram
from tests.gateway.telegram.conftest import running_chats
from tests.gateway.telegram.fake_telegram import FakeTelegram
from tests.leads.made_up import MAYA, arrival
from tests.ports import free_port

SLACK = {"BANTER_SLACK_BOT_TOKEN": fake_slack.BOT_TOKEN, "BANTER_SLACK_APP_TOKEN": fake_slack.APP_TOKEN}
TELEGRAM = {"BANTER_TELEGRAM_TOKEN": fake_telegram.TOKEN}


@dataclass
class Practice:
    """A place to call the doctor to."""

    home: Path
    telegram: FakeTelegram
    slack: FakeSlack

    def call(self, *options: str, **environment: str) -> tuple[int, str]:
        fixed = {
            "BANTER_HOME": str(self.home),
            "BANTER_PORT": str(free_port()),
            "BANTER_TELEGRAM_API_URL": self.telegram.url,
            "BANTER_SLACK_API_URL": f"{self.slack.url}/api",
        }
        result = CliRunner().invoke(app, ["doctor", *options], env={**fixed, **environment})
        return result.exit_code, result.output

    def findings(self, **environment: str) -> dict[str, tuple[str, str]]:
        """State and words by part; the exit code agrees with them."""
        code, output = self.call("--json", **environment)
        report: dict[str, Any] = json.loads(output)
        assert report["healthy"] == (code == 0)
        assert report["healthy"] == all(each["state"] != "problem" for each in report["findings"])
        return {each["part"]: (each["state"], each["says"]) for each in report["findings"]}


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    with FakeTelegram() as telegram, FakeSlack() as slack:
        yield Practice(tmp_path, telegram, slack)


def test_a_fresh_installation_has_nothing_wrong_and_says_what_is_off(practice: Practice) -> None:
    found = practice.findings()
    assert {part: state for part, (state, _) in found.items() if part not in ("Model", "Versions")} == {
        "banter.yml": "ok",
        "qualification.yml": "ok",
        "crm.yml": "ok",
        "data": "ok",
        "Lead database": "off",
        "Running": "off",
        "Telegram": "off",
        "Slack": "off",
        "HubSpot": "off",
        "E-mail": "off",
        "Webhook": "off",
        "AMQP": "off",
    }
    assert "python-telegram-bot 22" in found["Versions"][1]
    assert not (practice.home / "banter.db").exists()


def test_channels_that_are_on_are_named_with_the_way_in(practice: Practice) -> None:
    found = practice.findings(**TELEGRAM, **SLACK)
    assert found["Telegram"] == ("ok", "@BanteBot, by long polling")
    assert found["Slack"] == ("ok", "bante in Seegras, by Socket Mode")
    assert practice.telegram.polls == 0


def test_a_rejected_token_is_told_with_its_variable_and_never_shown(practice: Practice) -> None:
    code, output = practice.call(BANTER_TELEGRAM_TOKEN="1:secret", BANTER_SLACK_BOT_TOKEN="xoxb-secret", COLUMNS="200")
    assert code == 1
    assert "BANTER_TELEGRAM_TOKEN" in output
    assert "secret" not in output
    found = practice.findings(**TELEGRAM, **{**SLACK, "BANTER_SLACK_BOT_TOKEN": "xoxb-secret"})
    assert found["Slack"] == ("problem", "Slack says invalid_auth; check BANTER_SLACK_BOT_TOKEN")
    assert found["Telegram"][0] == "ok"
    wrong_app_token = practice.findings(**{**SLACK, "BANTER_SLACK_APP_TOKEN": "xapp-secret"})
    assert wrong_app_token["Slack"] == ("problem", "Slack says invalid_auth; check BANTER_SLACK_APP_TOKEN")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"BANTER_SLACK_BOT_TOKEN": "xoxb-fake"}, "BANTER_SLACK_SIGNING_SECRET"),
        ({"BANTER_SLACK_APP_TOKEN": "xapp-fake"}, "BANTER_SLACK_BOT_TOKEN"),
        ({"BANTER_SLACK_SIGNING_SECRET": "x"}, "BANTER_SLACK_BOT_TOKEN"),
    ],
)
def test_half_a_configuration_names_the_other_half(practice: Practice, given: dict[str, str], missing: str) -> None:
    state, says = practice.findings(**given)["Slack"]
    assert state == "problem"
    assert f"{missing}" in says
    assert "missing" in says


def test_scopes_that_the_app_lacks_are_named(practice: Practice) -> None:
    practice.slack.scopes = "chat:write"
    state, says = practice.findings(**SLACK)["Slack"]
    assert state == "problem"
    assert says.endswith("lacks the scopes app_mentions:read, im:history")


def test_what_is_out_of_reach_is_told(practice: Practice) -> None:
    practice.telegram.stop()
    practice.slack.stop()
    found = practice.findings(**TELEGRAM, **SLACK)
    assert found["Telegram"][0] == found["Slack"][0] == "problem"
    assert fake_telegram.TOKEN not in found["Telegram"][1]


def test_a_webhook_is_compared_with_the_public_address(practice: Practice) -> None:
    public = {"BANTER_PUBLIC_URL": "https://chat.seegras.example"}
    assert practice.findings(**TELEGRAM, **public)["Telegram"][0] == "warning"
    practice.telegram.webhook = {"url": "https://chat.seegras.example/telegram/webhook"}
    assert practice.findings(**TELEGRAM, **public)["Telegram"][0] == "ok"
    practice.telegram.webhook_trouble = {"last_error_date": 1_800_000_000, "last_error_message": "Connection refused"}
    assert practice.findings(**TELEGRAM, **public)["Telegram"][0] == "warning"
    state, says = practice.findings(**TELEGRAM, BANTER_PUBLIC_URL="http://chat.seegras.example")["Telegram"]
    assert state == "problem"
    assert "https" in says
    assert practice.findings(**TELEGRAM)["Telegram"][0] == "warning", "a webhook that nobody wants any more"


def test_replies_that_did_not_arrive_are_counted(practice: Practice) -> None:
    database = Database(f"sqlite:///{practice.home / 'banter.db'}")
    database.migrate()
    talk = Arrivals(database, Clock()).receive(arrival("hello", 1)) or ""
    assert practice.findings(**TELEGRAM)["Deliveries"] == ("ok", "every reply has arrived")
    Inbox(database, Clock()).add(talk, Reply("hi"))
    deliveries = Deliveries(database, Clock())
    deliveries.claim("telegram")
    deliveries.close(MAYA, "403: bot was blocked by the user")
    database.close()
    assert practice.findings(**TELEGRAM)["Deliveries"] == (
        "warning",
        "0 tried again, 1 given up lately; the newest: telegram: 403: bot was blocked by the user",
    )


def test_a_wrong_setting_and_a_lost_database_are_problems(practice: Practice) -> None:
    assert practice.findings(BANTER_PORT="x")["Settings"][0] == "problem"
    lost = practice.findings(BANTER_DATABASE_URL="postgresql+psycopg://maya:geheim@127.0.0.1:1/banter", **TELEGRAM)
    state, says = lost["Lead database"]
    assert state == "problem"
    assert "geheim" not in says


def test_a_running_installation_is_found(practice: Practice) -> None:
    port = str(free_port())
    here = {"BANTER_PORT": port, "BANTER_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with FakeBot() as bot, running_chats(practice.home, practice.telegram, bot, **here):
        found = practice.findings(**here)
        assert found["Running"][0] == found["Public address"][0] == "ok"
        bot.stop()
        state, says = practice.findings(**here)["Running"]
        assert (state, says.rpartition("missing: ")[2]) == ("problem", "bot")
        assert re.search(r"schema \d{4}$", found["Lead database"][1])
    assert practice.findings(**here)["Public address"][0] == "warning"
