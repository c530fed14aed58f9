"""What the people of sales have got already: for fair turns, quotas, and leads that come back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leads.groups import handoff_in
from leads.handoff_policy import HandOffPolicy
from leads.handoff_tables import HandOffRow
from leads.routing import Load
from leads.tables import LeadRow

REMEMBERED = 100


def load_of(session: Session, policy: HandOffPolicy, at: datetime, zone: ZoneInfo) -> Load:
    """The latest hand-offs of each team, and how many each person got on this day of the office's calendar."""
    recent = {team: _latest(session, team) for team in policy.teams}
    midnight = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    today = (
        select(HandOffRow.person, func.count())
        .where(HandOffRow.handed_off_at >= midnight, HandOffRow.handed_off_at < midnight + timedelta(days=2))
        .where(HandOffRow.person.is_not(None))
        .group_by(HandOffRow.person)
    )
    return Load(recent, {person: count for person, count in session.execute(today) if person is not None})


def owner_of(session: Session, lead: LeadRow) -> str | None:
    """Who has, or was given last, this lead or an earlier one with the same e-mail address."""
    own = handoff_in(session, lead)
    if own is not None and own.claimed_at is not None:
        return own.person
    if lead.email is None:
        return None
    earlier = (
        select(HandOffRow.person)
        .join(LeadRow, LeadRow.id == HandOffRow.lead_id)
        .where(func.lower(LeadRow.email) == lead.email.lower(), LeadRow.id != lead.id, HandOffRow.person.is_not(None))
        .order_by(HandOffRow.handed_off_at.desc())
        .limit(1)
    )
    return session.scalars(earlier).first()


def _latest(session: Session, team: str) -> tuple[str, ...]:
    query = (
        select(HandOffRow.person)
        .where(HandOffRow.team == team, HandOffRow.person.is_not(None))
        .order_by(HandOffRow.handed_off_at.desc(), HandOffRow.lead_id.desc())
        .limit(REMEMBERED)
    )
    return tuple(person for person in session.scalars(query) if person is not None)
