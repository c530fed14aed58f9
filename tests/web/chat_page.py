"""A page with the chat on it, as somebody in front of the browser has it."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.sync_api import ConsoleMessage, Page, Request, WebSocket, expect

ANSWER_MS = 30_000
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@dataclass
class ChatPage:
    page: Page
    server: str
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self.note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.on("websocket", lambda socket: self.sockets.append(socket))
        self.element = self.page.locator("banter-chat")
        self.rows = self.page.locator("banter-chat .row")
        self.bubbles = self.page.locator("banter-chat .bubble")
        self.panel = self.page.get_by_role("dialog")
        self.field = self.page.locator("banter-chat textarea")
        self.choices = self.panel.get_by_role("group").get_by_role("button")
        self.launcher = self.page.locator("banter-chat .launcher")
        self.notice = self.page.locator("banter-chat .notice")

    def note_console(self, message: ConsoleMessage) -> None:
        """What breaks the page's security policy is told here too."""
        if message.type == "error":
            self.complaints.append(message.text)

    def write(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def say(self, text: str) -> str:
        """The last thing the bot says to it."""
        self.write(text)
        return self.answer()

    def answer(self) -> str:
        expect(self.rows.last).to_have_class(re.compile(r"\b(bot|person)\b"), timeout=ANSWER_MS)
        return self.bubbles.last.inner_text()

    def choose(self, title: str) -> str:
        self.choices.get_by_text(title, exact=True).click()
        return self.answer()

    def said(self) -> list[str]:
        return self.bubbles.all_inner_texts()

    def chat_requests(self) -> list[str]:
        """Everything that was asked of the chat itself: the script and the page are no part of it."""
        posted = [request.url for request in self.requests if request.url.startswith(f"{self.server}/chat")]
        return posted + [socket.url for socket in self.sockets]

    def kept(self, storage: str) -> dict[str, Any]:
        """What the widget keeps in the browser, by key."""
        return dict(self.page.evaluate(f"Object.fromEntries(Object.entries({storage}))"))

    @property
    def session(self) -> dict[str, Any]:
        """What the widget keeps of its conversation; empty before the first message."""
        kept: dict[str, Any] = json.loads(self.kept("localStorage").get(f"banter:{self.server}", "{}"))
        return kept

    @property
    def conversation(self) -> str:
        return str(self.session["conversation"])

    @property
    def asks(self) -> str | None:
        """Which slot the bot asks for now, by the server's account: whichever way the page heard of it."""
        token = self.session.get("token")
        if token is None:
            return None
        told = httpx.get(f"{self.server}/chat/messages", headers={"Authorization": f"Bearer {token}"}, verify=False)
        lines = [line for line in told.raise_for_status().json()["messages"] if line["author"] == "bot"]
        return str(lines[-1]["asks"]) if lines and lines[-1]["asks"] else None

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)
