"""What a lead is worth: one pure function from lead, criteria and day to a verdict that explains itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from leads.contact_points import is_disposable, is_valid_email, is_valid_phone
from leads.criteria import Criteria
from leads.model import Judged, Lead, LeadClass, Verdict
from leads.section import Selection, SizeRange


def may_contact(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Without permission nobody calls."""
    return lead.yes("contact_opt_in")


def has_a_name(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Sales asks for somebody, not for a switchboard."""
    return True if lead.text("person_name") else None


def has_a_company(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """We sell to companies."""
    return True if lead.text("company") else None


def is_reachable(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """A valid e-mail address or phone number; without one the lead cannot be worked."""
    email, phone = lead.text("email"), lead.text("phone")
    if (email and is_valid_email(email)) or (phone and is_valid_phone(phone)):
        return True
    return False if email or phone else None


def is_in_target_group(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Nobody outside the group that marketing chose is worked; what is unknown excludes nobody."""
    group = criteria.target_group
    chosen = {
        "industry": group.industries,
        "location": group.locations,
        "job_title": group.job_titles,
        "department": group.departments,
    }
    known = [selection.admits(value) for slot, selection in chosen.items() if (value := lead.text(slot))]
    if (size := lead.company_size) is not None:
        known.append(group.company_size.admits(size.minimum, size.maximum))
    if not all(known):
        return False
    is_open = [selection != Selection() and not lead.text(slot) for slot, selection in chosen.items()]
    is_open.append(group.company_size != SizeRange() and size is None)
    return True if known and not any(is_open) else None


def need_is_stated(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """A concrete need, in the visitor's own words."""
    return True if lead.text("need") else None


def budget_is_enough(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Below the minimum a sales call costs more than the deal earns."""
    if lead.budget is None:
        return None
    return lead.budget.upper_in(criteria.currency, criteria.rates) >= criteria.bant.budget_minimum


def has_authority(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """The person decides, or takes part in the decision."""
    authority = lead.text("authority")
    return None if authority is None else authority in criteria.bant.authority


def starts_soon(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """A purchase that is far away is nurtured, not called. A time frame with only an end starts today.

    One that is over says nothing about what is planned now.
    """
    if lead.timeline is None or lead.timeline.is_over(today):
        return None
    return (lead.timeline.start or today) <= _months_later(today, criteria.bant.starts_within_months)


def asked_for_contact(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Who asks for a call, a demo or a human is ready to talk."""
    return lead.yes("requested_contact")


def may_send_marketing(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Campaigns need a permission of their own."""
    return lead.yes("marketing_opt_in")


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_day = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date.resolution).day
    return date(year, month + 1, min(day.day, last_day))


@dataclass(frozen=True)
class Criterion:
    """A named question about a lead, and the slots whose words prove the answer."""

    name: str
    question: Callable[[Lead, Criteria, date], bool | None]
    slots: tuple[str, ...]


TABLE = (
    Criterion("contact_opt_in", may_contact, ("contact_opt_in",)),
    Criterion("person_name", has_a_name, ("person_name",)),
    Criterion("company", has_a_company, ("company",)),
    Criterion("reachable", is_reachable, ("email", "phone")),
    Criterion("target_group", is_in_target_group, ("industry", "location", "job_title", "department", "company_size")),
    Criterion("need", need_is_stated, ("need",)),
    Criterion("budget", budget_is_enough, ("budget",)),
    Criterion("authority", has_authority, ("authority",)),
    Criterion("timeline", starts_soon, ("timeline",)),
    Criterion("asked_for_contact", asked_for_contact, ("requested_contact",)),
    Criterion("marketing_opt_in", may_send_marketing, ("marketing_opt_in",)),
)
MQL = ("contact_opt_in", "person_name", "company", "reachable")
BANT = ("budget", "authority", "need", "timeline")

Outcome = Mapping[str, bool | None]
"""Each criterion of the table by name: met, not met, or unknown (``None``)."""


def judge(lead: Lead, criteria: Criteria, today: date) -> Verdict:
    """The verdict on a lead: its class, its score and how each criterion of the table came out."""
    judged = tuple(Judged(row.name, row.question(lead, criteria, today), _words(lead, row.slots)) for row in TABLE)
    outcome = {each.name: each.met for each in judged}
    if lead.disqualified:
        return Verdict(LeadClass.LEAD, False, score(outcome, criteria), judged)
    automation = is_automation_ready(outcome, gets_mail(lead))
    return Verdict(classify(outcome, criteria), automation, score(outcome, criteria), judged)


def classify(outcome: Outcome, criteria: Criteria) -> LeadClass:
    """The class that a table of outcomes makes; what is unknown counts as not met yet."""
    if not _is_qualified(outcome):
        return LeadClass.LEAD
    if all(outcome[name] for name in BANT):
        return LeadClass.BANT
    concrete = outcome["need"] and score(outcome, criteria) >= criteria.sales_ready.minimum_score
    return LeadClass.SRL if concrete or outcome["asked_for_contact"] else LeadClass.MQL


def is_automation_ready(outcome: Outcome, has_mail: bool) -> bool:
    """Whether campaigns may start: qualified, allowed, and with an address that is read."""
    return bool(_is_qualified(outcome) and outcome["marketing_opt_in"] and has_mail)


def gets_mail(lead: Lead) -> bool:
    """Whether there is an e-mail address that is valid, not thrown away by design, and confirmed if it has to be."""
    email = lead.text("email")
    usable = email is not None and is_valid_email(email) and not is_disposable(email)
    return usable and lead.marketing_confirmed is not False


def score(outcome: Outcome, criteria: Criteria) -> int:
    """The weights of what is met, scaled to 0..100."""
    earned = sum(weight for name, weight in criteria.weights.items() if outcome[name])
    return round(100 * earned / sum(criteria.weights.values()))


def _is_qualified(outcome: Outcome) -> bool:
    return all(outcome[name] for name in MQL) and outcome["target_group"] is not False


def _words(lead: Lead, slots: tuple[str, ...]) -> str | None:
    return next((said for slot in slots if (said := lead.evidence(slot))), None)
