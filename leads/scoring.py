"""The score: points for each criterion that is met, which add up to it; fit (who) and engagement (what they do)."""

from collections.abc import Mapping
from datetime import date

from leads.criteria import Criteria
from leads.criterion import FIT, Outcome
from leads.model import Lead, ScorePart


def freshness(lead: Lead, criteria: Criteria, day: date) -> float:
    """How much of their engagement still counts, 0..1: all of it on the day of their last word."""
    half_life = criteria.engagement.half_life_days
    if half_life is None:
        return 1.0
    days = (day - (lead.engaged_at or lead.created_at).date()).days
    return float(0.5 ** (max(0, days) / half_life))


def score_parts(outcome: Outcome, criteria: Criteria, fresh: float) -> tuple[ScorePart, ...]:
    """The points of each criterion, fit first; their sum is the score, their maxima add up to 100."""
    parts = [_part(name, maximum, outcome[name], fresh) for name, maximum in criteria.points().items() if maximum]
    return tuple(sorted(parts, key=lambda part: not part.of_fit))


def total(points: Mapping[str, int], outcome: Outcome) -> int:
    """The score of outcomes that are all fresh."""
    return sum(most for name, most in points.items() if outcome[name])


def share(parts: tuple[ScorePart, ...], of_fit: bool) -> int:
    """How much of what fit, or else engagement, can bring is reached, 0..100; 0 where nothing brings points."""
    most = sum(part.maximum for part in parts if part.of_fit is of_fit)
    return round(100 * sum(part.points for part in parts if part.of_fit is of_fit) / most) if most else 0


def _part(name: str, maximum: int, met: bool | None, fresh: float) -> ScorePart:
    of_fit = name in FIT
    if not met:
        return ScorePart(name, of_fit, 0, maximum, "unknown" if met is None else "not_met")
    points = maximum if of_fit else round(maximum * fresh)
    return ScorePart(name, of_fit, points, maximum, "met" if points == maximum else "faded")
