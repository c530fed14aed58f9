"""Whatever happens to leads of the same person, in whatever order: nothing that was said is lost or moved."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from leads.database import Database
from leads.tables import FactRow
from tests.leads.conftest import ALL_TABLES
from tests.leads.visitors import House, everything

SLOTS = st.fixed_dictionaries(
    {},
    optional={
        "email": st.sampled_from(["a@x.example", "b@x.example", "info@x.example"]),
        "phone": st.sampled_from(["+494012345678", "+494012345679"]),
        "person_name": st.sampled_from(["Ruth Albers", "Ruth", "Maya Stern"]),
        "company": st.just("Seegras"),
        "need": st.sampled_from(["tours", "boats"]),
    },
)
PLACE = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("record"), PLACE, SLOTS),
    st.tuples(st.just("merge"), PLACE, PLACE),
    st.tuples(st.just("undo"), PLACE, st.none()),
    st.tuples(st.just("erase"), PLACE, st.none()),
    st.tuples(st.just("start over"), PLACE, st.none()),
)


class Story:
    """Conversations in which anything happens, and what must be true of them afterwards."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._house = House(database)
        self._store = self._house.store
        self._talks = [self._house.inbox.open("website", "en", {}) for _ in range(6)]
        self._said: dict[str, int] = dict.fromkeys(self._talks, 0)
        self._numbers = count()

    def take(self, step: tuple[str, int, Any]) -> None:
        """One step, if it is possible."""
        kind, place, more = step
        talk = self._talks[place]
        own = self._store.of_conversation(talk)
        if kind == "record":
            self._house.tell(talk, **more)
            self._said[talk] += len(more)
        elif kind == "erase":
            self._house.privacy.erase(talk)
            self._said[talk] = 0
        elif kind == "start over":
            self._store.start_over(talk)
        elif kind == "merge" and own is not None:
            other = self._store.of_conversation(self._talks[more])
            if other is not None and self._store.get(own.id) != self._store.get(other.id):
                self._merge_back_and_forth(own.id, other.id)
        elif kind == "undo" and own is not None and self._store.get(own.id).id != own.id:
            self._house.merging.undo(self._store.get(own.id).id, own.id, "ana")

    def _merge_back_and_forth(self, one: str, other: str) -> None:
        before, merging = everything(self._house), self._house.merging
        pair = sorted(self._store.get(each).id for each in (one, other))
        head = merging.merge(one, other, "ana")
        assert head.id == pair[0]
        merging.undo(head.id, pair[1], "ana")
        assert everything(self._house) == before
        merging.merge(one, other, "ana")

    def check(self) -> None:
        """Every conversation is shown by one lead, under the oldest record, with the facts that were said there."""
        leads = self._store.find().leads
        told = [talk for talk in self._talks if self._store.of_conversation(talk) is not None]
        assert sorted(talk for lead in leads for talk in lead.conversations) == sorted(told)
        for lead in leads:
            own = [self._house.own(talk) for talk in lead.conversations]
            assert [lead.id, *lead.merged] == [each.id for each in own] == sorted(each.id for each in own)
            assert sorted(lead.facts, key=str) == sorted((fact for each in own for fact in each.facts), key=str)
            assert all(self._store.get(each.id) == lead for each in own)
        for talk in told:
            assert len(self._house.own(talk).facts) == self._said[talk]
        with self._database.read() as session:
            assert len(session.scalars(select(FactRow.id)).all()) == sum(self._said.values())


@contextmanager
def emptied(database: Database) -> Iterator[Database]:
    """The same database for each example, with nothing in it."""
    with database.write() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text(f"truncate {ALL_TABLES} restart identity cascade"))
        else:
            session.execute(text("delete from conversations"))
    yield database


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=10))
def test_whatever_happens_nothing_is_lost_and_every_conversation_has_one_lead(
    database: Database, steps: list[tuple[str, int, Any]]
) -> None:
    with emptied(database):
        story = Story(database)
        for step in steps:
            story.take(step)
            story.check()
