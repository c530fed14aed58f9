"""What an operator writes under ``handoff`` becomes a policy, or an error that says what to write, and where."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from leads.business_hours import Span
from leads.criteria import Criteria
from leads.handoff_policy import HandOffPolicy
from leads.handoff_values import Absence

PEOPLE = {
    "ana": {"name": "Ana Ruiz", "email": "ana@seegras.example", "slack": "U0123ABCD", "telegram": 123456789},
    "ben": {"name": "Ben Adler", "weight": 2, "at_most_per_day": 10},
}
WRITTEN: dict[str, Any] = {
    "people": PEOPLE,
    "teams": {"sales": {"members": ["ana", "ben"], "team_lead": "ana", "slack": "C0123ABCD", "telegram": -100123}},
    "routes": [{"name": "all", "to": "sales"}],
}


def policy(**written: Any) -> HandOffPolicy:
    return HandOffPolicy.model_validate({**WRITTEN, **written})


def ana(**written: Any) -> dict[str, Any]:
    return {"people": {**PEOPLE, "ana": {"name": "Ana Ruiz", **written}}}


def sales(**written: Any) -> dict[str, Any]:
    return {"teams": {"sales": written}}


def route(**written: Any) -> dict[str, Any]:
    return {"routes": [{"name": "all", "to": "sales", **written}]}


def when(**written: Any) -> dict[str, Any]:
    return route(when=written)


def test_without_a_section_sales_gets_what_is_ready_and_marketing_the_rest() -> None:
    shipped = Criteria().handoff
    assert [(each.when.lead_class, each.to) for each in shipped.routes] == [
        (("srl", "bant"), "sales"),
        (("mql",), "marketing"),
    ]
    assert list(shipped.teams) == ["sales", "marketing"]
    assert (shipped.language, shipped.fallback, shipped.takeover_idle_minutes) == (None, None, 5)
    assert (shipped.service_level.claim_within_minutes, shipped.service_level.escalate_after_minutes) == (30, 30)


def test_people_have_a_share_of_their_own_and_are_there_unless_said_otherwise() -> None:
    people = policy().people
    assert (people["ana"].weight, people["ana"].at_most_per_day) == (1, None)
    assert (people["ana"].away, people["ana"].available) == ((), None)
    assert (people["ben"].weight, people["ben"].at_most_per_day) == (2, 10)


def test_days_of_absence_are_single_or_from_one_to_another() -> None:
    absent = policy(**ana(away=["2027-03-01..2027-03-14", date(2027, 4, 2), "2027-04-05"])).people["ana"].away
    assert absent == (
        Absence(date(2027, 3, 1), date(2027, 3, 14)),
        Absence(date(2027, 4, 2), date(2027, 4, 2)),
        Absence(date(2027, 4, 5), date(2027, 4, 5)),
    )
    assert [date(2027, 3, day) in absent[0] for day in (1, 14, 15)] == [True, True, False]


def test_own_hours_are_written_as_those_of_the_office() -> None:
    available = policy(**ana(available={"monday": "09:00-12:00"})).people["ana"].available
    assert available is not None
    assert (available.monday, available.tuesday) == ((Span(540, 720),), ())


@pytest.mark.parametrize(
    ("written", "kept"),
    [("DE", "DE"), ("Austria", "AT"), ("Schweiz", "CH"), ("UK", "GB"), ("USA", "US"), ("Allgäu", "Allgäu")],
)
def test_countries_are_kept_by_their_code_and_other_words_as_they_stand(written: str, kept: str) -> None:
    assert policy(**when(country=[written])).routes[0].when.country == (kept,)


@pytest.mark.parametrize(
    ("wrong", "place", "advice"),
    [
        (ana(slack="@ana"), ("people", "ana", "slack"), "such as U0123ABCD"),
        (ana(slack="C0123ABCD"), ("people", "ana", "slack"), "no Slack member ID"),
        (ana(telegram=-100123), ("people", "ana", "telegram"), "give the group to a team"),
        (ana(telegram="@ana"), ("people", "ana", "telegram"), "valid integer"),
        (ana(email="ana at seegras"), ("people", "ana", "email"), "such as ana@example.com"),
        (ana(email="Ana <ana@seegras.example>"), ("people", "ana", "email"), "write it alone"),
        (ana(email="ana@seegras.example\nBcc: b@x.example"), ("people", "ana", "email"), "write it alone"),
        (ana(name="  "), ("people", "ana", "name"), "is empty"),
        (ana(weight=0), ("people", "ana", "weight"), "greater"),
        (ana(at_most_per_day=0), ("people", "ana", "at_most_per_day"), "greater"),
        (ana(available={}), ("people", "ana", "available"), "leave available out for always"),
        (ana(available={"monday": "9-12"}), ("people", "ana", "available", "monday"), "write 09:00-17:00"),
        (ana(away=["2027-03-14..2027-03-01"]), ("people", "ana", "away", 0), "swap the days"),
        (ana(away=["2027-03-01..2027-03-05..2027-03-09"]), ("people", "ana", "away", 0), "2027-03-01..2027-03-14"),
        (ana(away=["2027-03-01", "1.4.2027"]), ("people", "ana", "away", 1), "write it as 2027-12-24"),
        (ana(away=["2027-02-28..2027-02-30"]), ("people", "ana", "away", 0), "not in the calendar"),
        ({"people": {"Ana Ruiz": {"name": "Ana"}}}, ("people", "Ana Ruiz", "[key]"), "is no key"),
        (sales(slack="#sales"), ("teams", "sales", "slack"), "such as C0123ABCD"),
        (sales(slack="U0123ABCD"), ("teams", "sales", "slack"), "no Slack channel ID"),
        (sales(telegram=0), ("teams", "sales", "telegram"), "such as -100123456789"),
        (sales(telegram=True), ("teams", "sales", "telegram"), "valid integer"),
        (sales(email=["a@x.example", "b@"]), ("teams", "sales", "email", 1), "no e-mail address"),
        (sales(members=["ana", "bent"]), ("teams", "sales", "members", 1), "no person 'bent'; did you mean ben?"),
        (sales(members=["ana", "ana"]), ("teams", "sales", "members", 1), "raise the person's weight"),
        (sales(team_lead="zoe"), ("teams", "sales", "team_lead"), "no person 'zoe'; known: ana, ben"),
        ({"teams": {"ben": {}, "sales": {}}}, ("teams", "ben"), "the key of a person, too"),
        (route(to="sale"), ("routes", 0, "to"), "no team or person 'sale'; did you mean sales?"),
        ({"routes": [{"name": "a", "to": "ana"}, {"name": "a", "to": "ben"}]}, ("routes", 1, "name"), "another name"),
        ({"fallback": "marketing"}, ("fallback",), "no team or person 'marketing'; known: sales, ana, ben"),
        (when(country=["Wakanda", "UL"]), ("routes", 0, "when", "country", 1), "there is no country 'UL'"),
        (when(country=["de"]), ("routes", 0, "when", "country", 0), "write DE"),
        (when(country=[" "]), ("routes", 0, "when", "country", 0), "is empty"),
        (when(budget={"minimum": 9, "maximum": 5}), ("routes", 0, "when", "budget"), "minimum 9 is above maximum 5"),
        (when(company_size={"minimum": 9, "maximum": 5}), ("routes", 0, "when", "company_size"), "swap them"),
        (when(**{"class": ["hot"]}), ("routes", 0, "when", "class", 0), "'bant'"),
        (when(lead_class=["bant"]), ("routes", 0, "when", "lead_class"), "not permitted"),
        (route(claim_within_minutes=0), ("routes", 0, "claim_within_minutes"), "greater"),
        ({"service_level": {"claim_within_minutes": 0}}, ("service_level", "claim_within_minutes"), "greater"),
        ({"takeover_idle_minutes": 0}, ("takeover_idle_minutes",), "greater"),
        ({"language": "fr"}, ("language",), "'en' or 'de'"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place_with_what_to_write(
    wrong: dict[str, Any], place: tuple[str | int, ...], advice: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        policy(**wrong)
    (error,) = caught.value.errors()
    assert error["loc"] == place
    assert advice in error["msg"]


def test_all_names_that_lead_nowhere_are_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        policy(
            teams={"sales": {"members": ["bob"], "team_lead": "cy"}}, routes=[{"name": "a", "to": "x"}], fallback="y"
        )
    assert [error["loc"][-1] for error in caught.value.errors()] == [0, "team_lead", "to", "fallback"]


def test_own_teams_without_routes_of_their_own_are_refused_by_the_name_of_the_shipped_route() -> None:
    with pytest.raises(ValidationError, match="the route 'marketing' leads to the team 'marketing'"):
        HandOffPolicy.model_validate({"teams": {"sales": {}}})


def test_a_name_with_braces_is_told_as_it_stands() -> None:
    with pytest.raises(ValidationError, match=r"no team or person '\{what\}'"):
        policy(fallback="{what}")
