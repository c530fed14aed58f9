"""The schema on real SQLite and PostgreSQL: up, down with data in it, up again, and what the models say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, inspect, text

from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import MIGRATIONS, Database
from leads.inbox import Inbox, Reply
from leads.store import LeadStore
from leads.tables import Base, LeadRow
from tests.leads.made_up import NOON, TODAY, said

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


def take_down(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with connected(url) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
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


def test_migrating_a_current_database_again_changes_nothing(empty_url: str) -> None:
    database = migrated(empty_url)
    talk = fill(database)
    database.migrate()
    lead = LeadStore(database, Criteria(), Clock(TODAY)).of_conversation(talk)
    assert lead is not None
    assert lead.text("company") == "Seegras"
    database.close()


def test_leads_that_were_there_before_are_recognised_by_what_they_said(empty_url: str) -> None:
    database, known = Database(empty_url), {"email": "Ruth@Seegras.example", "phone": "+494012345678;ext=7"}
    database.migrate("0005")
    with database.write() as session:
        session.execute(
            text("insert into conversations (id, channel, source, created_at) values ('t', 'website', '{}', :now)"),
            {"now": NOON},
        )
        session.execute(
            text(
                "insert into leads (id, conversation_id, language, lead_class, automation_ready, score, criteria,"
                " stage, slot_values, declined, created_at, updated_at)"
                " values ('1', 't', 'en', 'mql', false, 40, '[]', 'new', :known, '[]', :now, :now)"
            ),
            {"known": json.dumps(known), "now": NOON},
        )
    database.migrate()
    with database.read() as session:
        row = session.get_one(LeadRow, "1")
        assert (row.email_key, row.phone_key, row.own_class) == ("ruth@seegras.example", "+494012345678", "mql")
        assert (row.person_key, row.merged_into) == (None, None)
    database.close()
