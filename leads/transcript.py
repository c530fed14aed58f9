"""Reading a conversation as it grows: every line, who wrote it, and which message a reply belongs to."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leads.database import Database
from leads.handoff_tables import TakeoverRow
from leads.tables import InboxRow, LeadRow, MessageRow


@dataclass(frozen=True)
class Written:
    """One line of a transcript.

    ``sent_as`` is the id that the visitor's program gave its message, ``answers`` the message that a reply answers,
    ``person`` the name of who wrote for us.
    """

    id: int
    author: str
    text: str
    buttons: tuple[Mapping[str, str], ...]
    asks: str | None
    at: datetime
    sent_as: str | None
    answers: int | None
    person: str | None


@dataclass(frozen=True)
class Transcript:
    """Lines of a conversation, each message followed by its replies, and the class of its lead (``None``: no lead).

    The class is that of what was said here, whatever is known from other conversations. ``person`` is who has taken
    the conversation over (``None``: the bot has it).
    """

    lines: tuple[Written, ...]
    lead_class: str | None
    person: str | None = None


class Transcripts:
    """What was written, whichever process wrote it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str, known: Set[int] = frozenset()) -> Transcript:
        """A conversation as it stands, without the lines that are known.

        Ids are given before the commit, so that a line may appear after one with a higher id: that is why the known
        ones are told apart one by one.
        """
        with self._database.read() as session:
            lead_class = session.scalar(select(LeadRow.own_class).where(LeadRow.conversation_id == conversation))
            taken = session.scalar(select(TakeoverRow.person).where(TakeoverRow.conversation_id == conversation))
            return Transcript(_lines(session, conversation, known), lead_class, taken)

    def newest(self) -> int:
        """The highest id of a line anywhere; 0 when nothing was written yet."""
        with self._database.read() as session:
            return session.scalar(select(func.max(MessageRow.id))) or 0

    def written_after(self, line: int) -> tuple[tuple[int, str], ...]:
        """The lines with a higher id, anywhere: id and conversation."""
        newer = select(MessageRow.id, MessageRow.conversation_id).where(MessageRow.id > line).order_by(MessageRow.id)
        with self._database.read() as session:
            return tuple((message, conversation) for message, conversation in session.execute(newer))


def _lines(session: Session, conversation: str, known: Set[int]) -> tuple[Written, ...]:
    of_conversation = MessageRow.conversation_id == conversation
    unknown = set(session.scalars(select(MessageRow.id).where(of_conversation))) - known
    if not unknown:
        return ()
    joined = select(MessageRow, InboxRow.external_id).outerjoin(InboxRow, InboxRow.message_id == MessageRow.id)
    rows = session.execute(joined.where(MessageRow.id.in_(unknown) if known else of_conversation))
    lines = [_written(message, sent_as) for message, sent_as in rows]
    return tuple(sorted(lines, key=lambda line: (line.answers or line.id, line.id)))


def _written(row: MessageRow, sent_as: str | None) -> Written:
    return Written(
        row.id, row.author, row.text, tuple(row.buttons), row.asks, row.at, sent_as, row.in_reply_to, row.person
    )
