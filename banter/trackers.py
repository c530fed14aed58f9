"""The assistant's memory of conversations, emptied from outside: also while the assistant is not running."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import OperationalError

from sqlalchemy import Engine, column, create_engine, delete, inspect, make_url, table
from sqlalchemy.exc import DBAPIError

from leads.errors import StoreUnavailable
from leads.sqlite_bytes import rewrite_if_due, scrub

TABLES = tuple(table(name, column("conversation")) for name in ("tracker_events", "tracker_turns"))
"""As ``bot.tracker_store`` makes them."""
WAIT_FOR_LOCK_S = 10


class Trackers:
    """Rasa's tracker store. Nothing is opened before it is needed."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"
        if not self._is_sqlite:
            self._url = self._url.set(drivername="postgresql+psycopg")  # Rasa's environment has another driver

    def forget(self, conversations: Sequence[str]) -> None:
        """Removes what the assistant knows of these conversations. Raises ``StoreUnavailable``."""
        if not conversations or not self._is_there:
            return
        with self._opened() as engine:
            present = inspect(engine).get_table_names()
            with engine.begin() as connection:
                if self._is_sqlite:
                    connection.exec_driver_sql("PRAGMA secure_delete=ON")
                    connection.exec_driver_sql("PRAGMA user_version=1")
                for each in TABLES:
                    if each.name in present:
                        connection.execute(delete(each).where(each.c.conversation.in_(conversations)))
            if self._is_sqlite:
                with closing(engine.raw_connection()) as raw:
                    scrub(raw)

    def rewrite_if_due(self) -> bool:
        """Has SQLite rewrite its file when something was erased since the last time. Raises ``StoreUnavailable``."""
        if not self._is_there:
            return False
        with self._opened() as engine, closing(engine.raw_connection()) as connection:
            return self._is_sqlite and rewrite_if_due(connection)

    @property
    def _is_there(self) -> bool:
        return not self._is_sqlite or Path(self._url.database or "").exists()

    @contextmanager
    def _opened(self) -> Iterator[Engine]:
        waiting = {"timeout": WAIT_FOR_LOCK_S} if self._is_sqlite else {}
        engine = create_engine(self._url, hide_parameters=True, connect_args=waiting)
        try:
            yield engine
        except (DBAPIError, OperationalError) as error:
            raise StoreUnavailable(f"the assistant's memory: {getattr(error, 'orig', error)}") from error
        finally:
            engine.dispose()
