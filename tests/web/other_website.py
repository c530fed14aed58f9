"""Somebody else's website, on an origin of its own, that embeds the chat under the strictest policy there is."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


class OtherWebsite:
    """Serves one page at every path: what ``head`` and ``body`` hold, and ``script`` as a file of its own."""

    def __init__(self) -> None:
        self.head = self.body = self.script = self.policy = self.attributes = ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.origin = f"http://localhost:{self._server.server_port}"

    def embed(self, server: str, tag: str = "", body: str = "", script: str = "", attributes: str = 'lang="en"') -> str:
        """Puts the one tag into the page and allows just what docs/embed.md says; returns the page's address."""
        self.head = f'<script src="{server}/banter-chat.js" async {tag}></script>'
        self.policy = (
            f"default-src 'none'; script-src 'self' {server}; connect-src {server} {server.replace('http', 'ws')}; "
            "img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
        self.body, self.script, self.attributes = body, script, attributes
        return f"{self.origin}/"

    def page(self) -> bytes:
        return (
            f"<!doctype html><html {self.attributes}><head><meta charset='utf-8'><title>Ahornwerk</title>"
            "<meta name='viewport' content='width=device-width, initial-scale=1'><link rel='icon' href='data:,'>"
            f"{self.head}</head><body><h1>Ahornwerk</h1><a href='/next'>next page</a>{self.body}"
            "<script src='/page.js'></script></body></html>"
        ).encode()

    def __enter__(self) -> "OtherWebsite":
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(website: OtherWebsite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_script = self.path == "/page.js"
            body = website.script.encode() if is_script else website.page()
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if is_script else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", website.policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests keep quiet."""

    return Handler
