"""Leads on their way to HubSpot: one contact for each person, a note for each class, at least once and in order."""

import asyncio
import random
from typing import Any

import pytest

from handoff.dispatcher import Dispatcher
from leads.database import Database
from leads.privacy import Privacy
from leads.sending import NotNow, Refused
from tests.gateway.fake_platform import BAD_GATEWAY, RESET, RESET_AFTERWARDS, Failure
from tests.handoff.crm.conftest import House
from tests.handoff.crm.fake_hubspot import TOKEN, FakeHubSpot, text_property
from tests.leads.made_up import budget

MAYA = {
    "contact_opt_in": True,
    "person_name": "Maya von Stern",
    "company": "Seegras Logistik",
    "email": "Maya.Stern@seegras.example",
}
PURCHASE = {
    "need": "planning tours",
    "budget": budget(None, 20_000, "EUR"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": None},
}


def test_a_bant_lead_becomes_a_contact_with_its_properties_and_a_note(house: House, hubspot: FakeHubSpot) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    assert house.deliver() == 2
    assert hubspot.the_contact() == {
        "email": "maya.stern@seegras.example",
        "firstname": "Maya",
        "lastname": "von Stern",
        "company": "Seegras Logistik",
        "hs_lead_status": "NEW",
        "lifecyclestage": "salesqualifiedlead",
    }
    (body,) = hubspot.bodies()
    assert "BANT lead, 100 of 100" in body
    assert "<strong>Budget:</strong> up to €20,000" in body
    assert f'href="https://chat.seegras.example/console/leads/{lead.id}"' in body


def test_who_must_not_be_contacted_again_is_not_sent(house: House, hubspot: FakeHubSpot) -> None:
    house.left_alone.add(MAYA["email"])
    house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    assert hubspot.contacts == {}


def test_a_contact_that_is_there_keeps_what_people_wrote(house: House, hubspot: FakeHubSpot) -> None:
    hubspot.someone(
        email="maya.stern@seegras.example", firstname="Dr. Maya", hs_lead_status="IN_PROGRESS", lifecyclestage="lead"
    )
    house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    assert hubspot.the_contact() == {
        "email": "maya.stern@seegras.example",
        "firstname": "Dr. Maya",
        "lastname": "von Stern",
        "company": "Seegras Logistik",
        "hs_lead_status": "IN_PROGRESS",
        "lifecyclestage": "salesqualifiedlead",
    }
    assert len(hubspot.notes) == 1


def test_a_customer_stays_one(house: House, hubspot: FakeHubSpot) -> None:
    hubspot.someone(email="maya.stern@seegras.example", lifecyclestage="customer")
    house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    assert hubspot.the_contact()["lifecyclestage"] == "customer"


def test_what_the_visitor_corrects_is_corrected_until_somebody_changes_it_in_hubspot(
    house: House, hubspot: FakeHubSpot
) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    house.tells(lead.conversation, company="Seegras Spedition", email="maya@seegras.example")
    house.deliver()
    assert hubspot.the_contact()["company"] == "Seegras Spedition"
    assert hubspot.the_contact()["email"] == "maya@seegras.example"
    (contact,) = hubspot.contacts.values()
    contact["properties"]["company"] = "Seegras Group AG"
    house.tells(lead.conversation, company="Seegras", job_title="CFO")
    house.deliver()
    assert (hubspot.the_contact()["company"], hubspot.the_contact()["jobtitle"]) == ("Seegras Group AG", "CFO")


def test_a_corrected_address_that_another_contact_has_is_left_alone(house: House, hubspot: FakeHubSpot) -> None:
    hubspot.someone(email="taken@seegras.example")
    lead = house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    house.tells(lead.conversation, email="taken@seegras.example", job_title="CFO")
    house.deliver()
    _, ours = hubspot.contacts.values()
    assert (ours["properties"]["email"], ours["properties"]["jobtitle"]) == ("maya.stern@seegras.example", "CFO")


def test_claim_and_outcome_are_seen_in_the_lead_status(house: House, hubspot: FakeHubSpot) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    house.handoffs.claim(lead.id, "Ana")
    house.deliver()
    assert hubspot.the_contact()["hs_lead_status"] == "OPEN"
    house.handoffs.close(lead.id, "not_a_fit", "too_small", "Ana")
    house.deliver()
    assert hubspot.the_contact()["hs_lead_status"] == "UNQUALIFIED"


def test_each_class_that_is_reached_adds_one_note(house: House, hubspot: FakeHubSpot) -> None:
    lead = house.visitor(**MAYA, requested_contact=True)
    house.deliver()
    house.tells(lead.conversation, job_title="CFO")
    house.deliver()
    assert len(hubspot.notes) == 1
    house.tells(lead.conversation, **PURCHASE)
    house.deliver()
    first, second = hubspot.bodies()
    assert ("Sales-ready lead" in first, "BANT lead" in second) == (True, True)


def test_without_notes_there_is_the_contact_only(house: House, hubspot: FakeHubSpot) -> None:
    house.use(note=False)
    house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    assert (len(hubspot.contacts), hubspot.notes) == (1, {})


@pytest.mark.parametrize(
    ("facts", "send", "goes"),
    [
        ({"company": "Seegras", "email": "maya@seegras.example"}, {}, False),
        (MAYA, {}, False),
        ({**MAYA, "marketing_opt_in": False}, {}, False),
        ({**MAYA, "marketing_opt_in": True}, {}, True),
        ({**MAYA, "marketing_opt_in": True, "email": "maya@mailinator.com"}, {}, False),
        ({**MAYA, "marketing_opt_in": True}, {"marketing": "never"}, False),
        (MAYA, {"sales": ["mql"]}, True),
        ({**MAYA, **PURCHASE}, {"sales": [], "marketing": "never"}, False),
        ({**MAYA, **PURCHASE, "contact_opt_in": False}, {}, False),
    ],
)
def test_only_leads_that_are_wanted_and_may_be_contacted_go_there(
    house: House, hubspot: FakeHubSpot, facts: dict[str, Any], send: dict[str, Any], goes: bool
) -> None:
    house.use(send=send)
    house.visitor(**facts)
    house.deliver()
    assert (len(hubspot.contacts) == 1) is goes
    if not goes:
        assert hubspot.calls == []


def test_a_disqualified_lead_does_not_go_there_and_one_that_is_there_is_kept_up_to_date(
    house: House, hubspot: FakeHubSpot
) -> None:
    hubspot.properties.append(text_property("banter_marketing"))
    spam = house.inbox.open("website", "en", {})
    house.store.disqualify(spam, "spam", language="en")
    house.tells(spam, **{**MAYA, "email": "spam@spam.example", "person_name": "Buy Now"}, **PURCHASE)
    assert (house.deliver() > 0, hubspot.contacts) == (True, {})
    house.use(contact={"email": "email", "banter_marketing": {"field": "marketing_opt_in", "overwrite": True}})
    lead = house.visitor(**MAYA, marketing_opt_in=True)
    house.deliver()
    house.tells(lead.conversation, marketing_opt_in=False, contact_opt_in=False)
    house.deliver()
    assert hubspot.the_contact()["banter_marketing"] == "false"
    assert len(hubspot.notes) == 1


def test_who_leaves_only_a_phone_number_is_found_by_it_and_the_name(house: House, hubspot: FakeHubSpot) -> None:
    colleague = hubspot.someone(phone="+49401234567", firstname="Ben", lastname="Adler")
    by_phone = {**MAYA, "phone": "+49401234567"}
    del by_phone["email"]
    house.visitor(**by_phone, **PURCHASE)
    house.deliver()
    house.visitor(**by_phone, **PURCHASE)
    house.deliver()
    assert len(hubspot.contacts) == 2
    assert {note["contact"] for note in hubspot.notes.values()} == hubspot.contacts.keys() - {colleague}


def test_a_lead_without_any_address_is_settled_without_a_word(house: House, hubspot: FakeHubSpot) -> None:
    house.use(contact={"email": "email", "lastname": "last_name"})
    nameless = {**MAYA, "phone": "+49401234567"}
    del nameless["email"]
    house.visitor(**nameless, **PURCHASE)
    assert house.deliver() > 0
    assert (hubspot.calls, house.waiting()) == ([], 0)


UGLY = '<script>alert(1)</script> & <b>bold</b> 🚚 עברית "quoted" {{ 7*7 }}'


def test_whatever_a_visitor_types_is_text_in_the_note(house: House, hubspot: FakeHubSpot) -> None:
    facts = {**PURCHASE, "need": f"{UGLY} " + "<&>" * 1300, "job_title": "&" * 4000, "location": "<" * 4000}
    house.visitor(**MAYA, **facts, industry="'" * 4000, department='"' * 4000)
    house.deliver()
    (body,) = hubspot.bodies()
    assert "<script>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt; 🚚 עברית" in body
    assert "{{ 7*7 }}" in body


def test_the_same_parcel_twice_makes_no_second_contact_and_no_second_note(house: House, hubspot: FakeHubSpot) -> None:
    house.visitor(**MAYA, **PURCHASE)
    hubspot.fail("POST notes", RESET_AFTERWARDS)
    assert isinstance(house.fails(), NotNow)
    assert (len(hubspot.contacts), len(hubspot.notes)) == (1, 1)
    house.deliver()
    assert (len(hubspot.contacts), len(hubspot.notes)) == (1, 1)
    house.outbox.replay(1)
    house.deliver()
    assert (len(hubspot.contacts), len(hubspot.notes)) == (1, 1)


@pytest.mark.parametrize("lost", ["GET contacts", "POST contacts", "POST notes"])
@pytest.mark.parametrize("failure", [RESET, RESET_AFTERWARDS, BAD_GATEWAY])
def test_a_contact_that_we_made_is_known_as_ours_though_an_answer_got_lost(
    house: House, hubspot: FakeHubSpot, database: Database, lost: str, failure: Failure
) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    hubspot.fail(lost, failure)
    house.fails()
    house.deliver()
    assert (len(hubspot.contacts), len(hubspot.notes)) == (1, 1)
    Privacy(database, house.clock, house.store).erase(lead.conversation)
    house.deliver()
    assert (hubspot.contacts, hubspot.notes, len(hubspot.erased)) == ({}, {}, 1)


def test_events_of_a_lead_arrive_in_order_though_one_fails(house: House, hubspot: FakeHubSpot) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    house.tells(lead.conversation, job_title="CTO")
    house.tells(lead.conversation, job_title="CFO")
    hubspot.fail("GET contacts", RESET, BAD_GATEWAY)
    house.fails()
    house.fails()
    house.deliver()
    assert hubspot.the_contact()["jobtitle"] == "CFO"


def test_two_leads_of_one_person_at_the_same_moment_are_one_contact(house: House, hubspot: FakeHubSpot) -> None:
    other = hubspot.someone(source="INTEGRATION", email="other@seegras.example")
    house.visitor(**MAYA, **PURCHASE)

    def made_meanwhile() -> Any:
        hubspot.contacts[other]["properties"]["email"] = "maya.stern@seegras.example"

    hubspot.before_creating = made_meanwhile
    house.deliver()
    assert (list(hubspot.contacts), len(hubspot.notes)) == ([other], 1)


def test_who_had_themselves_erased_is_erased_in_hubspot_if_we_brought_them_there(
    house: House, hubspot: FakeHubSpot, database: Database
) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    Privacy(database, house.clock, house.store).erase(lead.conversation)
    assert house.deliver() == 1
    assert (hubspot.contacts, hubspot.notes, len(hubspot.erased)) == ({}, {}, 1)
    assert ("PATCH", {"properties": {"hs_note_body": ""}}) in [(call.split()[0], said) for call, said in hubspot.calls]


def test_of_a_contact_that_was_there_only_what_we_wrote_is_erased(
    house: House, hubspot: FakeHubSpot, database: Database
) -> None:
    hubspot.someone(email="maya.stern@seegras.example", firstname="Maya", lifecyclestage="customer")
    lead = house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    (contact,) = hubspot.contacts.values()
    contact["properties"]["hs_lead_status"] = "IN_PROGRESS"
    Privacy(database, house.clock, house.store).erase(lead.conversation)
    house.deliver()
    assert hubspot.the_contact() == {
        "email": "maya.stern@seegras.example",
        "firstname": "Maya",
        "lifecyclestage": "customer",
        "hs_lead_status": "IN_PROGRESS",
    }
    assert (hubspot.notes, hubspot.erased) == ({}, [])


def test_a_repeated_erasure_finds_nothing_and_is_content(
    house: House, hubspot: FakeHubSpot, database: Database
) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    Privacy(database, house.clock, house.store).erase(lead.conversation)
    hubspot.fail("POST contacts gdpr-delete", RESET_AFTERWARDS)
    house.fails()
    assert house.deliver() == 1
    assert hubspot.contacts == {}


def test_what_was_deleted_in_hubspot_stays_deleted(house: House, hubspot: FakeHubSpot) -> None:
    lead = house.visitor(**MAYA, **PURCHASE)
    house.deliver()
    hubspot.contacts.clear()
    house.tells(lead.conversation, job_title="CFO")
    house.deliver()
    assert hubspot.contacts == {}


def test_a_wrong_token_and_a_missing_scope_are_named_and_tried_again(house: House, hubspot: FakeHubSpot) -> None:
    house.visitor(**MAYA, **PURCHASE)
    house.use(token="pat-eu1-wrong…")
    failed = house.fails()
    assert isinstance(failed, NotNow)
    assert str(failed) == "HubSpot rejects the token; check BANTER_HUBSPOT_TOKEN"
    house.use()
    hubspot.missing_scope = "crm.objects.contacts.write"
    failed = house.fails()
    assert isinstance(failed, NotNow)
    assert "BANTER_HUBSPOT_TOKEN lacks the scope crm.objects.contacts.write" in str(failed)
    hubspot.missing_scope = None
    house.deliver()
    assert len(hubspot.contacts) == 1


def test_a_property_that_is_not_there_is_named(house: House, hubspot: FakeHubSpot) -> None:
    house.use(contact={"email": "email", "banter_score": "score", "hs_lead_status": {"value": "HOT"}})
    house.visitor(**MAYA, **PURCHASE)
    failed = house.fails()
    assert isinstance(failed, Refused)
    assert str(failed) == (
        "HubSpot refuses: there is no contact property banter_score; create it in HubSpot, or correct crm.yml; "
        "the contact property hs_lead_status cannot hold that value (INVALID_OPTION); correct crm.yml"
    )


LIMIT = b'{"status":"error","message":"You have reached your ten_secondly_rolling limit.","policyName":"%s"}'


@pytest.mark.parametrize(
    ("failure", "pause"),
    [
        (Failure(429, LIMIT % b"TEN_SECONDLY_ROLLING"), 10),
        (Failure(429, LIMIT % b"DAILY"), 900),
        (Failure(429, LIMIT % b"TEN_SECONDLY_ROLLING", {"Retry-After": "42"}), 42),
        (Failure(429, b"<html>"), 10),
        (Failure(477, b"{}", {"Retry-After": "3600"}), 3600),
        (Failure(503), None),
        (RESET, None),
    ],
)
def test_hubspot_is_left_alone_for_as_long_as_it_says(
    house: House, hubspot: FakeHubSpot, failure: Failure, pause: float | None
) -> None:
    house.visitor(**MAYA, **PURCHASE)
    hubspot.fail("GET contacts", failure)
    failed = house.fails()
    assert isinstance(failed, NotNow)
    assert failed.retry_after_s == pause


def test_a_hubspot_that_fails_at_random_has_every_lead_once_in_the_end(house: House, hubspot: FakeHubSpot) -> None:
    dice = random.Random(7)
    for call in ("GET contacts", "POST contacts", "PATCH contacts", "POST notes"):
        hubspot.fail(call, *dice.choices([RESET, RESET_AFTERWARDS, BAD_GATEWAY], k=4))
    for number in range(12):
        house.visitor(**{**MAYA, "email": f"maya{number}@seegras.example"}, **PURCHASE)
    while house.waiting():
        for parcel in house.outbox.claim("hubspot"):
            house.attempt(parcel)
        house.clock.move(seconds=60)
    assert (len(hubspot.contacts), len(hubspot.notes)) == (12, 12)


def test_the_dispatcher_brings_it_there(house: House, hubspot: FakeHubSpot) -> None:
    house.visitor(**MAYA, **PURCHASE)

    async def dispatched() -> None:
        sending = Dispatcher(house.outbox, [house.destination], house.handoffs.take_steps)
        sending.start()
        await asyncio.to_thread(hubspot.wait_until, lambda: not house.waiting())
        await sending.stop()

    house.run(dispatched())
    assert len(hubspot.contacts) == 1
    assert TOKEN not in str(house.outbox.troubles())
