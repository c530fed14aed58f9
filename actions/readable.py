"""Values as a person writes them, in the visitor's language."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from leads.model import Budget, CompanySize, FactValue, Timeline

RANGE = "–"
UP_TO = {"en": "up to {}", "de": "bis {}"}
FROM = {"en": "from {}", "de": "ab {}"}
PER = {
    "en": {"month": " a month", "year": " a year", "once": "", None: ""},
    "de": {"month": " im Monat", "year": " im Jahr", "once": "", None: ""},
}


def readable(value: FactValue, language: str) -> str:
    """The value in words; yes and no are left to the responses."""
    match value:
        case Budget():
            ends = [
                None if end is None else _money(end, value.currency, language) for end in (value.minimum, value.maximum)
            ]
            return _span(ends[0], ends[1], language) + PER[language][value.period]
        case Timeline():
            return _period(value, language)
        case CompanySize():
            ends = [
                None if end is None else format_decimal(end, locale=language) for end in (value.minimum, value.maximum)
            ]
            return _span(ends[0], ends[1], language)
        case _:
            return str(value)


def _money(amount: Decimal, currency: str | None, language: str) -> str:
    if currency is None:
        return format_decimal(amount, locale=language)
    digits = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    pattern = f"¤{digits}" if language == "en" else f"{digits} ¤"
    return format_currency(amount, currency, pattern, locale=language, currency_digits=False)


def _span(first: str | None, last: str | None, language: str) -> str:
    if first is None:
        return UP_TO[language].format(last)
    if last is None:
        return FROM[language].format(first)
    return first if first == last else f"{first}{RANGE}{last}"


def _period(value: Timeline, language: str) -> str:
    if value.start and value.end and _is_whole_month(value.start, value.end):
        return format_date(value.start, "MMMM yyyy", locale=language)
    ends = [None if end is None else format_date(end, "long", locale=language) for end in (value.start, value.end)]
    return _span(ends[0], ends[1], language).replace(RANGE, f" {RANGE} ")


def _is_whole_month(start: date, end: date) -> bool:
    return start.day == 1 and (end + date.resolution).day == 1 and (start.year, start.month) == (end.year, end.month)
