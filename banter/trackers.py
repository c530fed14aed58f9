"""The assistant's memory of conversations, emptied from outside: also while the assistant is not running."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import column, create_engine, delete, inspect, make_url, table
from sqlalchemy.exc import DBAPIError

from leads.errors import StoreUnavailable

TABLES = tuple(table(name, column("conversation")) for name in ("tracker_events", "tracker_turns"))
"""As ``bot.tracker_store`` makes them."""
WAIT_FOR_LOCK_S = 10


class Trackers:
    """Rasa's tracker store. Nothing is opened before it is needed."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"

    def forget(self, conversations: Sequence[str]) -> None:
        """Removes what the assistant knows of these conversations. Raises ``StoreUnavailable``."""
        if not conversations or (self._is_sqlite and not Path(self._url.database or "").exists()):
            return
        engine = create_engine(
            self._url, hide_parameters=True, connect_args={"timeout": WAIT_FOR_LOCK_S} if self._is_sqlite else {}
        )
        try:
            present = inspect(engine).get_table_names()
            with engine.begin() as connection:
                if self._is_sqlite:
                    connection.exec_driver_sql("PRAGMA secure_delete=ON")
                for each in TABLES:
                    if each.name in present:
                        connection.execute(delete(each).where(each.c.conversation.in_(conversations)))
            if self._is_sqlite:
                with closing(engine.raw_connection()) as journal:
                    journal.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except DBAPIError as error:
            raise StoreUnavailable(f"the assistant's memory: {error.orig}") from error
        finally:
            engine.dispose()
