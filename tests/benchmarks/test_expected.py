"""The judge: which stored values are what was said."""

from typing import Any

import pytest

from benchmarks.visitors.expected import holds


def money(minimum: float | None, maximum: float | None, currency: str | None = "EUR", period: str | None = None) -> Any:
    """A budget as the API shows it."""
    return {"min": minimum, "max": maximum, "currency": currency, "period": period}


THIRTY = {"min": 30000, "max": 30000, "currency": "EUR"}
APRIL = {"start": "2027-04-01", "end": "2027-04-30"}

RIGHT = [
    ("company", {"names": ["Kestrel Ltd", "Kestrel"]}, "kestrel ltd."),
    ("need", ["chatbot"], "A Chatbot for our website"),
    ("email", "tom@kestrel.com", "Tom@kestrel.com"),
    ("budget", THIRTY, money(30000, 30000)),
    ("budget", THIRTY, money(None, 30000, period="once")),
    ("budget", {"min": 20000, "max": 20000}, money(20000, 20000, None)),
    ("budget", {"max": 80000, "currency": "EUR"}, money(None, 80000)),
    ("budget", {"min": 12000, "currency": "EUR"}, money(12000, None)),
    ("budget", {"about": 35000, "currency": "EUR"}, money(31500, 38500)),
    ("timeline", APRIL, {"start": "2027-04-01", "end": "2027-04-30"}),
    ("timeline", {"end": ["2027-05-12..2027-05-31"]}, {"start": None, "end": "2027-05-15"}),
    ("company_size", {"min": 200}, {"min": 201, "max": None}),
    ("contact_opt_in", False, False),
]
WRONG = [
    ("company", {"names": ["Kestrel"]}, "work for Kestrel"),
    ("need", ["chatbot"], None),
    ("budget", THIRTY, money(30000, 30000, "USD")),
    ("budget", THIRTY, money(30000, 30000, period="month")),
    ("budget", {"max": 80000, "currency": "EUR"}, money(80000, 80000)),
    ("budget", {"min": 12000, "currency": "EUR"}, money(12000, 12000)),
    ("budget", {"about": 35000, "currency": "EUR"}, money(20000, 35000)),
    ("timeline", APRIL, {"start": "2027-04-01", "end": None}),
    ("timeline", {"end": ["2027-05-31"]}, {"start": None, "end": "2027-06-30"}),
    ("company_size", {"min": 40, "max": 40}, {"min": 1, "max": 40}),
    ("contact_opt_in", False, True),
]


@pytest.mark.parametrize(("slot", "expected", "stored"), RIGHT)
def test_what_was_said_is_recognised(slot: str, expected: Any, stored: Any) -> None:
    assert holds(slot, expected, stored)


@pytest.mark.parametrize(("slot", "expected", "stored"), WRONG)
def test_anything_else_is_not(slot: str, expected: Any, stored: Any) -> None:
    assert not holds(slot, expected, stored)
