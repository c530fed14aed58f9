"""A lead database of each kind that we run on: SQLite in a file, and PostgreSQL where a server answers."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

import leads.user_tables  # noqa: F401  its tables are emptied, too
from leads.arrivals import Arrivals
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.deliveries import Deliveries
from leads.inbox import Inbox
from leads.privacy import Privacy
from leads.store import LeadStore
from leads.tables import Base
from tests.databases import fresh
from tests.leads.made_up import TODAY, MovingClock

POSTGRES = "postgresql+psycopg://postgres@127.0.0.1/postgres"
KINDS = ("sqlite", "postgres")
ALL_TABLES = ", ".join(Base.metadata.tables)


@contextmanager
def postgres_database() -> Iterator[str]:
    """The URL of an empty PostgreSQL database that is dropped in the end; skips the test where no server answers."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    name = f"banter_test_{uuid.uuid4().hex[:12]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"create database {name}"))
    except OperationalError as error:
        pytest.skip(f"no PostgreSQL answers at {POSTGRES}: {error.orig}")
    try:
        yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        server.dispose()


@pytest.fixture(scope="session")
def migrated_postgres() -> Iterator[str]:
    """One PostgreSQL database with our tables, for the whole session."""
    with postgres_database() as url:
        database = Database(url)
        database.migrate()
        database.close()
        yield url


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with our tables and nothing in them."""
    if request.param == "sqlite":
        database = fresh(tmp_path / "leads.db")
    else:
        database = Database(request.getfixturevalue("migrated_postgres"))
        with database.write() as session:
            session.execute(text(f"truncate {ALL_TABLES} restart identity cascade"))
    yield database
    database.close()


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        with postgres_database() as url:
            yield url


@pytest.fixture
def inbox(database: Database) -> Inbox:
    return Inbox(database, Clock(TODAY))


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def arrivals(database: Database, clock: MovingClock) -> Arrivals:
    return Arrivals(database, clock)


@pytest.fixture
def deliveries(database: Database, clock: MovingClock) -> Deliveries:
    return Deliveries(database, clock)


@pytest.fixture
def store(database: Database) -> LeadStore:
    return LeadStore(database, Criteria(), Clock(TODAY))


@pytest.fixture
def privacy(database: Database, store: LeadStore) -> Privacy:
    return Privacy(database, Clock(TODAY), store)
