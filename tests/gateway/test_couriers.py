"""Couriers on a real database, with a hand-made sender: each message once and in order, whatever fails."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway import delivery
from gateway.delivery import Courier, split
from gateway.pace import Pace, Place
from leads.accounts import Account
from leads.arrivals import Arrivals
from leads.clock import Clock
from leads.database import Database
from leads.deliveries import Deliveries, Outgoing
from leads.errors import StoreUnavailable
from leads.inbox import Inbox, Reply
from leads.sending import LONGEST_PAUSE_S, NotNow, Refused, Unreachable, backoff_s
from tests.databases import fresh
from tests.leads.made_up import arrival

PATIENCE_S = 20.0


class Notebook:
    """A sender that writes down what it sends; ``troubles`` are raised before that, one after another."""

    channel = "telegram"
    longest_text = 50
    per_second = 1000.0

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.troubles: list[Exception] = []
        self.before: Callable[[Outgoing], Awaitable[None]] | None = None

    def place(self, account: Account) -> Place:
        return Place(account.address, 0.0)

    async def send(self, part: Outgoing) -> None:
        if self.before is not None:
            await self.before(part)
        if self.troubles:
            raise self.troubles.pop(0)
        self.sent.append((part.account.address, part.text))


class AwayNowAndThen(Deliveries):
    """A queue whose database is away when the next messages are settled."""

    away = 3

    def delivered(self, delivery: int) -> None:
        if self.away:
            self.away -= 1
            raise StoreUnavailable("made to fail")
        super().delivered(delivery)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return fresh(tmp_path / "banter.db")


def talk(database: Database, number: int) -> str:
    """The conversation of an account, just begun."""
    account = Account("telegram", f"{number}")
    return Arrivals(database, Clock()).receive(arrival("hello", number, account)) or ""


def said(database: Database, conversation: str, *texts: str) -> None:
    for text in texts:
        Inbox(database, Clock()).add(conversation, Reply(text))


def meet(*notebooks: Notebook) -> None:
    """Has nothing sent before each of them holds a message: none is left without work by a quick other one."""
    busy: set[int] = set()

    def holds(number: int) -> Callable[[Outgoing], Awaitable[None]]:
        async def wait(_: Outgoing) -> None:
            busy.add(number)
            while len(busy) < len(notebooks):
                await asyncio.sleep(0.01)

        return wait

    for number, notebook in enumerate(notebooks):
        notebook.before = holds(number)


def run(couriers: list[Courier], until: Callable[[], Any]) -> None:
    """Has couriers work until something has come true and a moment longer."""

    async def work() -> None:
        running = [asyncio.create_task(courier.run()) for courier in couriers]
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while not until():
            assert asyncio.get_running_loop().time() < deadline, "it did not happen in time"
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        for task in running:
            task.cancel()
        for courier in couriers:
            await courier.stop()

    asyncio.run(work())


def test_two_processes_that_send_from_one_queue_send_each_message_once_and_in_order(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, texts = range(8), [f"text {number}" for number in range(5)]
    for number in numbers:
        said(database, talk(database, number), *texts)
    monkeypatch.setattr(delivery, "AT_ONCE", 3)
    first, second = Notebook(), Notebook()
    meet(first, second)
    couriers = [Courier(Deliveries(database, Clock()), each) for each in (first, second)]
    run(couriers, lambda: len(first.sent) + len(second.sent) >= 40)
    assert len(first.sent) + len(second.sent) == 40
    assert first.sent
    assert second.sent
    for number in numbers:
        mine = [text for address, text in first.sent if address == f"{number}"]
        others = [text for address, text in second.sent if address == f"{number}"]
        assert sorted(mine + others) == texts
        assert mine == sorted(mine)
        assert others == sorted(others)


def test_a_database_that_is_away_after_a_message_was_sent_does_not_double_it(database: Database) -> None:
    said(database, talk(database, 1), "one", "two")
    notebook = Notebook()
    run([Courier(AwayNowAndThen(database, Clock()), notebook)], lambda: len(notebook.sent) == 2)
    assert [text for _, text in notebook.sent] == ["one", "two"]


@pytest.mark.parametrize("trouble", [NotNow("503"), NotNow("429", 0.2), TimeoutError(), ValueError("a bug of ours")])
def test_what_fails_is_tried_again_before_what_comes_behind_it(database: Database, trouble: Exception) -> None:
    said(database, talk(database, 1), "one", "two")
    notebook = Notebook()
    notebook.troubles = [trouble]
    run([Courier(Deliveries(database, Clock()), notebook)], lambda: len(notebook.sent) == 2)
    assert [text for _, text in notebook.sent] == ["one", "two"]


def test_what_is_refused_is_left_out_and_who_is_gone_is_left_alone(database: Database) -> None:
    said(database, talk(database, 1), "one", "two", "three")
    notebook = Notebook()
    notebook.troubles = [Refused("too long")]
    deliveries = Deliveries(database, Clock())
    run([Courier(deliveries, notebook)], lambda: len(notebook.sent) == 2)
    said(database, talk(database, 2), "four", "five")
    notebook.troubles = [Unreachable("blocked")]
    run([Courier(deliveries, notebook)], lambda: len(deliveries.troubles("telegram")) == 3)
    assert [text for _, text in notebook.sent] == ["two", "three"]
    assert deliveries.wait_s("telegram") is None


def test_while_the_channel_wants_to_be_left_alone_nobody_is_written_to(database: Database) -> None:
    for number in range(3):
        said(database, talk(database, number), "one")
    notebook = Notebook()
    notebook.troubles = [NotNow("429", 1.5)]
    seen: list[float] = []

    async def note(_: Outgoing) -> None:
        seen.append(asyncio.get_running_loop().time())

    notebook.before = note
    run([Courier(Deliveries(database, Clock()), notebook)], lambda: len(notebook.sent) == 3)
    late = [moment for moment in seen if moment - seen[0] > 0.2]
    assert late
    assert min(late) - seen[0] >= 1.4


def test_a_message_that_is_being_sent_when_we_stop_arrives_and_is_not_sent_again(database: Database) -> None:
    said(database, talk(database, 1), "one")
    notebook, deliveries = Notebook(), Deliveries(database, Clock())

    async def stop_in_between() -> None:
        begun = asyncio.Event()

        async def slowly(_: Outgoing) -> None:
            begun.set()
            await asyncio.sleep(0.3)

        notebook.before = slowly
        courier = Courier(deliveries, notebook)
        running = asyncio.create_task(courier.run())
        await begun.wait()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await courier.stop()

    asyncio.run(stop_in_between())
    assert [text for _, text in notebook.sent] == ["one"]
    assert deliveries.wait_s("telegram") is None


@given(st.text(alphabet="ab \n", max_size=300), st.integers(min_value=2, max_value=60))
def test_a_split_text_keeps_every_word_and_no_part_is_too_long(text: str, longest: int) -> None:
    parts = list(split(text, longest))
    assert all(len(part) <= longest for part in parts)
    assert all(parts) or not text.strip(), "no channel takes an empty message"
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_text_is_split_between_paragraphs_rather_than_words() -> None:
    assert list(split("one two three\n\nfour five six seven", 20)) == ["one two three", "four five six seven"]
    assert list(split("x" * 25, 10)) == ["x" * 10, "x" * 10, "x" * 5]


def test_the_pause_doubles_up_to_a_limit_with_jitter() -> None:
    assert all(0.5 <= backoff_s(1) <= 1 for _ in range(50))
    assert all(4 <= backoff_s(4) <= 8 for _ in range(50))
    assert all(LONGEST_PAUSE_S / 2 <= backoff_s(500) <= LONGEST_PAUSE_S for _ in range(50))
    assert len({backoff_s(5) for _ in range(10)}) > 1


def timed(turns: Callable[[Pace], Coroutine[Any, Any, None]], per_second: float) -> float:
    async def work() -> float:
        loop = asyncio.get_running_loop()
        started = loop.time()
        await turns(Pace(per_second))
        return loop.time() - started

    return asyncio.run(work())


def test_one_place_is_written_to_at_its_pace_and_does_not_hold_up_another() -> None:
    order: list[str] = []

    async def turns(pace: Pace) -> None:
        async def write(name: str, interval_s: float) -> None:
            await pace.turn(Place(name, interval_s))
            order.append(name)

        await asyncio.gather(*(write("slow", 0.3) for _ in range(3)), *(write("quick", 0.0) for _ in range(3)))

    assert 0.55 < timed(turns, 1000) < 2
    assert order[:4].count("quick") == 3


def test_all_places_together_are_written_to_no_faster_than_the_channel_takes() -> None:
    async def turns(pace: Pace) -> None:
        await asyncio.gather(*(pace.turn(Place(f"{number}", 1.0)) for number in range(20)))

    assert timed(turns, 40) > 0.45
