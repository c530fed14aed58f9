"""Imported leads in the database: each in a conversation on the channel ``import``, none of them twice."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.database import Database
from leads.errors import StoreUnavailable
from leads.importing import ImportedLead
from leads.store import LeadStore
from leads.tables import ConversationRow

CHANNEL = "import"
RACES_LOST_AT_MOST = 5

Refused = Callable[[str | None, str | None], bool]
"""Whether whoever has this e-mail address or this phone number must not be contacted again."""


def nobody_is_refused(_email: str | None, _phone: str | None) -> bool:
    """There is no list of people who must not be contacted."""
    return False


class Imports:
    """Writes what was read. ``store`` judges it and tells whom it tells of any other lead."""

    def __init__(self, database: Database, store: LeadStore, clock: Clock) -> None:
        self._database, self._store, self._clock = database, store, clock

    def known(self, leads: Collection[ImportedLead]) -> frozenset[str]:
        """The fingerprints of those that were imported before."""
        with self._database.read() as session:
            return _known(session, leads)

    def bring_in(self, leads: Sequence[ImportedLead], language: str) -> int:
        """Stores in one transaction what was not imported before; returns how many that are.

        ``language`` is for rows that name none. Raises ``StoreUnavailable``; then nothing of these is stored.
        """
        for _ in range(RACES_LOST_AT_MOST):
            try:
                with self._database.write() as session:
                    return self._bring_in(session, leads, language)
            except IntegrityError:
                continue  # somebody imports the same file at this moment
        raise StoreUnavailable("the lead database: other imports of the same rows go on and on")

    def _bring_in(self, session: Session, leads: Sequence[ImportedLead], language: str) -> int:
        known = _known(session, leads)
        new = {each.fingerprint: each for each in leads if each.fingerprint not in known}
        now = self._clock.now()
        self._store.record_new(
            session,
            ((_talk(each, each.language or language, now), each.fingerprint, each.said) for each in new.values()),
        )
        return len(new)


def _known(session: Session, leads: Collection[ImportedLead]) -> frozenset[str]:
    ids = {_conversation(each.fingerprint): each.fingerprint for each in leads}
    found = session.scalars(select(ConversationRow.id).where(ConversationRow.id.in_(ids)))
    return frozenset(ids[each] for each in found)


def _talk(lead: ImportedLead, language: str, now: datetime) -> ConversationRow:
    return ConversationRow(
        id=_conversation(lead.fingerprint),
        channel=CHANNEL,
        language=language,
        source=dict(lead.source),
        created_at=now,
    )


def _conversation(fingerprint: str) -> str:
    return f"{CHANNEL}-{fingerprint}"
