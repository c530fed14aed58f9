"""What a cell of an imported file says: text → the JSON value of a slot. ``ValueError`` tells what to write instead."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

import phonenumbers
from pydantic import validate_email
from pydantic_core import PydanticCustomError

from leads.contact_points import is_valid_phone
from leads.import_words import Vocabulary, bare
from leads.values import LONGEST_TEXT, Json

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
HYPHEN = re.compile(r"\s*[-–—]\s*")
APART = re.compile(r"\s*(?:\.\.|[–—])\s*|\s-\s")  # a hyphen within a date parts nothing
AMOUNT = re.compile(r"\d[\d.,'’\s]*k?\b|\d", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
CODE = re.compile(r"\b[A-Z]{3}\b")
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
MONTH = re.compile(r"(\d{4})-(\d{2})")


class Cells:
    """Reads cells. ``region`` (ISO country) is where phone numbers without a country code are dialled."""

    def __init__(self, words: Vocabulary, region: str) -> None:
        self._words, self._region = words, region

    def text(self, cell: str) -> str:
        """Any words."""
        if len(cell) > LONGEST_TEXT:
            raise ValueError(f"longer than {LONGEST_TEXT:,} characters")
        return cell

    def email(self, cell: str) -> str:
        """An address, its domain in small letters."""
        try:
            return validate_email(cell)[1]
        except PydanticCustomError:
            raise ValueError(f"{cell!r} is no e-mail address") from None

    def phone(self, cell: str) -> str:
        """A number in international form, perhaps with an extension: ``+4930901820;ext=7``."""
        try:
            number = phonenumbers.parse(cell, self._region)
        except phonenumbers.NumberParseException:
            number = phonenumbers.PhoneNumber()
        dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if not phonenumbers.is_possible_number(number) or not is_valid_phone(dialled):
            raise ValueError(f"{cell!r} is no phone number; write it like +49 30 901820")
        return f"{dialled};ext={number.extension}" if number.extension else dialled

    def answer(self, cell: str) -> bool:
        """A yes or a no."""
        return _among(self._words.answers, cell, "yes or no")

    def authority(self, cell: str) -> str:
        """Who decides."""
        return _among(self._words.authority, cell, "decision_maker, influencer or none")

    def period(self, cell: str) -> str:
        """For how long money is meant."""
        return _among(self._words.period, cell, "once, month or year")

    def currency(self, cell: str) -> str:
        """A currency by its code or symbol."""
        code = SYMBOLS.get(cell.strip(), cell.strip().upper())
        if not CODE.fullmatch(code):
            raise ValueError(f"{cell!r} is no currency; write three letters such as EUR")
        return code

    def size(self, cell: str) -> Json:
        """A number of people or a range of them: "250", "50-100", "500+", "ab 500"."""
        first, last, further = self._ends(cell, _whole)
        if further:
            raise ValueError(f"{cell!r} is no number of people; write it like 250 or 50-100")
        return {"min": first, "max": last}

    def budget(self, cell: str) -> Json:
        """An amount or a range of amounts, with currency and period where they are written."""
        code = next((each for each in CODE.findall(cell)), None)
        symbol = next((each for each in SYMBOLS if each in cell), None)
        first, last, further = self._ends(cell.replace(code or symbol or " ", " "), amount)
        period = self._words.period.get(further)
        if further and period is None:
            raise ValueError(f"{cell!r} is no budget; write it like 40000 EUR or 2000 EUR per month")
        return {"min": first, "max": last, "currency": code or SYMBOLS.get(symbol or ""), "period": period}

    def timeline(self, cell: str) -> Json:
        """The day by which it shall be done, a month, or two days: "2027-06-30", "2027-06", "1.4.2027 – 30.6.2027"."""
        first, *rest = (each.strip() for each in APART.split(cell))
        if len(rest) > 1:
            raise ValueError(f"{cell!r} is no time frame; write 2027-04-01 – 2027-06-30")
        if rest:
            return {"start": day(first) if first else None, "end": day(rest[0], last=True) if rest[0] else None}
        return {"start": day(first) if MONTH.fullmatch(first) else None, "end": day(first, last=True)}

    def _ends(self, cell: str, read: Callable[[str], Json]) -> tuple[Json, Json, str]:
        """Both ends, open where a word or a sign says so, and the words that are left."""
        text = cell.replace("..", "–")
        found = list(AMOUNT.finditer(text))
        if len(found) not in (1, 2):
            raise ValueError(f"{cell!r} cannot be read; write one number, or two with a hyphen between them")
        before, after = text[: found[0].start()], text[found[-1].end() :]
        values = [read(each.group().strip()) for each in found]
        opens, closes = bare(before) in self._words.from_, bare(before) in self._words.up_to
        further = " ".join(each for each in ("" if opens or closes else bare(before), bare(after)) if each)
        if len(found) == 2:
            between = text[found[0].end() : found[1].start()]
            if closes or not (HYPHEN.fullmatch(between) or bare(between) in self._words.up_to):
                raise ValueError(f"{cell!r} cannot be read; write one number, or two with a hyphen between them")
            return values[0], values[1], further
        if opens or ">" in before or after.lstrip().startswith(("+", "–")):
            return values[0], None, further
        if closes or before.rstrip().endswith(("<", "–")):
            return None, values[0], further
        return values[0], values[0], further


def amount(cell: str) -> Json:
    """A sum of money; point and comma part thousands or cents, as in "40.000", "40,000.50" and "40k"."""
    text = re.sub(r"[\s'’]", "", cell).casefold()
    thousand = 1000 if text.endswith("k") else 1
    text = text.removesuffix("k")
    if "." in text and "," in text:
        thousands, decimal = (".", ",") if text.rindex(",") > text.rindex(".") else (",", ".")
        text = text.replace(thousands, "").replace(decimal, ".")
    elif GROUPED.fullmatch(text):
        text = re.sub("[.,]", "", text)
    text = text.replace(",", ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?", text):
        raise ValueError(f"{cell!r} is no amount; write it like 40000")
    value = Decimal(text) * thousand
    return int(value) if value == value.to_integral_value() else float(value)


def day(cell: str, last: bool = False) -> str:
    """A date as ISO text; of a month its first day, or its ``last``."""
    try:
        if month := MONTH.fullmatch(cell):
            first = date(int(month[1]), int(month[2]), 1)
            return ((first + timedelta(days=31)).replace(day=1) - date.resolution if last else first).isoformat()
        if written := DAY_FIRST.fullmatch(cell):
            return date(int(written[3]), int(written[2]), int(written[1])).isoformat()
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise ValueError(f"{cell!r} is no date; write it like 2027-06-30 or 30.06.2027") from None


def _whole(cell: str) -> int:
    value = amount(cell)
    if not isinstance(value, int):
        raise ValueError(f"{cell!r} is no number of people; write it like 250")
    return value


Meant = TypeVar("Meant")


def _among(known: Mapping[str, Meant], cell: str, wanted: str) -> Meant:
    meant = known.get(bare(cell))
    if meant is None:
        raise ValueError(f"{cell!r} cannot stand here; write {wanted}")
    return meant
