"""``banter leads list``, ``show``, ``erase``."""

import json
import sqlite3

import pytest
from rich.cells import cell_len

from tests.banter.cli.calling import Banter
from tests.gateway.fake_bot import FakeBot

MAYA = {
    "contact_opt_in": True,
    "person_name": "Maya Stern",
    "company": "Seegras [red]Logistik[/red]",
    "email": "maya@seegras.example",
    "need": "fewer calls\x1b[31m about \u202edelivery dates",
}


def test_leads_are_listed_newest_first_and_fit_into_80_columns(banter: Banter) -> None:
    first = banter.lead(**MAYA)
    second = banter.lead(company="Tang " * 30)
    listed = banter("leads", "list")
    lines = listed.out.splitlines()
    assert (listed.code, lines[0].split()) == (0, ["Lead", "Class", "Score", "Stage", "Who"])
    assert lines[1].startswith(second)
    assert f"{first}  mql" in listed.out
    assert "[red]Logistik[/red]" in "".join(listed.out.split("\n")[-2:]) or "[red]" in listed.out
    assert max(cell_len(line) for line in lines) <= 80


def test_filters_narrow_the_list_and_a_page_says_where_the_next_begins(banter: Banter) -> None:
    maya, tang = banter.lead(**MAYA), banter.lead(company="Tang")
    assert [lead["id"] for lead in banter("leads", "list", "--class", "mql", "--json").json["leads"]] == [maya]
    assert [lead["id"] for lead in banter("leads", "list", "--q", "tang", "--json").json["leads"]] == [tang]
    page = banter("leads", "list", "--limit", "1", "--json").json
    assert ([lead["id"] for lead in page["leads"]], page["next"]) == ([tang], tang)
    rest = banter("leads", "list", "--after", tang, "--json").json
    assert ([lead["id"] for lead in rest["leads"]], rest["next"]) == ([maya], None)


def test_a_list_of_nothing_ends_with_1_and_says_so(banter: Banter) -> None:
    nothing = banter("leads", "list", "--stage", "lost", "--json")
    assert (nothing.code, nothing.json, nothing.err) == (1, {"leads": [], "next": None}, "No lead is like that.\n")


def test_a_lead_is_shown_with_verdict_words_sources_and_latest_lines(banter: Banter) -> None:
    shown = banter("leads", "show", banter.lead("hello there", **MAYA))
    assert shown.code == 0
    for part in ("Maya Stern", "MQL", "stage: new", "website, en", "✓  company", "not known yet", "hello there"):
        assert part in shown.out
    assert "visitor, 2" in shown.out
    assert max(cell_len(line) for line in shown.out.splitlines()) <= 80


def test_what_visitors_write_neither_colours_nor_turns_the_terminal(banter: Banter) -> None:
    lead = banter.lead("\x1b]0;owned\x07 hi", **MAYA)
    for shown in (banter("leads", "show", lead), banter("leads", "list")):
        assert not {"\x1b", "\x07", "\u202e"} & set(shown.out)
        assert "[red]" in shown.out


def test_programs_are_shown_the_lead_of_the_api_with_hand_off_and_lines(banter: Banter) -> None:
    shown = banter("leads", "show", banter.lead("hello", **MAYA), "--json").json
    assert shown.keys() == {"lead", "handoff", "messages"}
    assert (shown["lead"]["class"], shown["lead"]["facts"][0]["source"]) == ("mql", "visitor")
    assert shown["messages"] == [{"author": "visitor", "person": None, "text": "hello"}]


@pytest.mark.parametrize("command", ["show", "erase"])
def test_a_lead_that_there_is_not_is_told(banter: Banter, command: str) -> None:
    told = banter("leads", command, "[red]", "--json")
    assert (told.code, told.out, told.err) == (1, "", "There is no lead [red].\n")


def test_erasing_asks_first(banter: Banter) -> None:
    lead = banter.lead(**MAYA)
    for answer in ("n\n", ""):
        kept = banter("leads", "erase", lead, answer=answer)
        assert kept.code == 1
        assert "Erase Maya Stern, Seegras" in kept.err
        assert kept.err.endswith("Nothing was erased.\n")
    assert banter("leads", "show", lead).code == 0
    assert banter("leads", "erase", lead, answer="y\n").out.endswith(f"{lead} is erased.\n")
    assert banter("leads", "show", lead).code == 1


def test_an_erased_lead_is_gone_from_the_memory_of_an_assistant_that_does_not_run(banter: Banter) -> None:
    lead = banter.lead(**MAYA)
    conversation = banter("leads", "show", lead, "--json").json["lead"]["conversation"]
    with sqlite3.connect(banter.home / "tracker.db") as memory:
        memory.execute("create table tracker_events (conversation text, position integer, data text)")
        memory.execute("create table tracker_turns (conversation text, message_id text, data text)")
        for talk in (conversation, "another"):
            memory.execute("insert into tracker_events values (?, 0, 'maya@seegras.example')", (talk,))
            memory.execute("insert into tracker_turns values (?, '1', 'maya@seegras.example')", (talk,))
    erased = banter("leads", "erase", lead, "--yes", "--json").json
    assert erased == {"erased": lead, "conversation": conversation, "conversations": [conversation]}
    with sqlite3.connect(banter.home / "tracker.db") as memory:
        for table in ("tracker_events", "tracker_turns"):
            assert memory.execute(f"select conversation from {table}").fetchall() == [("another",)]
    with sqlite3.connect(banter.home / "banter.db") as database:
        assert "maya@seegras.example" not in "\n".join(database.iterdump())


def test_an_assistant_that_runs_is_told_to_forget(banter: Banter) -> None:
    lead = banter.lead(**MAYA)
    conversation = banter("leads", "show", lead, "--json").json["lead"]["conversation"]
    with FakeBot() as bot:
        assert banter("leads", "erase", lead, "--yes", BANTER_RASA_PORT=str(bot.port)).code == 0
    assert bot.erased == [conversation]


def test_a_memory_that_cannot_be_erased_keeps_the_lead_and_is_told(banter: Banter) -> None:
    lead = banter.lead(**MAYA)
    (banter.home / "tracker.db").write_text("this is no database, and it is long enough to be looked at" * 20)
    told = banter("leads", "erase", lead, "--yes")
    assert (told.code, told.err) == (1, "Nothing was done: the assistant's memory: file is not a database\n")
    assert banter("leads", "show", lead).code == 0


@pytest.mark.parametrize(
    "command",
    [
        ["leads", "list", "--class", "hot"],
        ["leads", "list", "--limit", "0"],
        ["leads", "show"],
        ["leads", "weigh"],
        ["leads", "export", "--delimiter", "x"],
        ["leads", "import", "/nowhere.csv"],
    ],
)
def test_a_wrong_call_ends_with_2(banter: Banter, command: list[str]) -> None:
    told = banter(*command)
    assert (told.code, told.out) == (2, "")
    assert "Error: " in told.err


@pytest.mark.parametrize("url", ["nonsense", "mysql://u:secret@h/x", "oracle://h", "postgresql://h:port/x"])
def test_a_database_that_cannot_be_is_told_without_its_password(banter: Banter, url: str) -> None:
    told = banter("leads", "list", BANTER_DATABASE_URL=url)
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Nothing was done: BANTER_DATABASE_URL names no database that Banter can use; write ")
    assert "secret" not in told.err


def test_a_database_that_is_away_or_broken_is_told_in_one_line(banter: Banter) -> None:
    away = banter("leads", "list", BANTER_DATABASE_URL="postgresql://127.0.0.1:1/x")
    banter.home.mkdir()
    (banter.home / "banter.db").write_text("no database" * 100)
    for told in (away, banter("leads", "list")):
        assert (told.code, told.out, told.err.count("\n")) == (1, "", 1)
        assert told.err.startswith("Nothing was done: the lead database: ")


def test_a_data_directory_that_is_a_file_is_told(banter: Banter) -> None:
    banter.home.write_text("a file")
    told = banter("leads", "list")
    assert (told.code, told.err) == (1, f"{banter.home}: File exists.\n")


def test_json_stays_json_in_a_real_shell_and_the_end_of_a_pipe_is_no_error(banter: Banter) -> None:
    for number in range(30):
        banter.lead(company=f"Firma {number} " + "x" * 3000)
    listed = banter.outside("$BANTER leads list --json | head -c 100000000")
    assert len(json.loads(listed.out)["leads"]) == 20
    for command in ("leads export", "leads export --json", "leads list --limit 30"):
        cut = banter.outside(f"set +o pipefail; $BANTER {command} | head -1")
        assert (cut.code, cut.err, cut.out.count("\n")) == (0, "", 1)
