"""What was sent about a lead, and where it arrived: the latest state of each destination."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from leads import values
from leads.database import Database
from leads.errors import UnknownParcel
from leads.groups import lead_row, records
from leads.handoff_tables import OutboxRow
from leads.outbox import OPT_IN


@dataclass(frozen=True)
class Sending:
    """One destination. ``state`` is delivered, waiting, again (it failed and is tried again) or given_up, and ``cause``
    says why it failed; ``number`` and ``kind`` are those of the parcel that the state is about."""

    destination: str
    number: int
    kind: str
    state: str
    cause: str | None
    at: datetime


class Sendings:
    """Reads what was sent as it is at this moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, lead_id: str) -> tuple[Sending, ...]:
        """Each destination of a lead once: with a parcel that was given up, else with the latest one.

        Raises ``UnknownLead``.
        """
        with self._database.read() as session:
            ids = [row.id for row in records(lead_row(session, values.sayable(lead_id)))]
            query = select(OutboxRow).where(OutboxRow.lead_id.in_(ids), OutboxRow.kind != OPT_IN)
            found: dict[str, Sending] = {}
            for row in session.scalars(query.order_by(OutboxRow.id)):
                known = found.get(row.destination)
                if known is None or known.state != "given_up" or row.outcome == "given_up":
                    found[row.destination] = _sending(row)
            return tuple(found.values())

    def check(self, lead_id: str, number: int) -> None:
        """Raises ``UnknownParcel`` unless this parcel is about this lead and was given up, and ``UnknownLead``."""
        of_lead = [each.number for each in self.of(lead_id) if each.state == "given_up"]
        if number not in of_lead:
            raise UnknownParcel(str(number))


def _sending(row: OutboxRow) -> Sending:
    state = row.outcome or ("again" if row.last_error else "waiting")
    at = row.settled_at or (row.due_at if row.last_error else row.created_at)
    return Sending(row.destination, row.id, row.happened.kind, state, row.last_error, at)
