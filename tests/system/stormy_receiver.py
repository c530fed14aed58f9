"""A webhook receiver that fails in every way it can, and remembers what it took."""

import json
import random
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook

from tests.system.storm_dispatcher import SECRET, SEND_TIMEOUT_S

HANGS_S = SEND_TIMEOUT_S + 1
RESET = struct.pack("ii", 1, 0)


class StormyReceiver:
    """``taken`` holds, for each lead, what arrived, in order: the event's id and kind.

    ``overlaps`` are events that two requests carried at the same time.
    """

    def __init__(self, seed: int) -> None:
        self.taken: dict[str, list[tuple[str, str]]] = {}
        self.bodies: dict[str, set[bytes]] = {}
        self.overlaps: list[str] = []
        self.forged = 0
        self._chance = random.Random(seed)
        self._at_work: set[str] = set()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/leads"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def repeated(self) -> int:
        """How many events came more than once."""
        return sum(len(arrived) - len(set(arrived)) for arrived in self.taken.values())

    def luck(self) -> float:
        with self._lock:
            return self._chance.random()

    def begin(self, event_id: str) -> None:
        with self._lock:
            if event_id in self._at_work:
                self.overlaps.append(event_id)
            self._at_work.add(event_id)

    def end(self, event_id: str) -> None:
        with self._lock:
            self._at_work.discard(event_id)

    def take(self, headers: dict[str, str], body: bytes) -> None:
        try:
            Webhook(SECRET).verify(body, headers)
        except Exception:  # noqa: BLE001 (whatever is wrong with it, it is not ours)
            self.forged += 1
            return
        event, event_id = json.loads(body), headers["webhook-id"]
        with self._lock:
            self.taken.setdefault(event["data"]["lead"]["id"], []).append((event_id, event["type"]))
            self.bodies.setdefault(event_id, set()).add(body)


def _handler(receiver: StormyReceiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers["content-length"]))
            receiver.begin(headers["webhook-id"])
            try:
                self._answer(headers, body, receiver.luck())
            finally:
                receiver.end(headers["webhook-id"])

        def _answer(self, headers: dict[str, str], body: bytes, luck: float) -> None:
            if luck < 0.05:
                self._reset()
            elif luck < 0.13:
                self._say(500)
            elif luck < 0.135:
                self._say(429, **{"Retry-After": "1"})
            elif luck < 0.14:
                receiver.end(headers["webhook-id"])  # whoever asks again meanwhile is in the right
                time.sleep(HANGS_S)
                self._reset()
            else:
                if luck < 0.16:
                    time.sleep(0.5)
                receiver.take(headers, body)
                if luck < 0.20:
                    self._reset()
                else:
                    self._say(204)

        def _say(self, status: int, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _reset(self) -> None:
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.connection.close()

        def log_message(self, format: str, *args: object) -> None:
            """The test's output is for its own."""

        def handle(self) -> None:
            try:
                super().handle()
            except (OSError, ValueError):
                return  # the dispatcher was killed, or we hung up

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                return

    return Handler
