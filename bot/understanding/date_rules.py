"""What phrases of time mean: each rule turns a run of tokens into the days that it names, seen from today."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding import date_words as words
from bot.understanding.date_tokens import HOLIDAY_NAMES, Token
from bot.understanding.period import (
    Period,
    easter_sunday,
    iso_week_period,
    months_period,
    one_day,
    season_period,
    shifted_days,
    shifted_months,
    valid_date,
    week_period,
    year_period,
)

Rule = Callable[[list[Token], date], Period | None]


def pattern(names: str) -> re.Pattern[str]:
    """A pattern over token kinds: "ord month year?" matches the letters of such tokens; one letter stands for one token."""
    return re.compile(re.sub(r"[a-z]+", lambda name: LETTERS[name[0]], names).replace(" ", ""))


def letters_of(tokens: list[Token]) -> str:
    return "".join(LETTERS[token.kind] for token in tokens)


def first(tokens: list[Token], *kinds: str) -> Token | None:
    """The first token of one of these kinds."""
    return next((token for token in tokens if token.kind in kinds), None)


def shifted(day: date, count: int, unit: int) -> date:
    """The day ``count`` units later."""
    if unit in (words.DAY, words.WEEK, words.WEEKEND, words.WORKWEEK):
        return shifted_days(day, count * (1 if unit == words.DAY else 7))
    return shifted_months(day, count * _MONTHS_IN[unit])


def ahead(day_of_year: Callable[[int], Period | None], today: date, year: int = 0) -> Period | None:
    """The period in the year that was said, else the first one that isn't over yet."""
    if year:
        return day_of_year(year)
    for candidate in range(today.year, today.year + 5):
        period = day_of_year(candidate)
        if period and period.end >= today:
            return Period(period.start, period.end, dated=False)
    return None


def unit_period(today: date, unit: int, shift: int) -> Period:
    """This (0), next (1) or the next but one (2) day, week, month, …"""
    if unit in (words.WEEK, words.WORKWEEK, words.WEEKEND):
        week = week_period(shifted_days(today, 7 * shift))
        if unit == words.WEEKEND:
            return Period(shifted_days(week.start, 5), week.end)
        return Period(week.start, shifted_days(week.start, 4)) if unit == words.WORKWEEK else week
    if unit == words.DAY:
        return one_day(shifted_days(today, shift))
    size = _MONTHS_IN[unit]
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


def part_is_late(tokens: list[Token]) -> bool:
    """Whether the phrase names the end of something, so that "before the end of" leads up to its last day."""
    return any(token.kind == "part" and token.number == words.LATE for token in tokens)


def _exact_date(tokens: list[Token], today: date) -> Period | None:
    token = first(tokens, "date")
    assert token is not None
    later = first(tokens, "year")
    return _day(token.day, token.month, token.year or (later.year if later else 0), today)


def _day(day: int, month: int, year: int, today: date) -> Period | None:
    def in_year(candidate: int) -> Period | None:
        found = valid_date(candidate, month, day)
        return one_day(found) if found else None

    return ahead(in_year, today, year)


def _day_and_month(tokens: list[Token], today: date) -> Period | None:
    day, month = first(tokens, "ord", "num"), first(tokens, "month")
    assert day and month
    return _day(day.number, month.number, _year_said(tokens, today), today)


def _year_said(tokens: list[Token], today: date) -> int:
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


def _month(tokens: list[Token], today: date) -> Period | None:
    month, part = first(tokens, "month"), first(tokens, "part")
    assert month
    period = ahead(lambda year: months_period(year, month.number), today, _year_said(tokens, today))
    if part and period:
        found = part_of(period, part.number, today)
        if found.end < today and not period.dated:
            found = part_of(months_period(period.start.year + 1, month.number), part.number, today)
        return found
    return period


def _month_in_years(tokens: list[Token], today: date) -> Period | None:
    """ "March in a year", not "March in 2 weeks"."""
    return _month(tokens, today) if tokens[-1].number == words.YEAR else None


def _month_of_year(tokens: list[Token], today: date) -> Period | None:
    token = tokens[-1]
    return months_period(token.year, token.month)


def _days_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "13 to 15 July 2027", "July 13-15"."""
    month = first(tokens, "month")
    low, high = [token.number for token in tokens if token.kind in ("ord", "num")][:2]
    assert month
    return _two_days(low, high, month.number, _year_said(tokens, today), today)


def _two_days(low: int, high: int, month: int, year: int, today: date) -> Period | None:
    def in_year(candidate: int) -> Period | None:
        start, end = valid_date(candidate, month, low), valid_date(candidate, month, high)
        return Period(start, end) if start and end and start <= end else None

    return ahead(in_year, today, year)


def _days_before_date(tokens: list[Token], today: date) -> Period | None:
    """ "7.-10.08.2018": the first day borrows month and year of the second."""
    last = tokens[-1]
    low = first(tokens, "ord", "num")
    assert low
    return _two_days(low.number, last.day, last.month, last.year, today)


def _days_of_shifted_month(tokens: list[Token], today: date) -> Period | None:
    """ "4 to 23 next month", "next month from the 4th to the 23rd", "the 20th of next month"."""
    shift, unit = first(tokens, "shift"), first(tokens, "unit")
    assert shift and unit
    if unit.number != words.MONTH:
        return None
    month = unit_period(today, words.MONTH, shift.number).start
    days = [valid_date(month.year, month.month, token.number) for token in tokens if token.kind in ("ord", "num")]
    start, end = days[0], days[-1]
    return Period(start, end) if start and end and start <= end else None


def _day_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "the 1st", "am 15.": the next such day; a bare "first" or "1." without an article is none."""
    if not tokens[-1].led or not 1 <= tokens[-1].number <= 31:
        return None
    return _next_day(today, lambda day: day.day == tokens[-1].number)


def _days_of_month_ahead(tokens: list[Token], today: date) -> Period | None:
    """ "from the 13th to the 15th"."""
    low, high = [token.number for token in tokens if token.kind == "ord"][:2]
    start = _next_day(today, lambda day: day.day == low)
    end = valid_date(start.start.year, start.start.month, high) if start else None
    return Period(start.start, end) if start and end and end >= start.start else None


def _weekday_and_day(tokens: list[Token], today: date) -> Period | None:
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


def _weekday(tokens: list[Token], today: date) -> Period | None:
    """The next such day; English "next Friday" is the Friday of next week, German "nächsten Freitag" the next one."""
    shift, weekday = first(tokens, "shift"), tokens[-1]
    upcoming = shifted_days(today, (weekday.number - today.weekday() - 1) % 7 + 1)
    if shift and shift.number == 2:
        return one_day(shifted_days(upcoming, 7))
    if shift and shift.number == 1 and shift.english:
        return one_day(shifted_days(unit_period(today, words.WEEK, 1).start, weekday.number))
    return one_day(upcoming)


def _weekday_of_week(tokens: list[Token], today: date) -> Period | None:
    """ "Friday next week", "Monday of the week after next", "next week Friday", "Monday in two weeks"."""
    weekday, unit = first(tokens, "weekday", "short"), first(tokens, "unit")
    count = first(tokens, "shift", "num", "one")
    assert weekday and unit and count
    if unit.number != words.WEEK:
        return None
    week = unit_period(today, words.WEEK, count.number)
    return one_day(shifted_days(week.start, weekday.number))


def _nth_of_month(tokens: list[Token], today: date) -> Period | None:
    """ "second Wednesday in October", "last week of July", "third day of May": weeks lie wholly inside."""
    month = first(tokens, "month")
    assert month
    return ahead(lambda year: _nth(tokens, months_period(year, month.number)), today, _year_said(tokens, today))


def _nth_of_year(tokens: list[Token], today: date) -> Period | None:
    """ "first quarter of next year", "last week of 2027", "the second half of the year", "the 9th month of next year"."""
    return ahead(lambda year: _nth(tokens, year_period(year)), today, _year_said(tokens, today))


def _nth(tokens: list[Token], whole: Period) -> Period | None:
    rank = 0 if tokens[0].kind == "last" else tokens[0].number
    named = first(tokens[1:], "weekday", "unit")
    count = first(tokens[1:3], "num")
    assert named
    if tokens[1].kind == "month":
        named = tokens[2]
    if named.kind == "unit" and named.number >= words.MONTH:
        return _nth_months(rank, named.number, whole)
    size = 1 if named.kind == "weekday" or named.number == words.DAY else 7
    step = 1 if named.kind == "unit" and named.number == words.DAY else 7
    anchor = named.number if named.kind == "weekday" else 0
    begin = whole.start if step == 1 else shifted_days(whole.start, (anchor - whole.start.weekday()) % 7)
    starts = [day for index in range(366 // step + 1) if (day := shifted_days(begin, index * step)) + timedelta(size - 1) <= whole.end]
    many = count.number if count else 1
    chosen = starts[-many:] if rank == 0 else starts[rank - 1 : rank - 1 + many]
    return Period(chosen[0], shifted_days(chosen[-1], size - 1)) if chosen else None


def _nth_months(rank: int, unit: int, whole: Period) -> Period | None:
    size = _MONTHS_IN[unit]
    count = ((whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1) // size
    rank = rank or count
    return months_period(whole.start.year, whole.start.month + (rank - 1) * size, size) if 1 <= rank <= count else None


def _nth_quarter(tokens: list[Token], today: date) -> Period | None:
    """ "third quarter", "3. Quartal 2027", "zweites Halbjahr", "quarter 3"."""
    unit, rank = first(tokens, "unit"), first(tokens, "ord", "num", "last")
    assert unit and rank
    if unit.number not in (words.QUARTER, words.HALF):
        return None
    number = rank.number or 12 // _MONTHS_IN[unit.number]
    return _in_part(tokens, ahead(lambda year: _nth_months(number, unit.number, year_period(year)), today, _year_said(tokens, today)), today)


def _quarter_name(tokens: list[Token], today: date) -> Period | None:
    """ "Q3", "Q3 2027", "H2", "end of Q1"."""
    name = first(tokens, "quarter", "half")
    assert name
    unit = words.QUARTER if name.kind == "quarter" else words.HALF
    year = name.year or _year_said(tokens, today)
    return _in_part(tokens, ahead(lambda candidate: _nth_months(name.number, unit, year_period(candidate)), today, year), today)


def _in_part(tokens: list[Token], period: Period | None, today: date) -> Period | None:
    part = first(tokens, "part")
    return part_of(period, part.number, today) if part and period else period


def _calendar_week(tokens: list[Token], today: date) -> Period | None:
    names = [token.number for token in tokens if token.kind in ("kw", "num")]

    def in_year(year: int) -> Period | None:
        low, high = iso_week_period(year, names[0]), iso_week_period(year, names[-1])
        return Period(low.start, high.end) if low and high and low.start <= high.end else None

    return ahead(in_year, today, _year_said(tokens, today))


def _shifted_unit(tokens: list[Token], today: date) -> Period | None:
    """ "this week", "next quarter", "end of next month", "Ende des Jahres", "later this year"; "the coming weeks" is vague."""
    shift, unit = first(tokens, "shift"), first(tokens, "unit")
    assert unit
    if shift and shift.number and unit.plural:
        return Period(shifted_days(today, 1), shifted(today, _VAGUE_PLURAL[unit.number], unit.number))
    return _in_part(tokens, unit_period(today, unit.number, shift.number if shift else 0), today)


def _week_after_next(tokens: list[Token], today: date) -> Period | None:
    return unit_period(today, tokens[0].number, 2) if tokens[2].number == 1 else None


def _this_running(tokens: list[Token], today: date) -> Period | None:
    """ "within this year", "im Laufe des Monats": from today to its end."""
    period = _shifted_unit(tokens[1:], today)
    return Period(max(period.start, today), period.end) if period and period.end >= today else None


def _next_units(tokens: list[Token], today: date) -> Period | None:
    """ "the next 3 months": rolling days from tomorrow; quarters and years count whole."""
    count, unit, shift = first(tokens, "num"), first(tokens, "unit"), first(tokens, "shift")
    assert count and unit and shift
    number = count.day or count.number
    if shift.number != 1 or not 1 <= number <= 1000:
        return None
    if unit.number in (words.DAY, words.WEEK, words.MONTH):
        return Period(shifted_days(today, 1), shifted(today, number, unit.number))
    begin = unit_period(today, unit.number, 1).start
    return Period(begin, shifted_days(shifted(begin, number, unit.number), -1))


def _in_units(tokens: list[Token], today: date) -> Period | None:
    """ "in 7 days", "in two to three months", "three months hence": that very day, or the days between."""
    counts = [token for token in tokens if token.kind in ("num", "one")]
    unit = tokens[-1] if tokens[-1].kind == "unit" else tokens[-2]
    low, high = counts[0].number, counts[-1].day or counts[-1].number
    if not 0 <= low <= high <= 1000:
        return None
    return Period(shifted(today, low, unit.number), shifted(today, high, unit.number))


def _within_units(tokens: list[Token], today: date) -> Period | None:
    period = _in_units(tokens, today)
    return Period(today, period.end) if period else None


def _half_a_year(tokens: list[Token], today: date) -> Period | None:
    halves = [token.number for token in tokens if token.kind == "unit"]
    if halves != [words.HALF, words.YEAR]:
        return None
    day = shifted_months(today, 6)
    return Period(today, day) if tokens[0].kind == "within" else one_day(day)


def _season(tokens: list[Token], today: date) -> Period | None:
    season, shift = first(tokens, "season"), first(tokens, "shift")
    assert season
    year = _year_said(tokens, today)
    period = ahead(lambda candidate: season_period(candidate, season.number), today, year)
    if period and not year and shift and tokens[0] is shift and shift.number == 1 and period.start <= today:
        period = season_period(period.start.year + 1, season.number)
    return _in_part(tokens, period, today)


def _year(tokens: list[Token], today: date) -> Period | None:
    return _in_part(tokens, year_period(_year_said(tokens, today)), today)


def _relative_day(tokens: list[Token], today: date) -> Period | None:
    return one_day(shifted_days(today, tokens[-1].number))


def _day_after_tomorrow(tokens: list[Token], today: date) -> Period | None:
    return one_day(shifted_days(today, 2)) if tokens[0].number == words.DAY and tokens[-1].number == 1 else None


def _holiday(tokens: list[Token], today: date) -> Period | None:
    name = first(tokens, "holiday")
    assert name
    return ahead(lambda year: _HOLIDAYS[HOLIDAY_NAMES[name.number]](year), today, _year_said(tokens, today))


def _asap(tokens: list[Token], today: date) -> Period | None:
    return Period(today, shifted_days(today, 14))


def _soon(tokens: list[Token], today: date) -> Period | None:
    return Period(today, shifted_days(today, 30))


def _thanksgiving(year: int) -> Period:
    first_day = date(year, 11, 1)
    return one_day(shifted_days(first_day, (3 - first_day.weekday()) % 7 + 21))


def _easter(offset: int) -> Callable[[int], Period]:
    return lambda year: one_day(shifted_days(easter_sunday(year), offset))


_KINDS = (
    "month weekday short season unit shift part today num one ord date monthyear quarter half kw year holiday from to until by"
    " before after and or between in within for last earliest latest hence ago since not asap soon x money dash stop period"
).split()
LETTERS = dict(zip(_KINDS, "MWwSUXPTN1ODYQHKyhFtubB>ao=ifrleLcgsnAvx$-.p", strict=True))

_MONTHS_IN = {words.MONTH: 1, words.QUARTER: 3, words.HALF: 6, words.YEAR: 12, words.FISCAL_YEAR: 12}
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

_SEP = "(?:until to|to|until|dash|and|or)"
_YEAR = "(?:in? (?:year|shift unit))?"
_DAY = "(?:ord|num)"
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (pattern(names), rule)
    for names, rule in (
        ("(?:weekday|short)? date year?", _exact_date),
        (f"(?:weekday|short)? {_DAY} month {_YEAR}", _day_and_month),
        (f"month {_DAY} year?", _day_and_month),
        (f"(?:from|between)? {_DAY} {_SEP} {_DAY} month {_YEAR}", _days_of_month),
        (f"(?:from|between)? month {_DAY} {_SEP} {_DAY} year?", _days_of_month),
        (f"(?:from|between)? {_DAY} {_SEP} date", _days_before_date),
        (f"(?:from|between)? {_DAY} {_SEP} {_DAY} in? shift unit", _days_of_shifted_month),
        (f"in? shift unit (?:from|between)? {_DAY} {_SEP} {_DAY}", _days_of_shifted_month),
        ("ord in? shift unit", _days_of_shifted_month),
        (f"(?:from|between) ord {_SEP} ord", _days_of_month_ahead),
        ("ord", _day_of_month),
        ("weekday (?:ord|num)", _weekday_and_day),
        ("shift? weekday", _weekday),
        ("weekday in? shift unit", _weekday_of_week),
        ("in? shift unit weekday", _weekday_of_week),
        ("weekday in (?:num|one) unit", _weekday_of_week),
        (f"part? shift? month {_YEAR}", _month),
        ("month in (?:one|num) unit", _month_in_years),
        ("monthyear", _month_of_year),
        (f"(?:ord|last) num? (?:weekday|unit) in? month {_YEAR}", _nth_of_month),
        (f"(?:ord|last) month unit {_YEAR}", _nth_of_month),
        ("(?:ord|last) num? unit in? (?:year|shift? unit)", _nth_of_year),
        ("part? (?:ord|last) unit in? year?", _nth_quarter),
        ("unit num year?", _nth_quarter),
        (f"part? (?:quarter|half) {_YEAR}", _quarter_name),
        (f"kw (?:{_SEP} num)? {_YEAR}", _calendar_week),
        ("part? in? shift unit", _shifted_unit),
        ("part unit", _shifted_unit),
        ("unit after shift", _week_after_next),
        ("(?:in|within) shift? unit", _this_running),
        ("shift num unit", _next_units),
        ("num shift unit", _next_units),
        ("in (?:num|one) unit", _in_units),
        (f"in num {_SEP} num unit", _in_units),
        ("(?:num|one) unit hence", _in_units),
        ("within from? shift? (?:num|one) unit", _within_units),
        (f"within from? num {_SEP} num unit", _within_units),
        ("(?:in|within) one? unit one? unit", _half_a_year),
        (f"part? shift? season {_YEAR}", _season),
        ("(?:in|part) unit? year", _year),
        ("today", _relative_day),
        ("unit after today", _day_after_tomorrow),
        (f"holiday {_YEAR}", _holiday),
        ("asap", _asap),
        ("soon", _soon),
    )
)
ASKED_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (pattern(names), rule)
    for names, rule in (
        ("(?:num|one) unit", _in_units),
        (f"num {_SEP} num unit", _in_units),
        ("one? unit one? unit", _half_a_year),
        ("year", _year),
        ("unit", _shifted_unit),
    )
)
