"""When somebody is there: promises and deadlines are counted in business time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from leads.public_holidays import PublicHolidays

HORIZON_DAYS = 20 * 366
MIDNIGHT = 24 * 60
Period = tuple[datetime, datetime]


@dataclass(frozen=True, order=True)
class Span:
    """Opening hours without a break, in minutes of the local day; the end (up to 1440: midnight) is not in it."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MIDNIGHT:
            raise ValueError(f"{self} does not begin before it ends, within one day")

    def __str__(self) -> str:
        return f"{self.opens // 60:02}:{self.opens % 60:02}-{self.closes // 60:02}:{self.closes % 60:02}"


@dataclass(frozen=True)
class BusinessHours:
    """The week of an office, and the days on which it is closed all the same.

    ``week`` has the spans of each weekday, Monday first. ``answer_within`` is the business time in which a visitor is
    promised an answer. Moments that go in are aware; those that come out are in ``zone``. Raises ``ValueError`` when
    the office is never open, spans of a day overlap, or the promise is longer than four weeks of work.
    """

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    answer_within: timedelta
    holidays: PublicHolidays | None = None
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not any(self.week):
            raise ValueError("an office needs seven weekdays and at least one hour at which it is open")
        weekly = sum(span.closes - span.opens for spans in self.week for span in spans)
        if not timedelta(0) < self.answer_within <= timedelta(minutes=4 * weekly):
            raise ValueError("answer_within is more than four weeks of these opening hours; promise an answer sooner")
        for spans in self.week:
            if any(later.opens < earlier.closes for earlier, later in pairwise(spans)):
                raise ValueError(f"{', '.join(map(str, spans))} overlap or are out of order")

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there; at the minute of closing nobody is."""
        # In UTC, because == between zones is False throughout the hour that clocks repeat in autumn.
        return self.next_opening(at).astimezone(UTC) == at.astimezone(UTC)

    def next_opening(self, at: datetime) -> datetime:
        """The first moment, from ``at`` on, when the office is open: ``at`` itself when it is."""
        return self.after(at, timedelta(0))

    def after(self, at: datetime, worked: timedelta) -> datetime:
        """The moment when ``worked`` has passed in business time: in a span, or at its very end.

        Raises ``ValueError`` when ``worked`` is negative or lies more than twenty years ahead.
        """
        if worked < timedelta(0):
            raise ValueError("business time cannot be counted backwards")
        left = worked
        for start, end in self._open_from(at):
            if left <= end - start:
                return (start + left).astimezone(self.zone)
            left -= end - start
        raise ValueError(f"{worked} of business time are not over within {HORIZON_DAYS} days")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The business time from ``start`` to ``end``; none when ``end`` is not the later one."""
        passed = timedelta(0)
        for opens, closes in self._open_from(start):
            if opens >= end:
                break
            passed += min(closes, end.astimezone(UTC)) - opens
        return passed

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens at all on that day of its own calendar."""
        return bool(self._spans(day))

    def holiday_name(self, day: date, language: str) -> str | None:
        """The name of a public holiday, in the visitor's language where it has one; ``None`` on other days."""
        return self.holidays.name(day, language) if self.holidays else None

    def _spans(self, day: date) -> tuple[Span, ...]:
        is_closed = day in self.closed or (self.holidays is not None and day in self.holidays)
        return () if is_closed else self.week[day.weekday()]

    def _open_from(self, at: datetime) -> Iterator[Period]:
        """What is left of the span at ``at``, then the following ones. In UTC: local times are off by one hour twice
        a year when they are subtracted."""
        if at.tzinfo is None:
            raise ValueError("a moment without a time zone")
        reached, today = at.astimezone(UTC), at.astimezone(self.zone).date()
        for days in range(-1, HORIZON_DAYS):  # -1: on the day before, when clocks go forward over midnight
            day = today + timedelta(days)
            for span in self._spans(day):
                opens, closes = max(reached, self._moment(day, span.opens)), self._moment(day, span.closes)
                if opens < closes:
                    yield opens, closes
                    reached = closes

    def _moment(self, day: date, minutes: int) -> datetime:
        if minutes == MIDNIGHT:
            day, minutes = day + timedelta(1), 0
        return datetime.combine(day, time(*divmod(minutes, 60)), self.zone).astimezone(UTC)
