"""Slot values on their way in and out: JSON as the assistant and the API write it ↔ typed facts."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from leads.errors import InvalidFact
from leads.model import Budget, CompanySize, FactValue, Timeline

PERIODS = ("once", "month", "year", None)
AUTHORITIES = ("decision_maker", "influencer", "none")
LONGEST_TEXT = 4_000
LARGEST_AMOUNT = Decimal(10) ** 15  # beyond all budgets, and beyond what a column of money holds

Json = Any  # what json.loads gives


def _amount(raw: Json) -> Decimal | None:
    if raw is None:
        return None
    amount = Decimal(str(raw))
    if not amount.is_finite() or not 0 <= amount < LARGEST_AMOUNT:
        raise ValueError(f"{raw!r} is not an amount")
    return amount


def _budget(raw: Json) -> Budget:
    budget = Budget(_amount(raw["min"]), _amount(raw["max"]), raw.get("currency"), raw.get("period"))
    if budget.period not in PERIODS or (budget.minimum is None and budget.maximum is None):
        raise ValueError("a budget needs an amount, and a period of once, month or year")
    if not isinstance(budget.currency, str | None):
        raise ValueError("a currency is a text of three letters")
    return budget


def _timeline(raw: Json) -> Timeline:
    start, end = (date.fromisoformat(raw[key]) if raw[key] else None for key in ("start", "end"))
    if start is None and end is None:
        raise ValueError("a timeline needs a start or an end")
    return Timeline(start, end)


def _company_size(raw: Json) -> CompanySize:
    minimum, maximum = (None if raw[key] is None else int(raw[key]) for key in ("min", "max"))
    ends = [end for end in (minimum, maximum) if end is not None]
    if not ends or min(ends) < 0:
        raise ValueError("a company size needs a number of people")
    return CompanySize(minimum, maximum)


def sayable(text: str) -> str:
    """The text without NUL and half surrogate pairs, which no database takes."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _text(raw: Json) -> str:
    text = sayable(raw).strip()[:LONGEST_TEXT] if isinstance(raw, str) else ""
    if not text:
        raise ValueError("a text is needed")
    return text


def _yes_or_no(raw: Json) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("true or false is needed")
    return raw


def _authority(raw: Json) -> str:
    if raw not in AUTHORITIES:
        raise ValueError(f"one of {', '.join(AUTHORITIES)} is needed")
    return str(raw)


READERS: Mapping[str, Callable[[Json], FactValue]] = {
    "person_name": _text,
    "job_title": _text,
    "department": _text,
    "company": _text,
    "company_size": _company_size,
    "industry": _text,
    "location": _text,
    "email": _text,
    "phone": _text,
    "need": _text,
    "budget": _budget,
    "authority": _authority,
    "timeline": _timeline,
    "contact_opt_in": _yes_or_no,
    "marketing_opt_in": _yes_or_no,
    "requested_contact": _yes_or_no,
}
"""Every slot that a fact can fill, and how its value is read."""


def read(slot: str, raw: Json) -> FactValue:
    """The typed value of a slot. Raises ``InvalidFact`` for an unknown slot or a value of the wrong shape."""
    try:
        return READERS[slot](raw)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise InvalidFact(f"{slot} cannot be {raw!r}: {error}") from error


def write(value: FactValue) -> Json:
    """The JSON form of a value; amounts are numbers, dates ISO texts."""
    match value:
        case Budget():
            return {
                "min": _number(value.minimum),
                "max": _number(value.maximum),
                "currency": value.currency,
                "period": value.period,
            }
        case Timeline():
            return {
                "start": value.start.isoformat() if value.start else None,
                "end": value.end.isoformat() if value.end else None,
            }
        case CompanySize():
            return {"min": value.minimum, "max": value.maximum}
        case _:
            return value


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
