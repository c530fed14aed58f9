"""A person takes a conversation over: the visitor reads them, the bot is silent until it is handed back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.accounts import is_new
from leads.clock import Clock
from leads.database import Database
from leads.deliveries import queue
from leads.errors import UnknownConversation, UnknownLead
from leads.groups import handoff_in, lead_in, lead_row, talk_of
from leads.handoff_tables import HandOffRow, TakeoverRow
from leads.outbox import Recipient, happened
from leads.tables import Author, ConversationRow, Json, MessageRow, locked

HEARD_FROM = "sales"
"""The channel under which what people write is noted, so that a repetition has no effect."""


@dataclass(frozen=True)
class Sentences:
    """What the visitor is told, by language: who is here (``{person}`` is the name), that they left, or never came."""

    default_language: str
    joined: Mapping[str, str]
    left: Mapping[str, str]
    absent: Mapping[str, str]


@dataclass(frozen=True)
class Takeover:
    """Who has a conversation, since when, and since when a message of the visitor waits (``None``: none does)."""

    conversation: str
    person: str
    destination: str | None
    since: datetime
    waiting_since: datetime | None


class Takeovers:
    """The human side of a conversation. All of it raises ``StoreUnavailable``."""

    def __init__(self, database: Database, clock: Clock, sentences: Sentences) -> None:
        self._database, self._clock, self._sentences = database, clock, sentences

    def begin(self, lead_id: str, person: str, destination: str | None = None) -> Takeover:
        """Silences the bot; the visitor is told who is there. ``destination`` is where the person reads along.

        Whoever begins in a conversation that another person has joins it in their place. Raises ``UnknownLead``.
        """
        with self._database.write() as session:
            talk = self._talk(session, lead_id)
            return takeover_of(self._begun(session, talk, person, destination))

    def say(self, lead_id: str, person: str, text: str, message_id: str, destination: str | None = None) -> bool:
        """Says something as that person, taking the conversation over if need be.

        False when this ``message_id`` came before. Raises ``UnknownLead``.
        """
        now = self._clock.now()
        with self._database.write() as session:
            talk = self._talk(session, lead_id)
            if not is_new(session, HEARD_FROM, message_id, now):
                return False
            taken = self._begun(session, talk, person, destination)
            taken.waiting_since = None
            self._write(session, talk, Author.PERSON, text, person)
            return True

    def hand_back(self, lead_id: str) -> bool:
        """Lets the bot go on, with the question that was open; false when nobody had taken the conversation.

        Raises ``UnknownLead``.
        """
        with self._database.write() as session:
            talk = self._talk(session, lead_id)
            return self._ended(session, talk, self._sentences.left, "handed_back")

    def lapse(self, conversation: str, patience: timedelta) -> bool:
        """Lets the bot go on where a visitor waited too long for the person; false when that is over meanwhile."""
        with self._database.write() as session:
            try:
                talk = locked(session, conversation)
            except UnknownConversation:
                return False
            taken = session.get(TakeoverRow, conversation)
            if taken is None or not taken.waiting_since or taken.waiting_since > self._clock.now() - patience:
                return False
            return self._ended(session, talk, self._sentences.absent, "nobody_answered")

    def waiting_longer_than(self, patience: timedelta) -> tuple[str, ...]:
        """The conversations in which a visitor has waited that long for a person."""
        late = select(TakeoverRow.conversation_id).where(TakeoverRow.waiting_since <= self._clock.now() - patience)
        with self._database.read() as session:
            return tuple(session.scalars(late))

    def of(self, conversation: str) -> Takeover | None:
        """Who has a conversation; ``None``: the bot."""
        with self._database.read() as session:
            row = session.get(TakeoverRow, conversation)
            return None if row is None else takeover_of(row)

    def _talk(self, session: Session, lead_id: str) -> ConversationRow:
        return locked(session, talk_of(session, lead_row(session, lead_id)))

    def _begun(self, session: Session, talk: ConversationRow, person: str, destination: str | None) -> TakeoverRow:
        now = self._clock.now()
        taken = session.get(TakeoverRow, talk.id)
        if taken is not None and taken.person == person:
            taken.destination = destination or taken.destination
            return taken
        if taken is None:
            taken = TakeoverRow(conversation_id=talk.id, since=now, question=_open_question(session, talk.id))
        taken.person, taken.destination = person, destination
        session.add(taken)
        self._write(session, talk, Author.BOT, self._said(self._sentences.joined, talk).format(person=person))
        self._tell(session, talk.id, "conversation.taken_over", {"by": person})
        return taken

    def _ended(self, session: Session, talk: ConversationRow, words: Mapping[str, str], why: str) -> bool:
        taken = session.get(TakeoverRow, talk.id)
        if taken is None:
            return False
        self._write(session, talk, Author.BOT, self._said(words, talk).format(person=taken.person))
        if taken.question is not None:
            asked = {name: taken.question[name] for name in ("buttons", "asks")}
            self._write(session, talk, Author.BOT, taken.question["text"], **asked)
        session.delete(taken)
        self._tell(session, talk.id, "conversation.handed_back", {"by": taken.person, "why": why})
        return True

    def _write(
        self,
        session: Session,
        talk: ConversationRow,
        author: Author,
        text: str,
        person: str | None = None,
        **asked: Json,
    ) -> None:
        now = self._clock.now()
        row = MessageRow(conversation_id=talk.id, author=author, person=person, text=text, at=now, **asked)
        session.add(row)
        queue(session, (row,), now)

    def _tell(self, session: Session, conversation: str, kind: str, data: Mapping[str, Json]) -> None:
        lead_id, handoff = _shown_as(session, conversation)
        told = [] if handoff is None else [each for each in handoff.destinations if _shows_talk(each)]
        happened(session, lead_id, kind, data, [Recipient(each, self._clock.now()) for each in told], self._clock.now())

    def _said(self, words: Mapping[str, str], talk: ConversationRow) -> str:
        return words.get(talk.language or "", words[self._sentences.default_language])


def forward(session: Session, conversation: str, text: str, now: datetime) -> bool:
    """Has the person who took a conversation read a visitor's message; false when nobody has: the bot answers."""
    taken = session.get(TakeoverRow, conversation)
    if taken is None:
        return False
    taken.waiting_since = taken.waiting_since or now
    lead_id, _ = _shown_as(session, conversation)
    reader = [Recipient(taken.destination, now)] if taken.destination else []
    happened(session, lead_id, "conversation.message", {"text": text}, reader, now)
    return True


def hold_back(session: Session, conversation: str, asked: Mapping[str, Json] | None) -> bool:
    """Whether the bot has to be silent; then it remembers what the bot has just asked, to ask it afterwards."""
    taken = session.get(TakeoverRow, conversation)
    if taken is None:
        return False
    taken.question = dict(asked) if asked else taken.question
    return True


def _open_question(session: Session, conversation: str) -> dict[str, Json] | None:
    query = (
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation, MessageRow.author == Author.BOT)
        .order_by(MessageRow.id.desc())
        .limit(1)
    )
    last = session.scalars(query).first()
    if last is None or last.asks is None:
        return None
    return {"text": last.text, "buttons": last.buttons, "asks": last.asks}


def _shown_as(session: Session, conversation: str) -> tuple[str, HandOffRow | None]:
    """The record under which people read about the lead of a conversation, and its hand-off."""
    head = lead_in(session, conversation)
    if head is None:
        raise UnknownLead(conversation)
    handoff = handoff_in(session, head)
    return (head.id if handoff is None else handoff.lead_id), handoff


def _shows_talk(destination: str) -> bool:
    return destination.partition(":")[0] in ("slack", "telegram")


def takeover_of(row: TakeoverRow) -> Takeover:
    """A row as the rest of the program reads it."""
    return Takeover(row.conversation_id, row.person, row.destination, row.since, row.waiting_since)
