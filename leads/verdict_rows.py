"""A verdict between its columns and its value."""

from dataclasses import replace

from leads.model import Judged, LeadClass, Missing, ScorePart, Verdict
from leads.tables import LeadRow
from leads.values import Json


def write_verdict(row: LeadRow, verdict: Verdict) -> None:
    """Brings a row's columns up to date with a verdict."""
    row.lead_class, row.automation_ready, row.score = verdict.lead_class, verdict.automation_ready, verdict.score
    row.fit, row.engagement = verdict.fit, verdict.engagement
    row.criteria = [{"name": each.name, "met": each.met, "evidence": each.evidence} for each in verdict.criteria]
    row.score_parts, row.missing = parts_as_json(verdict), missing_as_json(verdict)
    row.next_question = verdict.next_question


def read_verdict(row: LeadRow) -> Verdict:
    """The verdict that a row was judged with last."""
    parts = tuple(
        ScorePart(each["name"], each["side"] == FIT, each["points"], each["maximum"], each["why"])
        for each in row.score_parts
    )
    return replace(read_outcome(row), parts=parts)


def read_outcome(row: LeadRow) -> Verdict:
    """The verdict without what the score is made of."""
    return Verdict(
        LeadClass(row.lead_class),
        row.automation_ready,
        row.score,
        tuple(Judged(each["name"], each["met"], each["evidence"]) for each in row.criteria),
        row.fit,
        row.engagement,
        (),
        tuple(Missing(each["name"], each["met"]) for each in row.missing),
        row.next_question,
    )


def parts_as_json(verdict: Verdict) -> list[dict[str, Json]]:
    """What the score is made of."""
    return [
        {
            "name": part.name,
            "side": FIT if part.of_fit else ENGAGEMENT,
            "points": part.points,
            "maximum": part.maximum,
            "why": part.why,
        }
        for part in verdict.parts
    ]


def missing_as_json(verdict: Verdict) -> list[dict[str, Json]]:
    """What keeps a lead from the next class."""
    return [{"name": each.name, "met": each.met} for each in verdict.missing]


FIT, ENGAGEMENT = "fit", "engagement"
