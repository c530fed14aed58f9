"""The schema on real SQLite and PostgreSQL: up, down with data in it, up again, and what the models say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from leads import counters
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import MIGRATIONS, Database
from leads.inbox import Inbox, Reply
from leads.inbox_query import LeadInbox, Wanted
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
    take_down(empty_url, "0010")
    again = migrated(empty_url)
    lead = LeadStore(again, Criteria(), Clock(TODAY)).of_conversation(talk)
    assert lead is not None
    page = LeadInbox(again).page(Wanted(words="seegras", channel="website"))
    assert [line.company for line in page.lines] == ["Seegras"]
    with again.read() as session:
        assert counters.stored(session) == counters.counted(session)
        assert counters.stored(session).total() > 0
    again.close()


def test_each_step_keeps_the_data_of_the_one_before_on_the_way_down_and_up(empty_url: str) -> None:
    database = migrated(empty_url)
    talk = fill(database)
    database.close()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    for revision in steps[1:]:
        take_down(empty_url, revision)
        assert said_in(empty_url) == ["we are Seegras"]
    for revision in reversed(steps):
        again = Database(empty_url)
        again.migrate(revision)
        again.close()
        assert said_in(empty_url) == ["we are Seegras"]
    last = migrated(empty_url)
    lead = LeadStore(last, Criteria(), Clock(TODAY)).of_conversation(talk)
    assert lead is not None
    assert lead.text("company") == "Seegras"
    last.close()


def said_in(url: str) -> list[str]:
    with connected(url) as connection:
        return list(connection.execute(text("select text from messages where author = 'visitor'")).scalars())


def test_migrating_a_current_database_again_changes_nothing(empty_url: str) -> None:
    database = migrated(empty_url)
    talk = fill(database)
    database.migrate()
    lead = LeadStore(database, Criteria(), Clock(TODAY)).of_conversation(talk)
    assert lead is not None
    assert lead.text("company") == "Seegras"
    database.close()


def test_leads_that_were_there_keep_their_facts_and_begin_their_history_as_they_were_found(empty_url: str) -> None:
    old = Database(empty_url)
    old.migrate("0005")
    with old.write() as session:
        for number, stage in enumerate(("new", "lost", "claimed")):
            for statement in AS_IT_WAS:
                session.execute(text(statement), {"id": f"lead{number}", "stage": stage})
    old.migrate()
    with old.read() as session:
        leads = session.execute(text("select id, version from leads order by id")).all()
        facts = session.execute(text("select count(*) from facts")).scalar()
        life = session.execute(
            text("select lead_id, before, after, cause, reason from stage_changes order by id")
        ).all()
    old.close()
    assert [tuple(each) for each in leads] == [("lead0", 1), ("lead1", 1), ("lead2", 1)]
    assert facts == 3
    assert sorted(tuple(each) for each in life) == [
        ("lead1", "new", "lost", "as_found", "as found"),
        ("lead2", "new", "claimed", "as_found", None),
    ]
    take_down(empty_url)


AS_IT_WAS = (
    "insert into conversations (id, channel, source, created_at) values (:id, 'website', '{}', '2027-01-01 00:00:00')",
    "insert into leads (id, conversation_id, language, lead_class, automation_ready, score, criteria, stage, "
    "slot_values, declined, created_at, updated_at) values (:id, :id, 'en', 'lead', false, 0, '[]', :stage, "
    "'{}', '[]', '2027-01-01 00:00:00', '2027-01-01 00:00:00')",
    "insert into facts (lead_id, slot, value, said, message_id, source, confidence, at) values "
    """(:id, 'need', '"tours"', 'tours', 'm1', 'visitor', 1.0, '2027-01-01 00:00:00')""",
)
"""A lead as the schema 0005 kept it."""


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
