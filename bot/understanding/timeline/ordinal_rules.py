"""Phrases that count inside a month or year: "last week of July", "third quarter", "Q2", "KW 18"."""

from datetime import date, timedelta

from bot.understanding.timeline import words
from bot.understanding.timeline.period import Period, iso_week_period, months_period, shifted_days, year_period
from bot.understanding.timeline.reading import MONTHS_IN, ahead, first, in_part, year_said
from bot.understanding.timeline.token import Token


def nth_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "second Wednesday in October", "last week of July", "third day of May": weeks lie wholly inside."""
    month = first(tokens, "month")
    assert month
    return ahead(lambda year: _nth(tokens, months_period(year, month.number)), today, year_said(tokens, today))


def nth_of_year(tokens: list[Token], today: date) -> Period | None:
    """ "first quarter of next year", "last week of 2027", "the 9th month of next year"."""
    return ahead(lambda year: _nth(tokens, year_period(year)), today, year_said(tokens, today))


def _nth(tokens: list[Token], whole: Period) -> Period | None:
    rank = 0 if tokens[0].kind == "last" else tokens[0].number
    named = first(tokens[1:], "weekday", "unit")
    count = first(tokens[1:3], "num")
    assert named
    if tokens[1].kind == "month":
        named = tokens[2]
    if named.kind == "unit" and named.number == words.HALF and whole.start.month == whole.end.month:
        middle = shifted_days(whole.start, 14)
        return Period(whole.start, middle) if rank == 1 else Period(shifted_days(middle, 1), whole.end)
    if named.kind == "unit" and named.number >= words.MONTH:
        return _nth_months(rank, named.number, whole)
    size = 1 if named.kind == "weekday" or named.number == words.DAY else 7
    step = 1 if named.kind == "unit" and named.number == words.DAY else 7
    anchor = named.number if named.kind == "weekday" else 0
    begin = whole.start if step == 1 else shifted_days(whole.start, (anchor - whole.start.weekday()) % 7)
    starts = [
        day
        for index in range(366 // step + 1)
        if (day := shifted_days(begin, index * step)) + timedelta(size - 1) <= whole.end
    ]
    many = count.number if count else 1
    chosen = starts[-many:] if rank == 0 else starts[rank - 1 : rank - 1 + many]
    return Period(chosen[0], shifted_days(chosen[-1], size - 1)) if chosen else None


def _nth_months(rank: int, unit: int, whole: Period) -> Period | None:
    size = MONTHS_IN[unit]
    count = ((whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1) // size
    rank = rank or count
    return months_period(whole.start.year, whole.start.month + (rank - 1) * size, size) if 1 <= rank <= count else None


def nth_quarter(tokens: list[Token], today: date) -> Period | None:
    """ "third quarter", "3. Quartal 2027", "zweites Halbjahr", "quarter 3"."""
    unit, rank = first(tokens, "unit"), first(tokens, "ord", "num", "last")
    assert unit
    assert rank
    if unit.number not in (words.QUARTER, words.HALF):
        return None
    number = rank.number or 12 // MONTHS_IN[unit.number]
    return in_part(
        tokens,
        ahead(lambda year: _nth_months(number, unit.number, year_period(year)), today, year_said(tokens, today)),
        today,
    )


def quarter_name(tokens: list[Token], today: date) -> Period | None:
    """ "Q3", "Q3 2027", "H2", "end of Q1"."""
    name = first(tokens, "quarter", "half")
    assert name
    unit = words.QUARTER if name.kind == "quarter" else words.HALF
    year = name.year or year_said(tokens, today)
    return in_part(
        tokens,
        ahead(lambda candidate: _nth_months(name.number, unit, year_period(candidate)), today, year),
        today,
    )


def calendar_week(tokens: list[Token], today: date) -> Period | None:
    names = [token.number for token in tokens if token.kind in ("kw", "num")]

    def in_year(year: int) -> Period | None:
        low, high = iso_week_period(year, names[0]), iso_week_period(year, names[-1])
        return Period(low.start, high.end) if low and high and low.start <= high.end else None

    return ahead(in_year, today, year_said(tokens, today))
