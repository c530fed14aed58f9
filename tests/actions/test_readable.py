"""Values as a visitor reads them back."""

from datetime import date
from decimal import Decimal

import pytest

from actions.readable import readable
from leads.model import Budget, CompanySize, FactValue, Timeline


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (Budget(None, Decimal(15_000), "EUR"), "up to €15,000", "bis 15.000 €"),
        (Budget(Decimal(15_000), None, "EUR"), "from €15,000", "ab 15.000 €"),
        (Budget(Decimal(15_000), Decimal(15_000), "EUR", "once"), "€15,000", "15.000 €"),
        (Budget(Decimal(10_000), Decimal(20_000), "EUR"), "€10,000–€20,000", "10.000 €–20.000 €"),
        (Budget(None, Decimal(800), "EUR", "month"), "up to €800 a month", "bis 800 € im Monat"),
        (Budget(Decimal(800), Decimal(800), "USD", "year"), "$800 a year", "800 $ im Jahr"),
        (Budget(Decimal(800), Decimal(800)), "800", "800"),
        (Budget(Decimal(0), Decimal(0), "EUR"), "€0", "0 €"),
        (Budget(Decimal(0), Decimal(5_000), "CHF"), "CHF0–CHF5,000", "0 CHF–5.000 CHF"),
        (Budget(Decimal("99.90"), Decimal("99.90"), "EUR"), "€99.90", "99,90 €"),
        (Budget(Decimal("99.95"), Decimal("99.95"), "EUR"), "€99.95", "99,95 €"),
        (Timeline(date(2027, 5, 1), date(2027, 5, 31)), "May 2027", "Mai 2027"),
        (Timeline(date(2027, 12, 1), date(2027, 12, 31)), "December 2027", "Dezember 2027"),
        (
            Timeline(date(2027, 4, 1), date(2027, 6, 30)),
            "April 1, 2027 – June 30, 2027",
            "1. April 2027 – 30. Juni 2027",
        ),
        (Timeline(date(2027, 4, 9), date(2027, 4, 9)), "April 9, 2027", "9. April 2027"),
        (Timeline(date(2027, 4, 9), None), "from April 9, 2027", "ab 9. April 2027"),
        (Timeline(None, date(2027, 4, 9)), "up to April 9, 2027", "bis 9. April 2027"),
        (CompanySize(1_200, 1_200), "1,200", "1.200"),
        (CompanySize(50, 100), "50–100", "50–100"),
        (CompanySize(50, None), "from 50", "ab 50"),
        (CompanySize(None, 50), "up to 50", "bis 50"),
        ("Seegras GmbH", "Seegras GmbH", "Seegras GmbH"),
    ],
)
def test_a_value_reads_as_a_person_would_write_it(value: FactValue, english: str, german: str) -> None:
    assert readable(value, "en") == english
    assert readable(value, "de") == german
