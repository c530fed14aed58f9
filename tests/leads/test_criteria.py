"""The operator's criteria: the shipped file holds the defaults, and what makes no sense is refused."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from banter.settings import ROOT
from leads.criteria import Criteria
from leads.section import Selection


def test_the_shipped_file_says_what_applies_without_it() -> None:
    shipped = Criteria.model_validate(yaml.safe_load((ROOT / "qualification.yml").read_text(encoding="utf-8")))
    assert shipped.model_copy(update={"rates": {}}) == Criteria()


def test_the_shipped_file_knows_what_a_dollar_is_worth() -> None:
    shipped = Criteria.model_validate(yaml.safe_load((ROOT / "qualification.yml").read_text(encoding="utf-8")))
    assert {"USD", "GBP", "CHF"} <= set(shipped.rates)
    assert all(isinstance(rate, Decimal) and rate > 0 for rate in shipped.rates.values())


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ({"budget": 5000}, "budget"),
        ({"bant": {"budget_minimum": -1}}, "budget_minimum"),
        ({"bant": {"budget_minimum": "much"}}, "budget_minimum"),
        ({"bant": {"authority": ["boss"]}}, "authority"),
        ({"bant": {"starts_within_months": 0}}, "starts_within_months"),
        ({"currency": "euro"}, "currency"),
        ({"rates": {"USD": 0}}, "rates"),
        ({"rates": {"dollar": 1}}, "rates"),
        ({"sales_ready": {"minimum_score": 101}}, "minimum_score"),
        ({"weights": {"shoe_size": 5}}, "no criterion 'shoe_size'"),
        ({"weights": {"need": 0, "budget": 0}}, "at least one weight"),
        ({"weights": {"need": -1}}, "weights"),
        ({"target_group": {"company_size": {"minimum": 50, "maximum": 10}}}, "swap them"),
        ({"questions": {"order": ["need", "need"]}}, "twice"),
        ({"questions": {"order": ["shoe_size"]}}, "no question for 'shoe_size'"),
        ({"questions": {"order": ["requested_contact"]}}, "no question for 'requested_contact'"),
        ({"questions": {"ask_at_most": 0}}, "ask_at_most"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(file: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        Criteria.model_validate(file)


@pytest.mark.parametrize(
    ("include", "exclude", "value", "admitted"),
    [
        ((), (), "anything", True),
        (("logistics",), (), "Food Logistics", True),
        (("logistics",), (), "Banking", False),
        ((), ("bank",), "Banking", False),
        (("logistics",), ("food",), "food logistics", False),
        (("Straßenbau",), (), "STRASSENBAU", True),
    ],
)
def test_a_selection_admits_what_it_names(
    include: tuple[str, ...], exclude: tuple[str, ...], value: str, admitted: bool
) -> None:
    assert Selection(include=include, exclude=exclude).admits(value) is admitted
