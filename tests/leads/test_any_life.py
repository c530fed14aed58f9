"""Whatever visitors, sales and time do to a lead in whatever order, what is stored about it holds together."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from leads.criteria import Criteria
from leads.database import Database
from leads.editing import Editing
from leads.errors import AlreadyClaimed, ImpossibleStage, InvalidFact, StaleLead
from leads.handoff_tables import StageChangeRow
from leads.lead_rows import lead_of
from leads.lifecycle import may_follow
from leads.model import Stage
from leads.projection import standing
from leads.tables import FactRow, LeadRow
from tests.leads.made_up import MovingClock
from tests.leads.test_handoffs import POLICY, PURCHASE, QUALIFIED, House

REFUSED = (AlreadyClaimed, ImpossibleStage, InvalidFact, StaleLead)
Step = Callable[["World"], object]
FACTS = {**QUALIFIED, **PURCHASE, "industry": "logistics", "marketing_opt_in": True}


class World:
    """One lead, and everybody who does something about it."""

    def __init__(self, database: Database) -> None:
        self.house = House(database, MovingClock())
        self.editing = Editing(database, Criteria(handoff=POLICY), self.house.clock, self.house.handoffs.changed)
        self.database = database
        first = self.house.visitor(company="Seegras")
        self.lead, self.talk = first.id, first.conversation
        self.facts: dict[int, tuple[Any, ...]] = {}

    def version(self) -> int:
        return self.house.store.get(self.lead).version

    def check(self) -> None:
        """The columns are the projection, the history leads to the stage, no fact was overwritten or is gone."""
        with self.database.read() as session:
            row = session.get_one(LeadRow, self.lead)
            assert row.values == {slot: fact.value for slot, fact in standing(row.facts).items()}
            lead = lead_of(row)
            columns = (row.person_name, row.company, row.email)
            assert columns == tuple(lead.text(slot) for slot in ("person_name", "company", "email"))
            stage = Stage.NEW
            own = select(StageChangeRow).where(StageChangeRow.lead_id == self.lead).order_by(StageChangeRow.id)
            for change in session.scalars(own):
                assert change.before == stage
                assert may_follow(stage, change.after)
                stage = Stage(change.after)
            assert row.stage == stage
            self._check_facts(row.facts)

    def _check_facts(self, rows: list[FactRow]) -> None:
        now = {row.id: (*_said(row), row.retracted_at) for row in rows}
        for number, (*said, retracted_at) in self.facts.items():
            assert now[number][:-1] == tuple(said)
            assert retracted_at in (None, now[number][-1])
        self.facts = now


def _said(row: FactRow) -> tuple[Any, ...]:
    return row.slot, row.value, row.said, row.message_id, row.source, row.by, row.at


some_facts = st.lists(st.sampled_from(sorted(FACTS)), min_size=1, max_size=6, unique=True)
people = st.sampled_from(["ana", "ben", "carla"])
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda names: lambda w: w.house.tells(w.talk, **{name: FACTS[name] for name in names}), some_facts),
    st.builds(
        lambda names, by, late: (
            lambda w: w.editing.edit(
                w.lead, max(1, w.version() - late), by, {name: FACTS[name] for name in names}, "proof"
            )
        ),
        some_facts,
        people,
        st.integers(0, 1),
    ),
    st.builds(
        lambda name, by: lambda w: w.editing.edit(w.lead, w.version(), by, {name: None}),
        st.sampled_from(sorted(FACTS)),
        people,
    ),
    st.builds(lambda to, by: lambda w: w.house.handoffs.move(w.lead, to, by, "why"), st.sampled_from(Stage), people),
    st.builds(lambda by: lambda w: w.house.handoffs.claim(w.lead, by), people),
    st.builds(lambda by: lambda w: w.house.handoffs.release(w.lead, by), people),
    st.builds(lambda by: lambda w: w.house.handoffs.note(w.lead, "a note", by), people),
    st.builds(
        lambda outcome, by: lambda w: w.house.handoffs.close(w.lead, outcome, None, by),
        st.sampled_from(["not_a_fit", "opportunity", "won", "lost"]),
        people,
    ),
    st.just(lambda w: w.house.store.start_over(w.talk)),
    st.just(lambda w: w.house.handoffs.call_for_a_person(w.talk)),
    st.just(lambda w: (w.house.clock.move(minutes=40), w.house.handoffs.take_steps())),
)


@given(life=st.lists(steps, max_size=9))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_life_is_one_of_allowed_steps_and_nothing_said_is_lost(database: Database, life: list[Step]) -> None:
    world = World(database)
    for step in life:
        before = world.version()
        try:
            step(world)
        except REFUSED:
            assert world.version() == before
        assert world.version() in (before, before + 1)
        world.check()
