"""Taking a permission back: by a link, or by a person who was told so. In the chat it is a fact like any other."""

import uuid

from leads.clock import Clock
from leads.consent import PURPOSES
from leads.database import Database
from leads.errors import InvalidFact
from leads.model import Lead, Source
from leads.store import LeadStore, Said
from leads.suppression import Reason, Suppression, reached


class Withdrawals:
    """Notes that a permission is withdrawn; what was given before stays in the history."""

    def __init__(self, database: Database, store: LeadStore, suppression: Suppression, clock: Clock) -> None:
        self._database, self._store, self._suppression, self._clock = database, store, suppression, clock

    def withdraw(self, lead_id: str, purpose: str, words: str, by: str | None = None) -> Lead:
        """Withdraws one permission, judges anew and has everybody told; once is enough.

        ``words`` are the visitor's, or those of the link that they followed; ``by`` names the person at sales who was
        told (``None``: the visitor did it themselves). Raises ``UnknownLead``, ``InvalidFact``.
        """
        if purpose not in PURPOSES:
            raise InvalidFact(f"purpose cannot be {purpose!r}; write {' or '.join(PURPOSES)}")
        lead = self._store.get(lead_id)
        if lead.yes(purpose) is not False:
            source = Source.VISITOR if by is None else Source.SALES
            said = Said(purpose, False, words, source, by=by)
            self._store.record(lead.conversation, f"withdrawn-{uuid.uuid4().hex}", [said], language=lead.language)
        return self._store.get(lead_id)

    def never_again(self, lead_id: str, words: str, by: str | None = None) -> Lead:
        """Withdraws every permission, and has nobody use the address or the number again. Raises ``UnknownLead``."""
        for purpose in PURPOSES:
            self.withdraw(lead_id, purpose, words, by)
        with self._database.write() as session:
            who = reached(self._store.get(lead_id))
            self._suppression.add(session, who, Reason.NEVER_AGAIN, self._clock.now())
        return self._store.get(lead_id)
