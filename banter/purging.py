"""Retention in the web process: once a day what is kept too long is removed."""

import asyncio

import structlog

from leads.errors import StoreUnavailable
from leads.retention import Retention

A_DAY_S = 86_400.0
AGAIN_S = 300.0

log = structlog.get_logger()


class DailyPurge:
    """Purges at the start and then once a day."""

    def __init__(self, retention: Retention, day_s: float = A_DAY_S) -> None:
        self._retention, self._day_s = retention, day_s

    async def run(self) -> None:
        """Goes on until it is cancelled; where nothing has a period, ends at once."""
        while self._retention.is_on:
            await asyncio.sleep(await self._purged())

    async def _purged(self) -> float:
        """Purges once; returns how long to wait before the next time."""
        try:
            removed = await asyncio.to_thread(self._retention.purge)
        except StoreUnavailable as error:
            log.warning("purge.waits", cause=str(error)[:300])
            return AGAIN_S
        if any(each.count for each in removed):
            log.warning("purge.done", removed={each.name: each.count for each in removed if each.count})
        return self._day_s
