"""Every conversation of a person, as people read them: where, when, in which language, and what was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from leads import values
from leads.database import Database
from leads.groups import lead_row, records
from leads.inbox import Inbox, Line
from leads.tables import LeadRow


@dataclass(frozen=True)
class Talk:
    """One conversation; ``record`` is the id of the lead that was made of it alone."""

    record: str
    conversation: str
    channel: str
    language: str
    since: datetime
    source: Mapping[str, str]
    lines: tuple[Line, ...]


class Talks:
    """Reads conversations as they are at this moment."""

    def __init__(self, database: Database, inbox: Inbox) -> None:
        self._database, self._inbox = database, inbox

    def of(self, lead_id: str) -> tuple[Talk, ...]:
        """All of a lead's, oldest first. Raises ``UnknownLead``."""
        with self._database.read() as session:
            found = [_heading(row) for row in records(lead_row(session, values.sayable(lead_id)))]
        return tuple(Talk(*heading, self._inbox.transcript(heading[1])) for heading in found)


def _heading(row: LeadRow) -> tuple[str, str, str, str, datetime, Mapping[str, str]]:
    talk = row.conversation
    return row.id, talk.id, talk.channel, talk.language or row.language, talk.created_at, dict(talk.source)
