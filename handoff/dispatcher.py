"""Emptying the outbox: each kind of destination in a lane of its own, so that a slow one holds up no other."""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import ParamSpec

import structlog
from tenacity import AsyncRetrying, retry_if_exception_type, wait_random_exponential

from handoff.destination import Destination
from leads.errors import StoreUnavailable
from leads.outbox import Outbox, Parcel, Posted
from leads.sending import NotNow, Refused, Unreachable, backoff_s

LOOK_AGAIN_S = 1.0  # for what another process has committed
STEPS_EVERY_S = 10.0
SEND_TIMEOUT_S = 30.0  # well below the lease of a parcel
TIME_TO_FINISH_S = 5.0
REPORTED_ATTEMPTS = (1, 5, 25, 125)

Given = ParamSpec("Given")

log = structlog.get_logger()


class Dispatcher:
    """All lanes, and the service level's watch. ``take_steps`` reminds and escalates what is due."""

    def __init__(
        self,
        outbox: Outbox,
        destinations: Iterable[Destination],
        take_steps: Callable[[], int],
        send_timeout_s: float = SEND_TIMEOUT_S,
    ) -> None:
        self._lanes = [Lane(outbox, destination, send_timeout_s) for destination in destinations]
        self._take_steps = take_steps
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begins; returns at once."""
        running = [lane.run() for lane in self._lanes]
        self._tasks = [asyncio.create_task(task) for task in (*running, self._watch())]

    def wake(self) -> None:
        """Something may be in the outbox."""
        for lane in self._lanes:
            lane.wake()

    async def stop(self) -> None:
        """Ends; what is being sent may arrive."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(lane.stop() for lane in self._lanes))

    async def _watch(self) -> None:
        while True:
            try:
                if await asyncio.to_thread(self._take_steps):
                    self.wake()
            except StoreUnavailable as error:
                log.warning("handoff.cannot_watch", cause=str(error)[:300])
            await asyncio.sleep(STEPS_EVERY_S)


class Lane:
    """Sends what waits for one kind of destination until it is stopped."""

    def __init__(self, outbox: Outbox, destination: Destination, send_timeout_s: float = SEND_TIMEOUT_S) -> None:
        self._outbox, self._destination, self._send_timeout_s = outbox, destination, send_timeout_s
        self._news = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()
        self._left_alone_until = 0.0

    def wake(self) -> None:
        """Something may be in the outbox."""
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
        await self._destination.close()

    async def _send_due(self) -> float:
        """Begins to send what is due; returns how long to wait before looking again."""
        room = self._destination.at_once - len(self._sending)
        alone = self._left_alone_until - time.monotonic()
        if alone > 0 or room <= 0:
            return max(alone, LOOK_AGAIN_S)
        try:
            claimed = await asyncio.to_thread(self._outbox.claim, self._destination.kind, room)
        except StoreUnavailable as error:
            log.warning("handoff.waits", destination=self._destination.kind, cause=str(error)[:300])
            return LOOK_AGAIN_S
        for parcel in claimed:
            task = asyncio.create_task(self._deliver(parcel))
            self._sending.add(task)
            task.add_done_callback(self._done)
        return LOOK_AGAIN_S

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self.wake()

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            posted = await self._sent(parcel)
        except NotNow as error:
            await self._postpone(parcel, error)
        except (Refused, Unreachable) as error:
            log.error("handoff.given_up", **_named(parcel), cause=str(error))
            await _surely(self._outbox.give_up, parcel, str(error))
        except Exception as error:  # the edge: a bug in one destination must not stop the others
            log.exception("handoff.failed", **_named(parcel))
            await self._postpone(parcel, NotNow(repr(error)))
        else:
            await _surely(self._outbox.delivered, parcel, posted)

    async def _sent(self, parcel: Parcel) -> Posted | None:
        try:
            return await asyncio.wait_for(self._destination.send(parcel), self._send_timeout_s)
        except TimeoutError as error:
            raise NotNow(f"no answer within {self._send_timeout_s:.0f} s") from error

    async def _postpone(self, parcel: Parcel, error: NotNow) -> None:
        if error.retry_after_s is not None:
            self._left_alone_until = max(self._left_alone_until, time.monotonic() + error.retry_after_s)
        pause = backoff_s(parcel.attempts) if error.retry_after_s is None else error.retry_after_s
        if parcel.attempts in REPORTED_ATTEMPTS:
            log.warning("handoff.postponed", **_named(parcel), attempt=parcel.attempts, cause=str(error)[:300])
        await _surely(self._outbox.postpone, parcel, pause, str(error))


def _named(parcel: Parcel) -> dict[str, object]:
    return {"destination": parcel.destination, "what": parcel.kind, "lead": parcel.lead_id, "parcel": parcel.number}


async def _surely(settle: Callable[Given, None], *given: Given.args, **named: Given.kwargs) -> None:
    """Notes what became of a parcel, however long the database is away."""
    async for attempt in AsyncRetrying(
        retry=retry_if_exception_type(StoreUnavailable), wait=wait_random_exponential(multiplier=0.1, max=3)
    ):
        with attempt:
            await asyncio.to_thread(settle, *given, **named)
