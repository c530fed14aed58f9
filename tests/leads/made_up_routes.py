"""People, teams and routes that do not exist, and leads for them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from leads.criteria import Criteria
from leads.handoff_policy import HandOffPolicy
from leads.model import FactValue, Lead, LeadClass, Verdict
from leads.routing import Assignment, Load, assign
from tests.leads.made_up import lead

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2027, 2, 15, 12, tzinfo=UTC)  # a Monday
NOBODY_HAD_ANY = Load({}, {})

ANA = {"name": "Ana Ruiz", "email": "ana@x.example", "slack": "U0123ABCD", "telegram": 1}
BEN = {"name": "Ben Adler", "email": "ben@x.example", "slack": "U0123EFGH", "telegram": 2}
CARLA = {"name": "Carla Voss"}
ON_HOLIDAY = {"away": ["2027-02-15..2027-02-19"]}
TEAM_OF_TWO = {"members": ["ana", "ben"], "team_lead": "carla"}
ALL_TO_SALES = {"name": "all", "to": "sales"}


def criteria(
    people: Mapping[str, Any] | None = None,
    teams: Mapping[str, Any] | None = None,
    routes: Any = (ALL_TO_SALES,),
    **more: Any,
) -> Criteria:
    section = {
        "people": people if people is not None else {"ana": ANA, "ben": BEN, "carla": CARLA},
        "teams": teams if teams is not None else {"sales": TEAM_OF_TWO},
        "routes": routes,
    }
    return Criteria.model_validate({"rates": {"USD": "0.9"}, "handoff": {**section, **more}})


def policy(*given: Any, **named: Any) -> HandOffPolicy:
    return criteria(*given, **named).handoff


def qualified(values: Mapping[str, FactValue] | None = None, lead_class: str = "bant", **more: Any) -> Lead:
    made = lead(dict(values or {}), verdict=Verdict(LeadClass(lead_class), False, 0))
    return replace(made, **more)


def assigned(lead: Lead, rules: Criteria, at: datetime = NOON, load: Load = NOBODY_HAD_ANY, **more: Any) -> Assignment:
    assignment = assign(lead, rules, at, load, **more)
    assert assignment is not None
    return assignment
