"""The time frame that a message names, as days from first to last."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from bot.understanding.answers.corrections import correction_end
from bot.understanding.timeline import words
from bot.understanding.timeline.period import Period, shifted_days
from bot.understanding.timeline.reading import shifted
from bot.understanding.timeline.rules import (
    ASKED_RULES,
    RULES,
    Rule,
    RuleTable,
    letters_of,
    part_is_late,
    pattern,
)
from bot.understanding.timeline.token import Token
from bot.understanding.timeline.tokens import tokens_of


@dataclass(frozen=True)
class Timeline:
    """Days from ``start`` to ``end``, inclusive (None: open on that side), said in ``text[slice(*span)]``."""

    start: date | None
    end: date | None
    span: tuple[int, int]


def find_timeline(text: str, today: date, language: str = "en", asked: bool = False) -> Timeline | None:
    """When the visitor wants it; dates without a year lie ahead of ``today``; a mere duration is no date."""
    tokens = tokens_of(_with_plain_words(text[:_LONGEST_TEXT]), language)
    tokens = _with_periods(tokens, today, RULES)
    found = _bounded(tokens)
    if not found and asked:
        found = _bounded(_with_periods(tokens, today, ASKED_RULES))
    return _chosen(text, [timeline for timeline in found if _lies_ahead(timeline, today)])


def _with_periods(tokens: list[Token], today: date, rules: RuleTable) -> list[Token]:
    """The tokens with every phrase of time, the longest first, made one token that carries its days."""
    letters = letters_of(tokens)
    replaced: list[Token] = []
    index = 0
    while index < len(tokens):
        length = 1
        token = tokens[index]
        if token.kind not in _NEVER_FIRST:
            before = letters[index - 1] if index else " "
            for end, rule in _candidates(before + letters[index : index + _LONGEST_PHRASE], rules):
                phrase = tokens[index : index + end]
                period = rule(phrase, today)
                if period:
                    length = end
                    late = part_is_late(phrase)
                    token = Token("period", phrase[0].start, phrase[-1].end, number=late, period=period)
                    break
        replaced.append(token)
        index += length
    return replaced


@lru_cache(maxsize=2048)
def _candidates(window: str, rules: RuleTable) -> tuple[tuple[int, Rule], ...]:
    """How many tokens each matching rule takes, the longest first; the phrase begins at the second letter."""
    matches = [(match.end() - 1, rule) for regex, rule in rules if (match := regex.match(window, 1))]
    return tuple(sorted(matches, key=lambda item: -item[0]))


_YEAR_IS_OUT = re.compile(
    r"\b(?:before|by the time|bevor|ehe) (?:the|this|das|dieses) (?:year|jahr) (?:is |ist )?"
    r"(?:out|over|up|ends|um|vorbei|rum|zu ende|endet)\b",
    re.IGNORECASE,
)


_SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_YEAR_IS_OUT, "by eoy"),
    (re.compile(r"\bdieses jahr (?:wohl |sicher |bestimmt )?nicht mehr\b", re.IGNORECASE), "after dieses jahr"),
    (re.compile(r"\bheuer (?:wohl |sicher )?nicht mehr\b", re.IGNORECASE), "after heuer"),
    (re.compile(r"\ba fortnight\b", re.IGNORECASE), "two weeks"),
    (re.compile(r"\b(?:business|working) days?\b", re.IGNORECASE), "workdays"),
)


def _with_plain_words(text: str) -> str:
    """Sayings that no rule of words reads, each as one that means the same, padded to its length."""
    for saying, plain in _SAYINGS:
        text = saying.sub(partial(_padded, plain), text)
    return text


def _padded(plain: str, saying: re.Match[str]) -> str:
    return plain.ljust(len(saying.group()))


def _bounded(tokens: list[Token]) -> list[Timeline]:
    """The timelines in the tokens: "by", "after", "from … to" around periods."""
    letters = letters_of(tokens)
    found: list[Timeline] = []
    index = 0
    while index < len(tokens):
        length = 1
        for regex, reader in _BOUNDS if tokens[index].kind not in _NEVER_BOUND else ():
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
    if low.start > high.end and (low.start - high.end).days < 7:
        high = Period(shifted_days(high.start, 7), shifted_days(high.end, 7))
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


def _or_later(tokens: list[Token]) -> Days | None:
    return (_periods(tokens)[0].start, None) if tokens[-1].number == words.REST else None


def _counted_from(tokens: list[Token]) -> Days | None:
    """ "two weeks after Easter", "three weeks from tomorrow"."""
    day = shifted(_periods(tokens)[0].start, tokens[0].number, tokens[1].number)
    return day, day


def _nothing(_tokens: list[Token]) -> Days | None:
    return None


def _lies_ahead(timeline: Timeline, today: date) -> bool:
    return timeline.end is None or timeline.end >= today


def _chosen(text: str, timelines: list[Timeline]) -> Timeline | None:
    """The first, or the one behind a correction ("Q3, sorry, Q4")."""
    if not timelines:
        return None
    corrected = correction_end(text, timelines[0].span[1])
    return next((timeline for timeline in timelines[1:] if timeline.span[0] >= corrected), timelines[0])


_LONGEST_TEXT = 5000
_LONGEST_PHRASE = 16
_NEVER_BOUND = frozenset({"x", "stop", "money", "dash", "unit", "ord", "shift", "quarter", "to", "and", "or"})
_NEVER_FIRST = frozenset({"x", "stop", "money", "dash", "to", "until", "by", "and", "or", "not", "ago", "period"})
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
        ("not (?:before|until) period", _from),
        ("(?:until|by|latest) (?:until|by|latest|in|to)* period", _until),
        ("before in? period", _before),
        ("after period", _after),
        ("from (?:in)? period", _from),
        ("period earliest", _from),
        ("period latest in? period", _range),
        ("period latest", _until),
        ("period or part", _or_later),
        ("not in? period", _nothing),
        ("period", _plain),
    )
)
