"""What an operator asks of each class, and what is missing for the next one."""

from decimal import Decimal

import pytest

from leads.criteria import Bant, Criteria, Mql, Questions, SalesReady, TargetGroup
from leads.model import Budget, FactValue, LeadClass, Missing, Verdict
from leads.qualification import judge
from leads.questions import Asked, Moment, next_question
from leads.section import Selection
from tests.leads.made_up import CONTACT, NOON, PURCHASE, TODAY, lead

TITLED = Criteria(
    mql=Mql(required=("person_name", "company", "reachable", "contact_opt_in", "job_title")),
    questions=Questions(
        order=("need", "company", "person_name", "job_title", "email", "contact_opt_in", "marketing_opt_in")
    ),
)


def verdict(values: dict[str, FactValue], criteria: Criteria | None = None, disqualified: str | None = None) -> Verdict:
    return judge(lead(values, disqualified=disqualified), criteria or Criteria(), TODAY)


def names(judged: Verdict) -> list[str]:
    return [each.name for each in judged.missing]


def test_a_required_field_makes_an_mql_only_once_it_is_known() -> None:
    assert verdict(CONTACT, TITLED).lead_class is LeadClass.LEAD
    assert verdict(CONTACT, TITLED).missing == (Missing("job_title", None),)
    assert verdict({**CONTACT, "job_title": "COO"}, TITLED).lead_class is LeadClass.MQL


def test_a_required_field_is_judged_with_the_visitors_words_and_others_are_not() -> None:
    judged = {each.name: each for each in verdict({**CONTACT, "job_title": "COO"}, TITLED).criteria}
    assert (judged["job_title"].met, judged["job_title"].evidence) == (True, "job_title was said")
    assert "department" not in judged


def test_a_required_field_is_asked_for() -> None:
    known = lead({"need": "tours", "company": "Seegras", "person_name": "Ruth"})
    question = next_question(known, TITLED, Moment(NOON, TODAY), Asked())
    assert question is not None
    assert question.slot == "job_title"
    assert verdict(dict(known.values), TITLED).next_question == "job_title"


def test_an_address_is_asked_for_although_a_phone_number_was_given_where_it_is_required() -> None:
    required = ("person_name", "company", "reachable", "contact_opt_in", "email")
    known = lead({"company": "Seegras", "person_name": "Ruth", "need": "tours", "phone": "+4940123456"})
    question = next_question(
        known, Criteria(mql=Mql(required=required)), Moment(NOON, TODAY), Asked(ever=frozenset({"email"}))
    )
    assert question is not None
    assert question.slot == "email"


def test_an_invalid_address_is_not_met_where_an_address_is_required() -> None:
    criteria = Criteria(mql=Mql(required=("contact_opt_in", "email")))
    assert verdict({"contact_opt_in": True, "email": "ruth at seegras"}, criteria).missing == (Missing("email", False),)


def test_what_is_missing_for_an_mql_says_what_is_unknown_and_what_is_refused() -> None:
    judged = verdict({"company": "Seegras", "contact_opt_in": False})
    assert judged.missing == (
        Missing("person_name", None),
        Missing("reachable", None),
        Missing("contact_opt_in", False),
    )


def test_who_is_outside_the_target_group_or_no_lead_is_told_first() -> None:
    criteria = Criteria(target_group=TargetGroup(industries=Selection(exclude=("banking",))))
    assert names(verdict({**CONTACT, "industry": "Banking"}, criteria)) == ["target_group"]
    assert names(verdict({**CONTACT}, disqualified="student")) == ["disqualified"]


def test_what_is_missing_for_sales_is_what_is_required_and_points() -> None:
    assert verdict(CONTACT).missing == (Missing("need", None), Missing("score", False))
    assert names(verdict({**CONTACT, "need": "tours"})) == ["score"]


def test_what_is_missing_for_bant() -> None:
    known = {**CONTACT, **PURCHASE, "budget": Budget(None, Decimal(100), "EUR")}
    del known["timeline"]
    assert verdict({**known, "requested_contact": True}).missing == (
        Missing("budget", False),
        Missing("timeline", None),
    )


def test_sales_may_require_more_than_a_need() -> None:
    order = ("need", "company", "person_name", "email", "phone", "contact_opt_in")
    ready = SalesReady(minimum_score=0, required=("need", "phone"))
    criteria = Criteria(sales_ready=ready, questions=Questions(order=order))
    assert verdict({**CONTACT, "need": "tours"}, criteria).lead_class is LeadClass.MQL
    assert verdict({**CONTACT, "need": "tours", "phone": "+4940123456"}, criteria).lead_class is LeadClass.SRL


def test_asking_for_contact_need_not_be_enough() -> None:
    criteria = Criteria(sales_ready=SalesReady(requested_contact=False))
    assert verdict({**CONTACT, "requested_contact": True}).lead_class is LeadClass.SRL
    assert verdict({**CONTACT, "requested_contact": True}, criteria).lead_class is LeadClass.MQL


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        (Budget(None, Decimal(5_500), "CHF"), False),
        (Budget(None, Decimal(6_000), "CHF"), True),
        (Budget(None, Decimal(5_000), "EUR"), True),
        (Budget(None, Decimal(5_000)), True),
        (Budget(None, Decimal(5_500), "USD"), False),
        (Budget(None, Decimal(5_600), "USD"), True),
        (Budget(None, Decimal(500), "CHF", "month"), True),
    ],
)
def test_a_currency_may_have_a_minimum_of_its_own_and_others_are_converted(said: Budget, enough: bool) -> None:
    bant = Bant.model_validate({"budget_minimum": {"EUR": 5_000, "CHF": 6_000}})
    criteria = Criteria(bant=bant, rates={"USD": Decimal("0.9"), "CHF": Decimal(2)})
    judged = verdict({"budget": said}, criteria)
    assert next(each.met for each in judged.criteria if each.name == "budget") is enough


def test_the_next_question_is_part_of_the_verdict_until_nothing_can_change() -> None:
    assert verdict({}).next_question == "need"
    assert verdict({**CONTACT, **PURCHASE}).next_question == "marketing_opt_in"
    assert verdict({**CONTACT, **PURCHASE, "marketing_opt_in": False}).next_question is None
