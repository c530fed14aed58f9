"""What the rules of time share: the year that was said, the next such days, parts of a period."""

from collections.abc import Callable
from datetime import date

from bot.understanding.timeline import words
from bot.understanding.timeline.period import Period, months_period, one_day, shifted_days, shifted_months, week_period
from bot.understanding.timeline.token import Token


def first(tokens: list[Token], *kinds: str) -> Token | None:
    """The first token of one of these kinds."""
    return next((token for token in tokens if token.kind in kinds), None)


def year_said(tokens: list[Token], today: date) -> int:
    """The year of "2027", "next year", "in a year"; 0 where none was said."""
    year = first(tokens, "year")
    if year:
        return year.year
    for index, token in enumerate(tokens):
        if token.kind == "unit" and token.number in (words.YEAR, words.FISCAL_YEAR) and index:
            before = tokens[index - 1]
            if before.kind == "shift":
                return today.year + before.number
            if before.kind in ("one", "num"):
                return today.year + before.number
    return 0


def ahead(day_of_year: Callable[[int], Period | None], today: date, year: int = 0) -> Period | None:
    """The period in the year that was said, else the first one that isn't over yet."""
    if year:
        return day_of_year(year)
    for candidate in range(today.year, today.year + 5):
        period = day_of_year(candidate)
        if period and period.end >= today:
            return Period(period.start, period.end, dated=False)
    return None


def shifted(day: date, count: int, unit: int) -> date:
    """The day ``count`` units later; workdays are counted without weekends."""
    if unit == words.WORKDAY:
        weeks, rest = divmod(count, 5)
        day = shifted_days(day, 7 * weeks - max(0, day.weekday() - 4))
        return shifted_days(day, rest + 2 * (day.weekday() + rest > 4))
    if unit in (words.DAY, words.WEEK, words.WEEKEND, words.WORKWEEK):
        return shifted_days(day, count * (1 if unit == words.DAY else 7))
    return shifted_months(day, count * MONTHS_IN[unit])


def unit_period(today: date, unit: int, shift: int) -> Period:
    """This (0), next (1) or the next but one (2) day, week, month, …"""
    if unit in (words.WEEK, words.WORKWEEK, words.WEEKEND):
        week = week_period(shifted_days(today, 7 * shift))
        if unit == words.WEEKEND:
            return Period(shifted_days(week.start, 5), week.end)
        return Period(week.start, shifted_days(week.start, 4)) if unit == words.WORKWEEK else week
    if unit in (words.DAY, words.WORKDAY):
        return one_day(shifted(today, shift, unit))
    size = MONTHS_IN[unit]
    begin = (today.month - 1) // size * size + 1
    return months_period(today.year, begin + shift * size, size)


def part_of(period: Period, part: int, today: date) -> Period:
    """Early, middle, late: thirds of a month; quarters at both ends of a year; the working rest of a week."""
    days = (period.end - period.start).days + 1
    if part == words.REST:
        return Period(max(today, period.start), period.end, period.dated)
    if days > 300:
        edge = {words.EARLY: (0, 3), words.MIDDLE: (4, 4), words.LATE: (10, 2)}[part]
        return months_period(period.start.year, period.start.month + edge[0], edge[1])
    if 26 < days < 32:
        begin, end = {words.EARLY: (1, 10), words.MIDDLE: (11, 20), words.LATE: (21, period.end.day)}[part]
        return Period(period.start.replace(day=begin), period.start.replace(day=end), period.dated)
    if days > 80:
        third = (days + 2) // 3
        begin = {words.EARLY: 0, words.MIDDLE: third, words.LATE: 2 * third}[part]
        start = shifted_days(period.start, begin)
        return Period(start, min(period.end, shifted_days(start, third - 1)), period.dated)
    if days == 7:
        begin, end = {words.EARLY: (0, 1), words.MIDDLE: (2, 3), words.LATE: (3, 6)}[part]
        return Period(shifted_days(period.start, begin), shifted_days(period.start, end), period.dated)
    return period


def in_part(tokens: list[Token], period: Period | None, today: date) -> Period | None:
    part = first(tokens, "part")
    return part_of(period, part.number, today) if part and period else period


MONTHS_IN = {words.MONTH: 1, words.QUARTER: 3, words.HALF: 6, words.YEAR: 12, words.FISCAL_YEAR: 12}
