"""Values as people at sales enter them: read more strictly than what visitors say, refused with what to write."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from leads import values
from leads.contact_points import is_valid_email, is_valid_phone
from leads.errors import InvalidFact
from leads.model import Budget, CompanySize, FactValue, Timeline

CURRENCY = re.compile(r"[A-Z]{3}")
MOST_PEOPLE = 10_000_000
LONGEST_SHOWN = 60
BETWEEN_DIGITS = str.maketrans("", "", " ()-/.\u00a0")


def read_entered(slot: str, raw: values.Json) -> FactValue:
    """The typed value. Raises ``InvalidFact``, whose message says what to write instead."""
    if slot not in WHAT_TO_WRITE:
        raise InvalidFact(f"there is no slot {_shown(slot)}; write one of {', '.join(WHAT_TO_WRITE)}")
    try:
        value = values.read(slot, raw)
    except InvalidFact as error:
        raise _refusal(slot, raw) from error
    checked = CHECKS[slot](value) if slot in CHECKS else value
    if checked is None:
        raise _refusal(slot, raw)
    return checked


def _email(value: FactValue) -> FactValue | None:
    return value if is_valid_email(str(value)) else None


def _phone(value: FactValue) -> FactValue | None:
    number = str(value).translate(BETWEEN_DIGITS)
    number = f"+{number[2:]}" if number.startswith("00") else number
    return number if is_valid_phone(number) else None


def _budget(value: FactValue) -> FactValue | None:
    assert isinstance(value, Budget)
    if value.minimum is not None and value.maximum is not None and value.minimum > value.maximum:
        return None
    if value.currency is None:
        return value
    currency = value.currency.strip().upper()
    return replace(value, currency=currency) if CURRENCY.fullmatch(currency) else None


def _company_size(value: FactValue) -> FactValue | None:
    assert isinstance(value, CompanySize)
    lower, upper = value.minimum or 0, MOST_PEOPLE if value.maximum is None else value.maximum
    return value if lower <= upper <= MOST_PEOPLE else None


def _timeline(value: FactValue) -> FactValue | None:
    assert isinstance(value, Timeline)
    return None if value.start and value.end and value.start > value.end else value


def _refusal(slot: str, raw: values.Json) -> InvalidFact:
    return InvalidFact(f"{slot} cannot be {_shown(raw)}; write {WHAT_TO_WRITE[slot]}")


def _shown(raw: values.Json) -> str:
    shown = repr(raw)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"


CHECKS: Mapping[str, Callable[[FactValue], FactValue | None]] = {
    "email": _email,
    "phone": _phone,
    "budget": _budget,
    "company_size": _company_size,
    "timeline": _timeline,
}
TEXT, YES_OR_NO = "a text", "true or false"
WHAT_TO_WRITE: Mapping[str, str] = {
    "person_name": TEXT,
    "job_title": TEXT,
    "department": TEXT,
    "company": TEXT,
    "company_size": 'the least and the largest number of people, as {"min": 50, "max": 100}; null leaves an end open',
    "industry": TEXT,
    "location": TEXT,
    "email": "an address such as name@company.example",
    "phone": "a number with the country code, such as +49 30 901820",
    "need": TEXT,
    "budget": 'an amount as {"min": 10000, "max": 20000, "currency": "EUR", "period": "once"}; '
    "the period is once, month or year, null where it is not known",
    "authority": "one of decision_maker, influencer, none",
    "timeline": 'days as {"start": "2027-03-01", "end": "2027-03-31"}; null leaves an end open',
    "contact_opt_in": YES_OR_NO,
    "marketing_opt_in": YES_OR_NO,
    "requested_contact": YES_OR_NO,
}
"""Every slot that a person can fill, and how."""
