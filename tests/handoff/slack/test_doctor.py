"""``banter doctor`` about the channels and people of Slack that hand-offs go to."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from banter.__main__ import app
from tests.gateway.slack.fake_slack import APP_TOKEN, BOT_TOKEN
from tests.handoff.slack.conftest import ANA, BEN, CHANNEL, file
from tests.handoff.slack.sales_slack import SalesSlack
from tests.ports import free_port

PART = "Hand-off to Slack"


@pytest.fixture(autouse=True)
def known(slack: SalesSlack) -> None:
    slack.names = {CHANNEL: "sales", ANA: "Ana", BEN: "Ben"}


def findings(home: Path, slack: SalesSlack, **environment: str) -> list[tuple[str, str]]:
    fixed = {
        "BANTER_HOME": str(home),
        "BANTER_PORT": str(free_port()),
        "BANTER_QUALIFICATION": file(home),
        "BANTER_SLACK_API_URL": f"{slack.url}/api",
        "BANTER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "BANTER_SLACK_APP_TOKEN": APP_TOKEN,
    }
    report = json.loads(CliRunner().invoke(app, ["doctor", "--json"], env={**fixed, **environment}).output)
    return [(each["state"], each["says"]) for each in report["findings"] if each["part"] == PART]


def test_places_that_can_be_written_to_are_named(tmp_path: Path, slack: SalesSlack) -> None:
    assert findings(tmp_path, slack) == [("ok", "C0SALES, U0ANA, U0BEN can be written to")]


def test_each_place_that_cannot_be_written_to_is_named_with_what_to_do(tmp_path: Path, slack: SalesSlack) -> None:
    slack.absent = {CHANNEL}
    del slack.names[BEN]
    assert findings(tmp_path, slack) == [
        ("problem", "the bot is not in #sales (C0SALES): invite it there"),
        ("problem", "user_not_found: there is no member U0BEN: correct slack in qualification.yml"),
    ]
    slack.names, slack.absent, slack.archived = {ANA: "Ana", BEN: "Ben"}, set(), set()
    ((state, says),) = findings(tmp_path, slack)
    assert (state, "invite the bot to C0SALES" in says) == ("problem", True)
    slack.names[CHANNEL], slack.archived = "sales", {CHANNEL}
    ((state, says),) = findings(tmp_path, slack)
    assert (state, "unarchive it" in says) == ("problem", True)


def test_a_wrong_token_is_told_once_by_its_variable(tmp_path: Path, slack: SalesSlack) -> None:
    told = findings(tmp_path, slack, BANTER_SLACK_BOT_TOKEN="xoxb-secret")
    assert told == [("problem", "Slack rejects the token (invalid_auth); check BANTER_SLACK_BOT_TOKEN")]


def test_what_may_not_be_looked_up_is_a_warning(tmp_path: Path, slack: SalesSlack) -> None:
    slack.scopes = "chat:write,users:read"
    ((state, says),) = findings(tmp_path, slack)
    assert state == "warning"
    assert "channels:read" in says


def test_half_a_configuration_is_a_warning(tmp_path: Path, slack: SalesSlack) -> None:
    ((state, says),) = findings(tmp_path, slack, BANTER_SLACK_BOT_TOKEN="")
    assert (state, "BANTER_SLACK_BOT_TOKEN is not set" in says) == ("warning", True)
    ((state, says),) = findings(tmp_path, slack, BANTER_SLACK_APP_TOKEN="")
    assert (state, "no buttons" in says) == ("warning", True)
