"""Phrases that name longer stretches: months, seasons, years, "end of next quarter", holidays."""

from collections.abc import Callable
from datetime import date

from bot.understanding.timeline import words
from bot.understanding.timeline.period import (
    Period,
    easter_sunday,
    months_period,
    one_day,
    season_period,
    shifted_days,
    year_period,
)
from bot.understanding.timeline.reading import ahead, first, in_part, part_of, shifted, unit_period, year_said
from bot.understanding.timeline.token import Token
from bot.understanding.timeline.words import HOLIDAY_NAMES


def month(tokens: list[Token], today: date) -> Period | None:
    month, part = first(tokens, "month"), first(tokens, "part")
    assert month
    period = ahead(lambda year: months_period(year, month.number), today, year_said(tokens, today))
    if part and period:
        found = part_of(period, part.number, today)
        if found.end < today and not period.dated:
            found = part_of(months_period(period.start.year + 1, month.number), part.number, today)
        return found
    return period


def month_in_years(tokens: list[Token], today: date) -> Period | None:
    """ "March in a year", not "March in 2 weeks"."""
    return month(tokens, today) if tokens[-1].number == words.YEAR else None


def month_of_year(tokens: list[Token], _today: date) -> Period | None:
    token = tokens[-1]
    return months_period(token.year, token.month)


def shifted_unit(tokens: list[Token], today: date) -> Period | None:
    """ "this week", "end of next month", "later this year"; "the coming weeks" are a vague few."""
    shift, unit = first(tokens, "shift"), first(tokens, "unit")
    assert unit
    if shift and shift.number and unit.plural:
        return Period(shifted_days(today, 1), shifted(today, _VAGUE_PLURAL[unit.number], unit.number))
    return in_part(tokens, unit_period(today, unit.number, shift.number if shift else 0), today)


def unit_end(tokens: list[Token], today: date) -> Period | None:
    """ "year end", "month-end"."""
    return shifted_unit([tokens[-1], tokens[0]], today) if tokens[-1].number == words.LATE else None


def weekend(tokens: list[Token], today: date) -> Period | None:
    """ "am Wochenende": no other unit names a time by itself."""
    return unit_period(today, words.WEEKEND, 0) if tokens[0].number == words.WEEKEND else None


def week_after_next(tokens: list[Token], today: date) -> Period | None:
    return unit_period(today, tokens[0].number, 2) if tokens[2].number == 1 else None


def this_running(tokens: list[Token], today: date) -> Period | None:
    """ "within this year", "im Laufe des Monats": from today to its end."""
    period = shifted_unit(tokens[1:], today)
    return Period(max(period.start, today), period.end) if period and period.end >= today else None


def parts_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "Anfang bis Mitte Mai"."""
    low, high = month([tokens[0], *tokens[3:]], today), month(tokens[2:], today)
    return Period(low.start, high.end, high.dated) if low and high and low.start <= high.end else None


def season(tokens: list[Token], today: date) -> Period | None:
    season, shift = first(tokens, "season"), first(tokens, "shift")
    assert season
    year = year_said(tokens, today)
    period = ahead(lambda candidate: season_period(candidate, season.number), today, year)
    if period and not year and shift and tokens[0] is shift and shift.number == 1 and period.start <= today:
        period = season_period(period.start.year + 1, season.number)
    return in_part(tokens, period, today)


def year(tokens: list[Token], today: date) -> Period | None:
    return in_part(tokens, year_period(year_said(tokens, today)), today)


def asap(_tokens: list[Token], today: date) -> Period | None:
    return Period(today, shifted_days(today, 14))


def soon(_tokens: list[Token], today: date) -> Period | None:
    return Period(today, shifted_days(today, 30))


def _thanksgiving(year: int) -> Period:
    first_day = date(year, 11, 1)
    return one_day(shifted_days(first_day, (3 - first_day.weekday()) % 7 + 21))


def _easter(offset: int) -> Callable[[int], Period]:
    return lambda year: one_day(shifted_days(easter_sunday(year), offset))


def holiday(tokens: list[Token], today: date) -> Period | None:
    name = first(tokens, "holiday")
    assert name
    return ahead(lambda year: _HOLIDAYS[HOLIDAY_NAMES[name.number]](year), today, year_said(tokens, today))


_VAGUE_PLURAL = {words.DAY: 7, words.WEEK: 6, words.MONTH: 4, words.QUARTER: 3, words.YEAR: 3}
_HOLIDAYS: dict[str, Callable[[int], Period]] = {
    "christmas": lambda year: one_day(date(year, 12, 25)),
    "eve": lambda year: one_day(date(year, 12, 24)),
    "sylvester": lambda year: one_day(date(year, 12, 31)),
    "new_year": lambda year: one_day(date(year, 1, 1)),
    "easter": _easter(0),
    "easter_monday": _easter(1),
    "good_friday": _easter(-2),
    "pentecost": _easter(49),
    "pentecost_monday": _easter(50),
    "thanksgiving": _thanksgiving,
    "halloween": lambda year: one_day(date(year, 10, 31)),
    "holidays": lambda year: Period(date(year, 12, 24), date(year + 1, 1, 1)),
    "summer_break": lambda year: Period(date(year, 7, 1), date(year, 8, 31)),
}
