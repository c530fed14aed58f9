"""Erasing a conversation where the assistant remembers it, whether it runs or not."""

from pathlib import Path

import httpx
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

from banter.settings import Settings
from gateway.bot_client import BotClient, BotUnavailable
from leads.errors import StoreUnavailable

TABLES = ("tracker_events", "tracker_turns")  # those of bot/tracker_store.py, which runs on another SQLAlchemy
WAIT_FOR_LOCK_S = 10


async def forget(settings: Settings, conversation: str) -> None:
    """Has the assistant forget a conversation; where it does not answer, its memory is erased without it.

    Raises ``StoreUnavailable``.
    """
    async with httpx.AsyncClient() as http:
        try:
            await BotClient(http, settings.rasa_url, settings.actions_url).erase(conversation)
        except BotUnavailable:
            forget_alone(settings.tracker_url, conversation)


def forget_alone(tracker_url: str, conversation: str) -> None:
    """Erases a conversation from the tracker database. Raises ``StoreUnavailable``."""
    engine = _engine(tracker_url)
    if engine is None:
        return
    try:
        with engine.begin() as connection:
            for table in set(TABLES) & set(inspect(connection).get_table_names()):
                statement = text(f"delete from {table} where conversation = :conversation")  # noqa: S608 (our names)
                connection.execute(statement, {"conversation": conversation})
    except DBAPIError as error:
        raise StoreUnavailable(f"the assistant's memory: {error.orig}") from error
    finally:
        engine.dispose()


def _engine(tracker_url: str) -> Engine | None:
    """``None`` where no conversation was ever kept."""
    url = make_url(tracker_url)
    if url.get_backend_name() == "sqlite":
        exists = url.database is not None and Path(url.database).exists()
        return create_engine(url, connect_args={"timeout": WAIT_FOR_LOCK_S}) if exists else None
    return create_engine(url.set(drivername="postgresql+psycopg"))  # Rasa's environment has another driver
