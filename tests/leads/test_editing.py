"""People at sales enter values, correct them and take them back; nobody overwrites what another did meanwhile."""

from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from leads.criteria import Criteria
from leads.database import Database
from leads.editing import Editing
from leads.errors import InvalidFact, StaleLead, UnknownLead
from leads.history import Entry, Histories
from leads.model import Lead, Source, Stage
from leads.tables import ConsentRow
from tests.leads.made_up import MovingClock, budget
from tests.leads.test_handoffs import POLICY, PURCHASE, QUALIFIED, House


@pytest.fixture
def house(database: Database, clock: MovingClock) -> House:
    return House(database, clock)


@pytest.fixture
def editing(house: House, database: Database) -> Editing:
    return Editing(database, Criteria(handoff=POLICY), house.clock, house.handoffs.changed)


def history(database: Database, lead: Lead) -> list[tuple[Any, ...]]:
    return [(each.kind, each.what, each.before, each.after, each.by) for each in Histories(database).of(lead.id)]


def test_what_a_person_enters_counts_before_what_the_visitor_said(house: House, editing: Editing) -> None:
    lead = house.visitor(company="seegras")
    edited = editing.edit(lead.id, lead.version, "Ana", {"company": "Seegras GmbH"}, "read it on their website")
    fact = edited.facts[-1]
    assert edited.text("company") == "Seegras GmbH"
    assert (fact.source, fact.by, fact.said) == (Source.SALES, "Ana", "read it on their website")
    assert edited == house.store.get(lead.id)
    assert (edited.version, edited.stage) == (lead.version + 1, Stage.WORKING)


def test_what_is_taken_back_gives_way_to_what_was_known_before(house: House, editing: Editing) -> None:
    lead = house.visitor(company="seegras")
    lead = editing.edit(lead.id, lead.version, "Ana", {"company": "Seetang"})
    lead = editing.edit(lead.id, lead.version, "Ben", {"company": None}, "a slip of the pen")
    assert lead.text("company") == "seegras"
    taken = lead.facts[-1]
    assert (taken.retracted_by, taken.retraction) == ("Ben", "a slip of the pen")
    lead = editing.edit(lead.id, lead.version, "Ben", {"company": None})
    assert lead.text("company") is None
    with pytest.raises(InvalidFact, match="nothing is known"):
        editing.edit(lead.id, lead.version, "Ben", {"company": None})


def test_an_edit_judges_anew_and_hands_off_what_qualifies_by_it(house: House, editing: Editing) -> None:
    lead = house.visitor(**QUALIFIED)
    house.told("webhook")
    edited = editing.edit(lead.id, lead.version, "Ana", PURCHASE)
    assert (edited.verdict.lead_class, edited.version) == ("bant", lead.version + 1)
    assert [parcel.kind for parcel in house.sent("webhook")] == ["lead.qualified", "lead.handed_off"]
    assert house.store.get(lead.id) == edited


def test_an_event_tells_the_version_that_the_lead_has_after_it(house: House, editing: Editing) -> None:
    lead = house.visitor(**QUALIFIED)
    house.handoffs.claim(lead.id, "ana")
    *_, claimed = house.sent("webhook")
    assert claimed.data["lead"]["version"] == house.store.get(lead.id).version == lead.version + 1


def test_whoever_saw_an_older_version_is_told_and_overwrites_nothing(house: House, editing: Editing) -> None:
    lead = house.visitor(company="seegras")
    now = house.tells(lead.conversation, industry="logistics")
    with pytest.raises(StaleLead) as refused:
        editing.edit(lead.id, lead.version, "Ana", {"company": "Seegras GmbH"})
    assert refused.value.version == now.version == lead.version + 1
    assert house.store.get(lead.id) == now


def test_of_people_who_edit_at_the_same_moment_one_is_heard_and_the_others_are_told(
    house: House, editing: Editing
) -> None:
    lead = house.visitor(company="seegras")
    told: list[int] = []
    together = Barrier(4)

    def edit(name: str) -> None:
        together.wait()
        try:
            editing.edit(lead.id, lead.version, name, {"company": f"Seegras of {name}"})
        except StaleLead as error:
            told.append(error.version)

    threads = [Thread(target=edit, args=(name,)) for name in ("Ana", "Ben", "Carla", "Dev")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = house.store.get(lead.id)
    assert told == [lead.version + 1] * 3
    assert now.version == lead.version + 1
    assert len(now.facts) == 2
    assert now.text("company") == f"Seegras of {now.facts[-1].by}"


def test_every_change_raises_the_version_by_one_and_what_changes_nothing_does_not(
    house: House, editing: Editing
) -> None:
    lead = house.visitor(**QUALIFIED)
    changes = (
        lambda: house.tells(lead.conversation, **PURCHASE),
        lambda: house.handoffs.claim(lead.id, "ana"),
        lambda: house.handoffs.close(lead.id, "won", None, "ana"),
        lambda: house.store.disqualify(lead.conversation, "press", language="en"),
        lambda: house.store.start_over(lead.conversation),
    )
    for number, change in enumerate(changes, lead.version + 1):
        change()
        assert house.store.get(lead.id).version == number
    for unchanged in (
        lambda: house.handoffs.claim(lead.id, "ana"),
        lambda: house.handoffs.note(lead.id, "hello", "ana"),
        lambda: house.store.start_over(lead.conversation),
    ):
        house.clock.move(minutes=1)
        unchanged()
        assert house.store.get(lead.id).version == number


def test_a_permission_needs_a_note_where_the_proof_is(house: House, editing: Editing, database: Database) -> None:
    lead = house.visitor(company="Seegras")
    for refused in ({"marketing_opt_in": True}, {"contact_opt_in": True}):
        with pytest.raises(InvalidFact, match="where the proof is"):
            editing.edit(lead.id, lead.version, "Ana", refused, "   ")
    edited = editing.edit(lead.id, lead.version, "Ana", {"marketing_opt_in": True}, "signed form, file 17")
    assert edited.yes("marketing_opt_in") is True
    with database.read() as session:
        consent = session.scalars(select(ConsentRow)).one()
    assert (consent.purpose, consent.given, consent.wording, consent.by) == (
        "marketing_opt_in",
        True,
        "signed form, file 17",
        "Ana",
    )
    with pytest.raises(InvalidFact, match="write false"):
        editing.edit(edited.id, edited.version, "Ana", {"marketing_opt_in": None}, "it was a slip")


@pytest.mark.parametrize(
    ("slot", "value", "advice"),
    [
        ("shoe_size", 44, "write one of person_name"),
        ("company", "  ", "write a text"),
        ("company", ["Seegras"], "write a text"),
        ("email", "ruth at seegras", "name@company.example"),
        ("phone", "0309018", "country code"),
        ("budget", {"min": 20_000, "max": 10_000, "currency": "EUR"}, "an amount as"),
        ("budget", budget(1, 2, "EURO"), "an amount as"),
        ("budget", {"min": "many"}, "an amount as"),
        ("company_size", {"min": 10, "max": 5}, "number of people"),
        ("company_size", {"min": 10**30, "max": None}, "number of people"),
        ("timeline", {"start": "2027-05-01", "end": "2027-04-01"}, "days as"),
        ("timeline", "spring", "days as"),
        ("authority", "boss", "decision_maker"),
        ("contact_opt_in", "yes", "true or false"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_to_write(
    house: House, editing: Editing, slot: str, value: Any, advice: str
) -> None:
    lead = house.visitor(company="seegras")
    with pytest.raises(InvalidFact, match=advice):
        editing.edit(lead.id, lead.version, "Ana", {"industry": "logistics", slot: value}, "why")
    assert house.store.get(lead.id) == lead


def test_a_number_and_a_currency_may_be_written_as_people_do(house: House, editing: Editing) -> None:
    lead = house.visitor(company="seegras")
    entered = {"phone": "0049 (30) 90-1820", "budget": budget(1000, 2000, "eur")}
    edited = editing.edit(lead.id, lead.version, "Ana", entered)
    assert edited.text("phone") == "+4930901820"
    assert edited.budget is not None
    assert edited.budget.currency == "EUR"


def test_a_lead_that_is_not_there_cannot_be_edited(editing: Editing, database: Database) -> None:
    for unknown in ("0123456789ab", "", "a\0b"):
        with pytest.raises(UnknownLead):
            editing.edit(unknown, 1, "Ana", {"company": "Seegras"})
        with pytest.raises(UnknownLead):
            Histories(database).of(unknown)


def test_the_history_tells_in_order_what_was_said_corrected_entered_and_taken_back(
    house: House, editing: Editing, database: Database
) -> None:
    lead = house.visitor(company="seegras")
    for step in (
        lambda: house.tells(lead.conversation, company="Seetang"),
        lambda: editing.edit(lead.id, house.store.get(lead.id).version, "Ana", {"company": "Seegras GmbH"}),
        lambda: house.tells(lead.conversation, company="Tang"),
        lambda: editing.edit(lead.id, house.store.get(lead.id).version, "Ben", {"company": None}, "a slip"),
        lambda: house.handoffs.note(lead.id, "call them", "ana"),
        lambda: house.handoffs.claim(lead.id, "ana"),
        lambda: house.handoffs.close(lead.id, "lost", "too small", "ana"),
    ):
        house.clock.move(minutes=1)
        step()
    assert history(database, lead) == [
        ("said", "company", None, "seegras", None),
        ("corrected", "company", "seegras", "Seetang", None),
        ("corrected", "company", "Seetang", "Seegras GmbH", "Ana"),
        ("stage", "picked_up", "new", "working", "Ana"),
        ("not_counted", "company", "Seegras GmbH", "Tang", None),
        ("taken_back", "company", "Seegras GmbH", "Tang", "Ben"),
        ("note", None, None, None, "Ana Ruiz"),
        ("stage", "claimed", "working", "claimed", "Ana Ruiz"),
        ("stage", "feedback", "claimed", "lost", "Ana Ruiz"),
        ("feedback", None, None, "lost", "Ana Ruiz"),
    ]


def test_the_history_tells_permissions_and_hand_offs(house: House, database: Database) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    entries = {each.kind: each for each in Histories(database).of(lead.id)}
    assert (entries["consent"].what, entries["consent"].after) == ("contact_opt_in", True)
    handed_off = entries["handed_off"]
    assert isinstance(handed_off, Entry)
    assert (handed_off.after, handed_off.words) == ({"team": "sales", "person": "ana"}, "class = bant")
