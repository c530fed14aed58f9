"""Scores ``find_budget``."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from benchmarks.understanding.lines import Line, own_facts
from benchmarks.understanding.outcome import Outcome
from bot.understanding.money.budget import Budget, find_budget

_Amount = tuple[Decimal | None, Decimal | None]


def score_open_money(lines: Iterable[Line]) -> Iterator[Outcome]:
    """A line without a currency is an answer to the question; its currency is not scored."""
    for line in lines:
        expected = _amount(line["expected_min"], line["expected_max"])
        currency = line["currency"]
        answer = currency is None and not line.get("negative")
        got = find_budget(line["text"], line["lang"], asked=answer)
        right = got is None if line.get("negative") else _is(got, expected, currency)
        wanted = None if line.get("negative") else _shown(expected, currency, line.get("period"))
        yield Outcome("money", line["lang"], line["text"], wanted, _told(got), right)


def score_own_money() -> Iterator[Outcome]:
    """Sentences marked ``asked`` answer the question; a period is scored where one is expected."""
    for line in own_facts("money"):
        got = find_budget(line["text"], line["lang"], asked=line.get("asked", False))
        wanted = None
        if "min" in line:
            expected, currency, period = _amount(line["min"], line["max"]), line["currency"], line.get("period")
            right = _is(got, expected, currency) and got is not None and period in (None, got.period)
            wanted = _shown(expected, currency, period)
        else:
            right = got is None
        yield Outcome("money", line["lang"], line["text"], wanted, _told(got), right)


def _is(got: Budget | None, expected: _Amount, currency: str | None) -> bool:
    return got is not None and (got.minimum, got.maximum) == expected and currency in (None, got.currency)


def _amount(minimum: float | None, maximum: float | None) -> _Amount:
    low, high = (None if end is None else Decimal(str(end)) for end in (minimum, maximum))
    return low, high


def _told(budget: Budget | None) -> str | None:
    return _shown((budget.minimum, budget.maximum), budget.currency, budget.period) if budget else None


def _shown(amount: _Amount, currency: str | None, period: str | None) -> str:
    ends = " to ".join("open" if end is None else f"{end.normalize():f}" for end in amount)
    return " ".join(filter(None, (ends, currency, period and f"per {period}")))
