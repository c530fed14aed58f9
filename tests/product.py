"""The real product for tests: all three processes on free ports, and a visitor who talks to it over the public chat."""

import os
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx

from banter.settings import ROOT
from tests.ports import free_port

TODAY = "2027-02-15"
TOKEN = "a-token-for-tests"
START_TIMEOUT_S = 180


class Product:
    """``make run`` without the installation, in a data directory of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        ports = {name: str(free_port()) for name in ("BANTER_PORT", "BANTER_RASA_PORT", "BANTER_ACTIONS_PORT")}
        self.base_url = f"http://127.0.0.1:{ports['BANTER_PORT']}"
        self.rasa_url = f"http://127.0.0.1:{ports['BANTER_RASA_PORT']}"
        fixed = {"BANTER_HOME": str(home), "BANTER_TODAY": TODAY, "BANTER_API_TOKEN": TOKEN, "BANTER_LIMITS": "off"}
        self.command = [sys.executable, "-m", "banter", "run"]
        self.http = httpx.Client()  # one for all: each new one loads the machine's certificates anew, for 25 ms
        self.environment = {**os.environ, **fixed, **ports, **environment}

    def __enter__(self) -> "Product":
        self.home.mkdir(parents=True, exist_ok=True)
        self.output = self.home / "run.out"
        with self.output.open("wb") as output:
            self.supervisor = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=output, stderr=output, start_new_session=True
            )
        self.wait_until_healthy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.supervisor.send_signal(signal.SIGINT)
        self.supervisor.wait(30)
        self.http.close()

    def wait_until_healthy(self, timeout: float = START_TIMEOUT_S) -> None:
        """Returns when a message would be answered; fails with the product's own words when it never is."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline and self.supervisor.poll() is None:
            if self.is_healthy():
                return
            time.sleep(0.2)
        raise AssertionError(f"the product is not healthy: {self.output.read_text()[-2000:]}")

    def is_healthy(self) -> bool:
        try:
            return self.http.get(f"{self.base_url}/healthz", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def pid(self, name: str) -> int:
        """The process id of web, rasa or actions."""
        return int((self.home / "run" / f"{name}.pid").read_text())

    def visitor(self, language: str | None = None, **source: str) -> "Visitor":
        """Somebody who has just opened the chat."""
        body = {"source": source} if language is None else {"language": language, "source": source}
        opened = self.http.post(f"{self.base_url}/chat", json=body, timeout=30).raise_for_status().json()
        return Visitor(self, opened["conversation"], opened["token"])

    def leads(self, **query: str) -> list[dict[str, Any]]:
        """What ``GET /api/leads`` says."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        answer = self.http.get(f"{self.base_url}/api/leads", params=query, headers=headers, timeout=30)
        leads: list[dict[str, Any]] = answer.raise_for_status().json()["leads"]
        return leads


@dataclass
class Visitor:
    """One conversation over ``POST /chat/messages``."""

    product: Product
    conversation: str
    token: str
    replies: list[dict[str, Any]] = field(default_factory=list)

    def post(self, **body: Any) -> httpx.Response:
        """The bare request: whatever comes back."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.product.http.post(f"{self.product.base_url}/chat/messages", json=body, headers=headers, timeout=60)

    def say(self, text: str, message_id: str | None = None, patience: float = 90) -> list[str]:
        """Says something, asking again with the same id while the answer is pending; returns the replies' texts."""
        return self._send(patience, id=message_id or uuid.uuid4().hex, text=text)

    def press(self, title: str) -> list[str]:
        """Presses a button of the last replies, by its title."""
        buttons = {button["title"]: button["payload"] for reply in self.replies for button in reply["buttons"]}
        return self._send(90, id=uuid.uuid4().hex, button=buttons[title])

    def _send(self, patience: float, **body: str) -> list[str]:
        deadline = time.monotonic() + patience
        while True:
            try:
                response = self.post(**body)
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)
                continue
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() > deadline:
                break
        self.replies = response.raise_for_status().json()["replies"]
        return [reply["text"] for reply in self.replies]

    @property
    def asks(self) -> str | None:
        """The slot that the bot waits for now."""
        return next((reply["asks"] for reply in reversed(self.replies) if reply["asks"]), None)

    @property
    def lead(self) -> dict[str, Any] | None:
        """This conversation's lead, if there is one; never two."""
        leads = self.product.leads(conversation=self.conversation)
        assert len(leads) <= 1
        return leads[0] if leads else None

    def transcript(self) -> list[dict[str, Any]]:
        """What ``GET /chat/messages`` says."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.product.http.get(f"{self.product.base_url}/chat/messages", headers=headers, timeout=30)
        messages: list[dict[str, Any]] = answer.raise_for_status().json()["messages"]
        return messages
