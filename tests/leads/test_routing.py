"""Who gets which lead, why, who is told, and who is asked when nobody takes it."""

from datetime import timedelta

import pytest

from leads.routing import Address, Assignment, Load, addresses, assign, next_person
from tests.leads.made_up_routes import (
    ALL_TO_SALES,
    ANA,
    BEN,
    BERLIN,
    CARLA,
    NOBODY_HAD_ANY,
    NOON,
    ON_HOLIDAY,
    assigned,
    criteria,
    policy,
    qualified,
)


class TestRoutes:
    """The first route that fits decides, then the fallback."""

    TWO = ({"name": "german", "to": "ben", "when": {"language": ["de"]}}, ALL_TO_SALES)

    def test_the_first_that_fits_is_taken(self) -> None:
        assert assigned(qualified(language="de"), criteria(routes=self.TWO)).route == "german"
        assert assigned(qualified(), criteria(routes=self.TWO)).route == "all"

    def test_what_fits_none_goes_to_the_fallback(self) -> None:
        rules = criteria(routes=self.TWO[:1], fallback="sales")
        assert assigned(qualified(), rules) == Assignment(
            None, "sales", "ana", "fallback", False, timedelta(minutes=30)
        )

    def test_a_mere_lead_never_goes_to_the_fallback(self) -> None:
        assert assign(qualified(lead_class="lead"), criteria(routes=(), fallback="sales"), NOON, NOBODY_HAD_ANY) is None

    def test_who_is_no_customer_goes_nowhere(self) -> None:
        student = qualified(disqualified="student")
        rules = criteria(fallback="sales")
        assert assign(student, rules, NOON, NOBODY_HAD_ANY) is None
        assert assign(student, rules, NOON, NOBODY_HAD_ANY, owner="ana") is None

    def test_a_route_says_how_soon_and_whether_at_night(self) -> None:
        route = {**ALL_TO_SALES, "at_night": True, "claim_within_minutes": 10}
        urgent = assigned(qualified(), criteria(routes=[route]))
        assert (urgent.at_night, urgent.claim_within) == (True, timedelta(minutes=10))
        usual = assigned(qualified(), criteria(service_level={"claim_within_minutes": 45}))
        assert (usual.at_night, usual.claim_within) == (False, timedelta(minutes=45))

    def test_a_person_gets_what_is_routed_to_them_whatever_the_hour(self) -> None:
        ben = {**BEN, "available": {"tuesday": "09:00-12:00"}, "at_most_per_day": 1}
        rules = criteria(people={"ben": ben}, teams={}, routes=[{"name": "all", "to": "ben"}])
        assignment = assigned(qualified(), rules, load=Load({}, {"ben": 1}))
        assert (assignment.team, assignment.person) == (None, "ben")

    def test_while_a_person_is_away_the_fallback_gets_their_leads(self) -> None:
        people = {"ana": ANA, "ben": {**BEN, **ON_HOLIDAY}, "carla": CARLA}
        rules = criteria(people, routes=[{"name": "all", "to": "ben"}], fallback="sales")
        assignment = assigned(qualified(), rules)
        assert (assignment.route, assignment.team, assignment.person) == ("all", "sales", "ana")
        assert assignment.because == "class = bant, ben is away, fallback"

    @pytest.mark.parametrize("fallback", [None, "ben"])
    def test_without_another_fallback_they_get_them_all_the_same(self, fallback: str | None) -> None:
        people = {"ana": ANA, "ben": {**BEN, **ON_HOLIDAY}, "carla": CARLA}
        rules = criteria(people, routes=[{"name": "all", "to": "ben"}], fallback=fallback)
        assert assigned(qualified(), rules).person == "ben"


class TestReturningLeads:
    """Whoever knows the visitor goes on with them."""

    def test_a_returning_lead_goes_to_its_owner_and_its_route_is_told_too(self) -> None:
        assignment = assigned(qualified(), criteria(), owner="carla")
        assert (assignment.route, assignment.team, assignment.person) == ("all", "sales", "carla")
        assert assignment.because == "class = bant, owner of an earlier conversation"

    def test_also_from_the_fallback_and_from_a_route_to_somebody_else(self) -> None:
        assert assigned(qualified(), criteria(routes=(), fallback="sales"), owner="ben").person == "ben"
        to_ana = criteria(routes=[{"name": "all", "to": "ana"}])
        assert (assigned(qualified(), to_ana, owner="ben").person, assigned(qualified(), to_ana).person) == (
            "ben",
            "ana",
        )

    def test_not_when_no_route_fits(self) -> None:
        assert assign(qualified(lead_class="lead"), criteria(), NOON, NOBODY_HAD_ANY, owner="ana") is None

    def test_an_owner_who_left_or_is_away_is_replaced(self) -> None:
        away = criteria({"ana": ANA, "ben": {**BEN, **ON_HOLIDAY}, "carla": CARLA})
        for owner in ("ben", "zoe"):
            assignment = assigned(qualified(), away, owner=owner)
            assert (assignment.person, assignment.because) == ("ana", "class = bant")


FULL = {"members": ["ana"], "slack": "C0123ABCD", "telegram": -100123, "email": ["sales@x.example"]}


class TestAddresses:
    """Whom a hand-off is told."""

    def test_a_team_with_channels_is_told_there_and_the_person_by_mail(self) -> None:
        assert addresses("sales", "ana", policy(teams={"sales": FULL})) == (
            Address("slack", "C0123ABCD"),
            Address("telegram", "-100123"),
            Address("email", "sales@x.example"),
            Address("email", "ana@x.example"),
        )

    def test_a_person_is_told_directly_where_the_team_has_no_channel(self) -> None:
        assert addresses("sales", "ana", policy(teams={"sales": {"telegram": -100123}})) == (
            Address("slack", "U0123ABCD"),
            Address("telegram", "-100123"),
            Address("email", "ana@x.example"),
        )

    def test_a_person_without_a_team_is_told_everywhere(self) -> None:
        told = addresses(None, "ana", policy())
        assert [each.to for each in told] == ["U0123ABCD", "1", "ana@x.example"]

    def test_without_a_person_the_team_is_told(self) -> None:
        told = addresses("sales", None, policy(teams={"sales": FULL}))
        assert [each.kind for each in told] == ["slack", "telegram", "email"]

    def test_an_address_of_both_is_written_to_once(self) -> None:
        both = policy(teams={"sales": {"email": ["ana@x.example"], "slack": "C0123ABCD", "telegram": -1}})
        assert [each.to for each in addresses("sales", "ana", both)] == ["C0123ABCD", "-1", "ana@x.example"]

    def test_keys_that_the_file_no_longer_has_are_told_nothing(self) -> None:
        assert addresses("gone", "zoe", policy()) == ()
        assert addresses(None, None, policy()) == ()


class TestEscalation:
    """Who is asked next, while nobody claims the lead."""

    def test_members_are_asked_one_after_another_then_the_team_lead_once_then_nobody(self) -> None:
        asked: list[str] = []
        while person := next_person(policy(), "sales", asked, NOON):
            asked.append(person)
        assert asked == ["ana", "ben", "carla"]

    def test_it_goes_on_behind_the_one_asked_last(self) -> None:
        trio = policy(teams={"sales": {"members": ["ana", "ben", "carla"]}})
        asked = ["ben"]
        while person := next_person(trio, "sales", asked, NOON):
            asked.append(person)
        assert asked == ["ben", "carla", "ana"]

    def test_who_is_not_there_is_left_out_on_the_clock_of_the_office(self) -> None:
        morning = {**ANA, "available": {"monday": "09:00-12:30"}}
        rules = policy({"ana": morning, "ben": {**BEN, **ON_HOLIDAY}, "carla": CARLA})
        assert next_person(rules, "sales", [], NOON) == "ana"
        assert next_person(rules, "sales", [], NOON, zone=BERLIN) == "carla"

    def test_the_team_lead_is_told_whatever_the_day(self) -> None:
        rules = policy({"ana": ANA, "ben": BEN, "carla": {**CARLA, **ON_HOLIDAY}})
        assert next_person(rules, "sales", ["ana", "ben"], NOON) == "carla"

    def test_a_team_lead_who_was_asked_as_a_member_is_not_asked_again(self) -> None:
        rules = policy(teams={"sales": {"members": ["ana"], "team_lead": "ana"}})
        assert next_person(rules, "sales", ["ana"], NOON) is None

    @pytest.mark.parametrize("team", [None, "gone", "empty"])
    def test_where_there_is_nobody_else_nobody_is_asked(self, team: str | None) -> None:
        assert next_person(policy(teams={"sales": {}, "empty": {}}), team, ["ana"], NOON) is None
