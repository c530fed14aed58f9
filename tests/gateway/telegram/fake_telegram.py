"""A hand-written Telegram Bot API on loopback, as far as a bot of one-to-one chats and groups uses it."""

import itertools
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx

from tests.gateway.fake_platform import Failure, FakePlatform, Json

TOKEN = "4242:AAfake-token_fake-token_fake-token_00"
BOT = {"id": 4242, "is_bot": True, "first_name": "Bante", "username": "BanteBot"}
TEXTS = ("text", "callback_query_id", "url", "secret_token")
LONGEST_POLL_S = 0.5  # a real one lasts 30 s


class FakeTelegram(FakePlatform):
    """Keeps updates until they are acknowledged, and everything that was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.updates: list[Json] = []
        self.sent: list[Json] = []
        self.answered: list[Json] = []
        self.blocked: set[int] = set()
        self.webhook: Json | None = None
        self.webhook_trouble: Json = {}
        self.ids = itertools.count(1000)
        self.http = httpx.Client(timeout=20)

    def call(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Json, Mapping[str, str]]:
        _, token, method = path.split("/", 2)
        given = parse_qsl(body.decode(), keep_blank_values=True)
        arguments = {name: value if name in TEXTS else _value(value) for name, value in given}
        with self.changed:
            self.calls.append((method, arguments))
        if token != f"bot{TOKEN}":
            return _error(401, "Unauthorized")
        answer = getattr(self, f"_{method.casefold()}", None)
        if answer is None:
            return _error(404, "Not Found: method not found")
        result: tuple[int, Json, Mapping[str, str]] = answer(arguments)
        return result

    def person(self, number: int, language: str | None = "en") -> "Person":
        """Somebody with an account."""
        return Person(self, number, language)

    @property
    def polls(self) -> int:
        """How often updates were asked for."""
        return sum(method.casefold() == "getupdates" for method, _ in self.calls)

    def arrive(self, **parts: Any) -> Json:
        """Has an update come in."""
        update = {"update_id": next(self.ids), **parts}
        with self.changed:
            self.updates.append(update)
            self.changed.notify_all()
        return update

    def texts(self, chat: int) -> list[str]:
        """What was sent to a chat, in order."""
        return [message["text"] for message in self.sent if message["chat_id"] == chat]

    def wait_for(self, chat: int, *texts: str) -> None:
        """Returns when exactly these texts were sent to a chat."""
        self.wait_until(lambda: len(self.texts(chat)) >= len(texts))
        assert self.texts(chat) == list(texts)

    def post(self, update: Json, secret: str | None = None) -> httpx.Response:
        """Posts an update to the webhook, with the secret that was set."""
        assert self.webhook is not None
        given = self.webhook["secret_token"] if secret is None else secret
        headers = {"X-Telegram-Bot-Api-Secret-Token": given}
        return self.http.post(self.webhook["url"], json=update, headers=headers)

    def _getme(self, _: Json) -> tuple[int, Json, Mapping[str, str]]:
        return _ok(BOT)

    def _deletewebhook(self, _: Json) -> tuple[int, Json, Mapping[str, str]]:
        self.webhook = None
        return _ok(True)

    def _setwebhook(self, arguments: Json) -> tuple[int, Json, Mapping[str, str]]:
        self.webhook = arguments
        return _ok(True)

    def _getwebhookinfo(self, _: Json) -> tuple[int, Json, Mapping[str, str]]:
        info = {"has_custom_certificate": False, "pending_update_count": len(self.updates)}
        return _ok({"url": (self.webhook or {}).get("url", ""), **info, **self.webhook_trouble})

    def _setmycommands(self, _: Json) -> tuple[int, Json, Mapping[str, str]]:
        return _ok(True)

    def _answercallbackquery(self, arguments: Json) -> tuple[int, Json, Mapping[str, str]]:
        with self.changed:
            self.answered.append(arguments)
        return _ok(True)

    def _getupdates(self, arguments: Json) -> tuple[int, Json, Mapping[str, str]]:
        if self.webhook is not None:
            return _error(409, "Conflict: can't use getUpdates method while webhook is active")
        deadline = time.monotonic() + min(arguments.get("timeout", 0), LONGEST_POLL_S)
        with self.changed:
            self.updates = [each for each in self.updates if each["update_id"] >= arguments.get("offset", 0)]
            while not self.updates and time.monotonic() < deadline and self._server is not None:
                self.changed.wait(0.05)
            return _ok(self.updates[:100])

    def _sendmessage(self, arguments: Json) -> tuple[int, Json, Mapping[str, str]]:
        chat = arguments["chat_id"]
        if chat in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        if not arguments["text"].strip():
            return _error(400, "Bad Request: message text is empty")
        if len(arguments["text"].encode("utf-16-le")) > 2 * 4096:
            return _error(400, "Bad Request: message is too long")
        for row in arguments.get("reply_markup", {}).get("inline_keyboard", []):
            if any(len(button.get("callback_data", "").encode()) > 64 for button in row):
                return _error(400, "Bad Request: BUTTON_DATA_INVALID")
        message = {**arguments, "message_id": next(self.ids), "at": time.monotonic()}
        with self.changed:
            self.sent.append(message)
        chat_json = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
        shown = {"message_id": message["message_id"], "date": 1_800_000_000, "chat": chat_json, "from": BOT}
        return _ok({**shown, "text": message["text"]})


@dataclass(frozen=True)
class Person:
    """A private chat with the bot, unless a ``group`` is named."""

    telegram: FakeTelegram
    number: int
    language: str | None = "en"
    group: int | None = field(default=None)

    @property
    def chat(self) -> int:
        return self.group or self.number

    @property
    def user(self) -> Json:
        user = {"id": self.number, "is_bot": False, "first_name": f"Person {self.number}"}
        return user if self.language is None else {**user, "language_code": self.language}

    def message(self, **parts: Any) -> Json:
        """A message of this person, as it stands in an update; commands and mentions are marked as Telegram does."""
        chat = {"id": self.chat, "type": "supergroup" if self.group else "private"}
        base = {"message_id": next(self.telegram.ids), "date": 1_800_000_000, "chat": chat, "from": self.user}
        return {**base, **parts, **_entities(parts.get("text", ""))}

    def says(self, text: str, **parts: Any) -> Json:
        return self.telegram.arrive(message=self.message(text=text, **parts))

    def sends(self, **parts: Any) -> Json:
        return self.telegram.arrive(message=self.message(**parts))

    def edits(self, update: Json, text: str) -> Json:
        return self.telegram.arrive(edited_message={**update["message"], "text": text, "edit_date": 1_800_000_100})

    def presses(self, title: str) -> Json:
        """Presses the button of this title in the last message that has it."""
        message, data = next(
            (message, button["callback_data"])
            for message in reversed(self.telegram.sent)
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if button["text"] == title and message["chat_id"] == self.chat
        )
        return self.presses_data(data, message["message_id"])

    def presses_data(self, data: str, message_id: int = 1) -> Json:
        chat = {"id": self.chat, "type": "supergroup" if self.group else "private"}
        shown = {"message_id": message_id, "date": 1_800_000_000, "chat": chat, "from": BOT, "text": "…"}
        query = {"id": f"{next(self.telegram.ids)}", "from": self.user, "chat_instance": "1", "data": data}
        return self.telegram.arrive(callback_query={**query, "message": shown})

    def blocks(self) -> Json:
        self.telegram.blocked.add(self.number)
        old, new = ({"user": BOT, "status": status} for status in ("member", "kicked"))
        change = {"chat": {"id": self.number, "type": "private"}, "from": self.user, "date": 1_800_000_000}
        return self.telegram.arrive(
            my_chat_member={**change, "old_chat_member": old, "new_chat_member": {**new, "until_date": 0}}
        )


def too_many(retry_after: int) -> Failure:
    """Flood control, as Telegram answers it."""
    body = {"ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {retry_after}"}
    return Failure(429, json.dumps({**body, "parameters": {"retry_after": retry_after}}).encode())


def refused(status: int, description: str) -> Failure:
    """An error, as Telegram answers it."""
    return Failure(status, json.dumps({"ok": False, "error_code": status, "description": description}).encode())


def _entities(text: str) -> Json:
    marked = []
    if text.startswith("/"):
        marked.append({"type": "bot_command", "offset": 0, "length": len(text.split()[0])})
    place = text.find(f"@{BOT['username']}")
    if place >= 0 and not text.startswith("/"):
        offset = len(text[:place].encode("utf-16-le")) // 2
        marked.append({"type": "mention", "offset": offset, "length": len(str(BOT["username"])) + 1})
    return {"entities": marked} if marked else {}


def _value(raw: str) -> Any:
    """Numbers and objects come as JSON."""
    try:
        return json.loads(raw)
    except ValueError:
        return raw


def _ok(result: Any) -> tuple[int, Json, Mapping[str, str]]:
    return 200, {"ok": True, "result": result}, {}


def _error(status: int, description: str) -> tuple[int, Json, Mapping[str, str]]:
    return status, {"ok": False, "error_code": status, "description": description}, {}
