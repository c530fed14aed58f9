"""The budget that a message names: an amount or a range, its currency and its period."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.answers.corrections import correction_end
from bot.understanding.money.amounts import Amount, amounts_in
from bot.understanding.money.currencies import currency_after
from bot.understanding.money.figures import Figures, figures_in
from bot.understanding.money.words import (
    AT_LEAST_AFTER,
    AT_LEAST_BEFORE,
    AT_MOST_AFTER,
    AT_MOST_BEFORE,
    BETWEEN,
    DENIED_AFTER,
    DENIED_BEFORE,
    EARNING,
    LINK,
    NO_NOUN,
    NOT_MONEY_BEFORE,
    PERIOD_AFTER,
    PERIOD_BEFORE,
    SPENDING,
    TAKEN_BACK,
    THOUSANDS,
    THRESHOLD_BEFORE,
    UNIT,
    YEAR_BEFORE,
)


@dataclass(frozen=True)
class Budget:
    """Money from ``minimum`` to ``maximum`` (None: open on that side), as said in ``text[start:end]``.

    ``currency`` is an ISO 4217 code or None; ``period`` is "once", "month", "year", or None (not said).
    """

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None
    period: str | None
    start: int
    end: int


_WORD_BEHIND = re.compile(r"[^\W\d_]{4,}")


def find_budget(text: str, language: str = "en", asked: bool = False) -> Budget | None:
    """The budget in the text; a bare number counts only if the bot asked or words speak of spending."""
    text = text[:_LONGEST_TEXT]
    expected = asked or SPENDING.search(text) is not None
    budgets = [_without_number(text, figures) for figures in figures_in(text)]
    for budget, sure in _with_ranges(text, amounts_in(text, language)):
        if any(figures.start <= budget.start < figures.end for figures in budgets):
            continue
        if not asked and THRESHOLD_BEFORE.search(text[max(0, budget.start - 60) : budget.start]):
            continue
        if sure or ((expected or _is_round_sum(text, budget)) and _may_be_money(text, budget, asked)):
            budgets.append(budget)
    return _chosen(text, _joined_bounds(text, sorted(budgets, key=lambda budget: budget.start)))


def _without_number(text: str, figures: Figures) -> Budget:
    currency = currency_after(text, figures.end)
    end = currency[1] if currency else figures.end
    code = (currency[0] or None) if currency else None
    return Budget(figures.minimum, figures.maximum, code, _period(text, figures.start, end), figures.start, end)


def _joined_bounds(text: str, budgets: list[Budget]) -> list[Budget]:
    """One range of "more than 10k but less than 20k" or of "20k, at most 25k"."""
    joined: list[Budget] = []
    for budget in budgets:
        last = joined[-1] if joined else None
        between = _BOTH.match(text, last.end, budget.start) if last else None
        if last and budget.minimum is None and between and (last.maximum is None or between["comma"]):
            low, high = last.minimum, budget.maximum
            if low is not None and high is not None and low <= high:
                currency = budget.currency or last.currency
                joined[-1] = Budget(low, high, currency, budget.period or last.period, last.start, budget.end)
                continue
        joined.append(budget)
    return joined


def _with_ranges(text: str, amounts: list[Amount]) -> list[tuple[Budget, bool]]:
    """Budgets with their bounds, each with whether it is surely money (a currency stands with it)."""
    budgets: list[tuple[Budget, bool]] = []
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        if second and _is_range(text, first, second):
            budgets.append((_range(text, first, second), first.marked or second.marked))
            index += 2
        else:
            budgets.append((_bounded(text, first), first.marked))
            index += 1
    return budgets


def _is_range(text: str, first: Amount, second: Amount) -> bool:
    if first.marked and second.marked and first.currency != second.currency:
        return False
    link = LINK.fullmatch(text, first.end, second.start)
    if not link:
        return False
    if link["comma"] is not None:
        return _are_neighbours(first, second)
    return bool(link["to"]) or BETWEEN.search(text[max(0, first.start - 30) : first.start]) is not None


def _are_neighbours(first: Amount, second: Amount) -> bool:
    """ "two, three thousand": a small number, and the next one with what both are counted in."""
    steps = second.value / second.scale - first.value
    return not first.marked and first.scale == 1 and second.scale > 1 and first.value < 20 and 0 < steps <= 2


def _range(text: str, first: Amount, second: Amount) -> Budget:
    low, high = first.value, second.value
    if first.scale == 1 and second.scale > 1 and low < 1000 and low < second.value / second.scale:
        low *= second.scale
    elif second.scale == 1 and first.scale > 1 and high < 1000 and high > first.value / first.scale:
        high *= first.scale
    elif low < 10 and 100 <= high < 1000 and not high % 100 and text[first.end : second.start].startswith("-"):
        low *= 100  # "drei- bis vierhundert"
    low, high = sorted((low, high))
    currency = second.currency or first.currency or None
    return Budget(low, high, currency, _period(text, first.start, second.end), first.start, second.end)


def _bounded(text: str, amount: Amount) -> Budget:
    before = text[max(0, amount.start - 40) : amount.start]
    period = _period(text, amount.start, amount.end)
    minimum: Decimal | None = amount.value
    maximum: Decimal | None = amount.value
    if AT_MOST_BEFORE.search(before) or AT_MOST_AFTER.match(text, amount.end) or _is_beyond(text, before, amount):
        minimum = None
    elif AT_LEAST_BEFORE.search(before) or AT_LEAST_AFTER.match(text, amount.end):
        maximum = None
    return Budget(minimum, maximum, amount.currency or None, period, amount.start, amount.end)


def _is_beyond(text: str, before: str, amount: Amount) -> bool:
    """ "We can't go above 30k", "mehr als 18.000 sind nicht drin": a lower bound denied is an upper one."""
    more = AT_LEAST_BEFORE.search(before)
    if more is None:
        return False
    return DENIED_BEFORE.search(before[: more.start()]) is not None or DENIED_AFTER.match(text, amount.end) is not None


def _period(text: str, start: int, end: int) -> str | None:
    after = PERIOD_AFTER.match(text, end) or PERIOD_BEFORE.search(text[max(0, start - 40) : start])
    return after.lastgroup if after else None


def _may_be_money(text: str, budget: Budget, asked: bool) -> bool:
    """Whether a number without a currency can be an amount: no count, share, date, time or phone number."""
    if (
        (UNIT.match(text, budget.end) and not _is_monthly(budget))
        or _MONTH_BEHIND.match(text, budget.end)
        or NOT_MONEY_BEFORE.search(text[max(0, budget.start - 24) : budget.start])
    ):
        return False
    written = text[budget.start : budget.end]
    if written[-1:].isdigit() and _WORD_BEHIND.match(text, budget.end):
        return False  # "4corners studio"
    if written.lower() in _PRONOUNS and written != text.strip(" .!"):
        return False
    if _YEAR.fullmatch(written):
        return (
            asked
            and not _RECENT.fullmatch(written)
            and not YEAR_BEFORE.search(text[max(0, budget.start - 16) : budget.start])
        )
    if written.isdigit() and (len(written) > 9 or (written[0] == "0" and len(written) > 1)):
        return False
    top = budget.maximum if budget.maximum is not None else budget.minimum
    return top is not None and (asked or top >= 100)


def _is_monthly(budget: Budget) -> bool:
    """ "2k pm" is no time of day."""
    low = budget.maximum if budget.minimum is None else budget.minimum
    return budget.period == "month" and low is not None and low > 24


def _is_round_sum(text: str, budget: Budget) -> bool:
    """ "50k", "half a million" with no noun behind it; "3M" may be a company."""
    return THOUSANDS.search(text[budget.start : budget.end]) is not None and NO_NOUN.match(text, budget.end) is not None


def _chosen(text: str, budgets: list[Budget]) -> Budget | None:
    """Not one taken back; the one after a correction; else the first near a word of spending."""
    kept = [
        budget for budget in budgets if not TAKEN_BACK.search(text[max(0, budget.start - 24) : budget.start])
    ] or budgets
    if not kept:
        return None
    if len(kept) > 1:
        after = correction_end(text, kept[0].end)
        corrected = [budget for budget in kept if budget.start >= after]
        if corrected:
            return corrected[0]
    ranked = sorted(kept, key=lambda budget: (_rank(text, budget), budget.currency is None))
    return ranked[0]


def _rank(text: str, budget: Budget) -> int:
    around = text[max(0, budget.start - 40) : budget.start]
    if SPENDING.search(around):
        return 0
    return 2 if EARNING.search(around) else 1


_LONGEST_TEXT = 5000
_PRONOUNS = frozenset({"one", "eins", "eine", "einer", "einen"})
"""With nothing counted behind them: "the purple one"."""
_BOTH = re.compile(r"[ ]?(?P<comma>,)?[ ]?(?:and|but|und|aber|,)?[ ][^.!?;]{2,30}\Z")
_MONTH_BEHIND = re.compile(
    r"\.\s?(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)|(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|march|april|may|june"
    r"|july|aug|sept|octo|nov|dec)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_RECENT = re.compile(r"202[4-9]|203\d")
