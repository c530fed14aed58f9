"""``python -m benchmarks.website_visitors``: 200 visitors at once, each over a WebSocket of its own, like the widget.

Every visitor plays the same conversation with pauses in between, as people make them; ``--think 0`` lets all of them
write without a pause. Fails unless every message is answered, each visitor's in order.
"""

import asyncio
import json
import random
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.turns import LINES
from tests.product import Product

PATIENCE_S = 120.0


@dataclass
class Visitor:
    """One visitor; ``waits`` are the seconds from each message to its first reply."""

    number: int
    waits: list[float] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    async def visit(self, product: Product, http: httpx.AsyncClient, think_s: float) -> None:
        """Opens a conversation and says everything, waiting for each answer and thinking about it."""
        opened = (await http.post("/chat", json={"language": "en"})).raise_for_status().json()
        async with connect(product.base_url.replace("http", "ws") + "/chat/socket", open_timeout=60) as socket:
            await socket.send(json.dumps({"token": opened["token"]}))
            for line in LINES:
                await asyncio.sleep(random.expovariate(1 / think_s) if think_s else 0)
                await self._say(socket, line)

    async def _say(self, socket: ClientConnection, text: str) -> None:
        began = time.perf_counter()
        message_id = f"{self.number}-{len(self.waits)}"
        await socket.send(json.dumps({"id": message_id, "text": text}))
        while not self._is_answered(message_id):
            frame = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_S))
            assert frame.get("status", 202) in (202, 503), frame
            self.lines += frame.get("messages", ())
        self.waits.append(time.perf_counter() - began)

    def _is_answered(self, message_id: str) -> bool:
        own = next((line["id"] for line in self.lines if line["sent_as"] == message_id), None)
        return own is not None and any(line["answers"] == own for line in self.lines)

    def check_order(self) -> None:
        """Every message once, in the order in which it was said, each answered before the next one was taken."""
        said = [line for line in self.lines if line["author"] == "visitor"]
        assert [line["text"] for line in said] == list(LINES), said
        answered = [
            int(line["answers"]) for line in sorted(self.lines, key=lambda line: int(line["id"])) if line["answers"]
        ]
        assert answered == sorted(answered)
        assert set(answered) == {int(line["id"]) for line in said}


def main(
    visitors: Annotated[int, typer.Option(help="How many at once.")] = 200,
    think: Annotated[float, typer.Option(help="Seconds between an answer and the next message, on average.")] = 15.0,
) -> None:
    """Starts the product, lets the visitors in, prints what they waited."""
    with tempfile.TemporaryDirectory() as home, Product(Path(home)) as product:
        product.visitor().say("Hello")  # the first turn warms everything up
        asyncio.run(_measure(product, visitors, think))


async def _measure(product: Product, count: int, think_s: float) -> None:
    visitors = [Visitor(number) for number in range(count)]
    limits = httpx.Limits(max_connections=50)
    began = time.perf_counter()
    async with httpx.AsyncClient(base_url=product.base_url, limits=limits, timeout=PATIENCE_S) as http:
        await asyncio.gather(*(visitor.visit(product, http, think_s) for visitor in visitors))
    seconds = time.perf_counter() - began
    for visitor in visitors:
        visitor.check_order()
    _print(visitors, seconds, think_s)


def _print(visitors: list[Visitor], seconds: float, think_s: float) -> None:
    waits = sorted(wait * 1000 for visitor in visitors for wait in visitor.waits)
    hundredths = statistics.quantiles(waits, n=100)
    print(f"visitors at once           {len(visitors):6}, thinking {think_s:g} s on average")
    print(f"messages                   {len(waits):6}, all answered, each visitor's in order")
    print(f"messages a second          {len(waits) / seconds:6.1f}")
    for name, value in (("median", hundredths[49]), ("95th percentile", hundredths[94]), ("slowest", waits[-1])):
        print(f"answer, {name:18} {value:6.0f} ms")


if __name__ == "__main__":
    typer.run(main)
