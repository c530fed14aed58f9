"""Dates, quarters and counts in digits, each read to a token."""

import re
from collections.abc import Callable

from bot.understanding.timeline.token import Token
from bot.understanding.timeline.words import HOLIDAY_NAMES


def _iso(match: re.Match[str]) -> Token | None:
    year, month, day = (int(part) for part in re.split(r"\D", match[0]))
    return _date(match, day, month, year)


def _dotted(match: re.Match[str]) -> Token | None:
    parts = [int(part) for part in re.split(r"\D+", match[0].rstrip(".")) if part]
    year = parts[2] if len(parts) > 2 else 0
    return _date(match, parts[0], parts[1], year + 2000 if 0 < year < 100 else year)


def _slashed_in_english(match: re.Match[str]) -> Token | None:
    """Where day and month may be either, English says the month first (the American way)."""
    return _slashed(match, day_first=False)


def _slashed_in_german(match: re.Match[str]) -> Token | None:
    return _slashed(match, day_first=True)


def _slashed(match: re.Match[str], day_first: bool) -> Token | None:
    first, second, *rest = (int(part) for part in re.split(r"\D+", match[0]))
    day, month = (first, second) if first > 12 or (day_first and second <= 12) else (second, first)
    year = rest[0] if rest else 0
    return _date(match, day, month, year + 2000 if 0 < year < 100 else year)


def _date(match: re.Match[str], day: int, month: int, year: int) -> Token | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Token("date", match.start(), match.end(), day=day, month=month, year=year)


def _month_year(match: re.Match[str]) -> Token | None:
    month, year = (int(part) for part in re.split(r"\D+", match[0]))
    return Token("monthyear", match.start(), match.end(), month=month, year=year) if 1 <= month <= 12 else None


def _year_month(match: re.Match[str]) -> Token:
    year, month = match[0].split("-")
    return Token("monthyear", match.start(), match.end(), month=int(month), year=int(year))


def _new_year(match: re.Match[str]) -> Token:
    return Token("holiday", match.start(), match.end(), HOLIDAY_NAMES.index("new_year"))


def _quarter(match: re.Match[str]) -> Token:
    name = match[0].lower()
    kind = "quarter" if "q" in name else "half"
    digits = re.search(r"[qh][ ]?(\d)", name) or re.search(r"(\d)[ ]?[qh]", name)
    year = re.search(r"\d{4}", name) or re.match(r"\d{2}(?=[qh])", name) or re.search(r"(?<=['’/ ])\d{2}\Z", name)
    number = int(year[0]) if year else 0
    return Token(
        kind,
        match.start(),
        match.end(),
        int(digits[1]) if digits else 1,
        year=number + 2000 if 0 < number < 100 else number,
    )


def _week(match: re.Match[str]) -> Token:
    digits = re.findall(r"\d+", match[0])
    return Token("kw", match.start(), match.end(), int(digits[0]))


def _year(match: re.Match[str]) -> Token:
    return Token("year", match.start(), match.end(), int(match[0]), year=int(match[0]))


def _fiscal(match: re.Match[str]) -> Token:
    return Token("year", match.start(), match.end(), year=2000 + int(match[0][-2:]))


def _sylvester(match: re.Match[str]) -> Token:
    return Token("holiday", match.start(), match.end(), HOLIDAY_NAMES.index("sylvester"))


def _halves(match: re.Match[str]) -> Token:
    return Token("halves", match.start(), match.end(), 2 * int(re.split("[.,]", match[0])[0]) + 1)


def _ordinal(match: re.Match[str]) -> Token | None:
    return Token("ord", match.start(), match.end(), int(re.sub(r"\D", "", match[0])))


def _number(match: re.Match[str]) -> Token | None:
    return Token("num", match.start(), match.end(), int(match[0])) if len(match[0]) <= 3 else None


READERS: dict[str, Callable[[re.Match[str]], Token | None]] = {
    "halves": _halves,
    "newyear": _new_year,
    "yearmonth": _year_month,
    "sylvester": _sylvester,
    "fiscal": _fiscal,
    "iso": _iso,
    "dotted": _dotted,
    "slashed_en": _slashed_in_english,
    "slashed_de": _slashed_in_german,
    "monthyear": _month_year,
    "quarter": _quarter,
    "kw": _week,
    "year": _year,
    "ord": _ordinal,
    "num": _number,
}
