"""What of a lead stands in columns of its row, so that lists can be filtered, sorted and shown without its facts."""

from leads.countries import country_of_location
from leads.model import Lead, LeadClass
from leads.source_category import category_of
from leads.tables import ConversationRow, LeadRow

LONGEST_CAMPAIGN = 100
LONGEST_CURRENCY = 10


def fill_origin(row: LeadRow, talk: ConversationRow) -> None:
    """Brings the columns up to date that come from the lead's conversation."""
    row.channel, row.opened_on = talk.channel, talk.created_at.date()
    row.category = category_of(talk.source)
    row.campaign = (talk.source.get("utm_campaign") or "")[:LONGEST_CAMPAIGN] or None


def fill_columns(row: LeadRow, lead: Lead) -> None:
    """Brings the columns up to date that come from a lead's values and its verdict."""
    row.phone, row.job_title, row.industry = (lead.text(slot) for slot in ("phone", "job_title", "industry"))
    row.country = country_of_location(lead.text("location") or "")
    _fill_budget(row, lead)
    timeline = lead.timeline
    row.timeline_start, row.timeline_end = (timeline.start, timeline.end) if timeline else (None, None)
    met = {each.name: each.met for each in lead.verdict.criteria}
    row.budget_met, row.authority_met = met.get("budget"), met.get("authority")
    row.need_met, row.timeline_met = met.get("need"), met.get("timeline")
    if row.qualified_s is None and lead.verdict.lead_class != LeadClass.LEAD:
        row.qualified_s = max(0, int((lead.updated_at - row.conversation.created_at).total_seconds()))


def _fill_budget(row: LeadRow, lead: Lead) -> None:
    budget = lead.budget
    row.budget_min = row.budget_max = row.budget_currency = None
    if budget is not None:
        ends = [end for end in (budget.minimum, budget.maximum) if end is not None]
        row.budget_min = budget.minimum and min(ends)
        row.budget_max = budget.maximum and max(ends)
        row.budget_currency = (budget.currency or "")[:LONGEST_CURRENCY] or None
