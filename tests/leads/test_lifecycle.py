"""The life of a lead: allowed steps only, each of them in a history that the database lets nobody change."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from leads.database import Database
from leads.errors import AlreadyClaimed, ImpossibleStage, ReasonNeeded, StaleLead, UnknownLead
from leads.handoff_tables import StageChangeRow
from leads.lifecycle import TRANSITIONS
from leads.model import Lead, Stage
from tests.leads.made_up import MovingClock
from tests.leads.test_handoffs import PURCHASE, QUALIFIED, House

ROOT = Path(__file__).parents[2]
EVERY_STEP = [(stage, to) for stage in Stage for to in Stage if stage != to]


@pytest.fixture
def house(database: Database, clock: MovingClock) -> House:
    return House(database, clock)


def life(database: Database, lead: Lead) -> list[tuple[str, str, str, str | None]]:
    """Each step: from where, to where, why, by whom."""
    query = select(StageChangeRow).where(StageChangeRow.lead_id == lead.id).order_by(StageChangeRow.id)
    with database.read() as session:
        return [(row.before, row.after, row.cause, row.actor) for row in session.scalars(query)]


def brought_to(house: House, stage: Stage) -> Lead:
    """A lead that has got to a stage by steps that are allowed."""
    lead = house.visitor(company="Seegras")
    path = {Stage.NEW: [], Stage.CUSTOMER: [Stage.OPPORTUNITY, Stage.CUSTOMER]}.get(stage, [stage])
    for step in path:
        house.handoffs.move(lead.id, step, "ana", "no budget")
    return house.store.get(lead.id)


@pytest.mark.parametrize(("stage", "to"), EVERY_STEP, ids=[f"{stage}-{to}" for stage, to in EVERY_STEP])
def test_a_step_of_the_table_is_taken_and_another_changes_nothing(house: House, stage: Stage, to: Stage) -> None:
    lead = brought_to(house, stage)
    assert lead.stage is stage
    if to in TRANSITIONS[stage]:
        house.handoffs.move(lead.id, to, "ana", "no budget")
        assert house.store.get(lead.id).stage is to
        return
    with pytest.raises(ImpossibleStage) as refused:
        house.handoffs.move(lead.id, to, "ana", "no budget")
    assert refused.value.possible == TRANSITIONS[stage]
    assert house.store.get(lead.id) == lead


def test_every_step_is_kept_with_its_cause_and_who_did_it(house: House, database: Database) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.handoffs.claim(lead.id, "ana")
    house.handoffs.release(lead.id, "ana")
    house.handoffs.claim(lead.id, "ben")
    house.handoffs.close(lead.id, "won", None, "ben")
    assert life(database, lead) == [
        ("new", "handed_off", "routed", None),
        ("handed_off", "claimed", "claimed", "Ana Ruiz"),
        ("claimed", "handed_off", "released", "Ana Ruiz"),
        ("handed_off", "claimed", "claimed", "Ben Okafor"),
        ("claimed", "customer", "feedback", "Ben Okafor"),
    ]


def test_feedback_can_be_corrected_and_goes_by_the_way_of_an_opportunity(house: House, database: Database) -> None:
    lead = house.visitor(company="Seegras")
    house.handoffs.close(lead.id, "won", None, "ana")
    house.handoffs.close(lead.id, "lost", "chose another", "ana")
    assert [(before, after) for before, after, _, _ in life(database, lead)] == [
        ("new", "opportunity"),
        ("opportunity", "customer"),
        ("customer", "opportunity"),
        ("opportunity", "lost"),
    ]


def test_a_lead_is_not_lost_without_a_reason(house: House) -> None:
    lead = house.visitor(company="Seegras")
    with pytest.raises(ReasonNeeded):
        house.handoffs.move(lead.id, Stage.LOST, "ana")
    assert house.store.get(lead.id) == lead


def test_a_note_on_a_new_lead_says_that_somebody_works_on_it(house: House, database: Database) -> None:
    lead = house.visitor(company="Seegras")
    house.tells(lead.conversation, industry="logistics")
    assert life(database, lead) == [], "what the visitor says moves nothing"
    house.handoffs.note(lead.id, "call them on Friday", "ana")
    house.handoffs.note(lead.id, "or on Monday", "ana")
    assert life(database, lead) == [("new", "working", "picked_up", "Ana Ruiz")]


@pytest.mark.parametrize("stage", [Stage.CLAIMED, Stage.OPPORTUNITY, Stage.CUSTOMER])
def test_a_lead_that_somebody_has_is_not_handed_off_again_when_it_qualifies_higher(house: House, stage: Stage) -> None:
    lead = house.visitor(**QUALIFIED)
    for step in (Stage.OPPORTUNITY, stage):
        house.handoffs.move(lead.id, step, "ana")
    assert house.tells(lead.conversation, **PURCHASE).verdict.lead_class == "bant"
    assert house.store.get(lead.id).stage is stage


def test_a_lost_lead_that_qualifies_higher_is_handed_off_again_and_the_history_says_why(
    house: House, database: Database
) -> None:
    lead = house.visitor(**QUALIFIED)
    house.handoffs.close(lead.id, "lost", "no money", "carla")
    house.tells(lead.conversation, **PURCHASE)
    assert life(database, lead)[-1] == ("lost", "handed_off", "came_back", None)


def test_a_lost_lead_that_somebody_had_is_theirs_again_when_it_comes_back(house: House, database: Database) -> None:
    lead = house.visitor(**QUALIFIED)
    house.handoffs.claim(lead.id, "ana")
    house.handoffs.close(lead.id, "lost", "no money", "ana")
    house.tells(lead.conversation, **PURCHASE)
    assert life(database, lead)[-1] == ("lost", "claimed", "came_back", None)
    house.handoffs.close(lead.id, "lost", "no money", "ana")
    house.handoffs.call_for_a_person(lead.conversation)
    assert life(database, lead)[-1] == ("lost", "claimed", "came_back", None)


def test_who_has_a_lead_keeps_it_whatever_stage_another_wants(house: House) -> None:
    lead = house.visitor(**QUALIFIED)
    house.handoffs.claim(lead.id, "ana")
    house.handoffs.move(lead.id, Stage.OPPORTUNITY, "ana")
    with pytest.raises(AlreadyClaimed):
        house.handoffs.move(lead.id, Stage.CLAIMED, "ben")
    assert house.store.get(lead.id).stage is Stage.OPPORTUNITY
    house.handoffs.release(lead.id, "ana")
    assert house.store.get(lead.id).stage is Stage.OPPORTUNITY, "an opportunity without an owner is still one"
    house.handoffs.move(lead.id, Stage.CLAIMED, "ben")
    handoff = house.handoffs.of(lead.id)
    assert handoff is not None
    assert handoff.claimed_by == "Ben Okafor"


def test_a_lead_handed_off_by_hand_goes_where_the_routes_say(house: House) -> None:
    lead = house.visitor(company="Seegras")
    house.handoffs.move(lead.id, Stage.WORKING, "carla")
    assert house.handoffs.of(lead.id) is None, "nobody was given it yet"
    house.handoffs.move(lead.id, Stage.HANDED_OFF, "carla")
    handoff = house.handoffs.of(lead.id)
    assert handoff is not None
    assert handoff.team == "sales"
    assert "handed off by Carla Voss" in handoff.because


def test_who_moves_a_lead_that_changed_meanwhile_is_told_its_version(house: House) -> None:
    lead = house.visitor(company="Seegras")
    house.tells(lead.conversation, industry="logistics")
    with pytest.raises(StaleLead) as refused:
        house.handoffs.move(lead.id, Stage.WORKING, "ana", version=lead.version)
    house.handoffs.move(lead.id, Stage.WORKING, "ana", version=refused.value.version)
    with pytest.raises(UnknownLead):
        house.handoffs.move("nobody", Stage.WORKING, "ana")


def test_the_database_lets_nobody_change_the_history_and_forgets_it_with_its_lead(
    house: House, database: Database
) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(update(StageChangeRow).values(after="lost", reason="rewritten"))
    assert life(database, lead) == [("new", "handed_off", "routed", None)]
    house.store.erase(lead.id)
    assert life(database, lead) == []


@pytest.mark.parametrize("wrong", ["stage = 'sleeping'", "version = 0"])
def test_the_database_refuses_a_stage_or_a_version_that_there_is_not(
    house: House, database: Database, wrong: str
) -> None:
    house.visitor(company="Seegras")
    with pytest.raises(IntegrityError), database.write() as session:
        session.execute(text(f"update leads set {wrong}"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"before": "new", "after": "new"},
        {"before": "lost", "after": "new"},
        {"before": "new", "after": "lost"},
        {"before": "new", "after": "asleep"},
    ],
)
def test_the_database_refuses_a_step_that_cannot_be(house: House, database: Database, wrong: dict[str, str]) -> None:
    lead = house.visitor(company="Seegras")
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(StageChangeRow(lead_id=lead.id, at=house.clock.now(), cause="by_hand", **wrong))


def test_a_lead_is_moved_by_its_life_cycle_alone() -> None:
    sets_a_stage = re.compile(r"\.stage(\s*=[^=]|,[^=\n]*[^=!<>\n]=[^=])|values\([^)]*\bstage=")
    paths = [
        path
        for folder in ("leads", "actions", "gateway", "handoff", "console", "banter")
        for path in (ROOT / folder).rglob("*.py")
    ]
    found = [path.name for path in paths if sets_a_stage.search(path.read_text(encoding="utf-8"))]
    assert found == ["lifecycle.py"]
