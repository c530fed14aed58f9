"""To whom a lead goes, and why: pure functions of the lead, the operator's routes, the time, and who had how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from leads.criteria import Criteria
from leads.handoff_policy import HandOffPolicy, Person, Route, Team
from leads.model import Lead, LeadClass
from leads.route_conditions import Case, why
from leads.taking_turns import can_take_more, is_away, is_there, whose_turn

UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Load:
    """Who got how much: of each team the people of its latest hand-offs, newest first, and everybody's of today.

    ``recent`` should reach back over twice the weights of a team's members.
    """

    recent: Mapping[str, tuple[str, ...]]
    today: Mapping[str, int]


@dataclass(frozen=True)
class Assignment:
    """Where a lead goes. ``route`` is ``None`` for the fallback; ``person`` where nobody of the team is available, or
    it has no members. ``because`` says it in words; ``claim_within`` is business time."""

    route: str | None
    team: str | None
    person: str | None
    because: str
    at_night: bool
    claim_within: timedelta


@dataclass(frozen=True, order=True)
class Address:
    """``kind`` is slack, telegram or email; ``to`` the ID of a channel or member, that of a chat, a mail address."""

    kind: str
    to: str


@dataclass(frozen=True)
class Goal:
    """The team or person that a lead belongs to, before it is known who takes it."""

    route: Route | None
    to: str
    because: tuple[str, ...]


def assign(
    lead: Lead, criteria: Criteria, at: datetime, load: Load, owner: str | None = None, *, zone: ZoneInfo = UTC
) -> Assignment | None:
    """Where the lead goes now; ``None`` when it is disqualified or no route fits. ``owner`` is the key of the person
    who had this visitor before; ``zone`` is that of the business hours."""
    policy, there = criteria.handoff, at.astimezone(zone)
    goal = None if lead.disqualified else _goal(lead, criteria)
    if goal is None:
        return None
    if owner is not None and _can_go_on(owner, policy, there):
        return _assignment(goal, policy, owner, "owner of an earlier conversation")
    if goal.to in policy.people:
        goal = _or_the_fallback(goal, policy, there)
    if goal.to in policy.people:
        return _assignment(goal, policy, goal.to)
    person = whose_turn(_available(goal.to, policy, there, load), load.recent.get(goal.to, ()))
    nobody = ("nobody available",) if person is None and policy.teams[goal.to].members else ()
    return _assignment(goal, policy, person, *nobody)


def addresses(assignment_team: str | None, person: str | None, policy: HandOffPolicy) -> tuple[Address, ...]:
    """Whom to tell: the team's channels and list, the person's mail, and the person's Slack and Telegram where the
    team has none. Keys that the file no longer has are told nothing."""
    team, taker = policy.teams.get(assignment_team or ""), policy.people.get(person or "")
    found: list[Address] = []
    for kind in ("slack", "telegram"):
        to = getattr(team, kind, None) or getattr(taker, kind, None)
        found += [Address(kind, str(to))] if to else []
    mail = [*(team.email if team else ()), *((taker.email,) if taker and taker.email else ())]
    return tuple(dict.fromkeys([*found, *(Address("email", each) for each in mail)]))


def next_person(
    policy: HandOffPolicy, team: str | None, tried: Sequence[str], at: datetime, *, zone: ZoneInfo = UTC
) -> str | None:
    """Who is asked when nobody claimed the lead: the member after the one asked last who is there and was not asked
    yet, then the team lead (at any time: somebody has to know), then nobody."""
    asked = policy.teams.get(team or "", Team())
    members, there = asked.members, at.astimezone(zone)
    start = members.index(tried[-1]) + 1 if tried and tried[-1] in members else 0
    free = (key for key in (*members[start:], *members[:start]) if is_there(policy.people[key], there))
    last = (asked.team_lead,) if asked.team_lead else ()
    return next((key for key in (*free, *last) if key not in tried), None)


def _goal(lead: Lead, criteria: Criteria) -> Goal | None:
    """That of the first route that fits, or the fallback."""
    for route in criteria.handoff.routes:
        if (because := why(Case(lead, route.when, criteria))) is not None:
            return Goal(route, route.to, because)
    fallback = criteria.handoff.fallback
    is_qualified = lead.verdict.lead_class is not LeadClass.LEAD
    return Goal(None, fallback, ("fallback",)) if fallback is not None and is_qualified else None


def _or_the_fallback(goal: Goal, policy: HandOffPolicy, there: datetime) -> Goal:
    """A lead does not wait for the end of a holiday where somebody else can be told."""
    if policy.fallback is None or policy.fallback == goal.to or not is_away(policy.people[goal.to], there):
        return goal
    return replace(goal, to=policy.fallback, because=(*goal.because, f"{goal.to} is away", "fallback"))


def _can_go_on(owner: str, policy: HandOffPolicy, there: datetime) -> bool:
    """Whoever knows the visitor takes them back, unless they left or are away."""
    return owner in policy.people and not is_away(policy.people[owner], there)


def _available(team: str, policy: HandOffPolicy, there: datetime, load: Load) -> dict[str, Person]:
    members = {key: policy.people[key] for key in policy.teams[team].members}
    return {
        key: person
        for key, person in members.items()
        if is_there(person, there) and can_take_more(person, load.today.get(key, 0))
    }


def _assignment(goal: Goal, policy: HandOffPolicy, person: str | None, *further: str) -> Assignment:
    route = goal.route
    minutes = (route.claim_within_minutes if route else None) or policy.service_level.claim_within_minutes
    return Assignment(
        route=route.name if route else None,
        team=goal.to if goal.to in policy.teams else None,
        person=person,
        because=", ".join([*goal.because, *further]),
        at_night=route.at_night if route else False,
        claim_within=timedelta(minutes=minutes),
    )
