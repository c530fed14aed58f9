"""What to ask next: only what is still open, in the operator's order, and nothing that cannot matter any more."""

from collections.abc import Mapping

from leads.criteria import Criteria
from leads.model import Lead


def open_questions(lead: Lead | None, criteria: Criteria, in_vain: Mapping[str, int]) -> tuple[str, ...]:
    """The slots still worth asking for, next first.

    ``in_vain`` counts how often each slot was asked without an answer; after enough of it the question is let go.
    A visitor who does not want to be contacted is asked nothing more; one who keeps the e-mail address back is asked
    for a phone number.
    """
    if lead is not None and lead.yes("contact_opt_in") is False:
        return ()
    return tuple(slot for slot in _order(lead, criteria) if _is_open(slot, lead, criteria, in_vain))


def _order(lead: Lead | None, criteria: Criteria) -> tuple[str, ...]:
    order = criteria.questions.order
    if lead is None or "email" not in lead.declined or "email" not in order or "phone" in order:
        return order
    place = order.index("email")
    return (*order[:place], "phone", *order[place + 1 :])


def _is_open(slot: str, lead: Lead | None, criteria: Criteria, in_vain: Mapping[str, int]) -> bool:
    failures = in_vain.get(slot, 0)
    if failures >= criteria.questions.ask_at_most:
        return False
    if slot == "email" and failures and lead is not None and "phone" in lead.values:
        return False  # who answers with a phone number can be reached
    if lead is None:
        return True
    unknown = slot not in lead.values or lead.is_only_inferred(slot)
    return unknown and slot not in lead.declined
