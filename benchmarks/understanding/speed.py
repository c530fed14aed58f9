"""The second half of ``make bench``: how long one message takes to be understood, and the assistant to be trained."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

import yaml

from benchmarks.understanding.lines import ROOT
from benchmarks.understanding.model import TrainedModel

ROUNDS = 5


def main() -> None:
    """Understands the project's held-out messages again and again, then trains everything anew in a folder apart."""
    model, messages = TrainedModel(), _messages()
    for text in messages[:20]:
        model.understand(text)
    times = [_milliseconds(model, text) for _ in range(ROUNDS) for text in messages]
    quantiles = statistics.quantiles(times, n=100)
    print(f"messages understood        {len(times):6}")
    print(f"one message, median        {quantiles[49]:6.1f} ms")
    print(f"one message, 95th pct      {quantiles[94]:6.1f} ms")
    print(f"one message, slowest       {max(times):6.1f} ms")
    print(f"training everything        {_training_seconds():6.1f} s")


def _messages() -> list[str]:
    held_out = yaml.safe_load((ROOT / "tests" / "bot" / "intents_held_out.yml").read_text(encoding="utf-8"))
    return [text for intents in held_out.values() for texts in intents.values() for text in texts]


def _milliseconds(model: TrainedModel, text: str) -> float:
    began = time.perf_counter()
    model.understand(text)
    return (time.perf_counter() - began) * 1000


def _training_seconds() -> float:
    files = ("--data", "data", "--domain", "domain.yml", "--config", "config.yml")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        command = [sys.executable, "-m", "rasa", "train", "--force", *files, "--out", folder]
        subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=True, capture_output=True)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
