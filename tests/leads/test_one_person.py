"""Conversations of the same person are one lead; each visitor knows but what was said in their own conversation."""

import pytest

from leads.accounts import Account
from leads.arrivals import Arrivals
from leads.database import Database
from leads.model import LeadClass, Source
from leads.store import Said
from leads.transcript import Transcripts
from leads.view import as_json
from tests.leads.made_up import arrival, budget
from tests.leads.visitors import PURCHASE, RUTH, House


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


def test_the_same_address_makes_one_lead_with_the_facts_of_both_conversations(house: House) -> None:
    first = house.visitor(**RUTH)
    second = house.visitor(email="Ruth.Albers@SEEGRAS.example", **PURCHASE)
    lead = house.lead(second)
    assert house.lead(first) == lead == house.store.get(house.own(second).id)
    assert [each.id for each in house.store.find().leads] == [lead.id] == [house.own(first).id]
    assert (lead.conversations, lead.conversation) == ((first, second), second)
    assert lead.merged == (house.own(second).id,)
    assert (lead.text("person_name"), lead.verdict.lead_class) == ("Ruth Albers", LeadClass.BANT)
    assert [fact.slot for fact in lead.facts] == [*RUTH, "email", *PURCHASE]
    assert as_json(lead)["conversations"] == [first, second]


def test_each_visitor_knows_only_what_was_said_in_their_own_conversation(house: House, database: Database) -> None:
    first, second = house.visitor(**RUTH, budget=budget(None, 90_000, "EUR")), house.visitor(email=RUTH["email"])
    house.tell(second, need="a look at somebody else's data")
    assert dict(house.own(second).values) == {"email": RUTH["email"], "need": "a look at somebody else's data"}
    assert "need" not in house.own(first).values
    for talk, hidden in ((second, "90000"), (first, "a look at"), (second, "Albers GmbH"), (second, "Ruth Albers")):
        assert hidden not in str(house.privacy.export(talk))
    assert house.privacy.export(second)["lead"]["class"] == Transcripts(database).of(second).lead_class == "lead"


def test_what_others_add_does_not_qualify_a_visitor_before_their_own_eyes(house: House, database: Database) -> None:
    first = house.visitor(email=RUTH["email"])
    house.visitor(**RUTH, **PURCHASE)
    assert house.lead(first).verdict.lead_class is LeadClass.BANT
    assert house.own(first).verdict.lead_class is LeadClass.LEAD
    assert all(each.met is not True for each in house.own(first).verdict.criteria if each.name == "budget")
    assert Transcripts(database).of(first).lead_class == "lead"


def test_the_same_story_told_again_is_one_lead_without_harm(house: House) -> None:
    first, second = (house.visitor(**RUTH, **PURCHASE) for _ in range(2))
    lead = house.lead(second)
    assert lead.conversations == (first, second)
    assert dict(lead.values) == dict(house.own(first).values) == dict(house.own(second).values)
    for talk in (first, second):
        assert house.own(talk).verdict.lead_class is LeadClass.BANT
    assert len(lead.facts) == 2 * len(house.own(first).facts)


def test_of_what_was_said_in_two_conversations_the_newer_counts(house: House) -> None:
    first = house.visitor(**RUTH, contact_opt_in=True, need="tours")
    second = house.visitor(email=RUTH["email"], contact_opt_in=False)
    assert house.lead(first).yes("contact_opt_in") is False
    house.tell(first, contact_opt_in=True)
    assert house.lead(second).yes("contact_opt_in") is True
    assert house.own(second).yes("contact_opt_in") is False


def test_what_was_refused_in_one_conversation_and_said_in_another_is_known(house: House) -> None:
    first = house.visitor(email=RUTH["email"])
    house.tell(first, declined="budget")
    house.tell(first, declined="timeline")
    second = house.visitor(email=RUTH["email"], budget=budget(None, 9_000, "EUR"))
    house.tell(second, language="de", declined="authority")
    house.store.disqualify(second, "press", language="de")
    lead = house.lead(first)
    assert lead.declined == ("timeline", "authority")
    assert (lead.language, lead.disqualified) == ("de", "press")
    assert house.own(first).declined == ("budget", "timeline")
    assert house.own(first).disqualified is None


def test_another_name_under_the_same_address_is_for_people_to_decide(house: House) -> None:
    first = house.visitor(**RUTH)
    second = house.visitor(person_name="Maya Stern", email=RUTH["email"])
    assert house.lead(first).id != house.lead(second).id
    assert house.duplicates(first) == [(second, "other_name")]
    assert house.duplicates(second) == [(first, "other_name")]


def test_a_name_that_comes_after_the_address_takes_the_two_apart_again(house: House) -> None:
    first, second = house.visitor(**RUTH), house.visitor(email=RUTH["email"])
    assert house.lead(second).conversations == (first, second)
    house.tell(second, person_name="Maya Stern")
    assert house.lead(second).conversations == (second,)
    assert house.lead(first).text("person_name") == "Ruth Albers"
    assert house.duplicates(second) == [(first, "other_name")]
    house.tell(second, person_name="Ruth Albers")
    assert house.lead(second).conversations == (first, second)
    assert house.duplicates(second) == []


def test_a_number_alone_joins_nobody_and_with_the_name_it_does(house: House) -> None:
    first = house.visitor(person_name="Ruth Albers", phone="+494012345678")
    second = house.visitor(phone="+494012345678;ext=7")
    assert house.duplicates(second) == [(first, "phone_only")]
    house.tell(second, person_name="R. Albers")
    assert house.lead(second).conversations == (first, second)


def test_an_address_told_later_that_is_another_one_parts_what_a_number_had_joined(house: House) -> None:
    first = house.visitor(**RUTH, phone="+494012345678")
    second = house.visitor(person_name="Ruth Albers", phone="+494012345678")
    assert house.lead(second).conversations == (first, second)
    house.tell(second, email="ruth@home.example")
    assert house.lead(second).conversations == (second,)
    assert house.duplicates(first) == [(second, "other_email")]


@pytest.mark.parametrize("address", ["info@seegras.example", "ruth@mailinator.com"])
def test_an_address_of_many_joins_nobody_silently(house: House, address: str) -> None:
    first, second = (house.visitor(person_name="Ruth Albers", email=address) for _ in range(2))
    assert house.duplicates(second) == [(first, "shared_address")]


def test_the_same_name_in_the_same_company_with_another_address_is_shown(house: House) -> None:
    first, second = house.visitor(**RUTH), house.visitor(**{**RUTH, "email": "ruth@home.example"})
    assert house.lead(second).conversations == (second,)
    assert house.duplicates(first) == [(second, "same_name")]


def test_one_account_is_one_conversation_and_one_lead(house: House, arrivals: Arrivals) -> None:
    account = Account("telegram", "700100")
    talks = {arrivals.receive(arrival("hello again", number, account)) for number in (1, 2)}
    (talk,) = talks
    assert talk is not None
    for number in (1, 2):
        house.tell(talk, company=f"Seegras {number}")
    assert len(house.store.find().leads) == 1


def test_a_conversation_that_brings_two_leads_together_joins_all_three_under_the_oldest(house: House) -> None:
    first = house.visitor(person_name="Ruth Albers", phone="+494012345678")
    second = house.visitor(email=RUTH["email"])
    third = house.visitor(person_name="Ruth Albers", email=RUTH["email"])
    house.tell(third, phone="+494012345678")
    assert house.lead(second).conversations == (first, second, third)
    assert house.lead(second).id == house.own(first).id


def test_who_starts_over_is_nobody_we_know(house: House) -> None:
    first, second = house.visitor(**RUTH), house.visitor(**RUTH)
    house.store.start_over(second)
    assert house.lead(first).conversations == (first,)
    assert house.lead(second).values == {}
    assert house.duplicates(first) == []


def test_deleting_my_data_removes_but_what_was_said_here(house: House) -> None:
    first, second = house.visitor(**RUTH, need="planning tours"), house.visitor(email=RUTH["email"], industry="retail")
    older = house.own(first)
    house.privacy.erase(second)
    assert house.store.of_conversation(second) is None
    lead = house.lead(first)
    assert dict(lead.values) == dict(older.values)
    assert (lead.facts, lead.conversations) == (older.facts, (first,))


def test_when_the_oldest_is_deleted_the_next_one_takes_its_place(house: House) -> None:
    first = house.visitor(**RUTH, need="planning tours")
    second, third = (house.visitor(email=RUTH["email"], industry=what) for what in ("retail", "fishing"))
    house.privacy.erase(first)
    lead = house.lead(third)
    assert lead.conversations == (second, third)
    assert lead.id == house.own(second).id
    assert set(lead.values) == {"email", "industry"}
    assert "planning tours" not in str(as_json(lead))


def test_erasing_a_lead_erases_all_conversations_of_the_person(house: House) -> None:
    first, second, other = house.visitor(**RUTH), house.visitor(email=RUTH["email"]), house.visitor(company="Seetang")
    assert house.store.erase(house.own(second).id) == (first, second)
    assert house.store.find().leads == (house.lead(other),)
    assert house.store.of_conversation(first) is None


def test_a_fact_that_sales_entered_beats_the_visitor_in_every_conversation(house: House) -> None:
    first = house.visitor(**RUTH)
    house.store.record(first, "s1", [Said("company", "Seegras AG", "", Source.SALES, by="Ana")], language="en")
    second = house.visitor(**RUTH)
    assert house.lead(second).text("company") == "Seegras AG"
    assert house.own(second).text("company") == RUTH["company"]
