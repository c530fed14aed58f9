"""The outbox: what happened to leads, committed together with it, kept until every destination has it or never can."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, Text, cast, delete, func, select
from sqlalchemy.orm import Session

from leads.clock import Clock
from leads.database import Database
from leads.errors import UnknownParcel
from leads.handoff_tables import LeadEventRow, OutboxRow, PostingRow
from leads.tables import Json, Outcome

LEASE = timedelta(seconds=60)  # longer than any destination takes; afterwards another dispatcher may send
GIVE_UP_AFTER = timedelta(days=3)
LONGEST_ERROR = 500

ERASED = "lead.erased"
UPDATED = "lead.updated"
MERGED = "lead.merged"
OPT_IN = "optin"
"""The kind of the letters that ask a visitor to confirm a permission; they are behind it by the id of the request."""


@dataclass(frozen=True)
class Parcel:
    """An event on its way to one destination.

    ``id`` is that of the event, the same for each repetition; ``number`` is the row's. ``kind`` names what happened,
    such as ``lead.handed_off``; ``data`` is the lead as it was then, and what else belongs to the event.
    ``reference`` is what the destination returned for this lead before.
    """

    number: int
    id: str
    kind: str
    lead_id: str
    destination: str
    data: Mapping[str, Json]
    at: datetime
    attempts: int
    reference: Mapping[str, Json] | None

    @property
    def address(self) -> str:
        """The part of the destination behind its kind: a channel, a chat, an e-mail address."""
        return self.destination.partition(":")[2]


@dataclass(frozen=True)
class Posted:
    """Where a lead now stands at a destination: ``thread`` is what answers of people there are recognised by."""

    reference: Mapping[str, Json]
    thread: str | None = None


@dataclass(frozen=True)
class Trouble:
    """A parcel that has not arrived, or not yet."""

    number: int
    lead_id: str
    destination: str
    kind: str
    attempts: int
    cause: str | None
    given_up: bool
    due_at: datetime


class Outbox:
    """What is to be sent, in order for each lead at each destination.

    A parcel is claimed for a ``lease`` before it is sent, and settled afterwards. When the dispatcher dies in between
    it is sent again, under the same id: at least once.
    """

    def __init__(self, database: Database, clock: Clock, lease: timedelta = LEASE) -> None:
        self._database, self._clock, self._lease = database, clock, lease

    def wait_s(self, kind: str) -> float | None:
        """Seconds until something can be sent (0: now); ``None`` while nothing waits."""
        with self._database.read() as session:
            due = session.scalar(select(func.min(OutboxRow.due_at)).where(OutboxRow.id.in_(_heads(kind))))
        return None if due is None else max(0.0, (due - self._clock.now()).total_seconds())

    def claim(self, kind: str, limit: int = 30) -> tuple[Parcel, ...]:
        """Takes parcels that are due, at most one of each lead at each destination, and counts the attempt."""
        now = self._clock.now()
        query = (
            select(OutboxRow)
            .where(OutboxRow.id.in_(_heads(kind)), OutboxRow.due_at <= now, OutboxRow.settled_at.is_(None))
            .order_by(OutboxRow.due_at, OutboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=OutboxRow)
        )
        with self._database.write() as session:
            rows = session.scalars(query).all()
            for row in rows:
                row.due_at, row.attempts = now + self._lease, row.attempts + 1
            return tuple(_parcel(session, row) for row in rows)

    def delivered(self, parcel: Parcel, posted: Posted | None = None) -> None:
        """Settles a parcel, and remembers where the lead stands at the destination now."""
        with self._database.write() as session:
            if posted is not None:
                _post(session, parcel, posted)
                if session.get(OutboxRow, parcel.number) is None:  # erased while it was on its way
                    again = Recipient(parcel.destination, self._clock.now())
                    happened(session, parcel.lead_id, ERASED, _nothing_of(parcel.lead_id), [again], again.due_at)
            self._settle(session, parcel, Outcome.DELIVERED)
            if parcel.kind == ERASED:
                _forget(session, parcel)

    def postpone(self, parcel: Parcel, seconds: float, cause: str) -> None:
        """Has a parcel tried again later, or given up when that has been going on for days."""
        with self._database.write() as session:
            row = _held(session, parcel)
            if row is None:
                return
            row.last_error, row.due_at = cause[:LONGEST_ERROR], self._clock.now() + timedelta(seconds=seconds)
            if row.due_at - row.created_at > GIVE_UP_AFTER:
                _settle(row, Outcome.GIVEN_UP, self._clock.now())

    def give_up(self, parcel: Parcel, cause: str) -> None:
        """Settles a parcel that its destination will never take; it can be replayed."""
        with self._database.write() as session:
            self._settle(session, parcel, Outcome.GIVEN_UP, cause)

    def replay(self, number: int) -> None:
        """Sends a settled parcel once more, under its old id. Raises ``UnknownParcel``."""
        with self._database.write() as session:
            row = session.get(OutboxRow, number, with_for_update={"of": OutboxRow})
            if row is None:
                raise UnknownParcel(str(number))
            self._revive(row)

    def replay_given_up(self, kind: str | None = None) -> int:
        """Sends everything that was given up once more; returns how many parcels that are."""
        query = select(OutboxRow).where(OutboxRow.outcome == Outcome.GIVEN_UP).with_for_update(of=OutboxRow)
        with self._database.write() as session:
            rows = session.scalars(query if kind is None else query.where(OutboxRow.kind == kind)).all()
            for row in rows:
                self._revive(row)
            return len(rows)

    def troubles(self, lead_id: str | None = None, limit: int = 100) -> tuple[Trouble, ...]:
        """Parcels that were given up or are tried again, newest first."""
        query = (
            select(OutboxRow)
            .where(OutboxRow.last_error.is_not(None), OutboxRow.outcome.is_distinct_from(Outcome.DELIVERED))
            .order_by(OutboxRow.id.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            rows = session.scalars(query if lead_id is None else query.where(OutboxRow.lead_id == lead_id))
            return tuple(_trouble(row) for row in rows)

    def waiting(self) -> Mapping[str, int]:
        """How many parcels wait, by kind of destination."""
        query = select(OutboxRow.kind, func.count()).where(OutboxRow.settled_at.is_(None)).group_by(OutboxRow.kind)
        with self._database.read() as session:
            return {str(kind): int(count) for kind, count in session.execute(query)}

    def lead_at(self, destination: str, thread: str) -> str | None:
        """The lead that a thread at a destination is about, or ``None``."""
        query = select(PostingRow.lead_id).where(PostingRow.destination == destination, PostingRow.thread == thread)
        with self._database.read() as session:
            return session.scalars(query).first()

    def posted_in(self, thread: str) -> tuple[str, str] | None:
        """The lead that a thread is about, and the destination that it was told at; for threads whose names are
        unique beyond one destination."""
        query = select(PostingRow.lead_id, PostingRow.destination).where(PostingRow.thread == thread)
        with self._database.read() as session:
            found = session.execute(query).first()
            return None if found is None else (found[0], found[1])

    def postings(self, lead_id: str) -> Mapping[str, Mapping[str, Json]]:
        """Where a lead stands: by destination what that returned for it."""
        query = select(PostingRow.destination, PostingRow.reference).where(PostingRow.lead_id == lead_id)
        with self._database.read() as session:
            return {str(destination): reference for destination, reference in session.execute(query)}

    def marked(self, kind: str, mark: str) -> tuple[str, str] | None:
        """The lead and the destination of this kind in whose reference a text stands as a value, or ``None``."""
        query = select(PostingRow.lead_id, PostingRow.destination).where(
            PostingRow.destination.startswith(f"{kind}:", autoescape=True),
            cast(PostingRow.reference, Text).contains(f'"{mark}"', autoescape=True),
        )
        with self._database.read() as session:
            found = session.execute(query).first()
            return None if found is None else (found[0], found[1])

    def _revive(self, row: OutboxRow) -> None:
        row.settled_at, row.outcome, row.last_error = None, None, None
        row.due_at = row.created_at = self._clock.now()

    def _settle(self, session: Session, parcel: Parcel, outcome: Outcome, cause: str | None = None) -> None:
        row = _held(session, parcel)
        if row is not None:
            row.last_error = cause[:LONGEST_ERROR] if cause else row.last_error
            _settle(row, outcome, self._clock.now())


@dataclass(frozen=True)
class Recipient:
    """A destination that is to be told, and when at the earliest."""

    destination: str
    due_at: datetime

    @property
    def kind(self) -> str:
        return self.destination.partition(":")[0]


def happened(
    session: Session,
    lead_id: str,
    kind: str,
    data: Mapping[str, Json],
    recipients: Iterable[Recipient],
    now: datetime,
    latest_is_enough: Collection[str] = (),
) -> None:
    """Commits an event and who is to be told, in the transaction in which it happens.

    Destinations of the kinds in ``latest_is_enough`` show the lead as it is when they are told: they get no second
    parcel while one is waiting that nobody has begun to send.
    """
    told = [each for each in recipients if each.kind not in latest_is_enough or not _is_waiting(session, lead_id, each)]
    if not told:
        return
    event = LeadEventRow(event_id=str(uuid.uuid4()), lead_id=lead_id, kind=kind, data=dict(data), at=now)
    session.add(event)
    session.flush()
    session.add_all(
        OutboxRow(
            event=event.id,
            lead_id=lead_id,
            kind=each.kind,
            destination=each.destination,
            due_at=each.due_at,
            created_at=now,
        )
        for each in told
    )


def erased(session: Session, lead_id: str, now: datetime) -> None:
    """Drops what happened to a lead, and has everybody told who was told of it before: they must erase it too."""
    posted = select(PostingRow.destination).where(PostingRow.lead_id == lead_id)
    sent = select(OutboxRow.destination).where(OutboxRow.lead_id == lead_id, OutboxRow.attempts > 0)
    told_before = {*session.scalars(posted), *session.scalars(sent)}
    destinations = sorted(each for each in told_before if not each.startswith(f"{OPT_IN}:"))  # the visitor knows
    session.execute(delete(OutboxRow).where(OutboxRow.lead_id == lead_id))
    session.execute(delete(LeadEventRow).where(LeadEventRow.lead_id == lead_id))
    told = [Recipient(each, now) for each in destinations]
    happened(session, lead_id, ERASED, _nothing_of(lead_id), told, now)


def taken_away(session: Session, lead_id: str, kinds: Collection[str], now: datetime) -> None:
    """Has a lead that stays taken away where destinations of these kinds show it; what follows shows it anew."""
    posted = select(PostingRow.destination).where(PostingRow.lead_id == lead_id).order_by(PostingRow.destination)
    told = [Recipient(each, now) for each in session.scalars(posted)]
    happened(session, lead_id, ERASED, _nothing_of(lead_id), [each for each in told if each.kind in kinds], now)


def _heads(kind: str) -> Select[int]:
    """For each lead at each destination the parcel whose turn it is."""
    return (
        select(func.min(OutboxRow.id))
        .where(OutboxRow.kind == kind, OutboxRow.settled_at.is_(None))
        .group_by(OutboxRow.destination, OutboxRow.lead_id)
    )


def _is_waiting(session: Session, lead_id: str, recipient: Recipient) -> bool:
    query = select(OutboxRow.id).where(
        OutboxRow.lead_id == lead_id,
        OutboxRow.destination == recipient.destination,
        OutboxRow.settled_at.is_(None),
        OutboxRow.attempts == 0,
        OutboxRow.happened.has(LeadEventRow.kind != ERASED),  # after that there is nothing to bring up to date
    )
    return session.scalars(query.limit(1)).first() is not None


def _held(session: Session, parcel: Parcel) -> OutboxRow | None:
    """The row, unless another dispatcher has taken it over since, or it is settled."""
    row = session.get(OutboxRow, parcel.number, with_for_update={"of": OutboxRow})
    return row if row is not None and row.attempts == parcel.attempts and row.settled_at is None else None


def _settle(row: OutboxRow, outcome: Outcome, now: datetime) -> None:
    row.settled_at, row.outcome = now, outcome


def _nothing_of(lead_id: str) -> dict[str, Json]:
    return {"lead": {"id": lead_id}}


def _post(session: Session, parcel: Parcel, posted: Posted) -> None:
    row = PostingRow(lead_id=parcel.lead_id, destination=parcel.destination)
    row.reference, row.thread = dict(posted.reference), posted.thread
    session.merge(row)


def _forget(session: Session, parcel: Parcel) -> None:
    posting = session.get(PostingRow, (parcel.lead_id, parcel.destination))
    if posting is not None:
        session.delete(posting)


def _parcel(session: Session, row: OutboxRow) -> Parcel:
    posting = session.get(PostingRow, (row.lead_id, row.destination))
    event = row.happened
    return Parcel(
        number=row.id,
        id=event.event_id,
        kind=event.kind,
        lead_id=row.lead_id,
        destination=row.destination,
        data=event.data,
        at=event.at,
        attempts=row.attempts,
        reference=None if posting is None else posting.reference,
    )


def _trouble(row: OutboxRow) -> Trouble:
    return Trouble(
        row.id,
        row.lead_id,
        row.destination,
        row.happened.kind,
        row.attempts,
        row.last_error,
        row.outcome == Outcome.GIVEN_UP,
        row.due_at,
    )
