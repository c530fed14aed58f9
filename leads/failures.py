"""What did not go well lately: messages without an answer, replies that did not arrive."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

from leads.database import Database
from leads.tables import DeliveryRow, InboxRow, MessageRow, Outcome

LOOKED_AT = 10_000
"""The newest messages, so that a look is quick however many there are."""


@dataclass(frozen=True)
class Unanswered:
    """How many messages of visitors wait for an answer, and since when the oldest does."""

    count: int
    since: datetime | None


@dataclass(frozen=True)
class Failure:
    """Something that went wrong with a conversation. ``over`` when it is not tried any more."""

    conversation: str | None
    channel: str | None
    at: datetime
    attempts: int
    cause: str
    over: bool


class Failures:
    """Reads them; whoever fails writes them down itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unanswered(self) -> Unanswered:
        """What the assistant has not answered yet."""
        query = select(func.count(), func.min(MessageRow.at)).select_from(InboxRow)
        query = query.join(MessageRow, MessageRow.id == InboxRow.message_id).where(InboxRow.answered_at.is_(None))
        with self._database.read() as session:
            return Unanswered(*session.execute(query).one())

    def answers(self, limit: int = 10) -> tuple[Failure, ...]:
        """Messages that the assistant failed to answer at least once, newest first."""
        query = (
            select(InboxRow)
            .where(InboxRow.message_id > _newest(InboxRow.message_id), InboxRow.last_error.is_not(None))
            .order_by(InboxRow.message_id.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(
                Failure(
                    row.conversation_id,
                    None,
                    row.message.at,
                    row.attempts,
                    row.last_error or "",
                    row.answered_at is not None,
                )
                for row in session.scalars(query)
            )

    def deliveries(self, limit: int = 10) -> tuple[Failure, ...]:
        """Replies that did not reach their visitor, or not yet, newest first."""
        query = (
            select(DeliveryRow)
            .where(DeliveryRow.id > _newest(DeliveryRow.id), DeliveryRow.last_error.is_not(None))
            .where(DeliveryRow.outcome.is_distinct_from(Outcome.DELIVERED))
            .order_by(DeliveryRow.id.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(
                Failure(
                    row.conversation_id,
                    row.channel,
                    row.created_at,
                    row.attempts,
                    row.last_error or "",
                    row.outcome == Outcome.GIVEN_UP,
                )
                for row in session.scalars(query)
            )


def _newest(number: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    return select(func.coalesce(func.max(number), 0) - LOOKED_AT).scalar_subquery()
