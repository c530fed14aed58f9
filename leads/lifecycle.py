"""The life of a lead: which stage may follow which, and a history that only grows.

A lead is *new* until a person does something about it. It is *working* when somebody enters a value, writes a note or
says so, before anybody was given it: what the visitor goes on to say moves nothing. It is *handed off* when the routes
give it to somebody, *claimed* when somebody has taken it, and then an *opportunity*, a *customer* or *lost*.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from leads.errors import ImpossibleStage, ReasonNeeded
from leads.handoff_tables import StageChangeRow
from leads.model import Stage
from leads.tables import LeadRow


class Cause(StrEnum):
    """Why a lead changed its stage."""

    AS_FOUND = "as_found"  # it had it already when the history began
    ROUTED = "routed"  # it qualified, or its visitor asked for a person
    CAME_BACK = "came_back"  # it was lost, and its visitor qualified higher or asked for a person
    PICKED_UP = "picked_up"  # a person began to work on it
    CLAIMED = "claimed"
    RELEASED = "released"
    FEEDBACK = "feedback"  # somebody said what became of it
    BY_HAND = "by_hand"
    MERGED = "merged"  # it is one with another lead, and goes on where that one stood
    PARTED = "parted"  # it is not, after all


def move(
    session: Session,
    row: LeadRow,
    to: Stage,
    cause: Cause,
    now: datetime,
    actor: str | None = None,
    reason: str | None = None,
) -> None:
    """Moves a lead and notes it; where it is already, nothing happens. ``actor`` is ``None`` when no person did it.

    The caller holds the lead's conversation. Raises ``ImpossibleStage`` or ``ReasonNeeded``; then nothing has changed.
    """
    if row.stage == to:
        return
    if not may_follow(row.stage, to):
        raise ImpossibleStage(row.stage, to, TRANSITIONS[Stage(row.stage)])
    if to is Stage.LOST and not reason:
        raise ReasonNeeded("A lead is lost for a reason: write it in one sentence.")
    _note(session, row, to, cause, now, actor, reason)


def move_if_possible(
    session: Session, row: LeadRow, to: Stage, cause: Cause, now: datetime, actor: str | None = None
) -> None:
    """The same; a lead that has got further stays where it is."""
    if may_follow(row.stage, to):
        move(session, row, to, cause, now, actor)


def conclude(session: Session, row: LeadRow, to: Stage, now: datetime, actor: str, reason: str | None) -> None:
    """Moves a lead to where the feedback says it ended; one that cannot get there directly was an opportunity first.

    So feedback can be corrected: what was won by mistake is lost after all.
    """
    if row.stage != to and not may_follow(row.stage, to):
        move(session, row, Stage.OPPORTUNITY, Cause.FEEDBACK, now, actor)
    move(session, row, to, Cause.FEEDBACK, now, actor, reason)


def inherit(session: Session, row: LeadRow, to: str, cause: Cause, now: datetime, actor: str | None = None) -> None:
    """Has a lead go on where another one stood with which it was merged, or where it stood before: any stage."""
    if row.stage != to:
        reason = "as the lead it was merged with" if to == Stage.LOST else None
        _note(session, row, Stage(to), cause, now, actor, reason)


def may_follow(stage: str, to: str) -> bool:
    """Whether a lead may go from one stage to another."""
    return to in TRANSITIONS[Stage(stage)]


def _note(
    session: Session, row: LeadRow, to: Stage, cause: Cause, now: datetime, actor: str | None, reason: str | None
) -> None:
    change = StageChangeRow(lead_id=row.id, before=row.stage, after=to, at=now, actor=actor, cause=cause, reason=reason)
    session.add(change)
    row.stage = to
    session.flush()


TRANSITIONS: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.NEW: (Stage.WORKING, Stage.HANDED_OFF, Stage.CLAIMED, Stage.OPPORTUNITY, Stage.LOST),
    Stage.WORKING: (Stage.HANDED_OFF, Stage.CLAIMED, Stage.OPPORTUNITY, Stage.LOST),
    Stage.HANDED_OFF: (Stage.CLAIMED, Stage.OPPORTUNITY, Stage.LOST),
    Stage.CLAIMED: (Stage.HANDED_OFF, Stage.OPPORTUNITY, Stage.CUSTOMER, Stage.LOST),
    Stage.OPPORTUNITY: (Stage.CLAIMED, Stage.CUSTOMER, Stage.LOST),
    Stage.CUSTOMER: (Stage.OPPORTUNITY,),  # it was called won too early
    Stage.LOST: (Stage.WORKING, Stage.HANDED_OFF, Stage.CLAIMED, Stage.OPPORTUNITY),  # they come back
}
"""Which stages may follow each; nothing becomes new again."""
