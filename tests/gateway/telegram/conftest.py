"""The web process with Telegram on, a stand-in for the bot behind it and one for Telegram before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.gateway.chats import Chats
from tests.gateway.conftest import running_site
from tests.gateway.fake_bot import FakeBot
from tests.gateway.telegram.fake_telegram import TOKEN, FakeTelegram
from tests.ports import free_port


@dataclass
class TelegramChats(Chats):
    telegram: FakeTelegram


@contextmanager
def running_chats(home: Path, telegram: FakeTelegram, bot: FakeBot, **environment: str) -> Iterator[TelegramChats]:
    """Long polling, unless a public address is named."""
    access = {"BANTER_TELEGRAM_TOKEN": TOKEN, "BANTER_TELEGRAM_API_URL": telegram.url}
    with FakeBot() as actions, running_site(home, bot, actions, **{**access, **environment}) as site:
        yield TelegramChats(site, "telegram", telegram)


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture
def chats(tmp_path: Path, telegram: FakeTelegram, bot: FakeBot) -> Iterator[TelegramChats]:
    with running_chats(tmp_path, telegram, bot) as chats:
        yield chats


@pytest.fixture
def posted(tmp_path: Path, telegram: FakeTelegram, bot: FakeBot) -> Iterator[TelegramChats]:
    """The same with a webhook."""
    port = str(free_port())
    url = f"http://127.0.0.1:{port}"
    with running_chats(tmp_path, telegram, bot, BANTER_PORT=port, BANTER_PUBLIC_URL=url) as chats:
        telegram.wait_until(lambda: any(method == "setMyCommands" for method, _ in telegram.calls))
        yield chats
