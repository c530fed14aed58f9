"""The permissions of a lead with their proof, and what became of the letters that ask to confirm one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from leads import values
from leads.database import Database
from leads.groups import lead_row, records
from leads.privacy_tables import ConfirmationRow
from leads.tables import ConsentRow


@dataclass(frozen=True)
class Answer:
    """One yes or no. ``wording`` is the question as it was put (``None``: said unasked), ``version`` its fingerprint;
    where a person entered it (``by``), the wording is their note of where the proof is."""

    purpose: str
    given: bool
    wording: str | None
    version: str | None
    language: str
    said: str
    message_id: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class Letter:
    """One letter that asks to confirm; ``confirmed_at`` is ``None`` until somebody did."""

    address: str
    requested_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None


@dataclass(frozen=True)
class Proof:
    """Everything about the permissions of one person, oldest first."""

    answers: tuple[Answer, ...]
    letters: tuple[Letter, ...]


class Permissions:
    """Reads permissions as they are at this moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, lead_id: str) -> Proof:
        """Those of all records of a lead. Raises ``UnknownLead``."""
        with self._database.read() as session:
            ids = [row.id for row in records(lead_row(session, values.sayable(lead_id)))]
            consents = session.scalars(select(ConsentRow).where(ConsentRow.lead_id.in_(ids)).order_by(ConsentRow.id))
            asked = select(ConfirmationRow).where(ConfirmationRow.lead_id.in_(ids))
            letters = session.scalars(asked.order_by(ConfirmationRow.requested_at))
            return Proof(
                tuple(Answer(**{name: getattr(row, name) for name in OF_AN_ANSWER}) for row in consents),
                tuple(Letter(**{name: getattr(row, name) for name in OF_A_LETTER}) for row in letters),
            )


OF_AN_ANSWER = tuple(Answer.__dataclass_fields__)
OF_A_LETTER = tuple(Letter.__dataclass_fields__)
