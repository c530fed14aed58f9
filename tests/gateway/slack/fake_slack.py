"""A hand-written Slack on loopback: the Web API, signed events and pressed buttons over HTTP, and Socket Mode."""

import hashlib
import hmac
import itertools
import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.gateway.fake_platform import Failure, FakePlatform, Json
from tests.gateway.slack.block_rules import wrong_blocks

BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-fake", "xapp-fake", "a-signing-secret"
TEAM, BOT_USER, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"


class FakeSlack(FakePlatform):
    """Posts events to ``events_url`` as Slack does, or sends them over the socket, and keeps what was posted to it."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[Json] = []
        self.updated: list[Json] = []
        self.ephemeral: list[Json] = []
        self.archived: set[str] = set()
        self.events_url = ""
        self.scopes = "app_mentions:read,channels:history,chat:write,im:history"
        self.acknowledged: dict[str, Json] = {}
        self.unacknowledged: dict[str, Json] = {}
        self.numbers = itertools.count(100)
        self.http = httpx.Client(timeout=20)
        self._sockets: list[ServerConnection] = []
        self._socket_server: Server | None = None

    def stop(self) -> None:
        super().stop()
        if self._socket_server is not None:
            self._socket_server.shutdown()

    def call(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Json, Mapping[str, str]]:
        method = path.partition("?")[0].rpartition("/")[2]
        is_json = headers.get("Content-Type", "").startswith("application/json")
        given = body.decode() or path.partition("?")[2]
        arguments = json.loads(body) if is_json else dict(parse_qsl(given))
        with self.changed:
            self.calls.append((method, arguments))
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if headers.get("Authorization") != f"Bearer {wanted}":
            return 200, {"ok": False, "error": "invalid_auth"}, {}
        answer: Json = getattr(self, "_" + method.replace(".", "_").casefold())(arguments)
        return 200, answer, {"X-OAuth-Scopes": self.scopes}

    def person(self, user: str, channel: str = "", thread: str | None = None) -> "Person":
        """Somebody in a direct message with the bot, unless another channel is named."""
        return Person(self, user, channel or f"D{user}", thread)

    def texts(self, channel: str) -> list[str]:
        """What was posted to a channel, in order."""
        return [message["text"] for message in self.posted if message["channel"] == channel]

    def wait_for(self, channel: str, *texts: str) -> None:
        """Returns when exactly these texts were posted to a channel."""
        self.wait_until(lambda: len(self.texts(channel)) >= len(texts))
        assert self.texts(channel) == list(texts)

    def timestamp(self) -> str:
        return f"1800000000.{next(self.numbers):06}"

    def envelope(self, event: Json, **parts: Any) -> Json:
        """An event as the Events API wraps it."""
        about = {
            "token": "x",
            "team_id": TEAM,
            "api_app_id": "A0",
            "type": "event_callback",
            "event_time": 1_800_000_000,
        }
        authorized = [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}]
        number = next(self.numbers)
        return {**about, "event": event, "event_id": f"Ev{number}", "authorizations": authorized, **parts}

    def deliver(self, body: Json, **headers: str) -> httpx.Response:
        """Posts an event, signed."""
        return self.post(json.dumps(body).encode(), "application/json", **headers)

    def deliver_press(self, body: Json) -> httpx.Response:
        """Posts a pressed button, signed."""
        form = f"payload={quote(json.dumps(body))}"
        return self.post(form.encode(), "application/x-www-form-urlencoded")

    def post(self, body: bytes, kind: str, secret: str = SIGNING_SECRET, **headers: str) -> httpx.Response:
        moment = headers.pop("moment", str(int(time.time())))
        signed = hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
        given = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": f"v0={signed}",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self.http.post(self.events_url, content=body, headers=given)

    def over_socket(self, kind: str, payload: Json, envelope_id: str | None = None) -> str:
        """Sends an envelope to every open socket's first; it stays unacknowledged until its answer comes."""
        name = envelope_id or f"envelope-{next(self.numbers)}"
        envelope = {"envelope_id": name, "type": kind, "accepts_response_payload": False, "payload": payload}
        with self.changed:
            self.unacknowledged[name] = envelope
            sockets = list(self._sockets)
        if sockets:
            sockets[-1].send(json.dumps(envelope))
        return name

    def drop_sockets(self, gently: bool = False) -> None:
        """Breaks the open sockets, or has the client make a new one, as Slack does every few hours."""
        with self.changed:
            sockets, self._sockets = self._sockets, []
        for socket in sockets:
            if gently:
                socket.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
            else:
                socket.socket.close()

    @property
    def is_connected(self) -> bool:
        return bool(self._sockets)

    def _auth_test(self, _: Json) -> Json:
        return {"ok": True, "team": "Seegras", "team_id": TEAM, "user": "bante", "user_id": BOT_USER, "bot_id": BOT_ID}

    def _chat_postmessage(self, arguments: Json) -> Json:
        if arguments["channel"] in self.archived:
            return {"ok": False, "error": "is_archived"}
        if not arguments["text"].strip():
            return {"ok": False, "error": "no_text"}
        if wrong := wrong_blocks(arguments.get("blocks") or []):
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": wrong}}
        message = {**arguments, "ts": self.timestamp(), "at": time.monotonic()}
        with self.changed:
            self.posted.append(message)
        return {"ok": True, "channel": arguments["channel"], "ts": message["ts"], "message": {}}

    def _chat_update(self, arguments: Json) -> Json:
        with self.changed:
            self.updated.append(arguments)
        return {"ok": True}

    def _chat_postephemeral(self, arguments: Json) -> Json:
        with self.changed:
            self.ephemeral.append(arguments)
        return {"ok": True}

    def _apps_connections_open(self, _: Json) -> Json:
        if self._socket_server is None:
            self._socket_server = serve(self._talk, "127.0.0.1", 0)
            threading.Thread(target=self._socket_server.serve_forever, daemon=True).start()
        return {"ok": True, "url": f"ws://127.0.0.1:{self._socket_server.socket.getsockname()[1]}/link"}

    def _talk(self, socket: ServerConnection) -> None:
        socket.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self.changed:
            self._sockets.append(socket)
            waiting = list(self.unacknowledged.values())
        for number, envelope in enumerate(waiting, 1):
            socket.send(json.dumps({**envelope, "retry_attempt": number, "retry_reason": "timeout"}))
        try:
            for raw in socket:
                answer = json.loads(raw)
                with self.changed:
                    self.acknowledged[answer["envelope_id"]] = answer
                    self.unacknowledged.pop(answer["envelope_id"], None)
                    self.changed.notify_all()
        except ConnectionClosed:
            return


@dataclass(frozen=True)
class Person:
    """A user in a channel or a direct message, perhaps inside a thread."""

    slack: FakeSlack
    user: str
    channel: str
    thread: str | None = None

    def message(self, text: str, **parts: Any) -> Json:
        """The event of a message of this person."""
        kind = "im" if self.channel.startswith("D") else "channel"
        event = {"type": "message", "user": self.user, "text": text, "ts": self.slack.timestamp(), "team": TEAM}
        inside = {"thread_ts": self.thread} if self.thread else {}
        return {**event, "channel": self.channel, "channel_type": kind, **inside, **parts}

    def says(self, text: str, **parts: Any) -> Json:
        """Writes, and Slack delivers it; returns what was delivered."""
        body = self.slack.envelope(self.message(text, **parts))
        assert self.slack.deliver(body).status_code == 200
        return body

    def mentions(self, text: str, **parts: Any) -> Json:
        return self.says(f"<@{BOT_USER}> {text}", type="app_mention", **parts)

    def press(self, title: str) -> Json:
        """What Slack posts when the button of this title is pressed in the last message that has it."""
        message, element = next(
            (message, element)
            for message in reversed(self.slack.posted)
            for block in message.get("blocks") or []
            for element in block.get("elements", [])
            if element["text"]["text"] == title and message["channel"] == self.channel
        )
        return self.press_of(message, element["value"])

    def press_of(self, message: Json, value: str) -> Json:
        action = {"type": "button", "block_id": "b", "action_id": "banter-0", "value": value}
        shown = {key: message[key] for key in ("text", "ts", "blocks", "thread_ts") if message.get(key)}
        return {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "seegras"},
            "user": {"id": self.user, "username": "maya", "team_id": TEAM},
            "api_app_id": "A0",
            "token": "x",
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": self.channel},
            "trigger_id": f"{next(self.slack.numbers)}.x",
            "channel": {"id": self.channel, "name": "x"},
            "message": {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, **shown},
            "response_url": "https://hooks.slack.example/x",
            "actions": [{**action, "action_ts": self.slack.timestamp()}],
        }


def limited(retry_after: int) -> Failure:
    """Too many requests, as Slack answers it."""
    return Failure(429, b'{"ok":false,"error":"ratelimited"}', _JSON | {"Retry-After": str(retry_after)})


def refused(error: str) -> Failure:
    """An error, as Slack answers it."""
    return Failure(200, json.dumps({"ok": False, "error": error}).encode(), _JSON)


_JSON = {"Content-Type": "application/json"}
