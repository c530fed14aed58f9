"""What is known about a lead, value by value, with who said it and what was said before."""

from collections.abc import Collection
from dataclasses import dataclass

from leads.consent import PURPOSES
from leads.model import Fact, Lead, Source
from leads.projection import standing
from leads.values import READERS


@dataclass(frozen=True)
class Known:
    """One slot: the fact that counts, the others about it (oldest first), and what may be done.

    ``message`` is the number of the message on the page that says it, ``is_entered`` whether a person at sales did;
    only that is taken back by hand.
    """

    slot: str
    fact: Fact
    others: tuple[Fact, ...]
    message: str | None
    is_entered: bool


def known_of(lead: Lead, messages: Collection[str]) -> list[Known]:
    """The slots that have a value, in the order of the form."""
    counts = standing(lead.facts)
    return [_known(slot, counts[slot], lead, messages) for slot in READERS if slot in counts]


def unknown_slots(lead: Lead) -> list[str]:
    """The slots that have none; a permission needs its proof, and is entered like any other."""
    return [slot for slot in READERS if slot not in lead.values]


def _known(slot: str, fact: Fact, lead: Lead, messages: Collection[str]) -> Known:
    others = tuple(each for each in lead.facts if each.slot == slot and each is not fact)
    entered = fact.source == Source.SALES and slot not in PURPOSES
    return Known(slot, fact, others, fact.message_id if fact.message_id in messages else None, entered)
