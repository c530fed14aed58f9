"""Whom marketing wants to reach: countries by code or name, and what lies outside is what is quoted."""

import pytest
from pydantic import ValidationError

from leads.criteria import Criteria, TargetGroup
from leads.model import CompanySize, FactValue
from leads.qualification import judge
from leads.section import Selection, SizeRange
from leads.target_group import Countries
from tests.leads.made_up import TODAY, lead

GERMANY = TargetGroup(countries=Countries(include=("Germany",)))


def inside(group: TargetGroup, values: dict[str, FactValue]) -> tuple[bool | None, str | None]:
    judged = judge(lead(values), Criteria(target_group=group), TODAY).criteria
    return next((each.met, each.evidence) for each in judged if each.name == "target_group")


@pytest.mark.parametrize("written", ["DE", "de", "Germany", "Deutschland", "germany"])
def test_a_country_is_written_as_a_code_or_by_its_name(written: str) -> None:
    assert Countries(include=(written,)).include == ("DE",)


@pytest.mark.parametrize("written", ["Atlantis", "D", "XX", ""])
def test_what_is_no_country_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="there is no country"):
        Countries(include=(written,))


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ({}, None),
        ({"location": "Kiel, Germany"}, True),
        ({"location": "Deutschland"}, True),
        ({"location": "Oslo, Norway"}, False),
        ({"location": "Kiel"}, None),
        ({"phone": "+494012345678"}, True),
        ({"phone": "+4722123456"}, False),
        ({"location": "Germany", "phone": "+4722123456"}, True),
        ({"location": "Kiel", "phone": "+4722123456"}, False),
        ({"industry": "logistics"}, None),
    ],
)
def test_the_country_comes_from_the_location_or_else_from_the_phone(
    values: dict[str, FactValue], met: bool | None
) -> None:
    assert inside(GERMANY, values)[0] is met


def test_without_chosen_countries_a_phone_number_says_nothing_about_the_target_group() -> None:
    assert inside(TargetGroup(), {"phone": "+4722123456"}) == (None, None)


def test_an_excluded_country_excludes() -> None:
    group = TargetGroup(countries=Countries(exclude=("Norwegen",)))
    assert inside(group, {"location": "Oslo, Norway"}) == (False, "location was said")
    assert inside(group, {"location": "Kiel, Germany"})[0] is True


def test_what_is_quoted_is_what_lies_outside() -> None:
    group = TargetGroup(industries=Selection(include=("logistics",)), company_size=SizeRange(minimum=50))
    known: dict[str, FactValue] = {"industry": "logistics", "company_size": CompanySize(5, 5)}
    assert inside(group, known) == (False, "company_size was said")
    assert inside(GERMANY, {"industry": "food", "phone": "+4722123456"}) == (False, "phone was said")
