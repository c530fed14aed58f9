"""One friendly word to a visitor who fell silent in the middle."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from leads.errors import StoreUnavailable, UnknownConversation
from leads.silence import Silence

LOOK_AGAIN_S = 20.0

log = structlog.get_logger()


class Nudges:
    """Looks for silent visitors now and then. ``words`` is the reminder by language; zero ``after`` means never."""

    def __init__(
        self,
        silence: Silence,
        words: Mapping[str, str],
        default_language: str,
        after: timedelta,
        look_again_s: float = LOOK_AGAIN_S,
    ) -> None:
        self._silence, self._words, self._default = silence, words, default_language
        self._after, self._look_again_s = after, look_again_s

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while self._after:
            with suppress(StoreUnavailable):  # looked for again in a moment
                await self.remind_the_silent()
            await asyncio.sleep(self._look_again_s)

    async def remind_the_silent(self) -> int:
        """Reminds everybody who is due; returns how many."""
        reminded = 0
        for silent in await asyncio.to_thread(self._silence.longer_than, self._after):
            words = self._words[silent.language or self._default]
            with suppress(UnknownConversation):  # erased this very moment
                reminded += await asyncio.to_thread(self._silence.remind, silent, words)
        if reminded:
            log.info("visitors.nudged", count=reminded)
        return reminded
