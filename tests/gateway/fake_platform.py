"""What the hand-written stand-ins for Telegram and Slack share: an HTTP server on loopback that fails as it is told."""

import json
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Json = dict[str, Any]


@dataclass(frozen=True)
class Failure:
    """How one call fails. ``after`` it took effect: the answer gets lost, as when a connection breaks."""

    status: int = 0
    body: bytes = b"<html>Bad Gateway</html>"
    headers: Mapping[str, str] = field(default_factory=dict)
    after: bool = False

    @property
    def is_reset(self) -> bool:
        return not self.status


RESET = Failure()
RESET_AFTERWARDS = Failure(after=True)
BAD_GATEWAY = Failure(502)


class FakePlatform:
    """Answers ``POST /…/method``; ``failures`` are used up, method by method, in their order."""

    def __init__(self) -> None:
        self.failures: dict[str, list[Failure]] = {}
        self.calls: list[tuple[str, Json]] = []
        self.changed = threading.Condition()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listens, on the same port as before when there was one."""
        self._server = _Quiet(("127.0.0.1", self.port), _handler(self))
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Listens no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def call(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Json, Mapping[str, str]]:
        """Status, body and headers for one call; the method is the last part of the path."""
        raise NotImplementedError

    def answer(
        self, verb: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Json, Mapping[str, str]]:
        """The same, where the HTTP verb matters."""
        return self.call(path, headers, body)

    def named(self, verb: str, path: str) -> str:
        """What ``fail`` calls this kind of call."""
        return path.partition("?")[0].rpartition("/")[2]

    def fail(self, method: str, *failures: Failure) -> None:
        """Has the next calls of a method fail."""
        with self.changed:
            self.failures.setdefault(method.casefold(), []).extend(failures)

    def next_failure(self, method: str) -> Failure | None:
        with self.changed:
            waiting = self.failures.get(method.casefold())
            return waiting.pop(0) if waiting else None

    def wait_until(self, happened: Callable[[], Any], patience: float = 15.0) -> None:
        """Returns when something has come true; fails when it does not in time."""
        deadline = time.monotonic() + patience
        while not happened():
            assert time.monotonic() < deadline, f"it did not happen in time; the last calls: {self.calls[-8:]}"
            with self.changed:
                self.changed.wait(0.02)

    def stays(self, happened: Callable[[], bool], for_s: float = 0.4) -> bool:
        """Whether something stays true for a while."""
        deadline = time.monotonic() + for_s
        while time.monotonic() < deadline:
            if not happened():
                return False
            time.sleep(0.01)
        return True


class _Quiet(ThreadingHTTPServer):
    """A client that hangs up is no error of the server's."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(platform: FakePlatform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_PATCH(self) -> None:
            self.do_POST()

        def do_DELETE(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            failure = platform.next_failure(platform.named(self.command, self.path))
            if failure is None or failure.after:
                status, answer, headers = platform.answer(self.command, self.path, self.headers, body)
                with platform.changed:
                    platform.changed.notify_all()
                if failure is None:
                    data = b"" if status == HTTPStatus.NO_CONTENT else json.dumps(answer).encode()
                    self._send(status, data, {"Content-Type": "application/json", **headers})
                    return
            if failure.is_reset:
                self._reset()
            else:
                self._send(failure.status, failure.body, failure.headers)

        def _reset(self) -> None:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

        def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests keep quiet."""

        def finish(self) -> None:
            with suppress(OSError):  # after a reset there is nothing to finish
                super().finish()

    return Handler
