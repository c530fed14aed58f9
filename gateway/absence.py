"""Visitors who wait for a person that does not answer: the bot says so and goes on."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog

from leads.errors import StoreUnavailable
from leads.takeover import Takeovers

LOOK_AGAIN_S = 5.0

log = structlog.get_logger()


class Absences:
    """Looks now and then for conversations that a person took and left alone; ``patience`` is a visitor's."""

    def __init__(self, takeovers: Takeovers, patience: timedelta, look_again_s: float = LOOK_AGAIN_S) -> None:
        self._takeovers, self._patience, self._look_again_s = takeovers, patience, look_again_s

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            with suppress(StoreUnavailable):  # looked for again in a moment
                await self.go_on()
            await asyncio.sleep(self._look_again_s)

    async def go_on(self) -> int:
        """Hands back every conversation whose visitor has waited long enough; returns how many."""
        ended = 0
        for conversation in await asyncio.to_thread(self._takeovers.waiting_longer_than, self._patience):
            ended += await asyncio.to_thread(self._takeovers.lapse, conversation, self._patience)
        if ended:
            log.info("takeover.lapsed", count=ended)
        return ended
