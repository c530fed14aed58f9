"""``banter leads export`` and ``import``."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.banter.cli.calling import Banter

FAIR = "Name;Firma;E-Mail;Telefon;Notiz\nRuth Albers;=Seegras;ruth@seegras.example;030 901820;x\nNina Köhler;Tang;;;y\n"


@pytest.fixture
def fair(tmp_path: Path) -> Path:
    path = tmp_path / "fair.csv"
    path.write_text(FAIR, encoding="utf-8")
    return path


def names(banter: Banter) -> list[str]:
    return sorted(lead["person_name"] for lead in banter("leads", "list", "--json").json["leads"])


def test_a_dry_run_says_what_would_be_done_and_does_nothing(banter: Banter, fair: Path) -> None:
    said = banter("leads", "import", str(fair), "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert said.out == "2 rows: 2 can be imported.\nNot read: Notiz.\nNothing was imported: this was a dry run.\n"
    assert banter("leads", "list").code == 1


def test_rows_become_leads_whose_facts_name_the_file(banter: Banter, fair: Path) -> None:
    assert banter("leads", "import", str(fair)).out == "2 rows: 2 imported.\nNot read: Notiz.\n"
    (ruth,) = banter("leads", "list", "--q", "ruth", "--json").json["leads"]
    assert (ruth["channel"], ruth["company"], ruth["phone"]) == ("import", "=Seegras", "+4930901820")
    assert {(fact["source"], fact["by"]) for fact in ruth["facts"]} == {("import", "fair.csv")}


def test_the_same_file_again_makes_nothing_twice(banter: Banter, fair: Path) -> None:
    banter("leads", "import", str(fair))
    again = banter("leads", "import", str(fair), "--json")
    assert (again.code, again.json) == (
        0,
        {
            "dry_run": False,
            "rows": 2,
            "new": 0,
            "known": 2,
            "suppressed": 0,
            "bad": 0,
            "problems": [],
            "unread": ["Notiz"],
            "imported": 0,
        },
    )
    assert names(banter) == ["Nina Köhler", "Ruth Albers"]


def test_one_wrong_row_stops_all_and_is_told_with_its_line(banter: Banter, fair: Path) -> None:
    fair.write_text(FAIR + "Maya [red];Tang;maya@;12;\n", encoding="utf-8")
    refused = banter("leads", "import", str(fair))
    assert (refused.code, refused.err.splitlines()) == (
        1,
        [
            "line 4, E-Mail: 'maya@' is no e-mail address",
            "Nothing was imported. Correct the rows, or leave them out with --skip-bad.",
        ],
    )
    assert refused.out.startswith("3 rows: 2 can be imported, 1 wrong.\n")
    assert banter("leads", "list").code == 1
    assert banter("leads", "import", str(fair), "--skip-bad").out.startswith("3 rows: 2 imported, 1 wrong.\n")
    assert names(banter) == ["Nina Köhler", "Ruth Albers"]


def test_programs_read_what_is_wrong(banter: Banter, fair: Path) -> None:
    fair.write_text("Name,Tel\nRuth,12\n", encoding="utf-8")
    report = banter("leads", "import", str(fair), "--dry-run", "--json")
    assert (report.code, report.json["bad"], report.err) == (1, 1, "")
    (problem,) = report.json["problems"]
    assert (problem["line"], problem["column"]) == (2, "Tel")


@pytest.mark.parametrize(("encoding", "told"), [("latin-1", "Line 3 is not utf-8"), ("utf-16-le", "Line 1 has NUL")])
def test_another_encoding_is_told_and_read_when_it_is_named(
    banter: Banter, fair: Path, encoding: str, told: str
) -> None:
    fair.write_bytes(FAIR.encode(encoding))
    refused = banter("leads", "import", str(fair))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"Nothing was done: {told}")
    assert banter("leads", "import", str(fair), "--encoding", encoding).code == 0
    assert names(banter) == ["Nina Köhler", "Ruth Albers"]


def test_a_file_that_breaks_off_in_the_middle_of_a_row_imports_nothing(banter: Banter, fair: Path) -> None:
    fair.write_text(FAIR + '"Maya;Tang', encoding="utf-8")
    refused = banter("leads", "import", str(fair), "--skip-bad")
    assert (refused.code, "line 4" in refused.err) == (1, True)
    assert banter("leads", "list").code == 1


def test_headers_are_mapped_by_hand(banter: Banter, fair: Path) -> None:
    fair.write_text("Wer,a=b\nRuth,ruth@seegras.example\n", encoding="utf-8")
    assert "names no column" in banter("leads", "import", str(fair)).err
    assert banter("leads", "import", str(fair), "--map", "Wer").code == 2
    assert banter("leads", "import", str(fair), "--map", "Wer=person_name", "--map", "a=b=email").code == 0
    (ruth,) = banter("leads", "list", "--json").json["leads"]
    assert (ruth["person_name"], ruth["email"]) == ("Ruth", "ruth@seegras.example")


def test_consents_are_taken_over_only_with_a_proof(banter: Banter, fair: Path) -> None:
    fair.write_text("Name,Firma,Mail,Einwilligung\nRuth,Seegras,r@seegras.example,ja\n", encoding="utf-8")
    assert "--consent-proof" in banter("leads", "import", str(fair)).err
    assert banter("leads", "import", str(fair), "--consent-proof", " ").code == 1
    assert banter("leads", "import", str(fair), "--consent-proof", "signed cards, folder 7").code == 0
    (ruth,) = banter("leads", "list", "--json").json["leads"]
    assert (ruth["contact_opt_in"], ruth["class"]) == (True, "mql")
    with sqlite3.connect(banter.home / "banter.db") as database:
        assert database.execute("select wording, said from consents").fetchall() == [("signed cards, folder 7", "ja")]


@pytest.mark.parametrize(("options", "handed_off"), [((), 0), (("--hand-off",), 1)])
def test_qualified_ones_are_handed_off_only_on_request(
    banter: Banter, fair: Path, options: tuple[str, ...], handed_off: int
) -> None:
    fair.write_text("Name,Firma,Mail,Einwilligung\nRuth,Seegras,r@seegras.example,ja\n", encoding="utf-8")
    assert banter("leads", "import", str(fair), "--consent-proof", "cards", *options).code == 0
    assert len(banter("handoffs", "--json").json["handoffs"]) == handed_off


def test_an_export_is_a_table_without_formulas_and_can_be_imported_elsewhere(banter: Banter, tmp_path: Path) -> None:
    banter.lead(person_name="=HYPERLINK(1)", phone="+4930901820", need="“tours”,\nfor @ Köln")
    exported = banter("leads", "export")
    (row,) = csv.DictReader(io.StringIO(exported.out, newline=""))
    assert (exported.code, row["person_name"], row["phone"]) == (0, "'=HYPERLINK(1)", "'+4930901820")
    (tmp_path / "out.csv").write_bytes(exported.out.encode())
    elsewhere = Banter(tmp_path / "elsewhere")
    without = ("--map", "contact_opt_in=", "--map", "marketing_opt_in=")
    assert elsewhere("leads", "import", str(tmp_path / "out.csv"), *without).code == 0
    (lead,) = elsewhere("leads", "list", "--json").json["leads"]
    assert (lead["person_name"], lead["phone"], lead["need"]) == (
        "=HYPERLINK(1)",
        "+4930901820",
        "“tours”,\nfor @ Köln",
    )


def test_an_export_for_a_german_excel_has_mark_and_semicolons_and_is_for_its_owner(
    banter: Banter, tmp_path: Path
) -> None:
    banter.lead(company="Köln; Bonn")
    path = tmp_path / "out.csv"
    assert banter("leads", "export", "--bom", "--delimiter", ";", "--output", str(path)).out == ""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid;created_at;")
    assert '"Köln; Bonn"'.encode() in content
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_export_for_programs_has_a_lead_on_each_line(banter: Banter) -> None:
    ids = [banter.lead(company="Tang"), banter.lead(company="Köln", contact_opt_in=False)]
    lines = [json.loads(line) for line in banter("leads", "export", "--json").out.splitlines()]
    assert [line["id"] for line in lines] == ids[::-1]
    assert lines[0]["company"] == "Köln"


def test_an_export_of_nothing_ends_with_1_and_one_that_cannot_be_written_is_told(banter: Banter) -> None:
    nothing = banter("leads", "export")
    assert (nothing.code, nothing.out.count("\n"), nothing.err) == (1, 1, "No lead is like that.\n")
    banter.lead(company="Tang")
    told = banter("leads", "export", "--output", "/nowhere/leads.csv")
    assert (told.code, told.err) == (1, "/nowhere/leads.csv cannot be written: No such file or directory.\n")
