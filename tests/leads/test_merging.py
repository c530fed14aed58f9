"""People join leads, take them apart, keep them apart; whatever happens, nothing that was said is lost or moved."""

import pytest
from sqlalchemy import select

from leads.database import Database
from leads.errors import CannotMerge, UnknownDuplicate, UnknownLead
from leads.identity_tables import PossibleDuplicateRow
from tests.leads.visitors import PURCHASE, RUTH, House, everything


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


def test_two_leads_are_joined_and_taken_apart_as_they_were(house: House) -> None:
    first, second = house.visitor(**RUTH), house.visitor(**{**PURCHASE, "person_name": "Maya Stern"})
    before = everything(house)
    newer, older = (house.own(talk).id for talk in (second, first))
    merged = house.merging.merge(newer, older, "ana")
    assert (merged.id, merged.merged, merged.conversations) == (older, (newer,), (first, second))
    assert house.merging.reasons(older) == {newer: ("person", "ana")}
    taken, rest = house.merging.undo(older, newer, "ana")
    assert (taken.id, rest.id) == (newer, older)
    assert everything(house) == before


def test_undoing_takes_what_was_merged_before_along(house: House) -> None:
    talks = [house.visitor(email=f"r{number}@seegras.example") for number in range(4)]
    first, second, third, fourth = (house.own(talk).id for talk in talks)
    house.merging.merge(second, third, "ana")
    house.merging.merge(fourth, third, "ana")
    before = everything(house)
    house.merging.merge(first, fourth, "ana")
    assert house.store.get(fourth).merged == (second, third, fourth)
    house.merging.undo(first, second, "ana")
    assert everything(house) == before
    house.merging.undo(second, third, "ana")
    assert house.store.get(third).conversations == (talks[2],)
    assert house.store.get(fourth).conversations == (talks[1], talks[3])


def test_what_was_taken_apart_is_not_joined_by_itself_again(house: House) -> None:
    first, second = house.visitor(**RUTH), house.visitor(**RUTH)
    house.merging.undo(house.own(first).id, house.own(second).id, "ana")
    house.tell(second, email=RUTH["email"], company="Seegras")
    assert house.lead(second).conversations == (second,)
    assert house.duplicates(first) == []
    house.merging.merge(house.own(first).id, house.own(second).id, "ana")
    assert house.lead(second).conversations == (first, second)


def test_what_a_person_joined_stays_joined_whatever_is_said(house: House) -> None:
    first, second = house.visitor(**RUTH), house.visitor(person_name="Maya Stern")
    house.merging.merge(house.own(first).id, house.own(second).id, "ana")
    house.tell(second, person_name="Maya Stern-Albers", email="maya@home.example")
    assert house.lead(second).conversations == (first, second)


def test_what_cannot_be_joined_or_taken_apart_changes_nothing(house: House) -> None:
    first, second, third = (house.own(house.visitor(need=need)).id for need in ("tours", "boats", "kilns"))
    house.merging.merge(first, second, "ana")
    before = everything(house)
    for one, other in ((first, first), (first, second), (second, second)):
        with pytest.raises(CannotMerge):
            house.merging.merge(one, other, "ana")
    for lead, record in ((first, first), (first, third), (third, second), (third, third)):
        with pytest.raises(CannotMerge):
            house.merging.undo(lead, record, "ana")
    for one, other in ((first, "nobody"), ("nobody", first)):
        with pytest.raises(UnknownLead):
            house.merging.merge(one, other, "ana")
        with pytest.raises(UnknownLead):
            house.merging.undo(one, other, "ana")
        with pytest.raises(UnknownLead):
            house.merging.dismiss(one, other, "ana")
    with pytest.raises(UnknownLead):
        house.merging.duplicates("nobody")
    with pytest.raises(UnknownDuplicate):
        house.merging.dismiss(first, third, "ana")
    assert everything(house) == before


def test_a_possible_duplicate_is_dismissed_for_good(house: House, database: Database) -> None:
    first = house.visitor(**RUTH)
    second = house.visitor(person_name="Maya Stern", email=RUTH["email"])
    house.merging.dismiss(house.own(second).id, house.own(first).id, "ana")
    house.tell(second, email=RUTH["email"].upper())
    assert house.duplicates(first) == house.duplicates(second) == []
    with database.read() as session:
        (pair,) = session.scalars(select(PossibleDuplicateRow))
    assert (pair.resolved, pair.by) == ("dismissed", "ana")


def test_joining_a_possible_duplicate_settles_it(house: House) -> None:
    first = house.visitor(**RUTH)
    second = house.visitor(person_name="Maya Stern", email=RUTH["email"])
    house.merging.merge(house.own(second).id, house.own(first).id, "ana")
    assert house.duplicates(first) == []
