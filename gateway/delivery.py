"""Sending what is queued: a courier for each channel, in order within a conversation, again until it is sent."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

import structlog
from tenacity import AsyncRetrying, retry_if_exception_type, wait_random_exponential

from gateway.pace import Pace, Place
from leads.accounts import Account
from leads.deliveries import Deliveries, Outgoing
from leads.errors import StoreUnavailable
from leads.sending import NotNow, Refused, Unreachable, backoff_s

LOOK_AGAIN_S = 1.0  # for what another process has queued
TIDY_EVERY_S = 3600.0
AT_ONCE = 30
LONGEST_WAIT_S, SEND_TIMEOUT_S = 15.0, 20.0  # together well below leads.deliveries.LEASE
TIME_TO_FINISH_S = 5.0

log = structlog.get_logger()


class Sender(Protocol):
    """A channel's way out."""

    channel: str
    longest_text: int
    per_second: float

    def place(self, account: Account) -> Place:
        """What this account shares a limit with."""

    async def send(self, part: Outgoing) -> None:
        """Sends a message, or the part of one. Raises ``NotNow``, ``Refused``, ``Unreachable``."""


class Courier:
    """Sends the queue of one channel until it is stopped."""

    def __init__(self, deliveries: Deliveries, sender: Sender) -> None:
        self._deliveries, self._sender = deliveries, sender
        self._pace = Pace(sender.per_second)
        self._news = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()
        self._left_alone_until = 0.0
        self._tidied_at = float("-inf")

    def wake(self) -> None:
        """Something may be queued."""
        self._news.set()

    async def run(self) -> None:
        """Sends what is due, again and again."""
        while True:
            self._news.clear()
            pause = await self._send_due()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), pause)

    async def stop(self) -> None:
        """Lets what is being sent arrive: who is interrupted in between sends it again later."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=TIME_TO_FINISH_S)
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)

    async def _send_due(self) -> float:
        """Begins to send what is due; returns how long to wait before looking again."""
        room = AT_ONCE - len(self._sending)
        alone = self._left_alone_s()
        if alone > 0 or room <= 0:
            return max(alone, LOOK_AGAIN_S)
        try:
            await self._tidy()
            due_in = await asyncio.to_thread(self._deliveries.wait_s, self._sender.channel)
            if due_in is None or due_in > 0:
                return min(due_in or LOOK_AGAIN_S, LOOK_AGAIN_S)
            claimed = await asyncio.to_thread(self._deliveries.claim, self._sender.channel, room)
        except StoreUnavailable as error:
            log.warning("delivery.waits", channel=self._sender.channel, cause=str(error)[:300])
            return LOOK_AGAIN_S
        for outgoing in claimed:
            task = asyncio.create_task(self._deliver(outgoing))
            self._sending.add(task)
            task.add_done_callback(self._done)
        return LOOK_AGAIN_S

    async def _tidy(self) -> None:
        if time.monotonic() - self._tidied_at > TIDY_EVERY_S:
            await asyncio.to_thread(self._deliveries.tidy)
            self._tidied_at = time.monotonic()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self.wake()

    async def _deliver(self, outgoing: Outgoing) -> None:
        try:
            await self._send(outgoing)
        except NotNow as error:
            await self._postpone(outgoing, error)
        except Refused as error:
            log.error("delivery.given_up", **_named(outgoing), cause=str(error))
            await _surely(self._deliveries.give_up, outgoing.id, str(error))
        except Unreachable as error:
            log.warning("delivery.unreachable", **_named(outgoing), cause=str(error))
            await _surely(self._deliveries.close, outgoing.account, str(error))
        except Exception as error:  # the edge: a bug in a sender must not stop the others' messages
            log.exception("delivery.failed", **_named(outgoing))
            await self._postpone(outgoing, NotNow(repr(error)))
        else:
            await _surely(self._deliveries.delivered, outgoing.id)

    async def _send(self, outgoing: Outgoing) -> None:
        parts = list(_parts(outgoing, self._sender.longest_text))
        place = self._sender.place(outgoing.account)
        for number, part in enumerate(parts[outgoing.parts :], outgoing.parts + 1):
            if (delay := self._pace.delay_s(place)) > LONGEST_WAIT_S:
                raise NotNow("more than the channel takes at once", delay)
            await self._pace.turn(place)
            if (alone := self._left_alone_s()) > 0:
                raise NotNow("the channel wants to be left alone", alone)
            try:
                await asyncio.wait_for(self._sender.send(part), SEND_TIMEOUT_S)
            except TimeoutError as error:
                raise NotNow(f"no answer within {SEND_TIMEOUT_S:.0f} s") from error
            except NotNow as error:
                self._left_alone_until = max(self._left_alone_until, time.monotonic() + (error.retry_after_s or 0))
                raise
            if number < len(parts):
                await _surely(self._deliveries.part_sent, outgoing.id, number)

    async def _postpone(self, outgoing: Outgoing, error: NotNow) -> None:
        pause = backoff_s(outgoing.attempts) if error.retry_after_s is None else error.retry_after_s
        if outgoing.attempts in (1, 5, 25, 125):
            log.warning("delivery.postponed", **_named(outgoing), attempt=outgoing.attempts, cause=str(error)[:300])
        await _surely(self._deliveries.postpone, outgoing.id, pause, str(error))

    def _left_alone_s(self) -> float:
        return self._left_alone_until - time.monotonic()


class Couriers:
    """All of them, as seen by those who queue messages."""

    def __init__(self, deliveries: Deliveries) -> None:
        self._deliveries = deliveries
        self._couriers: list[Courier] = []

    def add(self, courier: Courier) -> None:
        """Has a courier woken when something is queued."""
        self._couriers.append(courier)

    def wake(self) -> None:
        """Something may be queued."""
        for courier in self._couriers:
            courier.wake()

    async def say_last(self, account: Account, texts: Sequence[str]) -> None:
        """Says something to an account whose conversation was erased meanwhile. Raises ``StoreUnavailable``."""
        await asyncio.to_thread(self._deliveries.say_last, account, texts)
        self.wake()


def split(text: str, longest: int) -> Iterator[str]:
    """The text in parts that the channel takes: cut between paragraphs, lines or words where that is possible."""
    text = text.strip()
    while len(text) > longest:
        cuts = (text.rfind(between, longest // 2, longest + 1) for between in ("\n\n", "\n", " "))
        cut = next((each for each in cuts if each > 0), longest)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    yield text


def _parts(outgoing: Outgoing, longest: int) -> Iterator[Outgoing]:
    *first, last = split(outgoing.text, longest)
    for text in first:
        yield replace(outgoing, text=text, buttons=(), asks=None)
    yield replace(outgoing, text=last)


def _named(outgoing: Outgoing) -> dict[str, object]:
    return {"channel": outgoing.account.channel, "delivery": outgoing.id, "message_id": outgoing.message_id}


async def _surely(settle: Callable[..., None], *news: object) -> None:
    """Notes what became of a message, however long the database is away: until then it must not be sent again."""
    async for attempt in AsyncRetrying(
        retry=retry_if_exception_type(StoreUnavailable), wait=wait_random_exponential(multiplier=0.1, max=3)
    ):
        with attempt:
            await asyncio.to_thread(settle, *news)
