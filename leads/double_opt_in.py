"""Double opt-in: a yes to marketing counts once it was confirmed from the mailbox that it is about."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.contact_points import is_valid_email, normal_email
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import OptInConfirmed, OptInExpired, UnknownOptIn
from leads.groups import lead_row, locked_head, records
from leads.lead_rows import history, lead_of, project
from leads.model import Source
from leads.outbox import OPT_IN, Recipient, happened
from leads.privacy_tables import ConfirmationRow
from leads.projection import standing
from leads.revision import Before, Listener, before_of
from leads.suppression import Suppression, reached
from leads.tables import ConsentRow, LeadRow

VALID = timedelta(days=7)
LETTERS_A_DAY = 3
"""To one address, whoever asks for them: nobody's mailbox is flooded by somebody who types it into a chat."""
MARKETING = "marketing_opt_in"
REQUESTED = "optin.requested"


@dataclass(frozen=True)
class OptIn:
    """A request to confirm; ``wording`` is the question that the visitor said yes to (``None``: said unasked)."""

    id: str
    lead_id: str
    address: str
    wording: str | None
    said: str
    language: str
    requested_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None


class DoubleOptIn:
    """Keeps what a lead's permissions are worth. While it is off no letter is asked for, and a yes counts as it is.

    So does an imported one: whoever imports it says where its proof is kept.
    """

    def __init__(
        self,
        database: Database,
        criteria: Criteria,
        clock: Clock,
        suppression: Suppression,
        then: Listener,
        *,
        on: bool,
    ) -> None:
        self._database, self._criteria, self._clock, self._suppression = database, criteria, clock, suppression
        self._then, self._on = then, on

    def changed(self, session: Session, row: LeadRow, before: Before | None) -> None:
        """Follows a change of a lead in its transaction: lifts, asks to confirm, judges anew; then tells the next."""
        if row.merged_into is not None:  # the lead that it is a part of changes by itself
            self._then(session, row, before)
            return
        self._lift(session, row)
        confirmed = self._confirmed(session, row)
        if confirmed is not row.marketing_confirmed:
            row.marketing_confirmed = confirmed
            project(row, self._criteria, self._clock.today(), self._clock.now())
            session.flush()
        self._then(session, row, before)

    def requested(self, opt_in: str) -> OptIn:
        """A request that can be confirmed now. Raises ``UnknownOptIn``, ``OptInExpired`` or ``OptInConfirmed``."""
        with self._database.read() as session:
            return self._open(session, opt_in)

    def confirm(self, opt_in: str) -> OptIn:
        """Keeps the proof and judges the lead anew.

        Raises ``UnknownOptIn`` (erased or withdrawn since), ``OptInExpired`` or ``OptInConfirmed``.
        """
        with self._database.write() as session:
            lead = locked_head(session, lead_row(session, self._open(session, opt_in).lead_id))
            session.expire_all()
            self._open(session, opt_in)
            row = session.get_one(ConfirmationRow, opt_in)
            row.confirmed_at = self._clock.now()
            session.flush()
            before = before_of(lead)
            self.changed(session, lead, before)
            return _opt_in(session, row)

    def _open(self, session: Session, opt_in: str) -> OptIn:
        row = session.get(ConfirmationRow, opt_in)
        if row is None:
            raise UnknownOptIn(opt_in)
        lead = lead_row(session, row.lead_id)
        if row.confirmed_at is not None:
            raise OptInConfirmed(opt_in)
        if row.expires_at <= self._clock.now():
            raise OptInExpired(opt_in)
        consent = _consent(_consents_of(lead))
        is_meant = consent is not None and consent.id == row.consent_id and lead.values.get(MARKETING) is True
        if not is_meant or self._suppression.holds(session, reached(lead_of(lead)), MARKETING):
            raise UnknownOptIn(opt_in)
        return _opt_in(session, row)

    def _lift(self, session: Session, row: LeadRow) -> None:
        """Who says yes themselves, after they were put on the list, may be contacted for that purpose again."""
        for purpose, fact in standing(history(row)).items():
            if fact.value is True and fact.source == Source.VISITOR:
                self._suppression.lift(session, reached(lead_of(row)), purpose, fact.at)

    def _confirmed(self, session: Session, row: LeadRow) -> bool | None:
        """``None``: no confirmation is needed. False: not yet, or the address must not be used."""
        if row.values.get(MARKETING) is not True:
            return None
        if self._suppression.holds(session, reached(lead_of(row)), MARKETING):
            return False
        if not self._on or standing(history(row))[MARKETING].source == Source.IMPORT:
            return None
        consent = _consent(_consents_of(row))
        if consent is None or row.email is None or not is_valid_email(row.email):
            return False
        known = self._of(session, consent, normal_email(row.email))
        if known is None:
            self._request(session, row, consent, normal_email(row.email))
        return known is not None and known.confirmed_at is not None

    def _of(self, session: Session, consent: ConsentRow, address: str) -> ConfirmationRow | None:
        query = select(ConfirmationRow).where(ConfirmationRow.consent_id == consent.id)
        return session.scalars(query.where(ConfirmationRow.address == address)).one_or_none()

    def _request(self, session: Session, row: LeadRow, consent: ConsentRow, address: str) -> None:
        """Asks while the yes is fresh: one from months ago is no reason for a letter today."""
        now = self._clock.now()
        lately = select(func.count()).where(
            ConfirmationRow.address == address, ConfirmationRow.requested_at > now - timedelta(days=1)
        )
        if consent.at < now - VALID or (session.scalar(lately) or 0) >= LETTERS_A_DAY:
            return
        asked = ConfirmationRow(
            id=secrets.token_hex(16),
            lead_id=row.id,
            consent_id=consent.id,
            address=address,
            wording=consent.wording,
            version=consent.version,
            language=consent.language,
            requested_at=now,
            expires_at=now + VALID,
        )
        session.add(asked)
        session.flush()
        # The outbox names the request, not the address: what it keeps and logs is nobody's data.
        happened(session, row.id, REQUESTED, {"opt_in": asked.id}, [Recipient(f"{OPT_IN}:{asked.id}", now)], now)


def _consents_of(head: LeadRow) -> list[ConsentRow]:
    return [consent for record in records(head) for consent in record.consents]


def _consent(consents: Sequence[ConsentRow]) -> ConsentRow | None:
    """The yes that holds now: the first one since the last no. A yes that is said twice is one consent."""
    holds = None
    for each in sorted(consents, key=lambda row: row.id):
        if each.purpose == MARKETING:
            holds = (holds or each) if each.given else None
    return holds


def _opt_in(session: Session, row: ConfirmationRow) -> OptIn:
    said = session.get_one(ConsentRow, row.consent_id).said
    return OptIn(
        row.id,
        row.lead_id,
        row.address,
        row.wording,
        said,
        row.language,
        row.requested_at,
        row.expires_at,
        row.confirmed_at,
    )
