"""Other criteria on all stored leads: who would change class and why; nothing is stored."""

import weakref
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text

from leads.criteria import Bant, Criteria, Mql, Questions, SalesReady
from leads.database import Database
from leads.inbox import Inbox
from leads.model import LeadClass, Missing
from leads.questions import Moment
from leads.replay import BATCH, Difference, Replayed, Turned, replay, stored_leads
from leads.store import LeadStore
from leads.tables import ConversationRow, LeadRow
from tests.leads.made_up import NOON, TODAY, MovingClock, budget, said

RUTH: dict[str, Any] = {
    "contact_opt_in": True,
    "person_name": "Ruth Albers",
    "company": "Seegras",
    "email": "ruth@seegras.example",
}
DEAL: dict[str, Any] = {
    "need": "planning tours",
    "budget": budget(None, 20_000, "EUR"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": None},
}
AT = Moment(NOON, TODAY)


@pytest.fixture
def store(database: Database, clock: MovingClock) -> LeadStore:
    return LeadStore(database, Criteria(), clock)


def lead(database: Database, store: LeadStore, **facts: Any) -> str:
    talk = Inbox(database, MovingClock()).open("website", "en", {})
    store.record(talk, "m1", said(**facts), language="en")
    known = store.of_conversation(talk)
    assert known is not None
    return known.id


def changes(database: Database, criteria: Criteria, at: Moment = AT) -> Mapping[str, Difference]:
    replayed = replay(database, criteria, at, Criteria())
    return {each.lead_id: each.difference for each in replayed if each.difference is not None}


def test_the_criteria_in_force_change_nothing(database: Database, store: LeadStore) -> None:
    for facts in ({}, RUTH, DEAL, {**RUTH, **DEAL, "email": "ruth@home.example"}):
        lead(database, store, **{**facts, "industry": "food"})
    assert stored_leads(database) == 4
    assert changes(database, Criteria()) == {}


def test_who_has_several_conversations_is_judged_once(database: Database, store: LeadStore) -> None:
    for facts in (RUTH, {**RUTH, **DEAL}):
        lead(database, store, **facts)
    assert stored_leads(database) == 1
    assert len(changes(database, Criteria(bant=Bant(budget_minimum=Decimal(30_000))))) == 1


def test_a_higher_minimum_takes_leads_down_and_says_why(database: Database, store: LeadStore) -> None:
    maya = {**RUTH, "person_name": "Maya Stern", "email": "maya@seegras.example"}
    rich, poor = lead(database, store, **RUTH, **DEAL), lead(database, store, **maya, need="tours")
    found = changes(database, Criteria(bant=Bant(budget_minimum=Decimal(30_000))))
    assert set(found) == {rich}
    assert (found[rich].before.lead_class, found[rich].after.lead_class) == (LeadClass.BANT, LeadClass.SRL)
    assert found[rich].falls
    assert found[rich].turned == (Turned("budget", True, False, f"budget: {DEAL['budget']}"),)
    assert found[rich].in_the_way == (Missing("budget", False),)
    assert poor not in found


def test_a_field_that_is_required_now_is_in_the_way(database: Database, store: LeadStore) -> None:
    one = lead(database, store, **RUTH)
    order = ("need", "company", "person_name", "job_title", "email", "contact_opt_in")
    required = ("person_name", "company", "reachable", "contact_opt_in", "job_title")
    found = changes(database, Criteria(mql=Mql(required=required), questions=Questions(order=order)))
    assert found[one].turned == ()
    assert found[one].in_the_way == (Missing("job_title", None),)


def test_a_lower_threshold_lifts_leads_and_says_what_is_no_longer_in_the_way(
    database: Database, store: LeadStore
) -> None:
    one = lead(database, store, **RUTH, need="tours")
    found = changes(database, Criteria(sales_ready=SalesReady(minimum_score=40)))
    assert (found[one].rises, found[one].after.lead_class) == (True, LeadClass.SRL)
    assert found[one].no_longer_in_the_way == (Missing("score", False),)


def test_what_time_alone_changes_is_told_apart(database: Database, store: LeadStore, clock: MovingClock) -> None:
    one = lead(database, store, **RUTH, need="tours", authority="influencer")
    clock.move(days=400)
    later = Moment(clock.now(), clock.now().date())
    (same,) = replay(database, Criteria(), later, Criteria())
    assert (same.lead_id, same.before, same.after, same.by_time) == (one, LeadClass.SRL, LeadClass.MQL, True)
    required = ("person_name", "company", "reachable", "contact_opt_in", "budget")
    (other,) = replay(database, Criteria(mql=Mql(required=required)), later, Criteria())
    assert (other.after, other.by_time) == (LeadClass.LEAD, False)


def test_nothing_is_stored(database: Database, store: LeadStore) -> None:
    one = lead(database, store, **RUTH, **DEAL)
    before = store.get(one)
    assert changes(database, Criteria(bant=Bant(budget_minimum=Decimal(30_000))))
    assert store.get(one) == before


def test_a_replay_needs_neither_facts_nor_messages(database: Database, store: LeadStore) -> None:
    lead(database, store, **RUTH, **DEAL)
    stricter = Criteria(bant=Bant(budget_minimum=Decimal(30_000)))
    found = changes(database, stricter)
    with database.write() as session:
        session.execute(text("delete from facts"))
        session.execute(text("delete from messages"))
    assert changes(database, stricter) == found


def test_few_leads_are_held_at_a_time(database: Database, store: LeadStore) -> None:
    lead(database, store, **RUTH, **DEAL)
    with database.write() as session:
        row = session.execute(select(LeadRow.__table__)).mappings().one()
        talks = [{"id": f"talk-{number}"} for number in range(2_000)]
        at = row["created_at"]
        session.execute(
            insert(ConversationRow.__table__),
            [{**talk, "channel": "website", "source": {}, "created_at": at} for talk in talks],
        )
        session.execute(
            LeadRow.__table__.insert(),
            [{**row, "id": f"x{talk['id']}", "conversation_id": talk["id"]} for talk in talks],
        )
    alive: weakref.WeakSet[LeadRow] = weakref.WeakSet()

    def remember(row: LeadRow, _: object) -> None:
        alive.add(row)

    event.listen(LeadRow, "load", remember)
    held = [len(alive) for _ in replay(database, Criteria(), AT)]
    event.remove(LeadRow, "load", remember)
    assert len(held) == 2_001
    assert max(held) <= 2 * BATCH


def test_a_lead_is_named_by_what_it_says_of_itself(database: Database, store: LeadStore) -> None:
    lead(database, store, **RUTH)
    (each,) = replay(database, Criteria(), AT)
    assert isinstance(each, Replayed)
    assert (each.person_name, each.company, each.difference) == ("Ruth Albers", "Seegras", None)
