"""Where a visitor came from: at the first visit, and each time a campaign or another page brought them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.report_tables import TouchRow
from leads.source_category import Category, category_of
from leads.tables import ConversationRow

MOST_TOUCHES = 200
NOT_A_CAMPAIGN = frozenset({"page"})  # another page of the website is no other way to it


@dataclass(frozen=True)
class Touch:
    """One visit with a source of its own."""

    source: Mapping[str, str]
    category: Category
    at: datetime


def touches_of(session: Session, conversation: str) -> tuple[Touch, ...]:
    """The visits of a conversation's visitor, oldest first."""
    query = select(TouchRow).where(TouchRow.conversation_id == conversation).order_by(TouchRow.id)
    return tuple(Touch(row.source, Category(row.category), row.at) for row in session.scalars(query))


def touch(session: Session, talk: ConversationRow, source: Mapping[str, str], now: datetime) -> None:
    """Notes a visit of a conversation that is locked or new: its first source stays, its last one changes."""
    known = {key: value for key, value in source.items() if value}
    if not _is_news(known, talk.last_source):
        return
    session.flush()  # a new conversation is to be there first
    earlier = session.scalars(
        select(TouchRow.id).where(TouchRow.conversation_id == talk.id).order_by(TouchRow.id).limit(MOST_TOUCHES)
    ).all()
    if len(earlier) == MOST_TOUCHES:
        return
    talk.last_source = known
    session.add(TouchRow(conversation_id=talk.id, source=known, category=category_of(known), at=now))


def _is_news(source: Mapping[str, str], last: Mapping[str, str] | None) -> bool:
    told = {key: value for key, value in source.items() if key not in NOT_A_CAMPAIGN}
    if last is None:
        return bool(source)
    return bool(told) and told != {key: value for key, value in last.items() if key not in NOT_A_CAMPAIGN}
