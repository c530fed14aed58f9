"""The time frame that a message names, as days from first to last."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.understanding.date_rules import ASKED_RULES, RULES, Rule, letters_of, part_is_late, pattern, shifted
from bot.understanding.date_tokens import Token, tokens_of
from bot.understanding.period import Period, shifted_days


@dataclass(frozen=True)
class Timeline:
    """Days from ``start`` to ``end``, inclusive (None: open on that side), said in the characters ``span`` of the text."""

    start: date | None
    end: date | None
    span: tuple[int, int]


def find_timeline(text: str, today: date, language: str = "en", asked: bool = False) -> Timeline | None:
    """When the visitor wants it, seen from ``today``; dates without a year lie ahead; a mere duration is no date."""
    tokens = tokens_of(text[:_LONGEST_TEXT], language)
    tokens = _with_periods(tokens, today, RULES)
    found = _bounded(tokens)
    if not found and asked:
        found = _bounded(_with_periods(tokens, today, ASKED_RULES))
    return _chosen(text, [timeline for timeline in found if _lies_ahead(timeline, today)])


def _with_periods(tokens: list[Token], today: date, rules: tuple[tuple[re.Pattern[str], Rule], ...]) -> list[Token]:
    """The tokens with every phrase of time, the longest first, replaced by one token that carries its days."""
    letters = letters_of(tokens)
    replaced: list[Token] = []
    index = 0
    while index < len(tokens):
        length, period = _longest(tokens, letters, index, today, rules)
        if period:
            phrase = tokens[index : index + length]
            replaced.append(Token("period", phrase[0].start, phrase[-1].end, period=period, number=part_is_late(phrase)))
        else:
            replaced.append(tokens[index])
        index += length
    return replaced


def _longest(
    tokens: list[Token], letters: str, index: int, today: date, rules: tuple[tuple[re.Pattern[str], Rule], ...]
) -> tuple[int, Period | None]:
    """How many tokens the longest phrase from ``index`` takes, and its days; (1, None) where there is none."""
    matches = [(match.end() - index, rule) for regex, rule in rules if (match := regex.match(letters, index))]
    for length, rule in sorted(matches, key=lambda item: -item[0]):
        period = rule(tokens[index : index + length], today)
        if period:
            return length, period
    return 1, None


def _bounded(tokens: list[Token]) -> list[Timeline]:
    """The timelines in the tokens: "by", "after", "from … to" around periods."""
    letters = letters_of(tokens)
    found: list[Timeline] = []
    index = 0
    while index < len(tokens):
        length = 1
        for regex, reader in _BOUNDS:
            match = regex.match(letters, index)
            if not match:
                continue
            length = match.end() - index
            phrase = tokens[index : index + length]
            days = reader(phrase)
            if days:
                found.append(Timeline(*days, (phrase[0].start, phrase[-1].end)))
            break
        index += length
    return found


Days = tuple[date | None, date | None]


def _periods(tokens: list[Token]) -> list[Period]:
    return [token.period for token in tokens if token.period]


def _plain(tokens: list[Token]) -> Days | None:
    period = _periods(tokens)[0]
    return period.start, period.end


def _range(tokens: list[Token]) -> Days | None:
    """From the first to the second; the one without a year follows the other."""
    low, high = _periods(tokens)
    if low.start > high.end or (high.dated and not low.dated and low.start.year != high.start.year):
        low = low if low.dated else low.in_year(high.start.year)
        if low.start > high.end and not low.dated:
            low = low.in_year(high.start.year - 1)
    start, end = min(low.start, high.start), max(low.end, high.end)
    return start, end


def _until(tokens: list[Token]) -> Days | None:
    return None, _periods(tokens)[0].end


def _before(tokens: list[Token]) -> Days | None:
    period = _periods(tokens)[0]
    late = tokens[-1].number
    return None, period.end if late else shifted_days(period.start, -1)


def _after(tokens: list[Token]) -> Days | None:
    return shifted_days(_periods(tokens)[0].end, 1), None


def _from(tokens: list[Token]) -> Days | None:
    return _periods(tokens)[0].start, None


def _counted_from(tokens: list[Token]) -> Days | None:
    """ "two weeks after Easter", "three weeks from tomorrow"."""
    day = shifted(_periods(tokens)[0].start, tokens[0].number, tokens[1].number)
    return day, day


def _nothing(_tokens: list[Token]) -> Days | None:
    return None


def _lies_ahead(timeline: Timeline, today: date) -> bool:
    return timeline.end is None or timeline.end >= today


def _chosen(text: str, timelines: list[Timeline]) -> Timeline | None:
    return timelines[0] if timelines else None


_LONGEST_TEXT = 5000
_BOUNDS: tuple[tuple[re.Pattern[str], Callable[[list[Token]], Days | None]], ...] = tuple(
    (pattern(names), reader)
    for names, reader in (
        ("period ago", _nothing),
        ("since period", _nothing),
        ("(?:num|one) unit (?:from|after) period", _counted_from),
        ("between in? period (?:and|to|until|dash) in? period", _range),
        ("(?:from|in|earliest)* period (?:until|to|dash|or)+ (?:by|latest|in)* period", _range),
        ("earliest (?:in|from|by|until)* period", _from),
        ("earliest after period", _after),
        ("not (?:before|until|in) period", _from),
        ("(?:until|by|latest) (?:until|by|latest|in|to)* period", _until),
        ("before in? period", _before),
        ("after period", _after),
        ("from (?:in)? period", _from),
        ("period earliest", _from),
        ("period latest", _until),
        ("not period", _nothing),
        ("period", _plain),
    )
)
