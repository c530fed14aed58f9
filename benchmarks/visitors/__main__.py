"""``make visitors``: plays random visitors against the product and says where it falls short.

Exits with 1 when a target is missed. Without ``--base`` it starts the product on free ports, in a folder of its own.
"""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.progress import track

from benchmarks.visitors.casting import KINDS, cast
from benchmarks.visitors.chat import Chat
from benchmarks.visitors.figures import targets
from benchmarks.visitors.outcome import Outcome
from benchmarks.visitors.persona import Persona
from benchmarks.visitors.play import play
from benchmarks.visitors.report import as_json, show, show_failures
from tests.product import TOKEN, Product

TIMEOUT_S = 60
WIDTH_OF_A_FILE = 110


def main(
    count: Annotated[int, typer.Option(help="How many visitors come.")] = 500,
    seed: Annotated[int, typer.Option(help="The same seed brings the same visitors.")] = 1,
    concurrency: Annotated[int, typer.Option(min=1, help="How many of them talk at the same time.")] = 4,
    kind: Annotated[list[str] | None, typer.Option(help=f"Only this kind: {', '.join(k.name for k in KINDS)}.")] = None,
    only: Annotated[int | None, typer.Option(help="Only the visitor with this number.")] = None,
    base: Annotated[str | None, typer.Option(help="A product that runs, with BANTER_TODAY=2027-02-15.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Where to write everything.")] = None,
    failures: Annotated[int, typer.Option("--show-failures", help="How many transcripts to print.")] = 5,
) -> None:
    """Plays random visitors against the product."""
    screen = Console() if Console().is_terminal else Console(width=WIDTH_OF_A_FILE)
    personas = [each for each in cast(seed, count, kind or ()) if only in (None, each.index)]
    with _product(base) as (url, token):
        outcomes = _played(personas, seed, concurrency, url, token)
    show_failures(outcomes, failures, screen)
    show(outcomes, screen)
    if json_file is not None:
        json_file.write_text(json.dumps(as_json(outcomes, seed), ensure_ascii=False, indent=1), encoding="utf-8")
    raise typer.Exit(0 if all(target.met for target in targets(outcomes)) else 1)


@contextmanager
def _product(base: str | None) -> Iterator[tuple[str, str]]:
    """The address and the API token of a running product."""
    if base is not None:
        yield base, os.environ.get("BANTER_API_TOKEN", TOKEN)
        return
    with tempfile.TemporaryDirectory() as home, Product(Path(home)) as product:
        yield product.base_url, TOKEN


def _played(personas: Sequence[Persona], seed: int, concurrency: int, url: str, token: str) -> list[Outcome]:
    with httpx.Client(timeout=TIMEOUT_S) as http, ThreadPoolExecutor(concurrency) as pool:
        playing = pool.map(lambda persona: play(persona, seed, Chat(http, url, token)), personas)
        return list(track(playing, total=len(personas), description="Visitors", transient=True))


if __name__ == "__main__":
    typer.run(main)
