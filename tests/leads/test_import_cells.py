"""What a cell of a file says."""

from typing import Any

import pytest

from banter.operator_files.import_words import read_import_words
from banter.settings import ROOT
from leads.import_cells import Cells, amount, day
from leads.import_words import vocabulary

WORDS = vocabulary(read_import_words(ROOT / "data" / "import" / f"{each}.yml") for each in ("en", "de"))
CELLS = Cells(WORDS, "DE")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("40000", 40000),
        ("40.000", 40000),
        ("40,000", 40000),
        ("40'000", 40000),
        ("40 000", 40000),
        ("1.234.567", 1234567),
        ("40.000,50", 40000.5),
        ("40,000.50", 40000.5),
        ("12,5", 12.5),
        ("12.5k", 12500),
        ("40K", 40000),
    ],
)
def test_amounts_are_read_as_both_languages_write_them(cell: str, value: float) -> None:
    assert amount(cell) == value


@pytest.mark.parametrize("cell", ["", "many", "1.2.3", "-5", "1,2,3", "4e5", "1.234.56"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no amount; write it like 40000"):
        amount(cell)


@pytest.mark.parametrize(
    ("cell", "minimum", "maximum", "currency", "period"),
    [
        ("40.000 €", 40000, 40000, "EUR", None),
        ("EUR 40,000", 40000, 40000, "EUR", None),
        ("20k-30k CHF", 20000, 30000, "CHF", None),
        ("20000..30000", 20000, 30000, None, None),
        ("$500 per month", 500, 500, "USD", "month"),
        ("2.000 EUR im Jahr", 2000, 2000, "EUR", "year"),
        ("bis 5000", None, 5000, None, None),
        ("ab 5000 €", 5000, None, "EUR", None),
        ("5000+", 5000, None, None, None),
        ("< 5000", None, 5000, None, None),
    ],
)
def test_budgets(cell: str, minimum: Any, maximum: Any, currency: str | None, period: str | None) -> None:
    assert CELLS.budget(cell) == {"min": minimum, "max": maximum, "currency": currency, "period": period}


@pytest.mark.parametrize("cell", ["none", "1 2 3 a 4 b 5", "10-20 M€", "40kEUR", "5 or 6", "about 5000", "bis 5-6"])
def test_a_budget_that_could_mean_another_sum_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="write"):
        CELLS.budget(cell)


@pytest.mark.parametrize(
    ("cell", "minimum", "maximum"),
    [("250", 250, 250), ("50-100", 50, 100), ("50 – 100", 50, 100), ("50 bis 100", 50, 100), ("500+", 500, None)],
)
def test_company_sizes(cell: str, minimum: int, maximum: int | None) -> None:
    assert CELLS.size(cell) == {"min": minimum, "max": maximum}


@pytest.mark.parametrize("cell", ["big", "2,5", "250 or so", "Oct 10"])
def test_company_sizes_that_are_none_are_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="write"):
        CELLS.size(cell)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2027-06-30", None, "2027-06-30"),
        ("30.6.2027", None, "2027-06-30"),
        ("2027-02", "2027-02-01", "2027-02-28"),
        ("2027-12", "2027-12-01", "2027-12-31"),
        ("1.4.2027 - 30.6.2027", "2027-04-01", "2027-06-30"),
        ("2027-04-01..2027-06-30", "2027-04-01", "2027-06-30"),
        ("2027-04-01..", "2027-04-01", None),
        ("2027-04 – 2027-06", "2027-04-01", "2027-06-30"),
    ],
)
def test_time_frames(cell: str, start: str | None, end: str | None) -> None:
    assert CELLS.timeline(cell) == {"start": start, "end": end}


@pytest.mark.parametrize("cell", ["soon", "06/30/2027", "31.2.2027", "2027-13", "2027-01-01 - 2027-02-01 - 2027-03-01"])
def test_dates_that_are_none_or_ambiguous_are_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="write"):
        CELLS.timeline(cell)
    with pytest.raises(ValueError, match="is no date"):
        day(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("+49 30 901820", "+4930901820"),
        ("030 / 90 18 20", "+4930901820"),
        ("0044 161 496 0000", "+441614960000"),
        ("+4930901820;ext=7", "+4930901820;ext=7"),
        ("030 901820 ext. 7", "+4930901820;ext=7"),
    ],
)
def test_phone_numbers_get_their_international_form(cell: str, number: str) -> None:
    assert CELLS.phone(cell) == number


def test_a_number_is_dialled_in_the_region_of_the_file() -> None:
    assert Cells(WORDS, "GB").phone("0161 496 0000") == "+441614960000"


@pytest.mark.parametrize("cell", ["12", "4.93012E+11", "call me", "+" + "9" * 40])
def test_what_is_no_phone_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no phone number"):
        CELLS.phone(cell)


def test_e_mail_addresses() -> None:
    assert CELLS.email("Ruth.Albers@SEEGRAS.example") == "Ruth.Albers@seegras.example"
    for cell in ("ruth", "ruth@", "a@b@c", "ruth@seegras.example, info@seegras.example"):
        with pytest.raises(ValueError, match="is no e-mail address"):
            CELLS.email(cell)


def test_yes_no_and_who_decides_in_both_languages() -> None:
    assert [CELLS.answer(cell) for cell in ("yes", "Ja", " TRUE ", "x", "no", "Nein", "0")] == [True] * 4 + [False] * 3
    assert [CELLS.authority(cell) for cell in ("decision_maker", "Entscheiderin", "has a say")] == [
        "decision_maker",
        "decision_maker",
        "influencer",
    ]
    with pytest.raises(ValueError, match="'perhaps' cannot stand here; write yes or no"):
        CELLS.answer("perhaps")


def test_currencies() -> None:
    assert [CELLS.currency(cell) for cell in ("€", "eur", "CHF")] == ["EUR", "EUR", "CHF"]
    with pytest.raises(ValueError, match="is no currency"):
        CELLS.currency("Euro")
