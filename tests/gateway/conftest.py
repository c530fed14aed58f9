"""The website as it runs, on a real socket and a real SQLite file, with a stand-in for the bot behind it."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
import uvicorn
from sqlalchemy import text

from banter.assembly import Core, assemble
from banter.settings import Settings
from banter.web import LARGEST_SOCKET_FRAME, create_app
from gateway.turns import PATIENCE_S
from leads.database import Database
from tests.databases import fresh
from tests.gateway.fake_bot import FakeBot
from tests.ports import free_port

API_TOKEN = "a-token-for-tests"


@dataclass
class Site:
    """A running website and what stands behind it."""

    url: str
    bot: FakeBot
    actions: FakeBot
    database_url: str
    http: httpx.Client = field(repr=False)

    def visitor(self, language: str | None = None, **source: str) -> "Visitor":
        opened = self.http.post("/chat", json={"source": source} | ({"language": language} if language else {}))
        assert opened.status_code == 201, opened.text
        return Visitor(self, opened.json()["conversation"], opened.json()["token"])

    def inbox_rows(self, conversation: str) -> int:
        """How many messages of a visitor are stored."""
        database = Database(self.database_url)
        with database.read() as session:
            count = session.execute(
                text("select count(*) from inbox where conversation_id = :id"), {"id": conversation}
            ).scalar_one()
        database.close()
        return int(count)


@dataclass
class Visitor:
    """One conversation, as a browser has it."""

    site: Site
    conversation: str
    token: str

    def post(self, **body: Any) -> httpx.Response:
        return self.send_bytes(json.dumps({"id": uuid.uuid4().hex, **body}).encode())

    def send_bytes(self, body: bytes) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.site.http.post("/chat/messages", content=body, headers=headers)

    def say(self, said: str, **body: Any) -> list[str]:
        """The replies' texts."""
        answer = self.post(text=said, **body)
        assert answer.status_code == 200, answer.text
        return [each["text"] for each in answer.json()["replies"]]

    def transcript(self) -> list[tuple[str, str]]:
        answer = self.site.http.get("/chat/messages", headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, answer.text
        return [(line["author"], line["text"]) for line in answer.json()["messages"]]


def refused(answer: httpx.Response, status: int, code: str) -> None:
    """A refusal is JSON with a code and a sentence, and repeats nothing that could run in a page."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"]


@contextmanager
def running_site(
    home: Path,
    bot: FakeBot,
    actions: FakeBot,
    patience_s: float = PATIENCE_S,
    origins: Sequence[str] = (),
    port: int | None = None,
    assembled: Callable[[Settings], Core] = assemble,
    **environment: str,
) -> Iterator[Site]:
    """The web process's application over HTTP; leaving stops it and keeps its data."""
    port = port or free_port()
    settings = Settings.from_environment(
        {
            "BANTER_HOME": str(home),
            "BANTER_PORT": str(port),
            "BANTER_RASA_PORT": str(bot.port),
            "BANTER_ACTIONS_PORT": str(actions.port),
            "BANTER_API_TOKEN": API_TOKEN,
            "BANTER_LIMITS": "off",
            **environment,
        }
    )
    fresh(settings.home / "banter.db").close()
    app = create_app(settings, assembled(settings), patience_s, origins)
    frames = {"ws_max_size": LARGEST_SOCKET_FRAME}
    config = uvicorn.Config(app, port=settings.port, log_level="error", timeout_graceful_shutdown=1, **frames)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=settings.web_url, timeout=40) as client:
            yield Site(settings.web_url, bot, actions, settings.database_url, client)
    finally:
        bot.go_on.set()
        server.should_exit = True
        thread.join()


@pytest.fixture(autouse=True)
def plain_log() -> Iterator[None]:
    """The log as the product writes it, on standard output."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer(key_order=["event"])]
    )
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for tests that only need a conversation of their own."""
    home = tmp_path_factory.mktemp("site")
    with FakeBot() as bot, FakeBot() as actions, running_site(home, bot, actions) as site:
        yield site


@pytest.fixture
def bot() -> Iterator[FakeBot]:
    """A bot of the test's own, without a site."""
    with FakeBot() as bot:
        yield bot


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site of the test's own."""
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions) as site:
        yield site
