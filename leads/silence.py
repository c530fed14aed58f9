"""Visitors who fell silent in the middle: each may be reminded once, in a friendly word, and never again."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from leads.clock import Clock
from leads.database import Database
from leads.deliveries import queue
from leads.tables import Author, ConversationRow, MessageRow, locked

TOO_LATE = timedelta(days=1)
"""A reminder on the next day would be a nuisance."""


@dataclass(frozen=True)
class Silent:
    """A conversation in which a question of ours waits for an answer: its last message, and the language spoken."""

    conversation: str
    message_id: int
    language: str | None


class Silence:
    """Finds who fell silent, and reminds them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def longer_than(self, quiet: timedelta, limit: int = 100) -> tuple[Silent, ...]:
        """Who has left a question open for that long, but not for a day; never who said goodbye or was reminded."""
        now = self._clock.now()
        query = _open_questions().where(MessageRow.at <= now - quiet, MessageRow.at > now - TOO_LATE).limit(limit)
        with self._database.read() as session:
            return tuple(Silent(*row) for row in session.execute(query))

    def remind(self, silent: Silent, text: str) -> bool:
        """Commits the reminder, with the buttons of the open question; false when the silence has ended meanwhile."""
        now = self._clock.now()
        with self._database.write() as session:
            talk = locked(session, silent.conversation)
            latest = select(func.max(MessageRow.id)).where(MessageRow.conversation_id == talk.id)
            if talk.nudged_at is not None or session.scalar(latest) != silent.message_id:
                return False
            question = session.get_one(MessageRow, silent.message_id)
            reminder = MessageRow(
                conversation_id=talk.id,
                author=Author.BOT,
                text=text,
                buttons=question.buttons,
                asks=question.asks,
                at=now,
            )
            session.add(reminder)
            queue(session, (reminder,), now)
            talk.nudged_at = now
            return True


def _open_questions() -> Select[str, int, str | None]:
    later = aliased(MessageRow)
    is_last = ~exists().where(later.conversation_id == MessageRow.conversation_id, later.id > MessageRow.id)
    return (
        select(MessageRow.conversation_id, MessageRow.id, ConversationRow.language)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(MessageRow.asks.is_not(None), MessageRow.author == Author.BOT, is_last)
        .where(ConversationRow.nudged_at.is_(None), ConversationRow.erase_requested_at.is_(None))
        .order_by(MessageRow.at)
    )
