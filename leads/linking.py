"""Joining records of one person and taking them apart, within a transaction. Facts, messages, hand-offs stay where
they are: only links between records come and go."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import inspect as sa_inspect
from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.audience import SHOWING
from leads.groups import head_of, records
from leads.handoff_tables import HandOffRow
from leads.identity import Reason
from leads.identity_tables import MergeRow
from leads.lifecycle import Cause, inherit
from leads.model import Stage
from leads.outbox import taken_away
from leads.tables import LeadRow


def link(session: Session, one: LeadRow, other: LeadRow, reason: Reason, by: str | None, now: datetime) -> LeadRow:
    """Joins two leads; the older one, which is returned, stands for both."""
    head, record = sorted((one, other), key=lambda row: row.id)
    newcomers = records(record)
    made = MergeRow(record_id=record.id, into_id=head.id, reason=reason, by=by, at=now)
    session.add(made)
    _point(session, head, newcomers)
    handoff = settle_handoffs(session, head)
    theirs = handoff is not None and handoff.lead_id in {each.id for each in newcomers}
    if theirs or (handoff is None and head.stage == Stage.NEW):
        made.stage_before = head.stage
        inherit(session, head, record.stage, Cause.MERGED, now, by)
    session.flush()
    return head


def unlink(session: Session, record: LeadRow, by: str | None, now: datetime) -> tuple[LeadRow, LeadRow]:
    """Takes a record out, with everything that was merged into it; the two that stand for what is left of each side.

    The record must have been merged with another one.
    """
    made = session.get_one(MergeRow, record.id)
    head = head_of(session, record)
    if made.stage_before is not None and head.stage == record.stage:
        inherit(session, head, made.stage_before, Cause.PARTED, now, by)
    session.delete(made)
    session.flush()
    _regroup(session, records(head))
    return record, head


def depart(session: Session, row: LeadRow, now: datetime) -> LeadRow | None:
    """Takes one record out that is about to be erased; what it was joined with stays together.

    Returns the record that stands for the rest now, to be judged anew, or ``None``: there is no rest.
    """
    head = head_of(session, row)
    rest = tuple(each for each in records(head) if each is not row)
    if not rest:
        return None
    own = session.get(MergeRow, row.id)
    into_it = session.scalars(select(MergeRow).where(MergeRow.into_id == row.id).order_by(MergeRow.record_id)).all()
    heir = own.into_id if own is not None else into_it[0].record_id
    for made in into_it:
        if made.record_id == heir:
            session.delete(made)
        else:
            made.into_id = heir
    if own is not None:
        session.delete(own)
    session.flush()
    if head is row:
        inherit(session, rest[0], row.stage, Cause.MERGED, now)
    _regroup(session, (row, *rest))
    return head_of(session, rest[0])


def settle_handoffs(session: Session, head: LeadRow) -> HandOffRow | None:
    """Decides which hand-off of a lead's records counts: one that is claimed, and of several the oldest record's."""
    of_group = select(HandOffRow).where(HandOffRow.lead_id.in_([each.id for each in records(head)]))
    rows = session.scalars(of_group.order_by(HandOffRow.lead_id).with_for_update()).all()
    chosen = min(rows, key=lambda row: (row.claimed_at is None, row.lead_id), default=None)
    for row in rows:
        row.aside = row is not chosen
    session.flush()
    return chosen


def links_between(session: Session, rows: Iterable[LeadRow]) -> tuple[MergeRow, ...]:
    """The links that hold these records together, the latest first."""
    query = select(MergeRow).where(MergeRow.record_id.in_([row.id for row in rows]))
    return tuple(session.scalars(query.order_by(MergeRow.at.desc(), MergeRow.record_id.desc())))


def beneath(record: str, links: Iterable[MergeRow]) -> frozenset[str]:
    """The ids of a record and of all that was merged into it."""
    found, links = {record}, tuple(links)
    while more := {each.record_id for each in links if each.into_id in found} - found:
        found |= more
    return frozenset(found)


def bequeath(session: Session, row: LeadRow, heir: LeadRow, now: datetime) -> None:
    """Gives the hand-off of a record that is about to be erased to who stands for the rest, unless that has its own.

    What shows the rest in a chat may contain words of the record: it is taken away there, and shown anew.
    """
    own, theirs = session.get(HandOffRow, row.id), settle_handoffs(session, heir)
    if own is not None and theirs is None:
        given = {column.key: getattr(own, column.key) for column in sa_inspect(HandOffRow).column_attrs}
        session.add(HandOffRow(**{**given, "lead_id": heir.id}))
    elif own is not None and theirs is not None and own.claimed_by is not None and theirs.claimed_by is None:
        for name in ("person", "claimed_by", "claimed_at", "worked_s", "step_at"):
            setattr(theirs, name, getattr(own, name))
    session.flush()
    for record in records(heir):
        taken_away(session, record.id, SHOWING, now)


def _point(session: Session, head: LeadRow, newcomers: Iterable[LeadRow]) -> None:
    for each in newcomers:
        each.merged_into = head.id
    session.flush()
    for each in (head, *newcomers):
        session.refresh(each, ["merged"])


def _regroup(session: Session, rows: tuple[LeadRow, ...]) -> None:
    """Has each of these records point to the oldest one that its links lead to."""
    parents = {each.record_id: each.into_id for each in links_between(session, rows)}
    for row in rows:
        top = row.id
        while top in parents:
            top = parents[top]
        row.merged_into = None if top == row.id else top
    session.flush()
    for row in rows:
        session.refresh(row, ["merged"])
    for row in rows:
        if row.merged_into is None:
            settle_handoffs(session, row)
