"""The lead store, on real SQLite and on real PostgreSQL."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import func, select

from leads.accounts import Account
from leads.arrivals import Arrivals
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import InvalidFact, StoreUnavailable, UnknownConversation, UnknownLead
from leads.inbox import Inbox, Reply
from leads.model import Budget, Lead, LeadClass, Source
from leads.store import Change, LeadStore, Said
from leads.tables import Base
from tests.leads.made_up import TODAY, arrival, budget, said

RECORDS_EACH = 50
QUALIFIED = {
    "person_name": "Ruth Albers",
    "company": "Seegras",
    "email": "ruth@seegras.example",
    "contact_opt_in": True,
}


@pytest.fixture
def talk(inbox: Inbox) -> str:
    return inbox.open("website", "en", {"utm_source": "newsletter"})


def known(store: LeadStore, talk: str) -> Lead:
    lead = store.of_conversation(talk)
    assert lead is not None
    return lead


def rows(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def test_a_fact_is_stored_with_the_words_and_the_message_that_say_it(store: LeadStore, talk: str) -> None:
    changed = store.record(talk, "m1", said(company="Seegras Logistik GmbH"), language="de")
    lead = known(store, talk)
    [fact] = lead.facts
    assert changed == (Change("company", corrects=False),)
    assert (fact.slot, fact.value, fact.said, fact.message_id) == (
        "company",
        "Seegras Logistik GmbH",
        "company: Seegras Logistik GmbH",
        "m1",
    )
    assert fact.at.utcoffset() is not None
    assert lead.evidence("company") == "company: Seegras Logistik GmbH"
    assert (lead.channel, lead.language, dict(lead.source)) == ("website", "de", {"utm_source": "newsletter"})


def test_every_kind_of_value_is_read_back_as_it_was_said(store: LeadStore, talk: str) -> None:
    facts = said(
        budget=budget(1000.5, None, "CHF", "month"),
        timeline={"start": "2027-03-01", "end": None},
        company_size={"min": 20, "max": 80},
        contact_opt_in=False,
        need="Fahrzeuge 🚚 planen, auch in עברית",
    )
    store.record(talk, "m1", facts, language="en")
    assert {fact.slot: fact.value for fact in known(store, talk).facts} == known(store, talk).values
    assert known(store, talk).values["need"] == "Fahrzeuge 🚚 planen, auch in עברית"
    assert known(store, talk).yes("contact_opt_in") is False


def test_characters_that_no_database_takes_are_left_out(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [Said("company", "See\x00gras", "we are \ud800See\x00gras")], language="en")
    [fact] = known(store, talk).facts
    assert (fact.value, fact.said) == ("Seegras", "we are ?Seegras")


def test_the_same_message_twice_changes_nothing(store: LeadStore, talk: str) -> None:
    first = store.record(talk, "m1", said(company="Seegras", need="tours"), language="en")
    before = known(store, talk)
    again = store.record(talk, "m1", said(company="Seegras", need="tours"), language="en")
    after = known(store, talk)
    assert again == first == (Change("company", corrects=False), Change("need", corrects=False))
    assert (after.values, after.facts, after.verdict) == (before.values, before.facts, before.verdict)


def test_a_late_repetition_of_an_old_message_does_not_undo_a_correction(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en")
    store.record(talk, "m2", said(company="Seetang"), language="en")
    store.record(talk, "m1", said(company="Seegras"), language="en")
    assert known(store, talk).text("company") == "Seetang"
    assert len(known(store, talk).facts) == 2


def test_a_corrected_value_keeps_the_old_one_in_the_history(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en")
    store.record(talk, "m2", said(company="Seetang"), language="en")
    assert [fact.value for fact in known(store, talk).facts] == ["Seegras", "Seetang"]
    assert known(store, talk).evidence("company") == "company: Seetang"


def test_a_value_that_replaces_another_is_a_correction_and_so_it_stays(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en")
    for _ in range(2):
        assert store.record(talk, "m2", said(company="Seetang"), language="en") == (Change("company", corrects=True),)


def test_what_replaces_a_guess_corrects_nobody(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [Said("company", "Seegras", "ruth@seegras.example", Source.INFERRED)], language="en")
    assert store.record(talk, "m2", said(company="Seetang"), language="en") == (Change("company", corrects=False),)


def test_after_a_new_start_nothing_is_a_correction(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en")
    store.start_over(talk)
    assert store.record(talk, "m2", said(company="Seetang"), language="en") == (Change("company", corrects=False),)


def test_who_is_no_lead_is_marked_and_may_turn_out_to_be_one(store: LeadStore, talk: str) -> None:
    store.disqualify(talk, "student", language="en")
    store.record(talk, "m1", said(**QUALIFIED), language="en")
    assert (known(store, talk).disqualified, known(store, talk).verdict.lead_class) == ("student", LeadClass.LEAD)
    store.disqualify(talk, None, language="en")
    assert (known(store, talk).disqualified, known(store, talk).verdict.lead_class) == (None, LeadClass.MQL)


def test_a_value_said_again_has_not_changed(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en")
    assert store.record(talk, "m2", said(company="Seegras"), language="en") == ()


@pytest.mark.parametrize(
    ("correction", "currency", "period"),
    [
        (budget(None, 900), "CHF", "month"),
        (budget(None, 900, "EUR"), "EUR", "month"),
        (budget(None, 900, None, "year"), "CHF", "year"),
    ],
)
def test_a_corrected_budget_keeps_what_the_correction_leaves_unsaid(
    store: LeadStore, talk: str, correction: dict[str, object], currency: str, period: str
) -> None:
    store.record(talk, "m1", said(budget=budget(None, 700, "CHF", "month")), language="en")
    store.record(talk, "m2", said(budget=correction), language="en")
    corrected = known(store, talk).budget
    assert corrected is not None
    assert corrected == Budget(None, Decimal(900), currency, period)


def test_nothing_said_makes_no_lead(store: LeadStore, talk: str) -> None:
    assert store.record(talk, "m1", [], language="en") == ()
    assert store.of_conversation(talk) is None


def test_a_refusal_is_noted_and_removed_when_it_is_answered_later(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", [], language="en", declined="budget")
    assert known(store, talk).declined == ("budget",)
    store.record(talk, "m2", [], language="en", declined="budget")
    assert known(store, talk).declined == ("budget",)
    store.record(talk, "m3", said(budget=budget(None, 9000)), language="en")
    assert known(store, talk).declined == ()


def test_a_known_slot_cannot_be_declined_any_more(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(need="tours"), language="en")
    store.record(talk, "m2", [], language="en", declined="need")
    assert known(store, talk).declined == ()


@pytest.mark.parametrize(
    "facts",
    [
        said(company="Seegras", budget={"min": None, "max": None}),
        said(company="Seegras", shoe_size=43),
        said(company="Seegras", contact_opt_in="yes"),
    ],
)
def test_an_invalid_fact_leaves_no_trace_of_its_whole_message(
    store: LeadStore, talk: str, database: Database, facts: list[object]
) -> None:
    before = rows(database)
    with pytest.raises(InvalidFact):
        store.record(talk, "m1", facts, language="en")  # type: ignore[arg-type]
    assert rows(database) == before


def test_a_conversation_that_does_not_exist_gets_no_lead(store: LeadStore, database: Database) -> None:
    with pytest.raises(UnknownConversation):
        store.record("nobody", "m1", said(company="Seegras"), language="en")
    assert rows(database)["leads"] == 0


def test_the_verdict_follows_each_fact(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(person_name="Ruth Albers", company="Seegras"), language="en")
    assert known(store, talk).verdict.lead_class is LeadClass.LEAD
    store.record(talk, "m2", said(email="ruth@seegras.example", contact_opt_in=True), language="en")
    assert known(store, talk).verdict.lead_class is LeadClass.MQL
    store.record(talk, "m3", said(contact_opt_in=False), language="en")
    assert known(store, talk).verdict.lead_class is LeadClass.LEAD
    assert {each.name: each.met for each in known(store, talk).verdict.criteria}["contact_opt_in"] is False


def test_starting_over_takes_the_answers_back_and_keeps_the_history(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en", declined="budget")
    store.start_over(talk)
    lead = known(store, talk)
    assert (dict(lead.values), lead.declined, len(lead.facts)) == ({}, (), 1)
    assert lead.evidence("company") is None
    assert store.find(words="seegras").leads == ()


def test_starting_over_before_anything_was_said_is_nothing(store: LeadStore, talk: str) -> None:
    store.start_over(talk)
    assert store.of_conversation(talk) is None


def test_erasing_a_lead_removes_everything_of_its_conversation_and_nothing_else(
    store: LeadStore, inbox: Inbox, database: Database, arrivals: Arrivals
) -> None:
    talk, other = (arrivals.receive(arrival("we are Seegras", n, Account("telegram", f"{n}"))) or "" for n in (1, 2))
    for conversation in (talk, other):
        waiting = inbox.next_waiting(conversation)
        assert waiting is not None
        store.record(conversation, str(waiting.message_id), said(company="Seegras", contact_opt_in=True), language="en")
        inbox.answer(waiting.message_id, [Reply("Noted")], "en")
    assert store.erase(known(store, talk).id) == (talk,)
    stays = dict.fromkeys(("conversations", "inbox", "leads", "consents", "accounts", "deliveries"), 1)
    stays |= {"lead_words": 1}
    left = {table: count for table, count in rows(database).items() if count and not table.endswith("_days")}
    assert left == {**stays, "messages": 2, "facts": 2, "events": 2}  # an event's id says nothing of a person
    assert store.of_conversation(talk) is None
    assert known(store, other).text("company") == "Seegras"


def test_an_erased_lead_is_unknown(store: LeadStore, talk: str) -> None:
    store.record(talk, "m1", said(company="Seegras"), language="en")
    lead_id = known(store, talk).id
    store.erase(lead_id)
    with pytest.raises(UnknownLead):
        store.get(lead_id)
    with pytest.raises(UnknownLead):
        store.erase(lead_id)


def test_leads_are_found_newest_first_page_by_page(store: LeadStore, inbox: Inbox) -> None:
    for number in range(5):
        talk = inbox.open("website", None, {})
        store.record(talk, "m1", said(company=f"Firma {number}"), language="en")
        threading.Event().wait(0.002)  # ids are in order from one millisecond to the next
    first = store.find(limit=2)
    second = store.find(limit=2, after=first.next)
    last = store.find(limit=2, after=second.next)
    names = [lead.text("company") for page in (first, second, last) for lead in page.leads]
    assert names == ["Firma 4", "Firma 3", "Firma 2", "Firma 1", "Firma 0"]
    assert last.next is None


def test_leads_are_found_by_class_stage_conversation_and_words(store: LeadStore, inbox: Inbox, talk: str) -> None:
    store.record(talk, "m1", said(company="100% Meer_Salz", person_name="Ruth Albers"), language="en")
    store.record(inbox.open("website", None, {}), "m1", said(email="jan@tang.example"), language="en")
    assert [lead.conversation for lead in store.find(conversation=talk).leads] == [talk]
    assert [lead.conversation for lead in store.find(words="ALBERS").leads] == [talk]
    assert [lead.conversation for lead in store.find(words="100% meer_").leads] == [talk]
    assert store.find(words="1_0%").leads == ()
    assert [lead.text("email") for lead in store.find(words="@tang").leads] == ["jan@tang.example"]
    assert len(store.find(lead_class="lead", stage="new").leads) == 2
    assert store.find(lead_class="bant").leads == ()


def test_two_threads_recording_into_different_conversations_lose_nothing(
    store: LeadStore, inbox: Inbox, database: Database
) -> None:
    talks = [inbox.open("website", None, {}) for _ in range(2)]
    at_once([partial(record_many, store, talk, "m") for talk in talks])
    assert rows(database)["facts"] == 2 * RECORDS_EACH
    for talk in talks:
        assert known(store, talk).text("need") == f"m{RECORDS_EACH - 1}"


def test_two_threads_recording_into_the_same_conversation_lose_nothing(
    store: LeadStore, talk: str, database: Database
) -> None:
    at_once([partial(record_many, store, talk, prefix) for prefix in ("a", "b")])
    assert rows(database)["facts"] == 2 * RECORDS_EACH
    assert rows(database)["leads"] == 1


def test_what_several_threads_say_about_different_slots_is_all_known_in_the_end(store: LeadStore, talk: str) -> None:
    slots = ("person_name", "company", "job_title", "department", "industry", "location", "need", "phone")
    for number in range(6):
        at_once(
            [
                partial(store.record, talk, f"{slot}{number}", said(**{slot: f"v{number}"}), language="en")
                for slot in slots
            ]
        )
        assert known(store, talk).values == dict.fromkeys(slots, f"v{number}")


def test_a_database_that_does_not_answer_is_told_as_unavailable() -> None:
    away = Database("postgresql+psycopg://postgres@127.0.0.1:1/banter?connect_timeout=2")
    with pytest.raises(StoreUnavailable):
        LeadStore(away, Criteria(), Clock(TODAY)).record("talk", "m1", said(company="Seegras"), language="en")
    with pytest.raises(StoreUnavailable):
        away.check()


def record_many(store: LeadStore, talk: str, prefix: str) -> None:
    for number in range(RECORDS_EACH):
        store.record(talk, f"{prefix}{number}", said(need=f"{prefix}{number}"), language="en")


def at_once(tasks: list[Callable[[], object]]) -> None:
    """Runs all tasks in threads that start together; the first error is raised."""
    together = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> None:
        together.wait()
        task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        for finished in [pool.submit(run, task) for task in tasks]:
            finished.result()
