"""The ladder of classes: which one a table of outcomes reaches, and what is missing for the next."""

from collections.abc import Iterator

from leads.contact_points import is_disposable, is_valid_email
from leads.criteria import Criteria
from leads.criterion import BANT, TARGET_GROUP, Outcome
from leads.model import Lead, LeadClass, Missing

SCORE, DISQUALIFIED = "score", "disqualified"
"""What can be missing though it is no criterion: points, and that somebody is a lead at all."""


def classify(outcome: Outcome, score: int, criteria: Criteria) -> LeadClass:
    """The class that outcomes and score make; what is unknown counts as not met yet."""
    if not is_qualified(outcome, criteria):
        return LeadClass.LEAD
    if all(outcome[name] for name in BANT):
        return LeadClass.BANT
    ready = criteria.sales_ready
    asked = ready.requested_contact and outcome["asked_for_contact"]
    concrete = score >= ready.minimum_score and all(outcome[name] for name in ready.required)
    return LeadClass.SRL if concrete or asked else LeadClass.MQL


def is_qualified(outcome: Outcome, criteria: Criteria) -> bool:
    """Whether the lead has all that marketing requires and is not outside the target group."""
    return all(outcome[name] for name in criteria.mql.required) and outcome[TARGET_GROUP] is not False


def is_automation_ready(outcome: Outcome, has_mail: bool, criteria: Criteria) -> bool:
    """Whether campaigns may start: qualified, allowed, and with an address that is read."""
    return bool(is_qualified(outcome, criteria) and outcome["marketing_opt_in"] and has_mail)


def gets_mail(lead: Lead) -> bool:
    """Whether there is an e-mail address that is valid, not thrown away by design, and confirmed if it has to be."""
    email = lead.text("email")
    usable = email is not None and is_valid_email(email) and not is_disposable(email)
    return usable and lead.marketing_confirmed is not False


def missing(
    reached: LeadClass, outcome: Outcome, score: int, disqualified: str | None, criteria: Criteria
) -> tuple[Missing, ...]:
    """What stands between the class that is reached and the next one; nothing stands above a BANT lead.

    A lead that asks to be contacted is sales-ready without what is missing for that.
    """
    match reached:
        case LeadClass.LEAD:
            barred = [Missing(DISQUALIFIED, False)] if disqualified else []
            outside = [Missing(TARGET_GROUP, False)] if outcome[TARGET_GROUP] is False else []
            return (*barred, *outside, *_unmet(criteria.mql.required, outcome))
        case LeadClass.MQL:
            low = [Missing(SCORE, False)] if score < criteria.sales_ready.minimum_score else []
            return (*_unmet(criteria.sales_ready.required, outcome), *low)
        case LeadClass.SRL:
            return tuple(_unmet(BANT, outcome))
        case _:
            return ()


def _unmet(names: tuple[str, ...], outcome: Outcome) -> Iterator[Missing]:
    for name in names:
        if (met := outcome[name]) is not True:
            yield Missing(name, met)
