"""The version of a lead: raised by one in every transaction that changes what others see of it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from leads.errors import StaleLead
from leads.tables import ConsentRow, FactRow, LeadRow

RAISED = "leads whose version this transaction has raised"
NOT_SEEN = {"updated_at", "version"}


def count_versions(session: Session) -> None:
    """Has this session raise the version of whatever lead it changes, whoever changes it."""
    event.listen(session, "before_flush", _raise_versions)


def check_version(row: LeadRow, seen: int | None) -> None:
    """Raises ``StaleLead`` when a lead changed since a person saw it. The caller holds the lead's conversation."""
    if seen is not None and row.version != seen:
        raise StaleLead(row.version)


def _raise_versions(session: Session, *_: Any) -> None:
    raised: set[str] = session.info.setdefault(RAISED, set())
    for row in list(session.new):
        if isinstance(row, LeadRow):
            row.version = 1
            raised.add(row.id)
    changed = list(_changed(session))
    heads = [session.get(LeadRow, row.merged_into) for row in changed if row.merged_into is not None]
    for row in (*changed, *(head for head in heads if head is not None)):
        if row.id not in raised:
            row.version += 1
            raised.add(row.id)


def _changed(session: Session) -> Iterator[LeadRow]:
    for row in session.dirty:
        if isinstance(row, LeadRow) and _differs(row):
            yield row
    evidence = [row for row in (*session.dirty, *session.new) if isinstance(row, (FactRow, ConsentRow))]
    for each in evidence:
        lead = session.get(LeadRow, each.lead_id) if each.lead_id is not None and session.is_modified(each) else None
        if lead is not None and lead not in session.deleted:
            yield lead


def _differs(row: LeadRow) -> bool:
    """Whether anything but the moment changed; a message that says nothing new makes nobody's view stale."""
    return any(each.history.has_changes() for each in inspect(row).attrs if each.key not in NOT_SEEN)
