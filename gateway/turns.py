"""Answering what is in the inbox: in order within a conversation, again and again until it is answered."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_random_exponential

from gateway.bot_client import Answer, BotClient, BotUnavailable
from gateway.delivery import Couriers
from leads.errors import StoreUnavailable
from leads.inbox import Inbox, Reply, Waiting
from leads.privacy import Privacy

PATIENCE_S = 20.0
LONGEST_PAUSE_S = 3.0
FAILURES_OF_A_HEALTHY_BOT = 6

log = structlog.get_logger()


class Turns:
    """One worker per conversation that has something waiting.

    ``apology`` is said, by language, when a turn is given up; ``patience_s`` is how long a visitor waits.
    """

    def __init__(
        self,
        inbox: Inbox,
        privacy: Privacy,
        bot: BotClient,
        couriers: Couriers,
        apology: Mapping[str, str],
        default_language: str,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._inbox, self._privacy, self._bot, self._couriers = inbox, privacy, bot, couriers
        self._apology, self._default_language, self._patience_s = apology, default_language, patience_s
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._news: set[str] = set()
        self._answered: dict[int, asyncio.Future[tuple[Reply, ...]]] = {}

    async def resume(self) -> None:
        """Picks up what an earlier process left unanswered, or not yet erased."""
        waiting = await asyncio.to_thread(self._inbox.conversations_waiting)
        for conversation in {*waiting, *await asyncio.to_thread(self._privacy.erasures_requested)}:
            self.begin(conversation)

    def begin(self, conversation: str) -> None:
        """Has what waits in a conversation answered; nobody waits for the replies, which are pushed."""
        self._news.add(conversation)
        if conversation not in self._workers:
            self._workers[conversation] = asyncio.create_task(self._work(conversation))

    async def replies(self, conversation: str, message_id: int) -> tuple[Reply, ...] | None:
        """The replies to a received message, or ``None`` when patience ends before they are there."""
        # Before looking, for it may be answered meanwhile.
        if message_id not in self._answered:
            self._answered[message_id] = asyncio.get_running_loop().create_future()
        answered = self._answered[message_id]
        known = await asyncio.to_thread(self._inbox.replies, message_id)
        if known is None:
            self.begin(conversation)
            with suppress(TimeoutError):
                # Not read back: the turn may have had everything erased.
                known = await asyncio.wait_for(asyncio.shield(answered), self._patience_s)
        if known is not None:
            self._answered.pop(message_id, None)
        return known

    async def stop(self) -> None:
        """Ends all workers; what they had not answered stays in the inbox."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _work(self, conversation: str) -> None:
        try:
            while conversation in self._news:
                self._news.discard(conversation)
                await self._erase_if_requested(conversation)
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
                stored = await asyncio.to_thread(
                    self._inbox.answer, waiting.message_id, answer.replies, answer.language, answer.unclear
                )
                if not stored and waiting.account is not None:  # erased meanwhile, by somebody else
                    await self._couriers.say_last(waiting.account, [reply.text for reply in answer.replies])
        await self._erase_if_requested(waiting.conversation)  # who is told that all is erased finds it erased
        self._couriers.wake()
        if (answered := self._answered.pop(waiting.message_id, None)) is not None:
            answered.set_result(answer.replies)

    async def _erase_if_requested(self, conversation: str) -> None:
        """The assistant forgets first: what it still knew could be written down again."""
        async for attempt in _again_and_again(StoreUnavailable, BotUnavailable):
            with attempt:
                if await asyncio.to_thread(self._privacy.is_erasure_requested, conversation):
                    await self._bot.erase(conversation)
                    await asyncio.to_thread(self._privacy.erase, conversation)

    async def _taken(self, waiting: Waiting) -> Answer:
        failures = 0
        async for attempt in _again_and_again(BotUnavailable):
            with attempt:
                try:
                    return self._never_silent(await self._bot.take(waiting), waiting)
                except BotUnavailable as error:
                    failures += error.reached
                    with suppress(StoreUnavailable):  # the note is for people; the turn goes on without it
                        await asyncio.to_thread(self._inbox.note_failure, waiting.message_id, str(error))
                    if failures >= FAILURES_OF_A_HEALTHY_BOT and not await self._bot.missing():
                        log.error("turn.given_up", message_id=waiting.message_id, cause=str(error))
                        break
                    raise
        return Answer((self._apologise(waiting),), waiting.language)

    def _never_silent(self, answer: Answer, waiting: Waiting) -> Answer:
        """Rasa stops a turn that goes round in circles without a word; the visitor gets one all the same."""
        if answer.replies:
            return answer
        log.error("turn.silent", message_id=waiting.message_id)
        return Answer((self._apologise(waiting),), answer.language)

    def _apologise(self, waiting: Waiting) -> Reply:
        return Reply(self._apology.get(waiting.language or "", self._apology[self._default_language]))


def _again_and_again(*errors: type[Exception]) -> AsyncRetrying:
    return AsyncRetrying(
        retry=retry_if_exception_type(errors),
        wait=wait_random_exponential(multiplier=0.1, max=LONGEST_PAUSE_S),
        before_sleep=_log_pause,
    )


def _log_pause(state: RetryCallState) -> None:
    cause = state.outcome.exception() if state.outcome else None
    if state.attempt_number in (1, 10, 100):
        log.warning("turn.waits", attempt=state.attempt_number, cause=str(cause)[:300])
