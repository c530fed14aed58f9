"""Who is told what about a lead, and when: people at business hours and with news only, programs always."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leads.business_hours import BusinessHours
from leads.handoff_tables import HandOffRow
from leads.outbox import UPDATED, Recipient
from leads.routing import Address

SHOWING = frozenset({"slack", "telegram"})
"""Destinations that keep one message for each lead up to date; the others get letters, and only with news."""
LETTERS = frozenset({"email", "log"})
NEWS = frozenset(
    {"lead.handed_off", "lead.qualified", "lead.person_wanted", "lead.reminder", "lead.escalated", "lead.released"}
)
LOG = "log:"


@dataclass(frozen=True)
class Told:
    """What is configured. ``people`` are the kinds of destinations that reach people, ``streams`` get every event."""

    people: frozenset[str] = frozenset()
    streams: tuple[str, ...] = ()


TO_NOBODY = Told()


def configured(reached: Iterable[Address], told: Told) -> list[str]:
    """The destinations that can be used; where none can, the log."""
    return [f"{each.kind}:{each.to}" for each in reached if each.kind in told.people] or [LOG]


def recipients(
    kind: str, handoff: HandOffRow | None, told: Told, hours: BusinessHours, now: datetime
) -> list[Recipient]:
    """Everybody who is told that something happened to a lead; without a hand-off, only programs."""
    audience = [Recipient(f"{stream}:", now) for stream in told.streams]
    if handoff is None:
        return audience
    earliest = now if handoff.at_night or kind not in NEWS | {UPDATED} else hours.next_opening(now)
    people = [each for each in handoff.destinations if _wants(each, kind)]
    return audience + [Recipient(each, now if each == LOG else earliest) for each in people]


def _wants(destination: str, kind: str) -> bool:
    """Letters come with news only; what shows a lead is kept up to date."""
    of_kind = destination.partition(":")[0]
    return of_kind in SHOWING or (of_kind in LETTERS and kind in NEWS)
