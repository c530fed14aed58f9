"""Phrases that count from today: "in two months", "within six weeks", "the next 3 years"."""

from dataclasses import replace
from datetime import date

from bot.understanding.timeline import words
from bot.understanding.timeline.period import Period, one_day, shifted_days, shifted_months
from bot.understanding.timeline.reading import MONTHS_IN, first, shifted, unit_period
from bot.understanding.timeline.token import Token


def next_units(tokens: list[Token], today: date) -> Period | None:
    """ "the next 3 months": rolling days from tomorrow; quarters and years count whole."""
    count, unit, shift = first(tokens, "num"), first(tokens, "unit"), first(tokens, "shift")
    assert count
    assert unit
    assert shift
    number = count.day or count.number
    if shift.number != 1 or not 1 <= number <= 1000:
        return None
    if unit.number in (words.DAY, words.WORKDAY, words.WEEK, words.MONTH):
        return Period(shifted_days(today, 1), shifted(today, number, unit.number))
    begin = unit_period(today, unit.number, 1).start
    return Period(begin, shifted_days(shifted(begin, number, unit.number), -1))


def in_units(tokens: list[Token], today: date) -> Period | None:
    """ "in 7 days", "in two to three months", "three months hence": that very day, or the days between."""
    counts = [token for token in tokens if token.kind in ("num", "one")]
    unit = tokens[-1] if tokens[-1].kind == "unit" else tokens[-2]
    low, high = counts[0].number, counts[-1].day or counts[-1].number
    if not 0 <= low <= high <= 1000:
        return None
    return Period(shifted(today, low, unit.number), shifted(today, high, unit.number))


def within_units(tokens: list[Token], today: date) -> Period | None:
    period = in_units(tokens, today)
    return Period(today, period.end) if period else None


def half_a_year(tokens: list[Token], today: date) -> Period | None:
    halves = [token.number for token in tokens if token.kind == "unit"]
    if halves != [words.HALF, words.YEAR]:
        return None
    day = shifted_months(today, 6)
    return Period(today, day) if tokens[0].kind == "within" else one_day(day)


def in_halves(tokens: list[Token], today: date) -> Period | None:
    """ "in 1.5 years", "in anderthalb Jahren": the token counts half units."""
    halves, unit = tokens[-2].number, tokens[-1].number
    if unit in MONTHS_IN and unit != words.MONTH:
        return one_day(shifted_months(today, halves * MONTHS_IN[unit] // 2))
    whole = shifted(today, halves // 2, unit)
    return one_day(shifted_days(whole, 15 if unit == words.MONTH else 3))


def one_and_a_half(tokens: list[Token], today: date) -> Period | None:
    """ "in a month and a half"."""
    unit, half = tokens[2], tokens[-1]
    return in_halves([replace(half, number=3), unit], today) if half.number == words.HALF else None
