"""Opening the lead database, and one transaction at a time on it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from leads.errors import StoreUnavailable
from leads.keeping_count import keep_up_to_date
from leads.sqlite_bytes import mark, rewrite_if_due, scrub
from leads.versions import count_versions

WAIT_FOR_LOCK_S = 10
MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """The lead database. SQLite runs in WAL mode, waits for the disk at each commit, overwrites what is deleted.

    No error shows the values of a statement: errors are logged, and a log is never erased.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = _engine(url)

    def migrate(self, revision: str = "head") -> None:
        """Brings the schema to a revision; at the head already, nothing happens.

        To change a table SQLite builds a new one, and dropping the old one would delete all that refers to its rows:
        foreign keys rest meanwhile, and are checked before the commit.
        """
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with _loudly(), self._engine.connect() as connection, _foreign_keys_rest(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            connection.commit()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits at the end, or leaves no trace. Raises ``StoreUnavailable``."""
        with _loudly(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            count_versions(session)
            keep_up_to_date(session)
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view that locks nobody out. Raises ``StoreUnavailable``."""
        reader = self._engine.execution_options(banter_reads=True)
        with _loudly(), Session(reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def erase(self) -> Iterator[Session]:
        """A transaction after which nothing of what it deletes is left in the files. Raises ``StoreUnavailable``.

        Where that takes long or another process is in the way, it is left to ``rewrite_if_due``.
        """
        with self.write() as session:
            self.mark_erasure(session)
            yield session
        self.scrub()

    def mark_erasure(self, session: Session) -> None:
        """Notes that this transaction erases something; ``scrub`` is to follow."""
        if self._is_sqlite:
            mark(session.connection().connection)

    def scrub(self) -> None:
        """Has SQLite leave nothing of what was deleted, as far as that can be done at once; else it is done later."""
        if self._is_sqlite:
            with suppress(OperationalError), closing(self._engine.raw_connection()) as connection:
                scrub(connection)

    def rewrite_if_due(self) -> bool:
        """Has SQLite rewrite its file when something was erased since the last time. Raises ``StoreUnavailable``."""
        if not self._is_sqlite:
            return False
        with closing(self._engine.raw_connection()) as connection:
            try:
                return rewrite_if_due(connection)
            except OperationalError as error:
                raise StoreUnavailable(f"the lead database: {error}") from error

    @property
    def _is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    def check(self) -> None:
        """Raises ``StoreUnavailable`` unless the database answers."""
        with self.read() as session:
            session.execute(text("select 1"))

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()


@contextmanager
def _loudly() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, Exception) and error.connection_invalidated is False and _is_our_fault(error):
            raise
        raise StoreUnavailable(f"the lead database: {error.orig}") from error


@contextmanager
def _foreign_keys_rest(connection: Connection) -> Iterator[None]:
    raw = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys=OFF")  # without effect within a transaction, so before it begins
    event.listen(connection, "commit", _check_foreign_keys)
    try:
        yield
    finally:
        event.remove(connection, "commit", _check_foreign_keys)
        connection.rollback()
        raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreUnavailable(f"a migration would leave a row of {broken[0]} without what it refers to")


def _is_our_fault(error: DBAPIError) -> bool:
    """A broken constraint or a wrong value is a bug or a conflict, never a reason to try again."""
    return type(error).__name__ in ("IntegrityError", "DataError", "ProgrammingError", "InterfaceError")


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    Path(make_url(url).database or ".").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": WAIT_FOR_LOCK_S}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself: _begin_sqlite does
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: one that begins as a reader cannot wait for it later."""
    reads = connection.get_execution_options().get("banter_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
