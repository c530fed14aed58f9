"""How sending something to another system can end, and how long to wait before it is tried again."""

import random

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 900.0


class NotNow(Exception):
    """It can't be taken now. ``retry_after_s`` is how long the other side wants to be left alone, if it said so."""

    def __init__(self, cause: str, retry_after_s: float | None = None) -> None:
        super().__init__(cause)
        self.retry_after_s = retry_after_s


class Refused(Exception):
    """This will never be taken; the next message may be fine."""


class Unreachable(Exception):
    """The address can't be written to: it blocked us, or is gone."""


def backoff_s(attempts: int) -> float:
    """The pause after so many attempts: twice as long each time, up to a quarter of an hour, with jitter."""
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(attempts - 1, 20))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311 (nobody gains from guessing it)
