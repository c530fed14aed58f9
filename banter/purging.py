"""Once a day, in the web process: what is kept too long is removed, and large files are rid of what was erased."""

import asyncio

import structlog

from banter.assembly import Core
from leads.errors import StoreUnavailable
from leads.retention import Progress, Removed, quietly

A_DAY_S = 86_400.0
AGAIN_S = 300.0

log = structlog.get_logger()


def purge(core: Core, *, dry_run: bool = False, progress: Progress = quietly) -> list[Removed]:
    """Removes what is over, then rewrites files that erased data may still stand in. Raises ``StoreUnavailable``."""
    removed = core.retention.purge(dry_run=dry_run, progress=progress)
    if not dry_run:
        core.trackers.rewrite_if_due()
        core.database.rewrite_if_due()
    return removed


class DailyPurge:
    """Purges at the start and then once a day."""

    def __init__(self, core: Core, day_s: float = A_DAY_S) -> None:
        self._core, self._day_s = core, day_s

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            await asyncio.sleep(await self._purged())

    async def _purged(self) -> float:
        """Purges once; returns how long to wait before the next time."""
        try:
            removed = await asyncio.to_thread(purge, self._core)
        except StoreUnavailable as error:
            log.warning("purge.waits", cause=str(error)[:300])
            return AGAIN_S
        if any(each.count for each in removed):
            log.warning("purge.done", removed={each.name: each.count for each in removed if each.count})
        return self._day_s
