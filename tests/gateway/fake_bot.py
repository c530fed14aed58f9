"""Hand-written stand-ins, on loopback, for Rasa's turn channel and for the action server's health."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

Replies = list[dict[str, Any]]


def reply(text: str, *buttons: tuple[str, str], asks: str | None = None) -> dict[str, Any]:
    """One reply as the turn channel writes it; ``buttons`` are pairs of title and payload."""
    return {"text": text, "buttons": [{"title": title, "payload": payload} for title, payload in buttons], "asks": asks}


class FakeBot:
    """Answers each message once and remembers its answer, as the turn channel does. What to do is set by its fields."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.erased: list[str] = []
        self.failures_left = 0
        self.takes_s = 0.0
        self.hanging: set[str] = set()
        self.go_on = threading.Event()
        self.answers: Callable[[dict[str, Any]], Replies] = lambda turn: [reply(f"You said: {turn.get('text')}")]
        self._known: dict[str, Replies] = {}
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    def __enter__(self) -> "FakeBot":
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Listens, on the same port as before when there was one."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Listens no more; what hangs goes on."""
        self.go_on.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def take(self, turn: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body for one ``POST …/messages``."""
        if turn["conversation"] in self.hanging:
            self.go_on.wait(25)
        if self.failures_left > 0:
            self.failures_left -= 1
            return 503, {"error": {"code": "turn_failed", "message": "made to fail"}}
        if turn["message_id"] not in self._known:
            self.taken.append(turn)
            time.sleep(self.takes_s)
            self._known[turn["message_id"]] = self.answers(turn)
        return 200, {"replies": self._known[turn["message_id"]], "language": turn["language"] or "en"}

    @property
    def heard(self) -> list[str | None]:
        """The typed texts, in the order in which they were taken."""
        return [turn.get("text") for turn in self.taken]


def _handler(bot: FakeBot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, {})

        def do_POST(self) -> None:
            self._send(*bot.take(json.loads(self.rfile.read(int(self.headers["Content-Length"])))))

        def do_DELETE(self) -> None:
            bot.erased.append(self.path.rpartition("/")[2])
            self._send(200, {})

        def _send(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests keep quiet."""

    return Handler
