"""The schema on real SQLite and PostgreSQL: up, down with data in it, up again, and what the models say."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect

from leads import counters
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import MIGRATIONS, Database
from leads.inbox import Inbox, Reply
from leads.inbox_query import LeadInbox, Wanted
from leads.store import LeadStore
from leads.tables import Base
from tests.leads.made_up import TODAY, said

OURS = set(Base.metadata.tables)


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def migrated(url: str) -> Database:
    database = Database(url)
    database.migrate()
    return database


def take_down(url: str, revision: str = "base") -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with connected(url) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()


def fill(database: Database) -> str:
    inbox, store = Inbox(database, Clock(TODAY)), LeadStore(database, Criteria(), Clock(TODAY))
    talk = inbox.open("website", "en", {})
    message = inbox.receive(talk, "c1", "we are Seegras")
    store.record(talk, str(message), said(company="Seegras"), language="en", declined="budget")
    inbox.answer(message, [Reply("Noted")], "en")
    return talk


def test_the_models_and_the_migrations_agree(empty_url: str) -> None:
    migrated(empty_url).close()
    with connected(empty_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_schema_goes_up_and_down_with_data_and_up_again(empty_url: str) -> None:
    database = migrated(empty_url)
    assert tables(empty_url) == OURS
    fill(database)
    database.close()
    take_down(empty_url)
    assert tables(empty_url) == set()
    again = migrated(empty_url)
    assert tables(empty_url) == OURS
    assert Inbox(again, Clock(TODAY)).transcript(fill(again))[0].text == "we are Seegras"
    again.close()


def test_columns_words_and_counters_are_made_of_what_is_there_already(empty_url: str) -> None:
    database = migrated(empty_url)
    talk = fill(database)
    database.close()
    take_down(empty_url, "0006")
    again = migrated(empty_url)
    lead = LeadStore(again, Criteria(), Clock(TODAY)).of_conversation(talk)
    assert lead is not None
    page = LeadInbox(again).page(Wanted(words="seegras", channel="website"))
    assert [line.company for line in page.lines] == ["Seegras"]
    with again.read() as session:
        assert counters.stored(session) == counters.counted(session)
        assert counters.stored(session).total() > 0
    again.close()


def test_migrating_a_current_database_again_changes_nothing(empty_url: str) -> None:
    database = migrated(empty_url)
    talk = fill(database)
    database.migrate()
    lead = LeadStore(database, Criteria(), Clock(TODAY)).of_conversation(talk)
    assert lead is not None
    assert lead.text("company") == "Seegras"
    database.close()
