"""Scores ``find_company_size`` and ``find_authority`` on the project's own sentences."""

from collections.abc import Iterator

from benchmarks.understanding.lines import own_facts
from benchmarks.understanding.outcome import Outcome
from bot.understanding.deal.authority import find_authority
from bot.understanding.who.company_size import find_company_size


def score_own_company_size() -> Iterator[Outcome]:
    """Both ends of the head count."""
    for line in own_facts("company_size"):
        found = find_company_size(line["text"], line["lang"], asked=line.get("asked", False))
        got = _shown(found.minimum, found.maximum) if found else None
        expected = _shown(line["min"], line["max"]) if "min" in line else None
        yield Outcome("company_size", line["lang"], line["text"], expected, got, expected == got)


def score_own_authority() -> Iterator[Outcome]:
    """The say that the visitor has, or that nothing is said about it."""
    for line in own_facts("authority"):
        found = find_authority(line["text"], line["lang"], asked=line.get("asked", False))
        got, expected = found.value if found else None, line.get("authority")
        yield Outcome("authority", line["lang"], line["text"], expected, got, expected == got)


def _shown(minimum: int | None, maximum: int | None) -> str:
    return " to ".join("open" if end is None else str(end) for end in (minimum, maximum))
