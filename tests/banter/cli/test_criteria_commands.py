"""``banter criteria``: the file explained back, a lead explained, other criteria tried on what is stored."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from banter.__main__ import app
from leads.clock import Clock
from leads.criteria import Criteria
from leads.inbox import Inbox
from leads.store import LeadStore
from tests.databases import fresh
from tests.leads.made_up import TODAY, budget, said

RUTH: dict[str, Any] = {
    "contact_opt_in": True,
    "person_name": "Ruth Albers",
    "company": "Seegras",
    "email": "ruth@seegras.example",
}
DEAL: dict[str, Any] = {
    "need": "planning tours",
    "budget": budget(None, 20_000, "EUR"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": None},
}
STRICTER = "bant: {budget_minimum: 30000}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with the criteria as shipped, and with no lead yet."""
    (tmp_path / "qualification.yml").write_text("currency: EUR\n")
    return tmp_path


def call(home: Path, *command: str) -> Result:
    environment = {
        "BANTER_HOME": str(home),
        "BANTER_QUALIFICATION": str(home / "qualification.yml"),
        "BANTER_TODAY": TODAY.isoformat(),
        "COLUMNS": "200",
    }
    return CliRunner().invoke(app, ["criteria", *command], env=environment)


def lead_in(home: Path, **facts: Any) -> str:
    database, clock = fresh(home / "banter.db"), Clock(TODAY)
    talk, store = Inbox(database, clock).open("website", "en", {}), LeadStore(database, Criteria(), clock)
    store.record(talk, "m1", said(**facts), language="en")
    known = store.of_conversation(talk)
    database.close()
    assert known is not None
    return known.id


def new_criteria(home: Path, text: str) -> str:
    (home / "new.yml").write_text(text)
    return str(home / "new.yml")


def test_the_criteria_in_force_are_explained_in_either_language(home: Path) -> None:
    (home / "qualification.yml").write_text("bant: {budget_minimum: 7500}\n")
    english, german = call(home, "check"), call(home, "check", "--language", "de")
    assert (english.exit_code, german.exit_code) == (0, 0)
    assert "a budget of at least 7,500 EUR" in english.output
    assert "einem Budget von mindestens 7.500 EUR" in german.output


def test_another_file_is_explained_for_programs_too(home: Path) -> None:
    told = json.loads(call(home, "check", new_criteria(home, STRICTER), "--json").output)
    assert (told["usable"], told["problems"]) == (True, [])
    assert any("30,000 EUR" in sentence for sentence in told["sentences"])


def test_what_is_wrong_in_a_file_is_told_and_ends_with_one(home: Path) -> None:
    wrong = new_criteria(home, "currency: EUR\nbant: {budget: 5}\n")
    result = call(home, "check", wrong)
    assert (result.exit_code, result.output.startswith("new.yml:2: bant.budget: there is no such setting")) == (1, True)
    told = call(home, "check", wrong, "--json")
    assert told.exit_code == 1
    (problem,) = json.loads(told.output)["problems"]
    assert (problem["path"], problem["line"]) == ("new.yml", 2)


def test_a_lead_is_explained_with_its_points_and_what_is_missing(home: Path) -> None:
    lead = lead_in(home, **RUTH, need="planning tours")
    result = call(home, "explain", lead)
    assert result.exit_code == 0
    for sentence in (
        "Ruth Albers, Seegras: marketing-qualified lead (MQL), 50 of 100 points, fit 57 of 100, engagement 46 of 100.",
        "need: met, for they said “need: planning tours”",
        "budget: unknown",
        "20 of 20 points: need, met",
        "Together: 50 points.",
        "In the way of the next class: score (not met).",
        "A wish to be contacted would be enough, too.",
        "Best asked next: budget.",
        "Campaigns may not start.",
    ):
        assert sentence in result.output
    assert "Am besten als Nächstes zu fragen: Budget." in call(home, "explain", lead, "--language", "de").output


def test_a_lead_is_explained_for_programs(home: Path) -> None:
    lead = lead_in(home, **RUTH)
    told = json.loads(call(home, "explain", lead, "--json").output)
    assert (told["lead"], told["class"], told["next_question"]) == (lead, "mql", "need")
    assert sum(part["points"] for part in told["score_parts"]) == told["score"] == 30
    assert told["missing"] == [{"name": "need", "met": None}, {"name": "score", "met": False}]


def test_a_lead_that_does_not_exist_ends_with_one(home: Path) -> None:
    result = call(home, "explain", "nobody")
    assert (result.exit_code, "There is no lead nobody." in result.output) == (1, True)


def test_what_a_visitor_calls_themselves_moves_no_cursor(home: Path) -> None:
    lead = lead_in(home, **{**RUTH, "person_name": "Ruth\x1b[2J [red]Albers"})
    shown = call(home, "explain", lead).output
    assert "\x1b" not in shown
    assert "[red]Albers" in shown
    replayed = call(home, "replay", new_criteria(home, "sales_ready: {minimum_score: 0, required: []}")).output
    assert "\x1b" not in replayed
    assert "[red]Albers" in replayed


def test_a_replay_shows_who_would_change_class_and_why(home: Path) -> None:
    lead_in(home, **{**RUTH, "person_name": "Maya Stern", "email": "maya@tang.example"})
    lead = lead_in(home, **RUTH, **DEAL)
    result = call(home, "replay", new_criteria(home, STRICTER))
    assert result.exit_code == 0
    assert "Judged 2 leads: 1 would change their class, 0 whether campaigns may start." in result.output
    assert "bant → srl: 1" in result.output
    assert lead[:12] in result.output  # a narrow terminal wraps it
    for word in ("met → not met", "in the way:", "budget (not met)"):
        assert word in " ".join(result.output.replace("│", " ").split())


def test_a_replay_that_changes_nothing_says_so(home: Path) -> None:
    lead_in(home, **RUTH)
    result = call(home, "replay", str(home / "qualification.yml"), "--language", "de")
    assert (result.exit_code, result.output.strip()) == (0, "1 Leads beurteilt: Keiner würde sich ändern.")


def test_a_replay_for_programs_has_a_line_for_each_change_and_a_last_one(home: Path) -> None:
    lead = lead_in(home, **RUTH, **DEAL)
    lines = call(home, "replay", new_criteria(home, STRICTER), "--json").output.splitlines()
    change, last = (json.loads(line) for line in lines)
    assert (change["lead"], change["from"]["class"], change["to"]["class"]) == (lead, "bant", "srl")
    assert change["criteria"] == [
        {"name": "budget", "from": True, "to": False, "evidence": f"budget: {DEAL['budget']}"}
    ]
    assert last["summary"]["ways"] == [{"from": "bant", "to": "srl", "leads": 1}]


def test_a_replay_writes_every_change_to_a_sheet_without_formulas(home: Path) -> None:
    lead = lead_in(home, **{**RUTH, "company": "=HYPERLINK(1)"}, **DEAL)
    path = home / "changes.csv"
    assert call(home, "replay", new_criteria(home, STRICTER), "--csv", str(path)).exit_code == 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["lead"], row["company"], row["from"], row["to"]) == (lead, "'=HYPERLINK(1)", "bant", "srl")


def test_a_sheet_that_cannot_be_written_ends_with_one(home: Path) -> None:
    lead_in(home, **RUTH)
    result = call(home, "replay", new_criteria(home, STRICTER), "--csv", str(home / "no" / "where.csv"))
    assert (result.exit_code, "cannot be written" in result.output) == (1, True)


def test_criteria_that_are_wrong_are_not_tried(home: Path) -> None:
    result = call(home, "replay", new_criteria(home, "weights: {need: much}\n"))
    assert (result.exit_code, "new.yml:1: weights.need: 'much' is not a whole number" in result.output) == (1, True)


@pytest.mark.parametrize("command", [["replay"], ["explain"], ["check", "--language", "fr"], ["forget"]])
def test_a_wrong_call_ends_with_two(home: Path, command: list[str]) -> None:
    assert call(home, *command).exit_code == 2
