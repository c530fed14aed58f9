"""What is asked next: what is open and can still change the verdict, in the operator's order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from leads.criteria import Criteria, Questions, TargetGroup
from leads.model import Budget, FactValue, Lead, Timeline
from leads.questions import Asked, Moment, Question, next_question
from leads.section import Selection
from tests.leads.made_up import CONTACT, NOON, PURCHASE, TODAY, lead

ORDER = Criteria().questions.order
ONE_BY_ONE = Criteria(questions=Questions(joined=()))
AT = Moment(NOON, TODAY)
TOO_LOW = Budget(None, Decimal(900), "EUR", "once")


def asks(
    known: Lead | None, criteria: Criteria = ONE_BY_ONE, in_vain: Mapping[str, int] | None = None, at: Moment = AT
) -> str | None:
    question = next_question(known, criteria, at, Asked(in_vain or {}))
    return question.slot if question else None


def all_questions(values: dict[str, FactValue], criteria: Criteria = ONE_BY_ONE, **more: tuple[str, ...]) -> list[str]:
    """Every question in turn, as somebody is asked who answers none of them and does not mind."""
    asked: list[str] = []
    refused = more.get("declined", ())
    while (slot := asks(lead(values, declined=(*refused, *asked)), criteria)) is not None:
        asked.append(slot)
    return asked


def test_somebody_unknown_is_asked_in_the_operators_order() -> None:
    order = ("email", "need", "company")
    criteria = Criteria(questions=Questions(order=order, joined=()))
    assert asks(None, criteria) == "email"
    assert all_questions({"need": "tours"}, criteria) == ["email", "phone"]


def test_what_was_said_already_is_not_asked() -> None:
    assert asks(lead({"need": "tours"})) == "company"
    assert asks(lead({"need": "tours", "company": "Seegras", "person_name": "Ruth"})) == "email"


def test_what_was_declined_is_not_asked_again() -> None:
    assert "budget" not in all_questions(CONTACT, declined=("budget",))


def test_a_no_to_marketing_is_an_answer() -> None:
    assert asks(lead({**CONTACT, **PURCHASE, "marketing_opt_in": False})) is None


def test_who_does_not_want_to_be_contacted_is_asked_nothing_more() -> None:
    assert asks(lead({"contact_opt_in": False})) is None


def test_who_is_no_lead_is_asked_nothing_more() -> None:
    assert asks(lead({"person_name": "Ruth Albers"}, disqualified="student")) is None


def test_a_question_that_was_asked_often_enough_is_let_go() -> None:
    assert asks(None, in_vain={"need": 3}) == "need"
    assert asks(None, in_vain={"need": 4}) == ORDER[1]


def test_who_keeps_the_email_back_is_asked_for_a_phone_number_in_its_place() -> None:
    known: dict[str, FactValue] = {"need": "tours", "company": "Seegras", "person_name": "Ruth"}
    assert asks(lead(known, declined=("email",))) == "phone"


def test_who_keeps_both_back_is_asked_nothing_more() -> None:
    assert asks(lead({"need": "tours"}, declined=("email", "phone"))) is None


def test_a_phone_question_of_the_operators_own_keeps_its_place() -> None:
    criteria = Criteria(questions=Questions(order=("email", "need", "phone")))
    assert all_questions({}, criteria, declined=("email",)) == ["need", "phone"]


def test_without_an_email_question_no_phone_number_is_asked() -> None:
    criteria = Criteria(questions=Questions(order=("need", "company"), joined=()))
    assert all_questions({}, criteria, declined=("email",)) == ["need", "company"]


def test_a_phone_number_makes_reachable_but_campaigns_need_the_address() -> None:
    known: dict[str, FactValue] = {"need": "tours", "company": "Seegras", "person_name": "Ruth", "phone": "+4940123456"}
    assert asks(lead(known)) == "email"
    assert asks(lead({**known, "marketing_opt_in": False})) == "budget"


def test_who_answers_the_email_question_with_a_phone_number_is_not_asked_for_it_again() -> None:
    known = lead({"need": "tours", "company": "Seegras", "person_name": "Ruth", "phone": "+4940123456"})
    asked = Asked(ever=frozenset({"email"}))
    assert next_question(known, ONE_BY_ONE, AT, asked) == Question("budget")
    everything: dict[str, FactValue] = {**CONTACT, **PURCHASE, "phone": "+4940123456"}
    del everything["email"]
    assert next_question(lead(everything), ONE_BY_ONE, AT, asked) is None


def test_without_an_address_nobody_is_asked_about_news_by_mail() -> None:
    known: dict[str, FactValue] = {**CONTACT, **PURCHASE, "phone": "+4940123456"}
    del known["email"]
    assert asks(lead(known, declined=("email",))) is None


def test_a_budget_that_is_too_low_leaves_only_what_can_still_make_the_lead_sales_ready() -> None:
    known: dict[str, FactValue] = {**CONTACT, "need": "tours", "budget": TOO_LOW}
    assert asks(lead(known)) == "authority"
    assert asks(lead({**known, "authority": "decision_maker"})) == "marketing_opt_in"
    assert asks(lead({**known, "requested_contact": True})) == "marketing_opt_in"


def test_a_budget_kept_back_may_still_be_told_to_a_colleague_so_the_rest_matters() -> None:
    known: dict[str, FactValue] = {**CONTACT, "need": "tours", "authority": "decision_maker"}
    assert asks(lead(known, declined=("budget",))) == "timeline"


def test_outside_the_target_group_nothing_can_change_the_class() -> None:
    criteria = Criteria(target_group=TargetGroup(industries=Selection(exclude=("gambling",))))
    assert asks(lead({"industry": "online gambling"}), criteria) is None


def test_a_question_about_the_target_group_is_asked_where_the_operator_chooses_by_it() -> None:
    order = (*ORDER[:2], "industry", "location", *ORDER[2:])
    chosen = Criteria(
        questions=Questions(order=order, joined=()),
        target_group=TargetGroup(industries=Selection(include=("logistics",))),
    )
    asked = all_questions({"need": "tours"}, chosen)
    assert "industry" in asked
    assert "location" not in asked


def test_optional_questions_are_asked_though_they_change_nothing_but_not_too_many() -> None:
    order = ("job_title", "department", "phone", "need")
    criteria = Criteria(questions=Questions(order=order, optional=order[:3], optional_at_most=2))
    assert asks(lead(CONTACT), criteria) == "job_title"
    asked = Asked(ever=frozenset({"job_title"}))
    assert next_question(lead(CONTACT, declined=("job_title",)), criteria, AT, asked) == Question("department")
    asked = Asked(ever=frozenset({"job_title", "department"}))
    assert next_question(lead(CONTACT, declined=("job_title", "department")), criteria, AT, asked) == Question("need")
    assert next_question(lead(CONTACT, declined=("job_title",)), criteria, AT, asked) == Question("department")


def test_name_and_company_are_asked_in_one_sentence_while_both_are_open() -> None:
    need: dict[str, FactValue] = {"need": "tours"}
    assert next_question(lead(need), Criteria(), AT, Asked()) == Question("person_name", "company")
    assert next_question(lead({**need, "person_name": "Ruth"}), Criteria(), AT, Asked()) == Question("company")
    assert next_question(lead(need, declined=("company",)), Criteria(), AT, Asked()) == Question("person_name")


def test_a_question_is_put_alone_once_it_was_not_understood() -> None:
    asked = Asked({"company": 1})
    assert next_question(lead({"need": "tours"}), Criteria(), AT, asked) == Question("company")


def test_one_pair_alone_can_be_switched_off() -> None:
    assert next_question(lead({"need": "tours"}), ONE_BY_ONE, AT, Asked()) == Question("company")


def test_a_time_frame_that_is_over_is_asked_for_again() -> None:
    known = lead({**CONTACT, **PURCHASE, "marketing_opt_in": False})
    later = Moment(NOON, date(2027, 7, 1))
    assert asks(known) is None
    assert asks(known, at=later) == "timeline"


@pytest.mark.parametrize("slot", ["budget", "timeline"])
def test_an_old_figure_is_asked_for_again(slot: str) -> None:
    known = lead({**CONTACT, **PURCHASE, "marketing_opt_in": False, "timeline": Timeline(None, date(2029, 1, 1))})
    recent = {fact.slot: fact for fact in known.facts}
    old = replace(recent.pop(slot), at=NOON - timedelta(days=181))
    assert asks(replace(known, facts=(*recent.values(), old))) == slot


def test_a_name_does_not_grow_old() -> None:
    known = lead({**CONTACT, **PURCHASE, "marketing_opt_in": False})
    aged = tuple(
        replace(fact, at=NOON - timedelta(days=4_000)) if fact.slot == "company" else fact for fact in known.facts
    )
    assert asks(replace(known, facts=aged)) is None
