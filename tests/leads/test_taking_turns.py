"""Who of a team is there, and whose turn it is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads.routing import Load
from tests.leads.made_up_routes import ANA, BEN, BERLIN, CARLA, ON_HOLIDAY, assigned, criteria, qualified


class TestWhoIsThere:
    """Days, hours and numbers of people."""

    def test_nobody_is_assigned_in_a_team_without_members(self) -> None:
        assignment = assigned(qualified(), criteria(teams={"sales": {}}))
        assert (assignment.team, assignment.person, assignment.because) == ("sales", None, "class = bant")

    def test_where_all_members_are_away_the_team_is_told_why_nobody_is_named(self) -> None:
        people = {"ana": {**ANA, **ON_HOLIDAY}, "ben": {**BEN, **ON_HOLIDAY}, "carla": CARLA}
        assignment = assigned(qualified(), criteria(people))
        assert (assignment.team, assignment.person) == ("sales", None)
        assert assignment.because == "class = bant, nobody available"

    @pytest.mark.parametrize(
        ("moment", "zone", "person"),
        [
            ("2027-02-15T08:59", BERLIN, "ben"),
            ("2027-02-15T09:00", BERLIN, "ana"),
            ("2027-02-15T11:59", BERLIN, "ana"),
            ("2027-02-15T12:00", BERLIN, "ben"),
            ("2027-02-16T10:00", BERLIN, "ben"),
            ("2027-02-15T17:00", ZoneInfo("Asia/Tokyo"), "ben"),
        ],
    )
    def test_own_hours_are_on_the_clock_of_the_office(self, moment: str, zone: ZoneInfo, person: str) -> None:
        rules = criteria({"ana": {**ANA, "available": {"monday": "09:00-12:00"}}, "ben": BEN, "carla": CARLA})
        at = datetime.fromisoformat(moment).replace(tzinfo=BERLIN).astimezone(UTC)
        assert assigned(qualified(), rules, at, zone=zone).person == person

    @pytest.mark.parametrize(
        ("moment", "person"),
        [
            ("2027-02-14T22:59", "ana"),
            ("2027-02-14T23:00", "ben"),
            ("2027-02-19T22:59", "ben"),
            ("2027-02-19T23:00", "ana"),
        ],
    )
    def test_an_absence_lasts_from_midnight_to_midnight_there(self, moment: str, person: str) -> None:
        rules = criteria({"ana": {**ANA, **ON_HOLIDAY}, "ben": BEN, "carla": CARLA})
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        assert assigned(qualified(), rules, at, zone=BERLIN).person == person

    def test_who_had_enough_today_gets_no_more(self) -> None:
        rules = criteria({"ana": {**ANA, "at_most_per_day": 2}, "ben": BEN, "carla": CARLA})
        persons = [assigned(qualified(), rules, load=Load({}, {"ana": had})).person for had in (1, 2, 3)]
        assert persons == ["ana", "ben", "ben"]


def handed_out(weights: list[int], count: int, before: tuple[str, ...] = ()) -> list[str]:
    """Who gets ``count`` leads of one team after one another, oldest first."""
    people = {f"p{place}": {"name": "x", "weight": weight} for place, weight in enumerate(weights)}
    rules = criteria(people, {"sales": {"members": list(people)}})
    recent = before
    for _ in range(count):
        person = assigned(qualified(), rules, load=Load({"sales": recent}, {})).person
        assert person is not None
        recent = (person, *recent)
    return list(reversed(recent[: len(recent) - len(before)]))


class TestTurns:
    """Weighted round-robin."""

    def test_shares_are_mixed(self) -> None:
        assert handed_out([2, 1], 6) == ["p0", "p0", "p1", "p0", "p0", "p1"]
        assert handed_out([1, 1, 1], 6) == ["p0", "p1", "p2", "p0", "p1", "p2"]

    @given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(1, 3))
    def test_over_whole_cycles_everybody_gets_exactly_their_share(self, weights: list[int], cycles: int) -> None:
        given_to = handed_out(weights, cycles * sum(weights))
        assert [given_to.count(f"p{place}") for place in range(len(weights))] == [cycles * each for each in weights]

    @given(
        st.lists(st.integers(1, 5), min_size=1, max_size=5),
        st.lists(st.sampled_from(["p0", "p1", "p2", "gone"]), max_size=20),
    )
    def test_after_any_history_everybody_is_served_within_two_cycles(
        self, weights: list[int], history: list[str]
    ) -> None:
        given_to = handed_out(weights, 2 * sum(weights), tuple(history))
        assert {*given_to} == {f"p{place}" for place in range(len(weights))}

    def test_leads_of_owners_outside_of_the_team_hide_nobodys_turn(self) -> None:
        rules = criteria()
        assert assigned(qualified(), rules, load=Load({"sales": ("carla", "ana", "carla", "ben")}, {})).person == "ben"

    def test_hand_offs_of_another_team_do_not_count(self) -> None:
        assert assigned(qualified(), criteria(), load=Load({"marketing": ("ana",)}, {})).person == "ana"
