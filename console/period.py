"""The days that a report is about, as they come from an address."""

from dataclasses import dataclass
from datetime import date, timedelta

PRESETS = (7, 30, 90, 365)
USUAL = PRESETS[1]
LONGEST = timedelta(days=3660)


@dataclass(frozen=True)
class Period:
    """Both days included. ``problem`` is the name of what is wrong in what was asked for, if anything is."""

    since: date
    until: date
    problem: str | None = None

    @property
    def days(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1


def period(since: str, until: str, today: date) -> Period:
    """What was asked for; what is left out or cannot be read becomes the latest 30 days."""
    try:
        last = date.fromisoformat(until) if until else today
        first = date.fromisoformat(since) if since else last - timedelta(days=USUAL - 1)
    except (ValueError, OverflowError):
        return _usual(today, "no_day")
    if first > last:
        return _usual(today, "swapped")
    return Period(first, last) if last - first <= LONGEST else _usual(today, "too_long")


def _usual(today: date, problem: str) -> Period:
    return Period(today - timedelta(days=USUAL - 1), today, problem)
