"""Phrases that name days: dates, weekdays, "from the 3rd to the 7th"."""

from collections.abc import Callable
from datetime import date

from bot.understanding.timeline import words
from bot.understanding.timeline.period import Period, one_day, shifted_days, valid_date, week_period
from bot.understanding.timeline.reading import ahead, first, shifted, unit_period, year_said
from bot.understanding.timeline.token import Token


def exact_date(tokens: list[Token], today: date) -> Period | None:
    token = first(tokens, "date")
    assert token is not None
    later = first(tokens, "year")
    return _day(token.day, token.month, token.year or (later.year if later else 0), today)


def _day(day: int, month: int, year: int, today: date) -> Period | None:
    def in_year(candidate: int) -> Period | None:
        found = valid_date(candidate, month, day)
        return one_day(found) if found else None

    return ahead(in_year, today, year)


def day_and_month(tokens: list[Token], today: date) -> Period | None:
    day, month = first(tokens, "ord", "num"), first(tokens, "month")
    assert day
    assert month
    return _day(day.number, month.number, year_said(tokens, today), today)


def days_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "13 to 15 July 2027", "July 13-15"."""
    month = first(tokens, "month")
    low, high = [token.number for token in tokens if token.kind in ("ord", "num")][:2]
    assert month
    return _two_days(low, high, month.number, year_said(tokens, today), today)


def _two_days(low: int, high: int, month: int, year: int, today: date) -> Period | None:
    def in_year(candidate: int) -> Period | None:
        start, end = valid_date(candidate, month, low), valid_date(candidate, month, high)
        return Period(start, end) if start and end and start <= end else None

    return ahead(in_year, today, year)


def days_before_date(tokens: list[Token], today: date) -> Period | None:
    """ "7.-10.08.2018": the first day borrows month and year of the second."""
    last = tokens[-1]
    low = first(tokens, "ord", "num")
    assert low
    return _two_days(low.number, last.day, last.month, last.year, today)


def days_of_shifted_month(tokens: list[Token], today: date) -> Period | None:
    """ "4 to 23 next month", "next month from the 4th to the 23rd", "the 20th of next month"."""
    shift, unit = first(tokens, "shift"), first(tokens, "unit")
    assert shift
    assert unit
    if unit.number != words.MONTH:
        return None
    month = unit_period(today, words.MONTH, shift.number).start
    days = [valid_date(month.year, month.month, token.number) for token in tokens if token.kind in ("ord", "num")]
    start, end = days[0], days[-1]
    return Period(start, end) if start and end and start <= end else None


def day_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "the 1st", "am 15.": the next such day; a bare "first" or "1." without an article is none."""
    if not tokens[-1].led or not 1 <= tokens[-1].number <= 31:
        return None
    return _next_day(today, lambda day: day.day == tokens[-1].number)


def days_of_month_ahead(tokens: list[Token], today: date) -> Period | None:
    """ "from the 13th to the 15th"."""
    low, high = [token.number for token in tokens if token.kind == "ord"][:2]
    start = _next_day(today, lambda day: day.day == low)
    end = valid_date(start.start.year, start.start.month, high) if start else None
    return Period(start.start, end) if start and end and end >= start.start else None


def weekday_and_day(tokens: list[Token], today: date) -> Period | None:
    """ "Dienstag, der 8.": the next 8th that is a Tuesday."""
    weekday, day = tokens[0].number, tokens[1]
    if day.kind == "num" and not day.led:
        return None
    return _next_day(today, lambda candidate: candidate.day == day.number and candidate.weekday() == weekday)


def _next_day(today: date, fits: Callable[[date], bool]) -> Period | None:
    for ahead_by in range(1, 800):
        day = shifted_days(today, ahead_by)
        if fits(day):
            return one_day(day)
    return None


def weekday(tokens: list[Token], today: date) -> Period | None:
    """The next such day; only English "next Friday" is the Friday of next week."""
    shift, weekday = first(tokens, "shift"), tokens[-1]
    upcoming = shifted_days(today, (weekday.number - today.weekday() - 1) % 7 + 1)
    if shift and shift.number == 2:
        return one_day(shifted_days(upcoming, 7))
    if shift and shift.number == 1 and shift.english:
        return one_day(shifted_days(unit_period(today, words.WEEK, 1).start, weekday.number))
    return one_day(upcoming)


def weekday_of_week(tokens: list[Token], today: date) -> Period | None:
    """ "Friday next week", "Monday of the week after next", "next week Friday", "Monday in two weeks"."""
    weekday, unit = first(tokens, "weekday", "short"), first(tokens, "unit")
    count = first(tokens, "shift", "num", "one")
    assert weekday
    assert unit
    assert count
    if unit.number != words.WEEK:
        return None
    week = unit_period(today, words.WEEK, count.number)
    return one_day(shifted_days(week.start, weekday.number))


def week_of(tokens: list[Token], today: date) -> Period | None:
    """ "the week of October 6th"."""
    day = exact_date(tokens, today) if tokens[-1].kind == "date" else day_and_month(tokens, today)
    return week_period(day.start) if day and tokens[0].number == words.WEEK else None


def relative_day(tokens: list[Token], today: date) -> Period | None:
    return one_day(shifted_days(today, tokens[-1].number))


def day_after_tomorrow(tokens: list[Token], today: date) -> Period | None:
    return one_day(shifted_days(today, 2)) if tokens[0].number == words.DAY and tokens[-1].number == 1 else None


def from_day(tokens: list[Token], today: date) -> Period | None:
    """ "heute in zwei Wochen"."""
    return one_day(shifted(shifted_days(today, tokens[0].number), tokens[2].number, tokens[3].number))
