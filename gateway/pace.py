"""Sending no faster than a channel wants: so many messages a second in all, and a pause between two to one place."""

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where messages share a limit (a chat, a channel), and the seconds between two of them."""

    name: str
    interval_s: float


class Pace:
    """Reserves moments; nobody who waits for a place holds up another place."""

    def __init__(self, per_second: float) -> None:
        self._interval_s = 1 / per_second
        self._next = 0.0
        self._next_at: dict[str, float] = {}

    def delay_s(self, place: Place) -> float:
        """How long a message to this place would have to wait now."""
        return max(0.0, self._next_at.get(place.name, 0.0) - time.monotonic())

    async def turn(self, place: Place) -> None:
        """Returns when a message may go to this place."""
        now = time.monotonic()
        self._next_at = {name: at for name, at in self._next_at.items() if at > now}
        moment = max(now, self._next_at.get(place.name, 0.0))
        self._next_at[place.name] = moment + place.interval_s
        await asyncio.sleep(moment - now)
        now = time.monotonic()
        self._next = max(now, self._next) + self._interval_s
        await asyncio.sleep(self._next - self._interval_s - now)
