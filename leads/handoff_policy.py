"""The section ``handoff`` of ``qualification.yml``: who is told about which lead, and how soon somebody acts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from leads.handoff_values import (
    AwayDays,
    Country,
    Email,
    Key,
    OwnWeek,
    SlackChannel,
    SlackMember,
    TelegramChat,
    TelegramMember,
    Text,
)
from leads.section import Mistake, Section, Selection, SizeRange, refuse

FOUR_WEEKS = 4 * 7 * 24 * 60
Minutes = Annotated[int, Field(ge=1, le=FOUR_WEEKS)]
Amount = Annotated[Decimal, Field(ge=0)]


class Person(Section):
    """Who takes leads. ``weight`` is the share among the members of a team; days and hours are in the zone of the
    business hours. Without ``available`` a person works whenever the office does."""

    name: Text
    email: Email | None = None
    slack: SlackMember | None = None
    telegram: TelegramMember | None = None
    weight: Annotated[int, Field(ge=1, le=100)] = 1
    at_most_per_day: Annotated[int, Field(ge=1)] | None = None
    away: Annotated[tuple[AwayDays, ...], Field(max_length=400)] = ()
    available: OwnWeek | None = None


class Team(Section):
    """Where a team reads. Without members nobody is assigned: whoever is quickest claims the lead."""

    members: tuple[str, ...] = ()
    team_lead: str | None = None
    slack: SlackChannel | None = None
    telegram: TelegramChat | None = None
    email: tuple[Email, ...] = ()


class BudgetRange(Section):
    """Amounts in the currency of the file; an open end is left out."""

    minimum: Amount | None = None
    maximum: Amount | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum} is above maximum {self.maximum}; swap them")
        return self

    def admits(self, amount: Decimal) -> bool:
        """Whether the amount is between the two ends, or one of them."""
        large_enough = self.minimum is None or amount >= self.minimum
        return large_enough and (self.maximum is None or amount <= self.maximum)


class When(Section):
    """Which leads take a route: all conditions that are written must hold, and nothing unknown holds.

    Where no class is written, every class but ``lead`` does. ``source`` has a pattern (``spring-*``) by key.
    """

    lead_class: tuple[Literal["lead", "mql", "srl", "bant"], ...] = Field(default=(), alias="class")
    language: tuple[Literal["en", "de"], ...] = ()
    country: tuple[Country, ...] = ()
    industry: Selection | None = None
    company_size: SizeRange | None = None
    budget: BudgetRange | None = None
    channel: tuple[Literal["website", "telegram", "slack", "import"], ...] = ()
    source: Mapping[Text, Text] = Field(default_factory=dict)


class Route(Section):
    """Leads of one kind, and the team or person that gets them."""

    name: Text
    when: When = When()
    to: str
    at_night: bool = False
    claim_within_minutes: Minutes | None = None


class ServiceLevel(Section):
    """In business time: after the first span a reminder, after the second one the next person."""

    claim_within_minutes: Minutes = 30
    escalate_after_minutes: Minutes = 30


class HandOffPolicy(Section):
    """The whole section. The first route that fits a lead decides; ``fallback`` gets what fits none."""

    language: Literal["en", "de"] | None = None
    people: Mapping[Key, Person] = Field(default_factory=dict)
    teams: Mapping[Key, Team] = Field(default_factory=lambda: {"sales": Team(), "marketing": Team()})
    routes: tuple[Route, ...] = Field(default_factory=lambda: DEFAULT_ROUTES)
    fallback: str | None = None
    service_level: ServiceLevel = ServiceLevel()
    takeover_idle_minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 5

    @model_validator(mode="after")
    def _names_lead_somewhere(self) -> Self:
        refuse([*_clashes(self), *_strangers(self), *_repetitions(self), *_dead_ends(self)])
        return self


def _clashes(policy: HandOffPolicy) -> Iterator[Mistake]:
    """Routes name people and teams alike, so that no key may be both."""
    for key in policy.teams.keys() & policy.people.keys():
        yield ("teams", key), f"{key} is the key of a person, too; give the team another one"


def _strangers(policy: HandOffPolicy) -> Iterator[Mistake]:
    for key, team in policy.teams.items():
        for place, member in enumerate(team.members):
            if member not in policy.people:
                yield ("teams", key, "members", place), _no_such("person", member, policy.people)
        if team.team_lead is not None and team.team_lead not in policy.people:
            yield ("teams", key, "team_lead"), _no_such("person", team.team_lead, policy.people)


def _repetitions(policy: HandOffPolicy) -> Iterator[Mistake]:
    for key, team in policy.teams.items():
        for place in _repeated(team.members):
            what = f"{team.members[place]} is a member already; for a larger share raise the person's weight"
            yield ("teams", key, "members", place), what
    names = [route.name for route in policy.routes]
    for place in _repeated(names):
        yield ("routes", place, "name"), f"there is a route {names[place]!r} already; give this one another name"


def _dead_ends(policy: HandOffPolicy) -> Iterator[Mistake]:
    goals = [*policy.teams, *policy.people]
    for place, route in enumerate(policy.routes):
        if route.to not in goals and "routes" in policy.model_fields_set:
            yield ("routes", place, "to"), _no_such("team or person", route.to, goals)
        elif route.to not in goals:
            yield (
                ("teams",),
                f"the route {route.name!r} leads to the team {route.to!r}; keep it, or write your own routes",
            )
    if policy.fallback is not None and policy.fallback not in goals:
        yield ("fallback",), _no_such("team or person", policy.fallback, goals)


def _no_such(kind: str, key: str, known: Iterable[str]) -> str:
    by_letters = {each.casefold(): each for each in known}
    near = get_close_matches(key.casefold(), by_letters, n=1)
    known_here = f"known: {', '.join(by_letters.values())}" if by_letters else "add it under people"
    return f"there is no {kind} {key!r}; {f'did you mean {by_letters[near[0]]}?' if near else known_here}"


def _repeated(names: Iterable[str]) -> Iterator[int]:
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        if seen[name]:
            yield place
        seen[name] += 1


DEFAULT_ROUTES: tuple[Route, ...] = (
    Route(name="sales", when=When.model_validate({"class": ("srl", "bant")}), to="sales"),
    Route(name="marketing", when=When.model_validate({"class": ("mql",)}), to="marketing"),
)
