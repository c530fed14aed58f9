"""``banter purge``: what is over goes, here and in the assistant's memory, whether the assistant runs or not."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from sqlalchemy import update
from typer.testing import CliRunner

from banter.assembly import Core, assemble
from banter.cli import purge as command
from banter.operator_files import read_brand
from banter.purging import purge
from banter.settings import ROOT, Settings
from banter.trackers import Trackers
from leads.errors import StoreUnavailable
from leads.retention_section import RetentionSection
from leads.tables import ConversationRow

LONG_AGO = datetime.now(UTC) - timedelta(days=400)


def core_in(home: Path, **periods: str) -> Core:
    brand = read_brand(ROOT / "banter.yml")
    section = RetentionSection.model_validate(periods)
    settings = Settings.from_environment({"BANTER_HOME": str(home)})
    return assemble(settings, brand.model_copy(update={"retention": section}))


def tracked(home: Path, *conversations: str) -> Path:
    """A tracker database as the assistant makes it, with these conversations in it."""
    path = home / "tracker.db"
    with sqlite3.connect(path) as database:
        for table in ("tracker_events", "tracker_turns"):
            database.execute(f"create table if not exists {table} (conversation text, data text)")
            database.executemany(
                f"insert into {table} values (?, ?)", [(each, f"said in {each}") for each in conversations]
            )
    database.close()
    return path


def test_what_the_assistant_knows_of_a_purged_conversation_goes_with_it(tmp_path: Path) -> None:
    core = core_in(tmp_path, conversations_without_lead="30 days")
    old, young = core.inbox.open("website", "en", {}), core.inbox.open("website", "en", {})
    with core.database.write() as session:
        session.execute(update(ConversationRow).where(ConversationRow.id == old).values(created_at=LONG_AGO))
    path = tracked(tmp_path, old, young)
    assert {each.name: each.count for each in purge(core, dry_run=True) if each.count} == {"conversations": 1}
    assert old.encode() in path.read_bytes()
    assert {each.name: each.count for each in purge(core) if each.count} == {"conversations": 1}
    assert (core.inbox.exists(old), core.inbox.exists(young)) == (False, True)
    left = b"".join(each.read_bytes() for each in tmp_path.glob("*.db*"))
    assert (old.encode() in left, young.encode() in left) == (False, True)
    core.database.close()


def test_a_memory_that_is_not_there_or_has_no_tables_has_nothing_to_forget(tmp_path: Path) -> None:
    trackers = Trackers(f"sqlite:///{tmp_path / 'tracker.db'}")
    trackers.forget(["talk"])
    assert not (tmp_path / "tracker.db").exists()
    assert not trackers.rewrite_if_due()
    sqlite3.connect(tmp_path / "tracker.db").close()
    trackers.forget(["talk"])


def test_what_cannot_be_forgotten_is_told_and_stays_here_too(tmp_path: Path) -> None:
    core = core_in(tmp_path, conversations_without_lead="30 days")
    old = core.inbox.open("website", "en", {})
    with core.database.write() as session:
        session.execute(update(ConversationRow).where(ConversationRow.id == old).values(created_at=LONG_AGO))
    (tmp_path / "tracker.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreUnavailable, match="the assistant's memory"):
        purge(core)
    assert core.inbox.exists(old)
    core.database.close()


def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(command.purge)
    return made


def test_without_periods_the_command_says_where_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANTER_HOME", str(tmp_path))
    ended = CliRunner().invoke(app(), ["--json"])
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert "retention in banter.yml has no periods" in " ".join(ended.stderr.split())


def test_the_report_names_each_kind_and_class(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    core = core_in(tmp_path, lead="90 days", mql="12 months")
    command.show(purge(core, dry_run=True), dry_run=True, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["dry_run"] is True
    assert {"kind": "leads", "of": "mql", "count": 0} in told["removed"]
    core.database.close()
