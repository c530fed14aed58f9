"""How many people a visitor's company employs, where they say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from bot.understanding.number_words import german_value, ordinal_value
from bot.understanding.numbers import Number, find_numbers
from bot.understanding.tokens import tokens_from
from bot.understanding.word_lists import any_of, word_lists

LARGEST_COMPANY = 5_000_000
_MOST_NUMBERS = 30
_MOST_FILLER = 10
_REACH = 60
"""How many characters around a number may say what is counted."""


@dataclass(frozen=True)
class CompanySize:
    """Heads, both ends inclusive, None where open; ``text[start:end]`` is what was said."""

    minimum: int | None
    maximum: int | None
    start: int
    end: int


@dataclass(frozen=True)
class _Amount:
    low: int
    high: int
    start: int
    end: int


def find_company_size(text: str, language: str = "en", asked: bool = False) -> CompanySize | None:
    """The first head count of the company; a bare number or "20 people" on its own only where it was asked for."""
    counted = (_counted(text, amount, asked) for amount in _amounts(text, language))
    return next((size for size in counted if size), None) or _in_one_word(text) or _nobody_else(text, asked)


def _amounts(text: str, language: str) -> Iterator[_Amount]:
    """Whole numbers, two of them joined where they are the ends of a range."""
    numbers = [number for number in find_numbers(text, language)[:_MOST_NUMBERS] if _is_count(text, number)]
    position = 0
    while position < len(numbers):
        first = numbers[position]
        second = numbers[position + 1] if position + 1 < len(numbers) else first
        if second.value > first.value and _is_range(text, first, second):
            shared = second.scale if first.scale == 1 and first.value < 1000 else 1
            low = min(first.value * shared, second.value)
            yield _Amount(int(low), int(second.value), first.start, second.end)
            position += 2
        else:
            yield _Amount(int(first.value), int(first.value), first.start, first.end)
            position += 1


def _is_count(text: str, number: Number) -> bool:
    whole = number.value == number.value.to_integral_value() and 1 <= number.value <= LARGEST_COMPANY
    return whole and not number.attached and not _MONEY_BEFORE.search(text, max(0, number.start - 5), number.start)


def _is_range(text: str, first: Number, second: Number) -> bool:
    between = text[first.end : second.start]
    opened = _BETWEEN.search(text, max(0, first.start - 12), first.start)
    return _TO.fullmatch(between) is not None or (opened is not None and _AND.fullmatch(between) is not None)


def _counted(text: str, amount: _Amount, asked: bool) -> CompanySize | None:
    before = text[max(0, amount.start - _REACH) : amount.start]
    after = text[amount.end : amount.end + _REACH]
    bound = _pattern("bound").search(before)
    lead = before[: bound.start()] if bound else before
    staff, heads, unit = (_pattern(kind).match(after) for kind in ("staff", "heads", "unit"))
    noun = staff or heads or unit
    behind_noun = noun.end() if noun else 0
    if _pattern("wanted").search(lead) or _pattern("part").match(after, behind_noun):
        return None
    alone = _is_filler(text[: amount.start]) and _is_filler(text[amount.end + behind_noun :])
    is_size = (
        staff
        or unit
        or _pattern("at_work").match(after, behind_noun)
        or (heads and (asked or alone or _in_a_list(text, amount, behind_noun) or _pattern("owner").search(lead)))
        or (_pattern("label").search(lead) and not _pattern("other_unit").match(after))
        or (_pattern("being").search(lead) and _pattern("total").match(after))
        or (asked and alone)
    )
    return _size(amount, bound, noun, after) if is_size else None


def _in_a_list(text: str, amount: _Amount, behind_noun: int) -> bool:
    """Whether the count stands alone between commas: "Ina Voss, 40 people, Kiel"."""
    start, last = text.rfind(",", 0, amount.start) + 1, _ITEM_END.search(text, amount.end + behind_noun)
    if not start and (last is None or last.group() != ","):
        return False
    return _is_filler(text[start : amount.start]) and _is_filler(
        text[amount.end + behind_noun : last.start() if last else None]
    )


def _is_filler(text: str) -> bool:
    words = [token.lower for token in tokens_from(text, limit=_MOST_FILLER + 1)]
    filler = word_lists("company_size")["filler"]
    return len(words) <= _MOST_FILLER and filler.issuperset(words) and not _pattern("other_unit").match(text)


def _size(amount: _Amount, bound: re.Match[str] | None, noun: re.Match[str] | None, after: str) -> CompanySize:
    start = amount.start - len(bound.group()) if bound else amount.start
    plus = _PLUS.match(after)
    end = amount.end + (noun.end() if noun else plus.end() if plus else 0)
    at_least = plus is not None or (bound is not None and bound["at_least"] is not None)
    at_most = bound is not None and bound["at_most"] is not None
    return CompanySize(None if at_most else amount.low, None if at_least else amount.high, start, end)


def _in_one_word(text: str) -> CompanySize | None:
    """'zu zwölft', 'ein zwölfköpfiges Team'."""
    for said in (_TOGETHER.search(text), _HEADED.search(text)):
        heads = (
            (ordinal_value(said["count"] + "e") if said.re is _TOGETHER else german_value(said["count"]))
            if said
            else None
        )
        if said and heads:
            return CompanySize(int(heads), int(heads), said.start(), said.end())
    return None


def _nobody_else(text: str, asked: bool) -> CompanySize | None:
    said = _pattern("just_me").search(text) or _pattern("just_me_alone").fullmatch(text)
    if not said or (not asked and said["said"].lower() in _ANYBODY):
        return None
    return CompanySize(1, 1, said.start("said"), said.end("said"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The patterns that are made of word lists, by name; compiled when first used."""
    words = partial(any_of, "company_size")
    patterns = {
        "staff": rf"\+?(?:[\s-]{{1,2}}{words('adjective')})?[\s-]{{0,2}}{words('staff')}",
        "heads": rf"\+?(?:[\s-]{{1,2}}{words('adjective')})?[\s-]{{0,2}}{words('heads')}(?!-)",
        "unit": rf"[\s-]{{0,2}}{words('unit')}[\s-]{{1,2}}(?:\w{{1,20}}\s)?{words('company')}",
        "owner": rf"{words('owner')}[^.!?;,]{{0,40}}$",
        "label": rf"(?:{words('label')}(?:\s{words('label_end')}|\s?[:=-])|{words('employing')})"
        rf"\s?(?:{words('about')}\.?)?\s?$",
        "being": rf"{words('being')}\s(?:{words('about')}\.?\s){{0,3}}$",
        "total": rf"\+?\s?(?:\s?$|[.,;!](?!\d)|{words('total')})",
        "at_work": rf"\s{words('at_work')}",
        "bound": rf"(?:(?P<at_most>{words('at_most')}\.?|<)|(?P<at_least>{words('at_least')}\.?|>=?))\s{{0,2}}$",
        "wanted": rf"(?:{words('wanted')}[^.!?;,]{{0,20}}|\b(?:for|für|fuer)\s(?:{words('about')}\.?\s|the\s|die\s)?)$",
        "part": rf"\s{{1,2}}(?:{words('between_part')}\s){{0,3}}"
        rf"(?:{words('part')}|in\s(?:\w{{2,8}}\s)?{words('department')})",
        "other_unit": rf"\s?(?:[€$£%/]|k€|:\d|{words('other_unit')})",
        "just_me": rf"(?P<said>{words('just_me')})",
        "just_me_alone": rf"\W{{0,20}}(?P<said>{words('just_me_alone')})\W{{0,20}}",
    }
    return re.compile(patterns[name], re.IGNORECASE)


_ANYBODY = frozenset({"me", "myself", "ich"})
"""Answers to many a question."""
_MONEY_BEFORE = re.compile(r"(?:[€$£]|\b(?:eur|usd|gbp|chf))\s?$", re.IGNORECASE)
_TO = re.compile(r"\s{0,2}(?:-|–|—|/|bis(?:\szu)?|to|till|or|oder)\s{0,2}", re.IGNORECASE)
_ITEM_END = re.compile(r",|\.(?=\s)")
_BETWEEN = re.compile(r"\b(?:between|zwischen)\s(?:\w{1,8}\s)?$", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|und)\s", re.IGNORECASE)
_PLUS = re.compile(r"\s?(?:\+|plus\b|or\smore\b|oder\smehr\b)", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:sind|arbeiten)\s(?:wir\s)?(?:(?:nur|aktuell|derzeit|momentan|insgesamt|jetzt)\s){0,2}zu\s?(?P<count>[^\W\d_]{3,20}t)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\b(?P<count>[^\W\d_]{3,20})köpfige[nrs]?\s(?:team|firma|unternehmen|agentur|betrieb|belegschaft)", re.IGNORECASE
)
