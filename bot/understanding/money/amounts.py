"""Amounts of money in a text, before ranges and bounds are read."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding.money.currencies import currency_after, currency_before
from bot.understanding.money.words import UNIT
from bot.understanding.numbers import Number, find_numbers


@dataclass(frozen=True)
class Amount:
    """An amount before ranges and bounds are read; ``marked`` says that a currency stands with it."""

    value: Decimal
    scale: Decimal
    currency: str
    marked: bool
    start: int
    end: int


def amounts_in(text: str, language: str) -> list[Amount]:
    amounts: list[Amount] = []
    for number in sorted([*find_numbers(text, language), *_articles(text)], key=lambda number: number.start):
        amount = _amount(text, number, free_from=amounts[-1].end if amounts else 0)
        if amount:
            amounts.append(amount)
        if len(amounts) == _MOST_AMOUNTS:
            break
    return _with_cents(text, amounts)


def _articles(text: str) -> list[Number]:
    """ "a dollar", "ein Euro": an article is a number before a currency only."""
    return [
        Number(Decimal(1), match.start(), match.end(), Decimal(1), attached=False, written=False)
        for match in _ARTICLE.finditer(text)
        if currency_after(text, match.end())
    ]


def _amount(text: str, number: Number, free_from: int) -> Amount | None:
    """The number with its currency; one before it counts only where the last amount hasn't taken it."""
    before = currency_before(text, number.start)
    after = currency_after(text, number.end) or _currency_added(text, number.end)
    if before and before[1] < free_from:
        before = None
    if number.attached and not before:
        return None
    start, end, value, scale = number.start, number.end, number.value, number.scale
    if after:
        end = after[1]
        late = _LATE_SCALE.match(text, end)
        if late and scale == 1:
            scale = Decimal(
                10**9 if late["scale"][0] in "bB" or late["scale"].lower().startswith(("mrd", "milliard")) else 10**6
            )
            value, end = value * scale, late.end()
    elif before:
        start = before[1]
    marked = after or before
    return Amount(value, scale, marked[0] if marked else "", marked is not None, start, end)


def _currency_added(text: str, end: int) -> tuple[str, int] | None:
    """ "80 grand, pounds of course": a currency named behind a comma, before no amount of its own."""
    added = _ADDED.match(text, end)
    currency = currency_after(text, added.end()) if added else None
    return currency if currency and not _AMOUNT_AHEAD.match(text, currency[1]) else None


def _with_cents(text: str, amounts: list[Amount]) -> list[Amount]:
    """Joins "2 euros and 5 cents", "15 dollars 50", "7$ 80c" to one amount each."""
    joined: list[Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        cents = _CENTS.match(text, amount.end) if not amount.marked else None
        whole = amount.scale == 1 and amount.value < 100 and amount.value == int(amount.value)
        if (
            last
            and last.marked
            and whole
            and not amount.marked
            and last.value == int(last.value)
            and _AND.fullmatch(text, last.end, amount.start)
            and (cents or (amount.value >= 10 and not UNIT.match(text, amount.end)))
        ):
            end = cents.end() if cents else amount.end
            joined[-1] = replace(last, value=last.value + amount.value / 100, end=end)
        elif not cents:
            joined.append(amount)
    return joined


_MOST_AMOUNTS = 40
_ARTICLE = re.compile(r"\b(?:an?|eine?n?)(?=[ ]{1,2}[^\W\d_])", re.IGNORECASE)
_LATE_SCALE = re.compile(r"[ ]?(?P<scale>million(?:s|en)?|mio|billions?|bn|mrd|milliarden?)\b\.?", re.IGNORECASE)
_ADDED = re.compile(r",[ ](?:in[ ])?(?=[A-Za-z])")
_AMOUNT_AHEAD = re.compile(r"[ ]?\d")
_CENTS = re.compile(r"[ \u00a0]?(?:cents?|c|ct|cts|rappen|rp|pence|pennies|p)\b(?!\.? ?[am]\b)\.?", re.IGNORECASE)
_AND = re.compile(r"[ ]{0,2}(?:and|und|,)?[ ]{0,2}")
