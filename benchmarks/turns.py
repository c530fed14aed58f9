"""``make bench``: how long a turn takes, how much memory the processes hold, how long the start takes.

Plays the same conversation again and again over the public chat, as a visitor's browser does, and prints a table.
"""

import statistics
import tempfile
import time
from pathlib import Path

import psutil

from tests.product import Product, Visitor

CONVERSATIONS = 30
LINES = (
    "Hello",
    "we need to answer enquiries faster",
    "what does it cost?",
    "Alder & Voss Ltd",
    "Petra Voss",
    "petra@aldervoss.example.org",
    "between 20 and 30k euros",
    "I decide",
    "next quarter",
    "yes",
    "no",
)


def main() -> None:
    """Runs the benchmark."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as home, Product(Path(home)) as product:
        print(f"start to healthy           {time.perf_counter() - started:6.1f} s")
        _conversation(product.visitor())  # the first one warms everything up
        turns = [each for _ in range(CONVERSATIONS) for each in _conversation(product.visitor())]
        _print_times(turns)
        for name in ("web", "rasa", "actions"):
            print(f"memory of {name:8}         {_memory_mb(product.pid(name)):6.0f} MB")


def _conversation(visitor: Visitor) -> list[float]:
    """Milliseconds of each turn; fails unless the visitor ends as a BANT lead."""
    times = []
    for line in LINES:
        began = time.perf_counter()
        visitor.say(line)
        times.append((time.perf_counter() - began) * 1000)
    lead = visitor.lead
    assert lead is not None
    assert lead["class"] == "bant", lead
    return times


def _print_times(turns: list[float]) -> None:
    quantiles = statistics.quantiles(turns, n=100)
    print(f"turns                      {len(turns):6}")
    print(f"a turn, median             {quantiles[49]:6.1f} ms")
    print(f"a turn, 95th percentile    {quantiles[94]:6.1f} ms")
    print(f"a turn, slowest            {max(turns):6.1f} ms")


def _memory_mb(pid: int) -> float:
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(member.memory_info().rss for member in family) / 1_000_000


if __name__ == "__main__":
    main()
