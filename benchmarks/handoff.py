"""``python -m benchmarks.handoff``: how long after a visitor's last answer the hand-off arrives.

Visitors talk to the product until they are BANT leads; a webhook receiver on loopback notes when it is told. The time
runs from the moment at which the last answer is sent by the visitor, so that the assistant's own turn is in it.
"""

import json
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from tests.product import Product

LINES = (
    "I'm Maya Stern, COO at Seegras, maya{number}@seegras.example",
    "we need a chatbot for our website, 40k, live by June",
    "I decide",
)
LAST = "yes"
TARGET_S, PATIENCE_S = 5.0, 60.0


class Receiver:
    """``told`` holds, by conversation, when its hand-off arrived."""

    def __init__(self) -> None:
        self.told: dict[str, float] = {}
        self.changed = threading.Condition()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, conversation: str) -> float:
        with self.changed:
            assert self.changed.wait_for(lambda: conversation in self.told, PATIENCE_S), "it was never handed off"
            return self.told[conversation]


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if event["type"] == "lead.handed_off":
                with receiver.changed:
                    receiver.told.setdefault(event["data"]["lead"]["conversation"], time.perf_counter())
                    receiver.changed.notify_all()
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """The figures are all that is printed."""

    return Handler


def main(
    visitors: Annotated[int, typer.Option(help="How many talk, one after the other.")] = 60,
    at_once: Annotated[int, typer.Option(help="How many at the same time.")] = 2,
) -> None:
    """Starts the product and a receiver, lets visitors qualify, prints how long the hand-offs took."""
    receiver = Receiver()
    url = f"http://127.0.0.1:{receiver.server.server_port}/leads"
    with tempfile.TemporaryDirectory() as home:
        environment = {"BANTER_WEBHOOK_URL": url, "BANTER_WEBHOOK_PRIVATE": "allowed"}
        with Product(Path(home), **environment) as product, ThreadPoolExecutor(at_once) as pool:
            waits = sorted(pool.map(lambda number: _visit(product, receiver, number), range(visitors)))
    print(f"hand-offs                  {len(waits):6}, {at_once} visitors at a time")
    hundredths = statistics.quantiles(waits, n=100)
    for name, value in (("median", hundredths[49]), ("95th percentile", hundredths[94]), ("slowest", waits[-1])):
        print(f"told after, {name:15} {value:6.2f} s")
    raise typer.Exit(0 if hundredths[94] < TARGET_S else 1)


def _visit(product: Product, receiver: Receiver, number: int) -> float:
    visitor = product.visitor("en")
    for line in LINES:
        visitor.say(line.format(number=number))
    began = time.perf_counter()
    visitor.say(LAST)
    return receiver.wait_for(visitor.conversation) - began


if __name__ == "__main__":
    typer.run(main)
