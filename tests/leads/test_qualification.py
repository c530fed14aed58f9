"""The class ladder, row by row, and what must hold for every lead."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads.criteria import Bant, Criteria, SalesReady, TargetGroup
from leads.model import Budget, CompanySize, FactValue, LeadClass, Timeline, Verdict
from leads.qualification import TABLE, judge
from leads.section import Selection, SizeRange
from tests.leads.made_up import CONTACT, PURCHASE, TODAY, lead

RATES = {"USD": Decimal("0.9"), "SEK": Decimal("0.09")}
SHIPPED = Criteria(rates=RATES)
LADDER = list(LeadClass)


def verdict(values: Mapping[str, FactValue], criteria: Criteria = SHIPPED, **more: Any) -> Verdict:
    return judge(lead(dict(values), **more), criteria, TODAY)


def met(values: Mapping[str, FactValue], name: str, criteria: Criteria = SHIPPED) -> bool | None:
    return next(each.met for each in verdict(values, criteria).criteria if each.name == name)


def without(values: Mapping[str, FactValue], *slots: str) -> dict[str, FactValue]:
    return {slot: value for slot, value in values.items() if slot not in slots}


EVERYTHING: dict[str, FactValue] = {**CONTACT, **PURCHASE}
PHONE_ONLY: dict[str, FactValue] = {**without(CONTACT, "email"), "phone": "+441614960000"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, LeadClass.LEAD),
        ({"company": "Seegras"}, LeadClass.LEAD),
        (CONTACT, LeadClass.MQL),
        (PHONE_ONLY, LeadClass.MQL),
        (without(CONTACT, "contact_opt_in"), LeadClass.LEAD),
        ({**EVERYTHING, "contact_opt_in": False}, LeadClass.LEAD),
        (without(EVERYTHING, "contact_opt_in"), LeadClass.LEAD),
        (without(CONTACT, "person_name"), LeadClass.LEAD),
        (without(CONTACT, "company"), LeadClass.LEAD),
        (without(CONTACT, "email"), LeadClass.LEAD),
        ({**CONTACT, "email": "ruth at seegras"}, LeadClass.LEAD),
        ({**CONTACT, "email": "ruth@@seegras.example", "phone": "+441614960000"}, LeadClass.MQL),
        ({**without(CONTACT, "email"), "phone": "0161 496"}, LeadClass.LEAD),
        ({**CONTACT, "requested_contact": True}, LeadClass.SRL),
        ({"requested_contact": True}, LeadClass.LEAD),
        ({**CONTACT, "need": "tours"}, LeadClass.MQL),
        (without(EVERYTHING, "timeline"), LeadClass.SRL),
        (without(EVERYTHING, "need"), LeadClass.MQL),
        (EVERYTHING, LeadClass.BANT),
        ({**EVERYTHING, "authority": "influencer"}, LeadClass.BANT),
        ({**EVERYTHING, "authority": "none"}, LeadClass.SRL),
        ({**EVERYTHING, "budget": Budget(None, Decimal(4_999), "EUR")}, LeadClass.SRL),
        ({**EVERYTHING, "marketing_opt_in": False}, LeadClass.BANT),
    ],
)
def test_the_class_ladder(values: Mapping[str, FactValue], expected: LeadClass) -> None:
    assert verdict(values).lead_class is expected


@pytest.mark.parametrize("reason", ["job_seeker", "student", "support", "press", "spam", "other"])
def test_who_is_disqualified_stays_a_lead(reason: str) -> None:
    judged = verdict({**EVERYTHING, "marketing_opt_in": True}, disqualified=reason)
    assert (judged.lead_class, judged.automation_ready) == (LeadClass.LEAD, False)


@pytest.mark.parametrize(("minimum", "expected"), [(50, LeadClass.SRL), (51, LeadClass.MQL)])
def test_a_need_makes_sales_ready_from_the_operators_score_on(minimum: int, expected: LeadClass) -> None:
    criteria = Criteria(sales_ready=SalesReady(minimum_score=minimum))
    assert verdict({**CONTACT, "need": "tours"}, criteria).score == 50
    assert verdict({**CONTACT, "need": "tours"}, criteria).lead_class is expected


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        (Budget(None, Decimal(5_000), "EUR"), True),
        (Budget(None, Decimal("4999.99"), "EUR"), False),
        (Budget(Decimal(1_000), Decimal(5_000), "EUR"), True),
        (Budget(Decimal(5_000), None, "EUR"), True),
        (Budget(None, Decimal(417), "EUR", "month"), True),
        (Budget(None, Decimal(416), "EUR", "month"), False),
        (Budget(None, Decimal(4_999), "EUR", "year"), False),
        (Budget(None, Decimal(5_000)), True),
        (Budget(None, Decimal(5_500), "USD"), False),
        (Budget(None, Decimal(5_556), "USD"), True),
        (Budget(None, Decimal(50_000), "SEK"), False),
        (Budget(None, Decimal(5_000), "SEK", "month"), True),
        (Budget(None, Decimal(5_000), "XAF"), True),
        (Budget(None, Decimal(0), "EUR"), False),
    ],
)
def test_a_budget_counts_by_its_upper_end_for_a_year_in_the_operators_currency(said: Budget, enough: bool) -> None:
    assert met({"budget": said}, "budget") is enough


def test_the_operators_minimum_is_the_one_that_counts() -> None:
    criteria = Criteria(bant=Bant(budget_minimum=Decimal(30_000)))
    assert met(PURCHASE, "budget", criteria) is False


@pytest.mark.parametrize(
    ("said", "soon"),
    [
        (Timeline(TODAY, None), True),
        (Timeline(date(2028, 2, 15), None), True),
        (Timeline(date(2028, 2, 16), None), False),
        (Timeline(date(2028, 2, 15), date(2029, 12, 31)), True),
        (Timeline(None, date(2027, 6, 30)), True),
        (Timeline(None, date(2030, 1, 1)), True),
        (Timeline(date(2020, 1, 1), None), True),
    ],
)
def test_a_purchase_is_soon_when_it_starts_within_twelve_months(said: Timeline, soon: bool) -> None:
    assert met({"timeline": said}, "timeline") is soon


@pytest.mark.parametrize(
    ("today", "edge"),
    [
        (date(2027, 12, 31), date(2028, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_twelve_months_end_on_the_same_day_a_year_later(today: date, edge: date) -> None:
    def soon(start: date) -> bool | None:
        judged = judge(lead({"timeline": Timeline(start, None)}), SHIPPED, today)
        return next(each.met for each in judged.criteria if each.name == "timeline")

    assert soon(edge) is True
    assert soon(edge + timedelta(days=1)) is False


@given(today=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 120))
def test_every_day_and_every_number_of_months_can_be_judged(today: date, months: int) -> None:
    criteria = Criteria(bant=Bant(starts_within_months=months))
    judged = judge(lead({"timeline": Timeline(today + timedelta(days=28 * months), None)}), criteria, today)
    assert next(each.met for each in judged.criteria if each.name == "timeline") is True


LOGISTICS = Criteria(target_group=TargetGroup(industries=Selection(include=("logistics",))))
MIDSIZE = Criteria(target_group=TargetGroup(company_size=SizeRange(minimum=50, maximum=500)))


@pytest.mark.parametrize(
    ("criteria", "values", "inside"),
    [
        (LOGISTICS, {}, None),
        (LOGISTICS, {"industry": "Food logistics"}, True),
        (LOGISTICS, {"industry": "Banking"}, False),
        (LOGISTICS, {"location": "Kiel"}, None),
        (MIDSIZE, {"company_size": CompanySize(50, 50)}, True),
        (MIDSIZE, {"company_size": CompanySize(49, 49)}, False),
        (MIDSIZE, {"company_size": CompanySize(500, 500)}, True),
        (MIDSIZE, {"company_size": CompanySize(501, None)}, False),
        (MIDSIZE, {"company_size": CompanySize(None, 49)}, False),
        (MIDSIZE, {"company_size": CompanySize(20, 80)}, True),
        (
            Criteria(target_group=TargetGroup(locations=Selection(exclude=("moon",)))),
            {"location": "Far side of the Moon"},
            False,
        ),
        (
            Criteria(target_group=TargetGroup(job_titles=Selection(include=("head", "chief")))),
            {"job_title": "Head of Operations"},
            True,
        ),
        (
            Criteria(target_group=TargetGroup(departments=Selection(exclude=("purchasing",)))),
            {"department": "Purchasing"},
            False,
        ),
    ],
)
def test_the_target_group(criteria: Criteria, values: dict[str, FactValue], inside: bool | None) -> None:
    assert met(values, "target_group", criteria) is inside


def test_a_company_of_more_than_ten_people_may_well_have_fifty() -> None:
    assert met({"company_size": CompanySize(10, None)}, "target_group", MIDSIZE) is not False


def test_an_unknown_industry_keeps_nobody_from_being_qualified() -> None:
    assert verdict(EVERYTHING, LOGISTICS).lead_class is LeadClass.BANT


def test_who_is_outside_the_target_group_stays_a_lead() -> None:
    judged = verdict({**EVERYTHING, "industry": "Banking", "marketing_opt_in": True}, LOGISTICS)
    assert (judged.lead_class, judged.automation_ready) == (LeadClass.LEAD, False)


@pytest.mark.parametrize(
    ("values", "ready"),
    [
        ({**CONTACT, "marketing_opt_in": True}, True),
        ({**CONTACT, "marketing_opt_in": False}, False),
        (CONTACT, False),
        ({**CONTACT, "marketing_opt_in": True, "email": "ruth@trashmail.com"}, False),
        ({**CONTACT, "marketing_opt_in": True, "email": "ruth@TrashMail.com"}, False),
        ({**PHONE_ONLY, "marketing_opt_in": True}, False),
        ({**PHONE_ONLY, "marketing_opt_in": True, "email": "ruth at seegras"}, False),
        ({**without(CONTACT, "contact_opt_in"), "marketing_opt_in": True}, False),
    ],
)
def test_automation_needs_an_mql_a_marketing_permission_and_a_lasting_address(
    values: Mapping[str, FactValue], ready: bool
) -> None:
    assert verdict(values).automation_ready is ready


def test_each_criterion_is_explained_in_the_visitors_words() -> None:
    judged = {each.name: each for each in verdict(without(EVERYTHING, "authority")).criteria}
    assert list(judged) == [row.name for row in TABLE]
    assert (judged["budget"].met, judged["budget"].evidence) == (True, "budget was said")
    assert (judged["reachable"].met, judged["reachable"].evidence) == (True, "email was said")
    assert (judged["authority"].met, judged["authority"].evidence) == (None, None)


def test_the_full_score_is_a_hundred_and_nothing_known_is_zero() -> None:
    assert verdict(EVERYTHING).score == 100
    assert verdict({}).score == 0


# What each slot can hold; the first of each list is the best that a visitor can say, and none of them is missing.
CHOICES: dict[str, list[FactValue]] = {
    "contact_opt_in": [True, False],
    "marketing_opt_in": [True, False],
    "requested_contact": [True, False],
    "person_name": ["Ruth Albers"],
    "company": ["Seegras"],
    "email": ["ruth@seegras.example", "ruth at seegras", "ruth@trashmail.com"],
    "phone": ["+441614960000", "0161"],
    "need": ["tours"],
    "budget": [Budget(None, Decimal(9_000), "EUR"), Budget(None, Decimal(90), "EUR")],
    "authority": ["decision_maker", "influencer", "none"],
    "timeline": [Timeline(TODAY, None), Timeline(date(2040, 1, 1), None)],
    "industry": ["Logistics", "Banking"],
    "company_size": [CompanySize(100, 100), CompanySize(3, 3)],
}
ANY_VALUES = st.fixed_dictionaries({}, optional={slot: st.sampled_from(each) for slot, each in CHOICES.items()})
ANY_CRITERIA = st.builds(
    Criteria,
    sales_ready=st.builds(SalesReady, minimum_score=st.integers(0, 100)),
    target_group=st.sampled_from([TargetGroup(), LOGISTICS.target_group, MIDSIZE.target_group]),
    weights=st.dictionaries(st.sampled_from(list(SHIPPED.weights)), st.integers(1, 100), min_size=1),
)


@given(values=ANY_VALUES, criteria=ANY_CRITERIA, slot=st.sampled_from(sorted(CHOICES)))
def test_one_more_positive_fact_never_lowers_the_class_or_the_score(
    values: dict[str, FactValue], criteria: Criteria, slot: str
) -> None:
    before, after = verdict(values, criteria), verdict({**values, slot: CHOICES[slot][0]}, criteria)
    assert LADDER.index(after.lead_class) >= LADDER.index(before.lead_class)
    assert after.score >= before.score
    assert after.automation_ready >= before.automation_ready


@given(values=ANY_VALUES, criteria=ANY_CRITERIA)
def test_what_was_never_said_is_never_a_no(values: dict[str, FactValue], criteria: Criteria) -> None:
    slots = {row.name: row.slots for row in TABLE}
    for each in verdict(values, criteria).criteria:
        if not values.keys() & set(slots[each.name]):
            assert (each.met, each.evidence) == (None, None)


@given(values=ANY_VALUES, criteria=ANY_CRITERIA)
def test_the_same_lead_is_judged_the_same_and_scores_within_a_hundred(
    values: dict[str, FactValue], criteria: Criteria
) -> None:
    assert verdict(values, criteria) == verdict(values, criteria)
    assert 0 <= verdict(values, criteria).score <= 100
