"""A receiver on loopback that checks every signature by the library and answers as it is told."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

from handoff.webhook.access import new_secret

SECRET = new_secret()


@dataclass(frozen=True)
class Answer:
    """What a post gets; ``hangs_up`` closes the connection instead."""

    status: int = 204
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hangs_up: bool = False


@dataclass(frozen=True)
class Post:
    """What came, with a signature that fits."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    event: Any


class Receiver:
    """``answers`` are used up one by one; afterwards everything is taken."""

    def __init__(self, port: int, scheme: str) -> None:
        self.port, self.scheme = port, scheme
        self.posts: list[Post] = []
        self.answers: list[Answer] = []

    @property
    def url(self) -> str:
        return f"{self.scheme}://localhost:{self.port}/hook?key=geheim"

    def take(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        event = Webhook(SECRET).verify(body, dict(headers))  # raises, and hangs up, when it does not fit
        self.posts.append(Post(path, {name.casefold(): value for name, value in headers.items()}, body, event))
        return self.answers.pop(0) if self.answers else Answer()


@contextmanager
def running_receiver(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    server = _Quiet(("127.0.0.1", 0), BaseHTTPRequestHandler)
    receiver = Receiver(server.server_port, "https" if tls else "http")
    server.RequestHandlerClass = _handler(receiver)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """What the client makes of it is what tests look at."""


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = receiver.take(self.path, dict(self.headers), body)
            if answer.hangs_up:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests keep quiet."""

    return Handler
