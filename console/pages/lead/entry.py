"""The form of a value, read as JSON: numbers as somebody writes them in their language, days as browsers send them."""

from collections.abc import Callable, Mapping

from babel.numbers import NumberFormatError, parse_decimal

from leads import values
from leads.consent import PURPOSES

NAMES = ("text", "min", "max", "currency", "period", "start", "end")
"""The fields that a form of a value can have."""
LONGEST_NUMBER = 30
YES_OR_NO = (*PURPOSES, "requested_contact")


def entered(slot: str, typed: Mapping[str, str], locale: str) -> values.Json:
    """What was typed for a slot. What cannot be read stays as it is, to be refused with all else that is wrong."""
    return READ.get(slot, _text)(typed, locale)


def kind_of(slot: str) -> str:
    """Which form a slot has: money, people, days, authority, yes_or_no, or a text."""
    if slot in YES_OR_NO:
        return "yes_or_no"
    return {"budget": "money", "company_size": "people", "timeline": "days", "authority": "authority"}.get(slot, "text")


def typed_of(stored: values.Json, write: Callable[[values.Json], str]) -> dict[str, str]:
    """What a form of a stored value begins with; ``write`` writes a number."""
    match stored:
        case None:
            return {}
        case bool():
            return {"text": "yes" if stored else "no"}
        case dict():
            numbers = {name: write(each) for name, each in stored.items() if isinstance(each, int | float)}
            texts = {name: each for name, each in stored.items() if isinstance(each, str)}
            return {**texts, **numbers}
        case _:
            return {"text": str(stored)}


def _text(typed: Mapping[str, str], _: str) -> values.Json:
    return typed.get("text", "").strip()


def _budget(typed: Mapping[str, str], locale: str) -> values.Json:
    currency, period = (typed.get(name, "").strip() or None for name in ("currency", "period"))
    return {**_ends(typed, locale), "currency": currency, "period": period}


def _ends(typed: Mapping[str, str], locale: str) -> dict[str, values.Json]:
    return {name: _number(typed.get(name, ""), locale) for name in ("min", "max")}


def _days(typed: Mapping[str, str], _: str) -> values.Json:
    return {name: typed.get(name, "").strip() or None for name in ("start", "end")}


def _yes_or_no(typed: Mapping[str, str], _: str) -> values.Json:
    return {"yes": True, "no": False}.get(typed.get("text", ""))


def _number(text: str, locale: str) -> values.Json:
    if not (text := text.strip()):
        return None
    try:
        number = parse_decimal(text, locale=locale, strict=True)
    except (NumberFormatError, ValueError):
        return text
    is_whole = number.is_finite() and len(text) < LONGEST_NUMBER and number == number.to_integral_value()
    return int(number) if is_whole else str(number)


READ: Mapping[str, Callable[[Mapping[str, str], str], values.Json]] = {
    "budget": _budget,
    "company_size": _ends,
    "timeline": _days,
    **dict.fromkeys(YES_OR_NO, _yes_or_no),
}
