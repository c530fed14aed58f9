"""Receives events of Banter: checks the signature, drops repetitions, answers 204.

pip install standardwebhooks
BANTER_WEBHOOK_SECRET=whsec_… python receive_webhook.py 9000
"""

import json
import os
import sqlite3
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

LARGEST_BODY = 1_000_000


class Receiver(BaseHTTPRequestHandler):
    """One event for each POST."""

    webhook: Webhook
    seen: sqlite3.Connection

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        if size > LARGEST_BODY:
            self.answer(413)
            return
        body = self.rfile.read(size)
        try:
            event = self.webhook.verify(body, dict(self.headers))
        except (WebhookVerificationError, ValueError):
            self.answer(401)
            return
        # In one transaction with what you do, so that an event that failed half-way comes again.
        with self.seen:
            new = self.seen.execute("insert or ignore into seen values (?)", (self.headers["webhook-id"],)).rowcount
            if new:
                handle(event)
        self.answer(204)

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


def handle(event: dict) -> None:
    """What you do with an event; here it is printed."""
    print(json.dumps({"type": event["type"], "lead": event["data"]["lead"]["id"]}), flush=True)


def main() -> None:
    Receiver.webhook = Webhook(os.environ["BANTER_WEBHOOK_SECRET"])
    Receiver.seen = sqlite3.connect(os.environ.get("SEEN", "seen.db"))
    Receiver.seen.execute("create table if not exists seen (id text primary key)")
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()


if __name__ == "__main__":
    main()
