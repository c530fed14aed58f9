"""What was found when the installation last looked after itself."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from datetime import datetime, timedelta

from leads.clock import Clock

FRESH = timedelta(minutes=1)
PATIENCE_S = 3.0


@dataclass(frozen=True)
class Finding:
    """One line: which part, how it is (``ok``, ``off``, ``warning``, ``problem``), and why; never a secret."""

    part: str
    state: str
    says: str


@dataclass(frozen=True)
class Examined:
    """What was found, and when."""

    at: datetime
    findings: tuple[Finding, ...]


class Examination:
    """Looks at most once a minute and at most once at a time, however many people have the page open.

    ``look`` may take seconds: it asks other people's servers.
    """

    def __init__(self, look: Callable[[], Sequence[Finding]], clock: Clock, patience_s: float = PATIENCE_S) -> None:
        self._look, self._clock, self._patience_s = look, clock, patience_s
        self._worker = ThreadPoolExecutor(1, "examination")
        self._lock = threading.Lock()
        self._running: Future[Examined] | None = None
        self._latest: Examined | None = None

    def latest(self) -> Examined | None:
        """The newest findings; older ones while new ones take long, ``None`` while there are none at all."""
        with self._lock:
            if self._running is None and self._is_stale():
                self._running = self._worker.submit(self._examined)
            running = self._running
        if running is not None:
            wait_for([running], self._patience_s)
            self._take(running)
        return self._latest

    def _take(self, running: Future[Examined]) -> None:
        with self._lock:
            if running.done() and running is self._running:
                self._running, self._latest = None, running.result()

    def _is_stale(self) -> bool:
        return self._latest is None or self._clock.now() - self._latest.at >= FRESH

    def _examined(self) -> Examined:
        return Examined(self._clock.now(), tuple(self._look()))
