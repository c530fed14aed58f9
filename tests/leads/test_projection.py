"""Which fact about a slot counts: by who says it, then by time."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from leads.inbox import Inbox
from leads.model import Fact, Source
from leads.projection import IN_THE_TALK, standing
from leads.store import LeadStore, Said
from leads.view import as_json
from tests.leads.made_up import NOON, said

FACTS = st.builds(
    Fact,
    slot=st.sampled_from(["company", "need", "email"]),
    value=st.text(min_size=1, max_size=3),
    said=st.just("words"),
    message_id=st.just("m"),
    at=st.just(NOON),
    source=st.sampled_from(Source),
    retracted_at=st.sampled_from([None, NOON]),
)


def company(value: str, source: Source = Source.VISITOR) -> Fact:
    return Fact("company", value, f"{value} it is", "m", NOON, source)


def test_what_a_person_at_sales_entered_beats_the_visitor_and_both_beat_a_file_and_a_guess() -> None:
    sales, visitor = company("Seegras GmbH", Source.SALES), company("seegras")
    imported, guess = company("SEEGRAS", Source.IMPORT), company("seegras.example", Source.INFERRED)
    assert standing([sales, visitor, imported, guess])["company"] is sales
    assert standing([visitor, imported, guess])["company"] is visitor
    assert standing([imported, guess])["company"] is imported


def test_in_a_conversation_the_visitor_s_own_words_come_first() -> None:
    sales, visitor = company("Seegras GmbH", Source.SALES), company("seegras")
    assert standing([visitor, sales], IN_THE_TALK)["company"] is visitor


def test_of_two_things_from_the_same_mouth_the_later_counts() -> None:
    first, second = company("Seegras"), company("Seetang")
    assert standing([first, second])["company"] is second


def test_what_was_taken_back_counts_no_more_and_what_stood_before_stands_again() -> None:
    first, second = company("Seegras"), replace(company("Seetang"), retracted_at=NOON)
    assert standing([first, second])["company"] is first
    assert standing([second]) == {}


@given(st.lists(FACTS))
def test_a_fact_stands_exactly_when_no_better_one_was_told(facts: list[Fact]) -> None:
    chosen = standing(facts)
    assert set(chosen) == {fact.slot for fact in facts if fact.retracted_at is None}
    assert all(fact.slot == slot and fact.retracted_at is None for slot, fact in chosen.items())
    assert standing([*facts, *chosen.values()]) == chosen


def test_a_correction_by_the_visitor_is_seen_by_them_and_leaves_what_sales_entered(
    store: LeadStore, inbox: Inbox
) -> None:
    talk = inbox.open("website", "en", {})
    store.record(talk, "m1", said(company="seegras"), language="en")
    store.record(talk, "s1", [Said("company", "Seegras GmbH", "", Source.SALES, by="Ana")], language="en")
    changes = store.record(talk, "m2", said(company="Seetang"), language="en")
    talked = store.of_conversation(talk)
    assert talked is not None
    assert [(change.slot, change.corrects) for change in changes] == [("company", True)]
    assert talked.text("company") == "Seetang"
    assert store.get(talked.id).text("company") == "Seegras GmbH"


def test_each_fact_tells_who_said_it_and_how_sure_it_is(store: LeadStore, inbox: Inbox) -> None:
    talk = inbox.open("website", "en", {})
    store.record(talk, "m1", said(company="seegras"), language="en")
    store.record(talk, "m2", [Said("authority", "influencer", "head of sales", Source.INFERRED)], language="en")
    store.record(talk, "s1", [Said("industry", "logistics", "", Source.SALES, by="Ana")], language="en")
    lead = store.of_conversation(talk)
    assert lead is not None
    told = [(each["slot"], each["source"], each["confidence"], each["by"]) for each in as_json(lead)["facts"]]
    assert told == [
        ("company", "visitor", 1.0, None),
        ("authority", "inferred", 0.5, None),
        ("industry", "sales", 1.0, "Ana"),
    ]
