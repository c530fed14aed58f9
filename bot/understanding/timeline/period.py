"""Stretches of the calendar: months, quarters, seasons, weeks and holidays as first and last day."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """Days from ``start`` to ``end``, inclusive; ``dated`` is true where a year was said or is certain."""

    start: date
    end: date
    dated: bool = True

    def in_year(self, year: int) -> "Period":
        """The same days of another year; 29 February becomes the 28th."""
        return Period(_same_day(self.start, year), _same_day(self.end, year + self.end.year - self.start.year))


def one_day(day: date, dated: bool = True) -> Period:
    return Period(day, day, dated)


def year_period(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def months_period(year: int, month: int, count: int = 1) -> Period:
    """``count`` whole months from the given one on; ``month`` may run past 12."""
    first = shifted_months(date(year, 1, 1), month - 1)
    return Period(first, shifted_months(first, count) - timedelta(1))


def week_period(day: date) -> Period:
    """Monday to Sunday of the week with that day."""
    monday = day - timedelta(day.weekday())
    return Period(monday, monday + timedelta(6))


def iso_week_period(year: int, week: int) -> Period | None:
    try:
        return week_period(date.fromisocalendar(year, week, 1))
    except ValueError:
        return None


def season_period(year: int, first_month: int) -> Period:
    return months_period(year, first_month, 3)


def shifted_months(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if year > date.max.year else date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted_days(day: date, days: int) -> date:
    """Some days later, clipped to the calendar that Python knows."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter_sunday(year: int) -> date:
    """Western Easter by the Gauss–Butcher rule of the Gregorian calendar."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _same_day(day: date, year: int) -> date:
    return valid_date(year, day.month, day.day) or date(year, day.month, 28)
