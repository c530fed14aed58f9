"""What to ask next: what is still open and can still change the verdict, in the operator's order, cheapest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import product

from leads.criteria import Criteria
from leads.criterion import TARGET_GROUP, Criterion, Outcome, table
from leads.ladder import classify, gets_mail, is_automation_ready
from leads.model import Lead
from leads.scoring import total

NEVER_ASKED = frozenset({"asked_for_contact"})
REACHES = frozenset({"email", "phone"})
AGES = frozenset({"budget", "timeline"})
"""What somebody said long ago about these may have changed since."""
CERTAIN_THOUGH_INFERRED = {"authority": "decision_maker"}
"""An owner decides, whether she says so or not; whatever else is inferred is still asked for."""


@dataclass(frozen=True)
class Asked:
    """What a conversation has been asked: ``in_vain`` counts per slot how often without an answer, ``ever`` is all."""

    in_vain: Mapping[str, int] = field(default_factory=dict)
    ever: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """The slot to ask for, and perhaps another one that is asked in the same breath."""

    slot: str
    also: str | None = None


@dataclass(frozen=True)
class Moment:
    """When a question is chosen: the moment, and the day that counts as today."""

    now: datetime
    today: date


def next_question(lead: Lead | None, criteria: Criteria, at: Moment, asked: Asked) -> Question | None:
    """The question that is worth a visitor's patience now, or ``None``: no answer could change the verdict any more.

    A visitor who does not want to be contacted, and one who is no lead, is asked nothing more; one who keeps the
    e-mail address back is asked for a phone number.
    """
    questions = _worth_asking(lead, criteria, at, asked)
    slot = next(questions, None)
    if slot is None:
        return None
    pair = next((pair for pair in criteria.questions.joined if slot in pair), None)
    if pair is None or asked.in_vain.get(slot) or not _all_follow(pair, slot, questions):
        return Question(slot)
    return Question(*pair)


def _all_follow(pair: tuple[str, str], slot: str, rest: Iterator[str]) -> bool:
    return (set(pair) - {slot}) <= set(rest)


def _worth_asking(lead: Lead | None, criteria: Criteria, at: Moment, asked: Asked) -> Iterator[str]:
    if lead is not None and lead.disqualified:
        return
    outcome = _outcome(lead, criteria, at)
    if any(outcome[name] is False for name in (*criteria.mql.required, TARGET_GROUP)) or (
        lead is not None and keeps_out_of_reach(lead)
    ):
        return  # no lead of ours, whatever else is learned
    may_get_mail = (lead is not None and gets_mail(lead)) or _is_open("email", lead, criteria, at, asked)
    optional_left = criteria.questions.optional_at_most - len(asked.ever & set(criteria.questions.optional))
    for slot in _order(lead, criteria):
        if not _is_open(slot, lead, criteria, at, asked):
            continue
        if _can_change_the_verdict(slot, outcome, criteria, may_get_mail):
            yield slot
        elif slot in criteria.questions.optional and (slot in asked.ever or optional_left > 0):
            optional_left -= slot not in asked.ever
            yield slot


def keeps_out_of_reach(lead: Lead) -> bool:
    """Whether somebody wants neither mail nor a call: then nobody could do anything with the rest."""
    return {"email", "phone"} <= set(lead.declined)


def _order(lead: Lead | None, criteria: Criteria) -> Iterable[str]:
    order = criteria.questions.order
    if lead is None or "email" not in lead.declined or "phone" in order:
        return order
    return ["phone" if slot == "email" else slot for slot in order]


def _is_open(slot: str, lead: Lead | None, criteria: Criteria, at: Moment, asked: Asked) -> bool:
    failures = asked.in_vain.get(slot, 0)
    if failures > criteria.questions.ask_at_most:
        return False
    if lead is None:
        return True
    if slot == "email" and slot in asked.ever and "phone" in lead.values and slot not in criteria.mql.required:
        return False  # who answers with a phone number can be reached
    return slot not in lead.declined and not _is_settled(slot, lead, criteria, at)


def _is_settled(slot: str, lead: Lead, criteria: Criteria, at: Moment) -> bool:
    if slot not in lead.values or is_outdated(slot, lead, criteria, at):
        return False
    return not lead.is_only_inferred(slot) or lead.values[slot] == CERTAIN_THOUGH_INFERRED.get(slot)


def is_outdated(slot: str, lead: Lead, criteria: Criteria, at: Moment) -> bool:
    """Whether a slot's value is worth asking for again: a time frame that is over, a figure that is old."""
    if slot == "timeline" and lead.timeline is not None and lead.timeline.is_over(at.today):
        return True
    said = max((fact.at for fact in lead.facts if fact.slot == slot), default=at.now)
    return slot in AGES and at.now - said > timedelta(days=criteria.questions.ask_again_after_days)


def _outcome(lead: Lead | None, criteria: Criteria, at: Moment) -> Outcome:
    """How the criteria come out, with everything unknown that is still to be asked for."""
    rows = table(criteria)
    if lead is None:
        return {row.name: None for row in rows}
    open_again = {slot for slot in lead.values if not _is_settled(slot, lead, criteria, at)}
    return {
        row.name: None if _hangs_on(open_again, row, lead) else row.question(lead, criteria, at.today) for row in rows
    }


def _hangs_on(open_again: set[str], row: Criterion, lead: Lead) -> bool:
    """Whether all that is known for a criterion is one value that is to be asked for again."""
    known = [slot for slot in row.slots if slot in lead.values]
    return len(known) == 1 and known[0] in open_again


def _can_change_the_verdict(slot: str, outcome: Outcome, criteria: Criteria, may_get_mail: bool) -> bool:
    """Whether class or automation-readiness hang on the slot's answer, whatever else is still to be learned."""
    answered = [row.name for row in table(criteria) if slot in row.slots and row.name != TARGET_GROUP]
    if criteria.target_group.chooses_by(slot) and slot not in REACHES:
        answered.append(TARGET_GROUP)
    return any(_hangs_together(name, slot, outcome, criteria, may_get_mail) for name in answered)


def _hangs_together(criterion: str, slot: str, outcome: Outcome, criteria: Criteria, may_get_mail: bool) -> bool:
    required = set(criteria.mql.required)
    others = [name for name, met in outcome.items() if met is None and name not in {criterion, *NEVER_ASKED}]
    granted = {**outcome, **dict.fromkeys(required.intersection(others), True)}  # else nothing would change anyway
    if slot == "email" and criterion == "reachable" and outcome[criterion]:
        # reachable by phone; campaigns need the address all the same
        return is_automation_ready({**granted, **dict.fromkeys(others, True)}, may_get_mail, criteria)
    if criterion != TARGET_GROUP and outcome[criterion] is not None:
        return False
    doubtful = [name for name in others if name not in required]
    points = criteria.points()
    for answers in product((True, False), repeat=len(doubtful)):
        supposed = {**granted, **dict(zip(doubtful, answers, strict=True))}
        yes, no = ({**supposed, criterion: met} for met in (True, False))
        if classify(yes, total(points, yes), criteria) != classify(no, total(points, no), criteria):
            return True
        if is_automation_ready(yes, may_get_mail, criteria) != is_automation_ready(no, may_get_mail, criteria):
            return True
    return False
