"""A thousand leads, a receiver that fails at random, dispatchers that are killed again and again."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from banter.settings import ROOT
from leads.clock import Clock
from leads.database import Database
from leads.outbox import Outbox, Recipient, happened
from tests.leads.conftest import postgres_database
from tests.system.stormy_receiver import StormyReceiver

LEADS = 1_000
KINDS = ["lead.created", "lead.updated"]
KILLED_EVERY_S = (1.0, 3.0)
PATIENCE_S = 300


@pytest.fixture(params=[("sqlite", 1), ("postgres", 3)], ids=["sqlite-one-dispatcher", "postgres-three-dispatchers"])
def storm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """The URL of a database, and how many dispatchers work on it."""
    kind, count = request.param
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'leads.db'}", count
    else:
        with postgres_database() as url:
            yield url, count


@contextmanager
def dispatchers(count: int, *arguments: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    running = [start(*arguments) for _ in range(count)]
    try:
        yield running
    finally:
        for each in running:
            each.kill()
            each.wait()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.system.storm_dispatcher", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_every_hand_off_arrives_in_order_and_none_is_sent_by_two_at_once(storm: tuple[str, int]) -> None:
    url, count = storm
    database = Database(url)
    database.migrate()
    outbox, chance, receiver = Outbox(database, Clock()), random.Random(1), StormyReceiver(seed=1)
    fill(database)
    deaths, deadline = 0, time.monotonic() + PATIENCE_S
    with dispatchers(count, url, receiver.url) as running:
        while outbox.waiting():
            assert time.monotonic() < deadline, f"{outbox.waiting()} are still waiting after {deaths} deaths"
            time.sleep(chance.uniform(*KILLED_EVERY_S))
            victim = chance.randrange(count)
            running[victim].kill()
            running[victim].wait()
            deaths += 1
            running[victim] = start(url, receiver.url)
    receiver.stop()
    firsts = {lead: [kind for _, kind in dict.fromkeys(arrived)] for lead, arrived in receiver.taken.items()}
    assert firsts == {f"lead-{number}": KINDS for number in range(LEADS)}
    assert receiver.overlaps == []
    assert receiver.forged == 0
    assert all(len(bodies) == 1 for bodies in receiver.bodies.values()), "a repetition says the same"
    assert outbox.troubles() == ()
    assert deaths >= 3
    assert receiver.repeated > 0
    database.close()


def fill(database: Database) -> None:
    now = Clock().now()
    with database.write() as session:
        for kind in KINDS:
            for number in range(LEADS):
                lead = f"lead-{number}"
                happened(session, lead, kind, {"lead": {"id": lead}}, [Recipient("webhook:", now)], now)
