"""The web process with Slack on, a stand-in for the bot behind it and one for Slack before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.gateway.chats import Chats
from tests.gateway.conftest import running_site
from tests.gateway.fake_bot import FakeBot
from tests.gateway.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, FakeSlack


@dataclass
class SlackChats(Chats):
    slack: FakeSlack


@contextmanager
def running_chats(home: Path, slack: FakeSlack, bot: FakeBot, **environment: str) -> Iterator[SlackChats]:
    """Events over HTTP, unless an app token is given."""
    access = {
        "BANTER_SLACK_API_URL": f"{slack.url}/api",
        "BANTER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "BANTER_SLACK_SIGNING_SECRET": SIGNING_SECRET,
    }
    with FakeBot() as actions, running_site(home, bot, actions, **{**access, **environment}) as site:
        slack.events_url = f"{site.url}/slack/events"
        yield SlackChats(site, "slack", slack)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        yield slack


@pytest.fixture
def chats(tmp_path: Path, slack: FakeSlack, bot: FakeBot) -> Iterator[SlackChats]:
    with running_chats(tmp_path, slack, bot) as chats:
        slack.wait_until(lambda: slack.calls)
        yield chats


@pytest.fixture
def over_socket(tmp_path: Path, slack: FakeSlack, bot: FakeBot) -> Iterator[SlackChats]:
    """The same in Socket Mode."""
    secrets = {"BANTER_SLACK_SIGNING_SECRET": "", "BANTER_SLACK_APP_TOKEN": APP_TOKEN}
    with running_chats(tmp_path, slack, bot, **secrets) as chats:
        slack.wait_until(lambda: slack.is_connected)
        yield chats
