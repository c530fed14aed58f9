"""Leads are joined and taken apart while others talk: nobody is missed, nobody waits for ever."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from leads.database import Database
from tests.leads.visitors import RUTH, House


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


def at_once(*work: Callable[[], object]) -> None:
    """Runs all of it at the same moment, each in a thread of its own."""
    start = Barrier(len(work))

    def run(one: Callable[[], object]) -> None:
        start.wait()
        one()

    with ThreadPoolExecutor(len(work)) as threads:
        for done in [threads.submit(run, one) for one in work]:
            done.result()


def test_two_who_name_the_same_address_at_the_same_moment_become_one_lead(house: House) -> None:
    for number in range(5):
        talks = [house.inbox.open("website", "en", {}) for _ in range(2)]
        at_once(*(partial(house.tell, talk, email=f"ruth{number}@seegras.example") for talk in talks))
        assert set(house.lead(talks[0]).conversations) == set(talks)


def test_conversations_of_one_lead_go_on_at_the_same_moment_while_it_is_taken_apart(house: House) -> None:
    talks = [house.visitor(**RUTH) for _ in range(3)]
    lead, record = house.own(talks[0]).id, house.own(talks[1]).id
    says = [
        lambda talk=talk, slot=slot: house.tell(talk, **{slot: slot}) for talk in talks for slot in ("need", "email")
    ]
    at_once(lambda: house.merging.undo(lead, record, "ana"), *says)
    assert sorted(sum((each.conversations for each in house.store.find().leads), ())) == sorted(talks)
    for each in house.store.find().leads:
        assert each.text("need") == "need"
