"""Values as a visitor reads them back."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from banter.operator_files import read_labels
from banter.settings import ROOT
from leads.labels import Labels
from leads.model import Budget, CompanySize, FactValue, Timeline
from leads.readable import Readable
from tests.leads.made_up import lead


def labels(language: str) -> Labels:
    return read_labels(ROOT / "data" / "labels" / f"{language}.yml")


ENGLISH = Readable("en", labels("en").addressing("sie"))
GERMAN = Readable("de", labels("de").addressing("sie"))


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (Budget(None, Decimal(15_000), "EUR"), "up to €15,000", "bis 15.000 €"),
        (Budget(Decimal(15_000), None, "EUR"), "from €15,000", "ab 15.000 €"),
        (Budget(Decimal(15_000), Decimal(15_000), "EUR", "once"), "€15,000", "15.000 €"),
        (Budget(Decimal(10_000), Decimal(20_000), "EUR"), "€10,000–20,000", "10.000–20.000 €"),
        (Budget(None, Decimal(800), "EUR", "month"), "up to €800 a month", "bis 800 € im Monat"),
        (Budget(Decimal(800), Decimal(800), "USD", "year"), "$800 a year", "800 $ im Jahr"),
        (Budget(Decimal(800), Decimal(800)), "800", "800"),
        (Budget(Decimal(0), Decimal(0), "EUR"), "€0", "0 €"),
        (Budget(Decimal(0), Decimal(5_000), "CHF"), "CHF0–5,000", "0–5.000 CHF"),
        (Budget(Decimal("99.90"), Decimal("99.90"), "EUR"), "€99.90", "99,90 €"),
        (Budget(Decimal("99.95"), Decimal("99.95"), "EUR"), "€99.95", "99,95 €"),
        (Timeline(date(2027, 5, 1), date(2027, 5, 31)), "May 2027", "Mai 2027"),
        (Timeline(date(2027, 12, 1), date(2027, 12, 31)), "December 2027", "Dezember 2027"),
        (
            Timeline(date(2027, 4, 1), date(2027, 6, 30)),
            "April 1, 2027 – June 30, 2027",
            "1. April 2027 – 30. Juni 2027",
        ),
        (Timeline(date(2028, 1, 1), date(2028, 12, 31)), "2028", "2028"),
        (Timeline(date(2027, 4, 9), date(2027, 4, 9)), "April 9, 2027", "9. April 2027"),
        (Timeline(date(2027, 4, 9), None), "from April 9, 2027", "ab 9. April 2027"),
        (Timeline(None, date(2027, 4, 9)), "by April 9, 2027", "bis 9. April 2027"),
        (CompanySize(1_200, 1_200), "1,200 people", "1.200 Leute"),
        (CompanySize(50, 100), "50–100 people", "50–100 Leute"),
        (CompanySize(50, None), "from 50 people", "ab 50 Leute"),
        (CompanySize(None, 50), "up to 50 people", "bis 50 Leute"),
        (True, "yes", "ja"),
        (False, "no", "nein"),
        ("Seegras GmbH", "Seegras GmbH", "Seegras GmbH"),
    ],
)
def test_a_value_reads_as_a_person_would_write_it(value: FactValue, english: str, german: str) -> None:
    assert ENGLISH.value(value, "any") == english
    assert GERMAN.value(value, "any") == german


def test_a_phone_number_reads_as_it_is_dialled() -> None:
    assert ENGLISH.value("+442079460018", "phone") == "+44 20 7946 0018"
    assert GERMAN.value("+493012345678;ext=9", "phone") == "+49 30 12345678 ext. 9"
    assert ENGLISH.value("extension nine", "phone") == "extension nine"


def test_who_decides_is_told_in_the_operators_form_of_address() -> None:
    assert ENGLISH.value("decision_maker", "authority") == "you decide"
    assert GERMAN.value("influencer", "authority") == "Sie entscheiden mit"
    assert Readable("de", labels("de").addressing("du")).value("influencer", "authority") == "du entscheidest mit"


def test_a_summary_has_a_line_for_each_fact_in_a_fixed_order() -> None:
    known = lead({"email": "ruth@seegras.example", "person_name": "Ruth Albers", "contact_opt_in": True})
    assert ENGLISH.summary(known) == "• Name: Ruth Albers\n• E-mail: ruth@seegras.example"
    assert ENGLISH.everything(known).endswith("\n• May we contact you: yes")


@pytest.mark.parametrize(
    ("at", "english", "german"),
    [
        ((2027, 2, 15, 16), "today by 4:00 PM", "heute bis 16:00 Uhr"),
        ((2027, 2, 16, 9), "tomorrow by 9:00 AM", "morgen bis 9:00 Uhr"),
        ((2027, 3, 1, 13), "on Monday, March 1 by 1:00 PM", "am Montag, 1. März, bis 13:00 Uhr"),
    ],
)
def test_a_promise_names_the_day_as_a_person_would(at: tuple[int, int, int, int], english: str, german: str) -> None:
    now, then = datetime(2027, 2, 15, 12, 30, tzinfo=UTC), datetime(*at, tzinfo=UTC)
    assert ENGLISH.moment(then, now) == english
    assert GERMAN.moment(then, now) == german
