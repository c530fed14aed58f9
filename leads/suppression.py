"""The suppression list: people who are not contacted again, known by nothing but a keyed hash of how to reach them."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from leads.consent import PURPOSES
from leads.contact_points import normal_email, normal_phone
from leads.database import Database
from leads.model import Lead
from leads.privacy_tables import SuppressionRow
from leads.tables import LeadRow

AT_ONCE = 500  # more bound values than that, and some databases refuse a statement


class Reason(StrEnum):
    """Why somebody is on the list."""

    ERASED = "erased"
    NEVER_AGAIN = "never_again"


@dataclass(frozen=True)
class Reached:
    """How a person can be reached."""

    email: str | None = None
    phone: str | None = None


def reached(lead: Lead) -> Reached:
    """How a lead can be reached."""
    return Reached(lead.text("email"), lead.text("phone"))


class Suppression:
    """The list, within a transaction of its caller. ``secret`` keys the hashes: without it, nothing can be looked up.

    Addresses are compared in their normal form: without upper case, phone numbers without their extension.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def add(
        self, session: Session, who: Reached, reason: Reason, now: datetime, purposes: Sequence[str] = PURPOSES
    ) -> None:
        """Has nobody use these ways again; other leads with the same address are not written to by campaigns either."""
        for point in self.points(who):
            for purpose in purposes:
                session.merge(SuppressionRow(point=point, purpose=purpose, reason=reason, at=now))
        if who.email is not None and "marketing_opt_in" in purposes:
            same = func.lower(LeadRow.email) == normal_email(who.email)
            session.execute(update(LeadRow).where(same).values(marketing_confirmed=False, automation_ready=False))
        session.flush()

    def lift(self, session: Session, who: Reached, purpose: str, said_at: datetime) -> None:
        """Allows a purpose again, for a person who said yes at this moment, after they had been put on the list."""
        own = SuppressionRow.point.in_(self.points(who))
        session.execute(
            delete(SuppressionRow).where(own, SuppressionRow.purpose == purpose, SuppressionRow.at < said_at)
        )

    def holds(self, session: Session, who: Reached, purpose: str) -> bool:
        """Whether a person must not be contacted for a purpose."""
        return self.of_many(session, [who], purpose)[0]

    def of_many(self, session: Session, people: Sequence[Reached], purpose: str) -> tuple[bool, ...]:
        """The same for many people, in their order."""
        points = [self.points(who) for who in people]
        known = self._known(session, sorted({each for of_one in points for each in of_one}), purpose)
        return tuple(not known.isdisjoint(of_one) for of_one in points)

    def _known(self, session: Session, points: Sequence[str], purpose: str) -> frozenset[str]:
        found: set[str] = set()
        for start in range(0, len(points), AT_ONCE):
            some = SuppressionRow.point.in_(points[start : start + AT_ONCE])
            found.update(session.scalars(select(SuppressionRow.point).where(some, SuppressionRow.purpose == purpose)))
        return frozenset(found)

    def points(self, who: Reached) -> tuple[str, ...]:
        """The keyed hashes of how to reach a person."""
        email, phone = who.email and normal_email(who.email), who.phone and normal_phone(who.phone)
        return tuple(self._hash(kind, point) for kind, point in (("email", email), ("phone", phone)) if point)

    def _hash(self, kind: str, point: str) -> str:
        return hmac.new(self._secret, f"{kind}:{point}".encode(), hashlib.sha256).hexdigest()


class SuppressionList:
    """The list by itself, for an import or a CRM: who of these people must be left alone."""

    def __init__(self, database: Database, suppression: Suppression) -> None:
        self._database, self._suppression = database, suppression

    def holds(self, who: Reached, purpose: str = "contact_opt_in") -> bool:
        """Whether a person must not be contacted for a purpose."""
        return self.of_many([who], purpose)[0]

    def of_many(self, people: Iterable[Reached], purpose: str = "contact_opt_in") -> tuple[bool, ...]:
        """The same for many people, in their order: what an import refuses, and counts."""
        with self._database.read() as session:
            return self._suppression.of_many(session, tuple(people), purpose)

    def refuses(self, purpose: str = "contact_opt_in") -> Callable[[str | None, str | None], bool]:
        """Tells of an address and a number whether they are on the list as it is now; for a file of any length."""
        with self._database.read() as session:
            rows = select(SuppressionRow.point).where(SuppressionRow.purpose == purpose)
            known = frozenset(session.scalars(rows))
        return lambda email, phone: not known.isdisjoint(self._suppression.points(Reached(email, phone)))

    def count(self) -> int:
        """How many entries the list has."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).select_from(SuppressionRow)) or 0
