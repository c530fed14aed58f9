"""A hand-off as the rest of the program, and the receivers of events, read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from leads.handoff_tables import HandOffRow
from leads.model import LeadClass
from leads.tables import Json


@dataclass(frozen=True)
class HandOff:
    """To whom a lead was given, by which route and why, and who has taken it; ``due_at`` is the next step's moment.

    ``time_to_claim`` is business time.
    """

    lead_id: str
    lead_class: LeadClass
    route: str | None
    team: str | None
    person: str | None
    because: str
    handed_off_at: datetime
    step: int
    due_at: datetime | None
    claimed_by: str | None
    claimed_at: datetime | None
    time_to_claim: timedelta | None
    destinations: tuple[str, ...]


def handoff_of(row: HandOffRow) -> HandOff:
    """A row as the rest of the program reads it."""
    return HandOff(
        row.lead_id,
        LeadClass(row.lead_class),
        row.route,
        row.team,
        row.person,
        row.because,
        row.handed_off_at,
        row.step,
        row.step_at,
        row.claimed_by,
        row.claimed_at,
        None if row.worked_s is None else timedelta(seconds=row.worked_s),
        tuple(row.destinations),
    )


def as_told(handoff: HandOffRow) -> dict[str, Json]:
    """A hand-off as the receivers of events read it."""
    return {name: getattr(handoff, name) for name in ("route", "team", "person", "because", "step")}
