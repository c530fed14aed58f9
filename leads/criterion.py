"""The criteria: questions about a lead with a business reason, each met, not met or unknown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from leads.contact_points import is_valid_email, is_valid_phone
from leads.criteria import FIELDS, Criteria
from leads.model import Lead


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
    sides = criteria.target_group.sides(lead).values()
    if False in sides:
        return False
    return True if sides and None not in sides else None


def need_is_stated(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """A concrete need, in the visitor's own words."""
    return True if lead.text("need") else None


def budget_is_enough(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Below the minimum a sales call costs more than the deal earns."""
    if lead.budget is None:
        return None
    minimum, currency = criteria.bant.minimum_for(lead.budget.currency, criteria.currency)
    return lead.budget.upper_in(currency, criteria.rates) >= minimum


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


def has_an_email(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Whoever sends brochures needs an address, not only a phone number."""
    email = lead.text("email")
    return None if email is None else is_valid_email(email)


def has_a_phone(lead: Lead, criteria: Criteria, today: date) -> bool | None:
    """Whoever calls needs a number, not only an address."""
    phone = lead.text("phone")
    return None if phone is None else is_valid_phone(phone)


def knows(slot: str) -> "Question":
    """Whether a lead has told that much about itself."""

    def is_known(lead: Lead, criteria: Criteria, today: date) -> bool | None:
        return True if slot in lead.values else None

    return is_known


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_day = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - date.resolution).day
    return date(year, month + 1, min(day.day, last_day))


TARGET_GROUP = "target_group"
Question = Callable[[Lead, Criteria, date], bool | None]
Outcome = Mapping[str, bool | None]
"""Each criterion by name: met, not met, or unknown (``None``)."""


@dataclass(frozen=True)
class Criterion:
    """A named question about a lead, and the slots whose words prove the answer."""

    name: str
    question: Question
    slots: tuple[str, ...]


TABLE = (
    Criterion("contact_opt_in", may_contact, ("contact_opt_in",)),
    Criterion("person_name", has_a_name, ("person_name",)),
    Criterion("company", has_a_company, ("company",)),
    Criterion("reachable", is_reachable, ("email", "phone")),
    Criterion(TARGET_GROUP, is_in_target_group, ("industry", "location", "job_title", "department", "company_size")),
    Criterion("need", need_is_stated, ("need",)),
    Criterion("budget", budget_is_enough, ("budget",)),
    Criterion("authority", has_authority, ("authority",)),
    Criterion("timeline", starts_soon, ("timeline",)),
    Criterion("asked_for_contact", asked_for_contact, ("requested_contact",)),
    Criterion("marketing_opt_in", may_send_marketing, ("marketing_opt_in",)),
)
BANT = ("budget", "authority", "need", "timeline")
FURTHER = (
    Criterion("email", has_an_email, ("email",)),
    Criterion("phone", has_a_phone, ("phone",)),
    *(Criterion(slot, knows(slot), (slot,)) for slot in FIELDS if slot not in ("email", "phone")),
)
"""What counts only where the operator requires it or calls it ideal."""
FIT = frozenset({"person_name", "company", "reachable", "target_group", "authority", *FIELDS})
"""Criteria about who somebody is; the others are about what they did and said."""


def table(criteria: Criteria) -> tuple[Criterion, ...]:
    """The rows that count for an operator: all of the table, and what they want to know further."""
    wanted = {*criteria.mql.required, *criteria.mql.ideal, *criteria.sales_ready.required}
    return (*TABLE, *(row for row in FURTHER if row.name in wanted))


def words(row: Criterion, lead: Lead, criteria: Criteria) -> str | None:
    """What the visitor said that decides a criterion; outside the target group, what lies outside."""
    if not lead.facts:
        return None
    slots = row.slots
    if row.name == TARGET_GROUP:
        sides = criteria.target_group.sides(lead)
        slots = tuple(sorted({**dict.fromkeys(slots), **sides}, key=lambda slot: sides.get(slot) is not False))
    return next((said for slot in slots if (said := lead.evidence(slot))), None)
