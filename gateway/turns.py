"""Answering what is in the inbox: in order within a conversation, again and again until it is answered."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from gateway.bot_client import Answer, BotClient, BotUnavailable
from leads.errors import StoreUnavailable
from leads.inbox import Inbox, Reply, Waiting

PATIENCE_S = 20.0
LONGEST_PAUSE_S = 3.0
FAILURES_OF_A_HEALTHY_BOT = 6

log = structlog.get_logger()


class Turns:
    """One worker per conversation that has something waiting.

    ``apology`` is said, by language, when a turn is given up; ``patience_s`` is how long a visitor waits.
    """

    def __init__(
        self, inbox: Inbox, bot: BotClient, apology: Mapping[str, str], patience_s: float = PATIENCE_S
    ) -> None:
        self._inbox, self._bot, self._apology, self._patience_s = inbox, bot, apology, patience_s
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._news: set[str] = set()
        self._answered: dict[int, asyncio.Event] = {}

    async def resume(self) -> None:
        """Picks up what an earlier process left unanswered."""
        for conversation in await asyncio.to_thread(self._inbox.conversations_waiting):
            self._work_on(conversation)

    async def replies(self, conversation: str, message_id: int) -> tuple[Reply, ...] | None:
        """The replies to a received message, or ``None`` when patience ends before they are there."""
        # Before looking, for it may be answered meanwhile.
        answered = self._answered.setdefault(message_id, asyncio.Event())
        known = await asyncio.to_thread(self._inbox.replies, message_id)
        if known is None:
            self._work_on(conversation)
            with suppress(TimeoutError):
                await asyncio.wait_for(answered.wait(), self._patience_s)
            known = await asyncio.to_thread(self._inbox.replies, message_id)
        if known is not None:
            self._answered.pop(message_id, None)
        return known

    async def stop(self) -> None:
        """Ends all workers; what they had not answered stays in the inbox."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    def _work_on(self, conversation: str) -> None:
        self._news.add(conversation)
        if conversation not in self._workers:
            self._workers[conversation] = asyncio.create_task(self._work(conversation))

    async def _work(self, conversation: str) -> None:
        try:
            while conversation in self._news:
                self._news.discard(conversation)
                while (waiting := await self._next(conversation)) is not None:
                    await self._answer(waiting)
        finally:
            del self._workers[conversation]

    async def _next(self, conversation: str) -> Waiting | None:
        async for attempt in _again_and_again(StoreUnavailable):
            with attempt:
                return await asyncio.to_thread(self._inbox.next_waiting, conversation)
        return None

    async def _answer(self, waiting: Waiting) -> None:
        answer = await self._taken(waiting)
        async for attempt in _again_and_again(StoreUnavailable):
            with attempt:
                await asyncio.to_thread(self._inbox.answer, waiting.message_id, answer.replies, answer.language)
        if (answered := self._answered.pop(waiting.message_id, None)) is not None:
            answered.set()

    async def _taken(self, waiting: Waiting) -> Answer:
        failures = 0
        async for attempt in _again_and_again(BotUnavailable):
            with attempt:
                try:
                    return await self._bot.take(waiting)
                except BotUnavailable as error:
                    failures += error.reached
                    with suppress(StoreUnavailable):  # the note is for people; the turn goes on without it
                        await asyncio.to_thread(self._inbox.note_failure, waiting.message_id, str(error))
                    if failures >= FAILURES_OF_A_HEALTHY_BOT and not await self._bot.missing():
                        log.error("turn.given_up", message_id=waiting.message_id, cause=str(error))
                        break
                    raise
        return Answer((Reply(self._apology[waiting.language or "en"]),), waiting.language)


def _again_and_again(error: type[Exception]) -> AsyncRetrying:
    return AsyncRetrying(
        retry=retry_if_exception_type(error),
        wait=wait_random_exponential(multiplier=0.1, max=LONGEST_PAUSE_S),
        before_sleep=_log_pause,
    )


def _log_pause(state: RetryCallState) -> None:
    cause = state.outcome.exception() if state.outcome else None
    if state.attempt_number in (1, 10, 100):
        log.warning("turn.waits", attempt=state.attempt_number, cause=str(cause)[:300])
