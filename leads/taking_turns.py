"""Who of a team takes the next lead: who is there, and whose turn it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from leads.handoff_policy import Person


def is_away(person: Person, at: datetime) -> bool:
    """Whether it is a day of absence on the clock of ``at``."""
    return any(at.date() in absence for absence in person.away)


def is_there(person: Person, at: datetime) -> bool:
    """Whether somebody works on that day and, with hours of their own, at that time, both on the clock of ``at``."""
    if is_away(person, at):
        return False
    if person.available is None:
        return True
    spans = [spans for _, spans in person.available][at.weekday()]
    return any(span.opens <= at.hour * 60 + at.minute < span.closes for span in spans)


def can_take_more(person: Person, today: int) -> bool:
    """Whether another lead is within what the person takes on a day."""
    return person.at_most_per_day is None or today < person.at_most_per_day


def whose_turn(available: Mapping[str, Person], recent: Sequence[str]) -> str | None:
    """The key of the one who is furthest below their share of the latest hand-offs (newest first).

    The shares are exact over as many hand-offs as the weights add up to, and mixed: a a b for 2 and 1. Those of
    people who are not available now are no part of it: else they would hide what the others had.
    """
    if not available:
        return None
    cycle = sum(person.weight for person in available.values())
    taken = Counter([key for key in recent if key in available][: cycle - 1])
    return min(available, key=lambda key: Fraction(taken[key] + 1, available[key].weight))
