"""Rasa's memory of conversations, in a database of its own: a turn is stored whole or not at all."""

import asyncio
import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

METADATA = sa.MetaData()
EVENTS = sa.Table(
    "tracker_events",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("data", sa.Text, nullable=False),
)
TURNS = sa.Table(
    "tracker_turns",
    METADATA,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("message_id", sa.String(128), primary_key=True),
    sa.Column("data", sa.Text, nullable=False),
)
ASKS = "utter_ask_"
UNCLEAR = frozenset({"utter_default", "utter_out_of_scope", "utter_let_go", "utter_suggestions"})
"""What is said to a message that was not understood."""
SMALL = 64 * 1024 * 1024  # bytes of a file that is rewritten in about a second


@dataclass(frozen=True)
class Turn:
    """What one message led to: the replies as JSON objects ``{text, buttons, asks}``, and the language it was in.

    ``unclear`` when the assistant said that it had not understood.
    """

    replies: list[dict[str, Any]]
    language: str | None
    unclear: bool = False


class TurnTrackerStore(TrackerStore):
    """Named in ``endpoints.yml``. Events and the turn that they make are one transaction; a failure fails the turn.

    ``host`` is a SQLAlchemy URL. Unlike Rasa's own store it neither exits nor forgets when the database is away.
    """

    def __init__(self, domain: Domain, host: str, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)
        url = sa.engine.make_url(host)
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)  # errors are logged
        if url.get_backend_name() == "sqlite":
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
        METADATA.create_all(self._engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the tracker's new events and its finished turn in one transaction."""
        await asyncio.to_thread(self._save, tracker)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The whole conversation, or ``None`` when there is none."""
        stored = await asyncio.to_thread(self._events, sender_id)
        return DialogueStateTracker.from_dict(sender_id, stored, self.domain.slots) if stored else None

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The same: sessions are not split."""
        return await self.retrieve(conversation_id)

    async def keys(self) -> Iterable[str]:
        """Every conversation's id."""
        return await asyncio.to_thread(self._keys)

    async def turn(self, conversation: str, message_id: str) -> Turn | None:
        """The stored turn of a message, or ``None`` when it has not been taken."""
        return await asyncio.to_thread(self._turn, conversation, message_id)

    async def erase(self, conversation: str) -> None:
        """Forgets a conversation."""
        await asyncio.to_thread(self._erase, conversation)

    def _save(self, tracker: DialogueStateTracker) -> None:
        with self._engine.begin() as connection:
            counted = sa.select(sa.func.count()).where(EVENTS.c.conversation == tracker.sender_id)
            stored = connection.execute(counted).scalar_one()
            news = list(tracker.events)[stored:]
            if news:
                connection.execute(EVENTS.insert(), [_row(tracker, stored + n, each) for n, each in enumerate(news)])
            for message_id, turn in _turns(news, tracker):
                row = {"conversation": tracker.sender_id, "message_id": message_id, "data": json.dumps(vars(turn))}
                connection.execute(TURNS.insert(), row)

    def _events(self, conversation: str) -> list[dict[str, Any]]:
        query = sa.select(EVENTS.c.data).where(EVENTS.c.conversation == conversation).order_by(EVENTS.c.position)
        with self._engine.connect() as connection:
            return [json.loads(data) for data in connection.execute(query).scalars()]

    def _keys(self) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(EVENTS.c.conversation).distinct()).scalars())

    def _turn(self, conversation: str, message_id: str) -> Turn | None:
        query = sa.select(TURNS.c.data).where(TURNS.c.conversation == conversation, TURNS.c.message_id == message_id)
        with self._engine.connect() as connection:
            data = connection.execute(query).scalar_one_or_none()
        return Turn(**json.loads(data)) if data else None

    def _erase(self, conversation: str) -> None:
        is_sqlite = self._engine.dialect.name == "sqlite"
        with self._engine.begin() as connection:
            for table in (EVENTS, TURNS):
                connection.execute(table.delete().where(table.c.conversation == conversation))
            if is_sqlite:
                connection.exec_driver_sql("PRAGMA user_version=1")
        if is_sqlite:
            with closing(self._engine.raw_connection()) as connection:
                _scrub(connection.cursor())


def _row(tracker: DialogueStateTracker, position: int, event: Event) -> dict[str, Any]:
    return {"conversation": tracker.sender_id, "position": position, "data": json.dumps(event.as_dict())}


def _turns(events: list[Event], tracker: DialogueStateTracker) -> Iterable[tuple[str, Turn]]:
    """The finished turns among new events: a visitor's message, what was uttered after it, and the bot listening."""
    starts = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    for start, end in pairwise([*starts, len(events)]):
        after = events[start:end]
        if len(after) > 1:
            uttered = [event for event in after if isinstance(event, BotUttered)]
            unclear = any(event.metadata.get("utter_action") in UNCLEAR for event in uttered)
            yield after[0].message_id, Turn(list(map(_reply, uttered)), tracker.get_slot("language"), unclear)


def _reply(event: BotUttered) -> dict[str, Any]:
    name = event.metadata.get("utter_action") or ""
    asks = name[len(ASKS) :].partition("__")[0] if name.startswith(ASKS) else None
    return {"text": event.text, "buttons": event.data.get("buttons") or [], "asks": asks}


def _scrub(cursor: Any) -> None:
    """Leaves nothing of what was erased in the files; a large one is rewritten later, by ``banter.trackers``.

    SQLite keeps copies of rows that it moved between pages, and its journal; ``user_version`` 1: that is due.
    """
    pages, page_size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if pages * page_size <= SMALL:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA user_version=0")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
