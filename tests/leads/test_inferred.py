"""A value that only follows from another one: used, marked, and given up for what is said."""

import pytest

from leads.criteria import Criteria, Questions
from leads.inbox import Inbox
from leads.model import Lead, Source
from leads.questions import Asked, Moment, next_question
from leads.store import LeadStore, Said
from leads.view import as_json
from tests.leads.made_up import NOON, TODAY

TITLE = Said("job_title", "COO", "COO at Brightwell Foods")
LIKELY = Said("authority", "decision_maker", "COO at Brightwell Foods", Source.INFERRED)
STATED = Said("authority", "influencer", "my boss signs")


@pytest.fixture
def talk(inbox: Inbox) -> str:
    return inbox.open("website", "en", {})


def known(store: LeadStore, talk: str) -> Lead:
    lead = store.of_conversation(talk)
    assert lead is not None
    return lead


def authority_is_open(lead: Lead) -> bool:
    criteria = Criteria(questions=Questions(order=("authority",)))
    return next_question(lead, criteria, Moment(NOON, TODAY), Asked()) is not None


def test_it_is_stored_and_marked(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [TITLE, LIKELY], language="en")
    shown = as_json(known(store, talk))
    assert shown["authority"] == "decision_maker"
    assert [(fact["slot"], fact["inferred"]) for fact in shown["facts"]] == [("job_title", False), ("authority", True)]


def test_its_question_stays_open(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [Said("authority", "influencer", "head of sales", Source.INFERRED)], language="en")
    assert authority_is_open(known(store, talk))


def test_that_an_owner_decides_is_not_asked(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [TITLE, LIKELY], language="en")
    assert not authority_is_open(known(store, talk))


def test_what_is_said_replaces_it_and_is_not_replaced_by_it(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [LIKELY], language="en")
    store.record(talk, "m2", [STATED], language="en")
    assert store.record(talk, "m3", [LIKELY], language="en") == ()
    assert known(store, talk).text("authority") == "influencer"
    assert not authority_is_open(known(store, talk))


def test_who_then_declines_to_say_is_not_asked_again(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [LIKELY], language="en")
    store.record(talk, "m2", [], language="en", declined="authority")
    lead = known(store, talk)
    assert lead.declined == ("authority",)
    assert lead.text("authority") == "decision_maker"
    assert not authority_is_open(lead)
