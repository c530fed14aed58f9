"""Telling those who follow a conversation that something new stands in it."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from leads.errors import StoreUnavailable
from leads.transcript import Transcripts

LOOK_EVERY_S = 1.0
SLOWEST_COMMIT_IN_LOOKS = 10

log = structlog.get_logger()


class Live:
    """Wakes followers at once for what this process writes, and within a look for what any other process wrote.

    The database is the truth: a follower that is woken reads what it does not know yet.
    """

    def __init__(self, transcripts: Transcripts, look_every_s: float = LOOK_EVERY_S) -> None:
        self._transcripts, self._look_every_s = transcripts, look_every_s
        self._followers: dict[str, set[asyncio.Event]] = {}

    @contextmanager
    def follow(self, conversation: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever there may be news; it is set at the beginning. Clear it, then read."""
        news = asyncio.Event()
        news.set()
        self._followers.setdefault(conversation, set()).add(news)
        try:
            yield news
        finally:
            others = self._followers[conversation] - {news}
            if others:
                self._followers[conversation] = others
            else:
                del self._followers[conversation]

    def wake(self, conversation: str) -> None:
        """There is news; whoever wrote something may say so."""
        for news in self._followers.get(conversation, ()):
            news.set()

    def _wake_all(self) -> None:
        for conversation in list(self._followers):
            self.wake(conversation)

    async def watch(self) -> None:
        """Looks into the database until it is cancelled."""
        newest: deque[int] = deque(maxlen=SLOWEST_COMMIT_IN_LOOKS)
        noticed: set[int] = set()
        while True:
            try:
                if not newest:
                    newest.append(await asyncio.to_thread(self._transcripts.newest))
                    self._wake_all()  # they may have read before that
                noticed = await self._look(newest, noticed)
            except StoreUnavailable as error:
                log.warning("live.cannot_look", cause=str(error)[:300])
            await asyncio.sleep(self._look_every_s)

    async def _look(self, newest: deque[int], noticed: set[int]) -> set[int]:
        """A line gets its id before it is committed: each look goes back by as long as a commit can take."""
        written = dict(await asyncio.to_thread(self._transcripts.written_after, newest[0]))
        for conversation in {written[line] for line in written.keys() - noticed}:
            self.wake(conversation)
        newest.append(max(written, default=newest[-1]))
        return set(written)
