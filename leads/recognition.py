"""Recognising a person who was here before: what is certain is joined, what is only likely waits for people."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from leads.groups import head_of, records
from leads.identity import Identity, Likeness, likeness
from leads.identity_tables import PossibleDuplicateRow
from leads.lead_rows import identify, identity_of
from leads.linking import beneath, link, links_between, unlink
from leads.tables import LeadRow, locked

IDENTIFYING = frozenset({"email", "phone", "person_name", "company"})
"""The slots that say who somebody is."""
COMPARED = 20  # an address of a whole company may be that of thousands of leads; the oldest are enough

Touch = Callable[[LeadRow], None]
"""Told of each lead before it changes."""


def recognise(session: Session, row: LeadRow, touch: Touch, now: datetime) -> None:
    """Joins a record with the leads of the same person, and parts it from those that it turns out not to be.

    The caller holds the identities. What a person has joined, or said to be somebody else, stays so.
    """
    identify(row)
    session.flush()
    _part(session, row, touch, now)
    for found in _found(session, row):
        mine, theirs = head_of(session, row), head_of(session, found)
        if mine is theirs:
            continue
        pairs = pairs_between(session, records(mine), records(theirs))
        alike = likeness(*(_identities(records(head)) for head in (mine, theirs)))
        if alike is None or any(pair.resolved == "dismissed" for pair in pairs):
            continue
        if not alike.certain:
            note(session, row, found, alike, now)
            continue
        locked(session, theirs.conversation_id)
        session.refresh(theirs)
        for head in (mine, theirs):
            touch(head)
        link(session, mine, theirs, alike.reason, None, now)
        resolve(pairs, "merged", None, now)


def pairs_between(
    session: Session, mine: Sequence[LeadRow], theirs: Sequence[LeadRow]
) -> tuple[PossibleDuplicateRow, ...]:
    """What is noted about records of two groups being the same person, decided or not."""
    ours, others = ([row.id for row in side] for side in (mine, theirs))
    first, second = PossibleDuplicateRow.first_id, PossibleDuplicateRow.second_id
    across = or_(first.in_(ours) & second.in_(others), first.in_(others) & second.in_(ours))
    return tuple(session.scalars(select(PossibleDuplicateRow).where(across)))


def resolve(pairs: Sequence[PossibleDuplicateRow], resolved: str, by: str | None, now: datetime) -> None:
    """Notes what became of possible duplicates."""
    for pair in pairs:
        pair.resolved, pair.by, pair.at = resolved, by, now


def note(session: Session, one: LeadRow, other: LeadRow, alike: Likeness, now: datetime) -> None:
    """Has people decide about two records, once; a pair that was merged, and is not any more, waits anew."""
    first, second = sorted((one.id, other.id))
    pair = session.get(PossibleDuplicateRow, (first, second))
    if pair is None:
        session.add(PossibleDuplicateRow(first_id=first, second_id=second, reason=alike.reason, found_at=now))
    elif pair.resolved != "dismissed":
        pair.reason, pair.resolved, pair.by, pair.at = alike.reason, None, None, None
    session.flush()


def _part(session: Session, row: LeadRow, touch: Touch, now: datetime) -> None:
    """Undoes what was joined without a person, where more was said that speaks against it."""
    while (doubted := _doubted(session, row)) is not None:
        record, alike = doubted
        head = head_of(session, record)
        for each in (head, record):
            touch(each)
        unlink(session, record, None, now)
        if alike is not None:
            note(session, record, head, alike, now)


def _doubted(session: Session, row: LeadRow) -> tuple[LeadRow, Likeness | None] | None:
    """A record that is joined with others of the group for a reason that holds no more."""
    group = records(head_of(session, row))
    links = links_between(session, group)
    for made in links:
        inside = beneath(made.record_id, links)
        sides = ([each for each in group if (each.id in inside) is wanted] for wanted in (True, False))
        alike = likeness(*(_identities(side) for side in sides))
        if made.by is None and (alike is None or not alike.certain):
            return next(each for each in group if each.id == made.record_id), alike
    return None


def _found(session: Session, row: LeadRow) -> Iterator[LeadRow]:
    """Records that share an address, a number, or name and company with this one, oldest first."""
    keys = (LeadRow.email_key, row.email_key), (LeadRow.phone_key, row.phone_key), (LeadRow.person_key, row.person_key)
    shared = [column == key for column, key in keys if key is not None]
    for key in shared:
        query = select(LeadRow).where(key, LeadRow.id != row.id).order_by(LeadRow.id).limit(COMPARED)
        yield from session.scalars(query).all()


def _identities(rows: Sequence[LeadRow]) -> list[Identity]:
    return [identity_of(row) for row in rows]
