"""Slot values between JSON and types: what is read is written back the same, what is wrong is refused."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads import values
from leads.errors import InvalidFact
from leads.model import Budget, CompanySize, Timeline
from tests.leads.made_up import budget

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
RANGE_JSON = st.fixed_dictionaries({"min": ANY_JSON, "max": ANY_JSON})


@pytest.mark.parametrize(
    ("slot", "raw", "typed"),
    [
        ("company", "  Seegras GmbH ", "Seegras GmbH"),
        ("budget", budget(1000, 2500.5, "EUR", "year"), Budget(Decimal(1000), Decimal("2500.5"), "EUR", "year")),
        ("budget", budget(None, 0), Budget(None, Decimal(0))),
        ("timeline", {"start": None, "end": "2027-12-31"}, Timeline(None, date(2027, 12, 31))),
        ("company_size", {"min": 5, "max": None}, CompanySize(5, None)),
        ("authority", "none", "none"),
        ("contact_opt_in", False, False),
        ("requested_contact", True, True),
    ],
)
def test_a_value_becomes_typed(slot: str, raw: Any, typed: Any) -> None:
    assert values.read(slot, raw) == typed


@pytest.mark.parametrize(
    ("slot", "raw"),
    [
        ("shoe_size", 43),
        ("company", ""),
        ("company", " \n"),
        ("company", "\x00"),
        ("company", 7),
        ("need", None),
        ("budget", "lots"),
        ("budget", {"min": 5}),
        ("budget", budget(None, None)),
        ("budget", budget(-1, None)),
        ("budget", budget("many", None)),
        ("budget", budget(float("nan"), None)),
        ("budget", budget(None, float("inf"))),
        ("budget", budget(None, 1e300)),
        ("budget", budget(5, None, period="week")),
        ("budget", budget(5, None) | {"currency": ["EUR"]}),
        ("timeline", {"start": None, "end": None}),
        ("timeline", {"start": "soon", "end": None}),
        ("timeline", {"start": 20270101, "end": None}),
        ("company_size", {"min": None, "max": None}),
        ("company_size", {"min": -3, "max": None}),
        ("company_size", {"min": float("inf"), "max": None}),
        ("company_size", {"min": "some", "max": None}),
        ("authority", "the boss"),
        ("contact_opt_in", "true"),
        ("contact_opt_in", 1),
        ("marketing_opt_in", None),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_by_name(slot: str, raw: Any) -> None:
    with pytest.raises(InvalidFact, match=slot):
        values.read(slot, raw)


@given(slot=st.sampled_from(sorted(values.READERS)), raw=ANY_JSON | RANGE_JSON)
def test_whatever_comes_in_is_a_value_or_refused(slot: str, raw: Any) -> None:
    try:
        typed = values.read(slot, raw)
    except InvalidFact:
        return
    assert values.read(slot, json.loads(json.dumps(values.write(typed)))) == typed


def test_a_very_long_text_is_cut() -> None:
    assert len(str(values.read("need", "tours " * 2000))) <= values.LONGEST_TEXT


def test_amounts_are_written_as_numbers_and_dates_as_iso_texts() -> None:
    assert values.write(Budget(Decimal("1500.00"), Decimal("99.9"), "EUR", None)) == budget(1500, 99.9, "EUR")
    assert values.write(Timeline(date(2027, 1, 2), None)) == {"start": "2027-01-02", "end": None}
