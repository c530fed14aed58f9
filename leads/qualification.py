"""What a lead is worth: one pure function from lead, criteria and day to a verdict that explains itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from leads.criteria import Criteria
from leads.criterion import BANT, TABLE, table, words
from leads.ladder import classify, gets_mail, is_automation_ready, missing
from leads.model import Judged, Lead, LeadClass, Verdict
from leads.questions import Asked, Moment, next_question
from leads.scoring import freshness, score_parts, share

__all__ = ["BANT", "MQL", "TABLE", "judge", "qualify"]

MQL = Criteria().mql.required


def judge(lead: Lead, criteria: Criteria, today: date, now: datetime | None = None) -> Verdict:
    """The verdict on a lead: its class, its score, how each criterion came out, what is missing, what to ask next.

    ``now`` is the moment that the age of what was said counts to, where that is not ``today``.
    """
    at = Moment(now or datetime.combine(today, time(), UTC), today)
    question = next_question(lead, criteria, at, Asked())
    return replace(qualify(lead, criteria, at), next_question=question.slot if question else None)


def qualify(lead: Lead, criteria: Criteria, at: Moment) -> Verdict:
    """The verdict without the next question, for many leads at once."""
    rows = table(criteria)
    judged = tuple(Judged(row.name, row.question(lead, criteria, at.today), words(row, lead, criteria)) for row in rows)
    outcome = {each.name: each.met for each in judged}
    parts = score_parts(outcome, criteria, freshness(lead, criteria, at.now.date()))
    score = sum(part.points for part in parts)
    reached = LeadClass.LEAD if lead.disqualified else classify(outcome, score, criteria)
    return Verdict(
        reached,
        not lead.disqualified and is_automation_ready(outcome, True, criteria) and gets_mail(lead),
        score,
        judged,
        share(parts, of_fit=True),
        share(parts, of_fit=False),
        parts,
        missing(reached, outcome, score, lead.disqualified, criteria),
    )
