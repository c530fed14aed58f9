"""The table of time phrases: which runs of tokens mean which days. One letter stands for one token."""

import re
from collections.abc import Callable
from datetime import date

from bot.understanding.timeline import day_rules, offset_rules, ordinal_rules, period_rules, words
from bot.understanding.timeline.period import Period
from bot.understanding.timeline.token import Token

Rule = Callable[[list[Token], date], Period | None]
RuleTable = tuple[tuple[re.Pattern[str], Rule], ...]


def pattern(names: str) -> re.Pattern[str]:
    """A pattern over token kinds, such as "ord month year?", where one letter stands for a token."""
    return re.compile(re.sub(r"[a-z]+", lambda name: LETTERS[name[0]], names).replace(" ", ""))


def letters_of(tokens: list[Token]) -> str:
    return "".join(LETTERS[token.kind] for token in tokens)


def part_is_late(tokens: list[Token]) -> bool:
    """Whether the phrase names the end of something, so that "before the end of" leads up to its last day."""
    return any(token.kind == "part" and token.number == words.LATE for token in tokens)


LETTERS = {
    "month": "M", "weekday": "W", "short": "w", "season": "S", "unit": "U", "shift": "X", "part": "P",
    "today": "T", "num": "N", "one": "1", "ord": "O", "date": "D", "monthyear": "Y", "quarter": "Q",
    "half": "H", "kw": "K", "year": "y", "holiday": "h", "from": "F", "to": "t", "until": "u", "by": "b",
    "before": "B", "after": ">", "and": "a", "or": "o", "between": "=", "in": "i", "within": "f", "for": "r",
    "last": "l", "earliest": "e", "latest": "L", "hence": "c", "ago": "g", "since": "s", "not": "n",
    "asap": "A", "soon": "v", "x": "x", "money": "$", "dash": "-", "stop": ".", "period": "p", "halves": "V",
}  # fmt: skip
_SEP = "(?:until to|to|until|dash|and|or)"
_YEAR = "(?:in? (?:year|shift unit))?"
_DAY = "(?:ord|num)"
_BEFORE_A_YEAR = "by until from to before after and or between within for since earliest latest dash"
RULES: RuleTable = tuple(
    (pattern(names), rule)
    for names, rule in (
        ("(?:weekday|short)? date year?", day_rules.exact_date),
        (f"(?:weekday|short)? {_DAY} dash? month (?:dash year|{_YEAR})", day_rules.day_and_month),
        (f"month {_DAY} year?", day_rules.day_and_month),
        (f"(?:from|between)? {_DAY} {_SEP} {_DAY} month {_YEAR}", day_rules.days_of_month),
        (f"(?:from|between)? month {_DAY} {_SEP} {_DAY} year?", day_rules.days_of_month),
        (f"(?:from|between)? {_DAY} {_SEP} date", day_rules.days_before_date),
        (f"(?:from|between)? {_DAY} {_SEP} {_DAY} in? shift unit", day_rules.days_of_shifted_month),
        (f"in? shift unit (?:from|between)? {_DAY} {_SEP} {_DAY}", day_rules.days_of_shifted_month),
        ("ord in? shift unit", day_rules.days_of_shifted_month),
        (f"(?:from|between) ord {_SEP} ord", day_rules.days_of_month_ahead),
        ("(?<![num one]) unit from? (?:date|ord month|month ord)", day_rules.week_of),
        ("ord", day_rules.day_of_month),
        ("weekday (?:ord|num)", day_rules.weekday_and_day),
        ("shift? weekday", day_rules.weekday),
        ("weekday in? shift unit", day_rules.weekday_of_week),
        ("in? shift unit weekday", day_rules.weekday_of_week),
        ("weekday in (?:num|one) unit", day_rules.weekday_of_week),
        (f"part? shift? month {_YEAR}", period_rules.month),
        ("month in (?:one|num) unit", period_rules.month_in_years),
        ("monthyear", period_rules.month_of_year),
        (f"(?:ord|last) num? (?:weekday|unit) in? month {_YEAR}", ordinal_rules.nth_of_month),
        (f"(?:ord|last) month unit {_YEAR}", ordinal_rules.nth_of_month),
        ("(?:ord|last) num? unit in? (?:year|shift? unit)", ordinal_rules.nth_of_year),
        ("part? (?:ord|last) unit in? year?", ordinal_rules.nth_quarter),
        ("unit num year?", ordinal_rules.nth_quarter),
        (f"part? (?:quarter|half) {_YEAR}", ordinal_rules.quarter_name),
        (f"kw (?:{_SEP} num)? {_YEAR}", ordinal_rules.calendar_week),
        ("part? in? shift unit", period_rules.shifted_unit),
        ("unit dash? part", period_rules.unit_end),
        ("unit", period_rules.weekend),
        ("part unit", period_rules.shifted_unit),
        ("unit after shift", period_rules.week_after_next),
        ("(?:in|within) shift? unit", period_rules.this_running),
        ("shift num unit", offset_rules.next_units),
        ("num shift unit", offset_rules.next_units),
        ("in (?:num|one) unit", offset_rules.in_units),
        (f"in num {_SEP} num unit", offset_rules.in_units),
        (f"in? shift num {_SEP} num unit", offset_rules.in_units),
        ("(?:num|one) unit hence", offset_rules.in_units),
        ("within from? shift? (?:num|one) unit", offset_rules.within_units),
        (f"within from? num {_SEP} num unit", offset_rules.within_units),
        ("(?:in|within) one? unit one? unit", offset_rules.half_a_year),
        (f"part? shift? season {_YEAR}", period_rules.season),
        ("in halves unit", offset_rules.in_halves),
        ("in one unit and one unit", offset_rules.one_and_a_half),
        ("today in (?:num|one) unit", day_rules.from_day),
        (f"part {_SEP} part month {_YEAR}", period_rules.parts_of_month),
        ("(?:in|part) unit? year", period_rules.year),
        (f"(?<=[{_BEFORE_A_YEAR}]) year", period_rules.year),
        ("year (?=[to until dash] year)", period_rules.year),
        ("today", day_rules.relative_day),
        ("unit after today", day_rules.day_after_tomorrow),
        (f"holiday {_YEAR}", period_rules.holiday),
        ("asap", period_rules.asap),
        ("soon", period_rules.soon),
    )
)
ASKED_RULES: RuleTable = tuple(
    (pattern(names), rule)
    for names, rule in (
        ("(?<![for last before since]) (?:num|one) unit", offset_rules.in_units),
        (f"(?<![for last before since]) num {_SEP} num unit", offset_rules.in_units),
        ("(?<![for last before since]) halves unit", offset_rules.in_halves),
        ("(?<![for last before since]) one? unit one? unit", offset_rules.half_a_year),
        ("year", period_rules.year),
    )
)
