"""Rows of a file become facts, or are told with line and column."""

import io

import pytest

from leads.errors import ImportRefused
from leads.importing import RowProblem, Wishes, columns
from leads.model import Source
from leads.table_file import read_table
from tests.leads.import_files import WORDS, known, leads, rows


def unread(header: str) -> tuple[str, ...]:
    return columns(read_table(io.BytesIO(f"{header}\n".encode())), WORDS, Wishes("fair.csv", {})).unread


def refusal(header: str, **mapped: str) -> str:
    with pytest.raises(ImportRefused) as refused:
        rows(f"{header}\nx\n", mapped)
    return str(refused.value)


def problem(text: str) -> str:
    (found,) = rows(text)
    assert isinstance(found, RowProblem)
    return str(found)


def test_columns_are_found_by_english_and_german_headers_in_any_spelling() -> None:
    english = "Full Name,COMPANY,E-Mail Address,phone_number,Employees,Job title,City\n"
    german = "Ansprechpartner,Firma,e-mail,Telefon ,Mitarbeiter,Position,Ort\n"
    row = 'Ruth Albers,Seegras,ruth@seegras.example,030 901820,50-100,"Head, IT",Köln\n'
    (first,), (second,) = leads(english + row), leads(german + row)
    assert known(first) == {
        "person_name": "Ruth Albers",
        "company": "Seegras",
        "email": "ruth@seegras.example",
        "phone": "+4930901820",
        "company_size": {"min": 50, "max": 100},
        "job_title": "Head, IT",
        "location": "Köln",
    }
    assert first == second


def test_every_fact_says_where_it_comes_from_in_the_words_of_the_file() -> None:
    (lead,) = leads("Vorname,Nachname,Budget,Währung\nRuth,Albers,40.000,€\n")
    name, budget = lead.said
    assert (name.value, name.words, name.source, name.by) == ("Ruth Albers", "Ruth Albers", Source.IMPORT, "fair.csv")
    assert (budget.value, budget.words) == (
        {"min": 40000, "max": 40000, "currency": "EUR", "period": None},
        "40.000 €",
    )


def test_a_header_can_be_mapped_and_a_column_left_out() -> None:
    (lead,) = leads("Mailbox,Name,Firma\nr@seegras.example,Ruth,Seegras\n", {"Mailbox": "email", "Firma": ""})
    assert known(lead) == {"person_name": "Ruth", "email": "r@seegras.example"}


def test_columns_that_name_no_field_are_told_and_not_read() -> None:
    assert unread("Name,Notes,,class,id") == ("Notes", "class", "id")


def test_headers_that_cannot_be_meant_are_refused() -> None:
    assert refusal("Colour") == (
        "Line 1 names no column for a name, a company, an e-mail address or a phone number. "
        'Say which one is, for example --map "Colour=email".'
    )
    assert refusal("Name,Ansprechpartner").startswith("'Name' and 'Ansprechpartner' both mean person_name;")
    assert refusal("Name", Mailbox="email") == "There is no column 'Mailbox' to map; the file has Name."
    assert refusal("Name", Name="emial") == "There is no field 'emial'; did you mean email?"


def test_a_row_is_told_with_line_column_and_what_to_write() -> None:
    assert problem("Name,Telefon\n\nRuth,12\n") == (
        "line 3, Telefon: '12' is no phone number; write it like +49 30 901820"
    )
    assert problem("Name,Ort\nRuth\n") == (
        "line 2: has 1 cells, and the first row 2; look for a delimiter that needs quotation marks around it"
    )
    assert problem("Name,Ort\n,Köln\n") == "line 2: needs a name, a company, an e-mail address or a phone number"
    assert problem("Name,Budget\nRuth,9999999999999999\n").startswith("line 2, Budget: budget cannot be")
    assert problem("Name,Budget,Budget bis\nRuth,5000,6000\n") == (
        "line 2, Budget: says the same as budget_max; leave one of them empty"
    )
    assert problem("Name,Sprache\nRuth,Klingon\n") == "line 2, Sprache: 'Klingon' is not spoken here; write en or de"
    assert problem(f"Name\n{'x' * 5000}\n") == "line 2, Name: longer than 4,000 characters"


def test_a_row_that_is_wrong_does_not_hide_the_ones_after_it() -> None:
    read = rows("Name,Mail\nRuth,r@seegras.example\nNina,nowhere\nMaya,m@seegras.example\n")
    assert [isinstance(each, RowProblem) for each in read] == [False, True, False]


def test_consents_need_a_proof_which_is_kept_as_their_wording() -> None:
    assert refusal("Name,Newsletter") == (
        "Newsletter: no visitor has consented here. Say where the proof is kept, with --consent-proof TEXT, "
        'or leave it out, with --map "Newsletter=".'
    )
    (lead,) = leads("Name,Newsletter\nRuth,ja\n", proof="signed cards, folder 7")
    (consent,) = [each for each in lead.said if each.slot == "marketing_opt_in"]
    assert (consent.value, consent.words, consent.wording) == (True, "ja", "signed cards, folder 7")
    assert known(leads("Name,Newsletter\nRuth,ja\n", {"Newsletter": ""})[0]) == {"person_name": "Ruth"}


def test_the_same_facts_have_the_same_fingerprint_in_any_order_and_spelling() -> None:
    (first,) = leads("Name,Telefon\nRuth,030 901820\n")
    (second,) = leads("phone,person_name\n+49 30 901820,Ruth\n")
    (other,) = leads("Name,Telefon\nRuth,030 901821\n")
    assert first.fingerprint == second.fingerprint != other.fingerprint


def test_an_apostrophe_that_kept_a_cell_from_a_spreadsheet_is_taken_off() -> None:
    (lead,) = leads("Firma,Telefon\n'=Brightwell,'+49 30 901820\n")
    assert known(lead) == {"company": "=Brightwell", "phone": "+4930901820"}


def test_where_a_lead_came_from_and_its_language_may_stand_in_the_file() -> None:
    (lead,) = leads("Name,utm_campaign,page,Sprache\nRuth,fair,/demo,de-DE\n")
    assert (dict(lead.source), lead.language) == ({"utm_campaign": "fair", "page": "/demo"}, "de")
