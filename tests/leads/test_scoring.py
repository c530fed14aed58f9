"""The score and its parts: they add up, fit is who somebody is, engagement fades, and nothing positive ever harms."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads.criteria import DEFAULT_WEIGHTS, FIELDS, Criteria, Engagement, Mql, SalesReady, TargetGroup
from leads.model import Budget, FactValue, Lead, LeadClass, Verdict
from leads.qualification import judge
from leads.section import Selection
from leads.target_group import Countries
from tests.leads.made_up import CONTACT, NOON, PURCHASE, TODAY, lead
from tests.leads.test_qualification import ANY_VALUES, CHOICES

LADDER = list(LeadClass)
FURTHER: dict[str, list[FactValue]] = {
    "job_title": ["Head of Operations"],
    "department": ["Logistics"],
    "location": ["Kiel, Germany", "Oslo, Norway"],
}
ALL_CHOICES = {**CHOICES, **FURTHER, "phone": ["+494012345678"]}
"""The phone number is one of the country that is chosen, for any other would not be a positive fact."""
VALUES = st.builds(
    lambda known, further: {**known, **further},
    ANY_VALUES,
    st.fixed_dictionaries({}, optional={slot: st.sampled_from(each) for slot, each in FURTHER.items()}),
)


def _mql(chosen: list[tuple[str, bool]], weight: int) -> Mql:
    required = tuple(name for name, is_ideal in chosen if not is_ideal)
    ideal = tuple(name for name, is_ideal in chosen if is_ideal)
    return Mql(required=("contact_opt_in", "person_name", *required), ideal=ideal, ideal_weight=weight)


CHOSEN = st.lists(st.tuples(st.sampled_from(FIELDS), st.booleans()), unique_by=lambda each: each[0], max_size=4)
CRITERIA = st.builds(
    Criteria.model_construct,
    mql=st.builds(_mql, CHOSEN, st.integers(0, 100)),
    sales_ready=st.builds(
        SalesReady,
        minimum_score=st.integers(0, 100),
        required=st.sampled_from([(), ("need",), ("need", "budget"), ("job_title",)]),
        requested_contact=st.booleans(),
    ),
    weights=st.dictionaries(st.sampled_from(list(DEFAULT_WEIGHTS)), st.integers(1, 100), min_size=1),
    engagement=st.builds(Engagement, half_life_days=st.none() | st.integers(1, 3650)),
    target_group=st.sampled_from(
        [
            TargetGroup(),
            TargetGroup(industries=Selection(include=("logistics",))),
            TargetGroup(countries=Countries(include=("DE",))),
        ]
    ),
)
DAYS = st.integers(0, 5_000)


def judged(values: dict[str, FactValue], criteria: Criteria, silent_days: int = 0, **more: Any) -> Verdict:
    known = lead(values, engaged_at=NOON - timedelta(days=silent_days), **more)
    return judge(known, criteria, TODAY, NOON)


@given(values=VALUES, criteria=CRITERIA, days=DAYS)
def test_the_parts_add_up_to_the_score_and_their_maxima_to_a_hundred(
    values: dict[str, FactValue], criteria: Criteria, days: int
) -> None:
    verdict = judged(values, criteria, days)
    assert sum(part.points for part in verdict.parts) == verdict.score
    assert sum(part.maximum for part in verdict.parts) == 100
    assert all(0 <= part.points <= part.maximum for part in verdict.parts)


@given(values=VALUES, criteria=CRITERIA, days=DAYS)
def test_every_score_is_within_a_hundred_and_the_same_each_time(
    values: dict[str, FactValue], criteria: Criteria, days: int
) -> None:
    verdict = judged(values, criteria, days)
    assert verdict == judged(values, criteria, days)
    assert all(0 <= each <= 100 for each in (verdict.score, verdict.fit, verdict.engagement))


@given(values=VALUES, criteria=CRITERIA, days=DAYS, slot=st.sampled_from(sorted(ALL_CHOICES)))
def test_one_more_positive_fact_never_lowers_anything(
    values: dict[str, FactValue], criteria: Criteria, days: int, slot: str
) -> None:
    before, after = judged(values, criteria, days), judged({**values, slot: ALL_CHOICES[slot][0]}, criteria, days)
    assert LADDER.index(after.lead_class) >= LADDER.index(before.lead_class)
    assert (after.score, after.fit, after.engagement) >= (before.score, before.fit, before.engagement)
    assert after.fit >= before.fit
    assert after.engagement >= before.engagement
    assert after.automation_ready >= before.automation_ready


@given(values=VALUES, criteria=CRITERIA, days=DAYS, more=st.integers(0, 400))
def test_silence_takes_engagement_and_nothing_else(
    values: dict[str, FactValue], criteria: Criteria, days: int, more: int
) -> None:
    before, after = judged(values, criteria, days), judged(values, criteria, days + more)
    assert after.fit == before.fit
    assert after.engagement <= before.engagement
    assert after.criteria == before.criteria


@given(values=VALUES, criteria=CRITERIA)
def test_what_is_missing_is_never_met_and_nothing_is_missing_at_the_top(
    values: dict[str, FactValue], criteria: Criteria
) -> None:
    verdict = judged(values, criteria)
    met = {each.name: each.met for each in verdict.criteria}
    assert all(met.get(each.name, False) is each.met is not True for each in verdict.missing)
    assert (not verdict.missing) == (verdict.lead_class is LeadClass.BANT)


@given(values=VALUES, criteria=CRITERIA)
def test_an_unknown_fact_is_unknown_among_what_is_missing(values: dict[str, FactValue], criteria: Criteria) -> None:
    for each in judged(values, criteria).missing:
        if each.name in FIELDS and each.name not in values:
            assert each.met is None


def test_fit_is_who_they_are_and_engagement_what_they_said() -> None:
    visitor = judged({"need": "tours", "budget": Budget(None, Decimal(9_000), "EUR")}, Criteria())
    assert (visitor.fit, visitor.engagement, visitor.score) == (0, 62, 40)
    card = judged({"person_name": "Ruth", "company": "Seegras", "email": "ruth@seegras.example"}, Criteria())
    assert (card.fit, card.engagement, card.score) == (57, 0, 20)


def test_engagement_halves_in_half_a_year_of_silence() -> None:
    everything: dict[str, FactValue] = {**CONTACT, **PURCHASE}
    assert judged(everything, Criteria(), 180).engagement == pytest.approx(50, abs=3)
    assert judged(everything, Criteria(), 180).fit == 100
    assert {part.why for part in judged(everything, Criteria(), 180).parts} == {"met", "faded"}


def test_where_interest_never_cools_an_old_lead_is_worth_as_much() -> None:
    lasting = Criteria(engagement=Engagement(half_life_days=None))
    assert judged({**CONTACT, **PURCHASE}, lasting, 4_000).score == 100


def test_a_lead_that_came_without_a_word_cools_from_its_beginning() -> None:
    silent = Lead("1", "talk", "website", "en", NOON - timedelta(days=360), NOON, values={**PURCHASE})
    assert judge(silent, Criteria(), TODAY, NOON).engagement < 30


def test_an_ideal_field_raises_the_fit() -> None:
    criteria = Criteria(mql=Mql(ideal=("job_title", "phone"), ideal_weight=10))
    without, having = judged(CONTACT, criteria), judged({**CONTACT, "job_title": "COO"}, criteria)
    assert having.fit > without.fit
    assert having.engagement == without.engagement
    part = next(part for part in having.parts if part.name == "job_title")
    assert (part.of_fit, part.points, part.why) == (True, part.maximum, "met")


def test_weights_that_do_not_divide_make_whole_points() -> None:
    criteria = Criteria(weights={"need": 1, "budget": 1, "company": 1})
    assert sorted(criteria.points().values()) == [33, 33, 34]
    assert judged({**CONTACT, **PURCHASE}, criteria).score == 100
