"""Scores ``find_timeline``: the sources differ in whether an end is inclusive, so a day more or less is right."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from benchmarks.understanding.lines import Line, own_facts, own_sentences
from benchmarks.understanding.outcome import Outcome
from bot.understanding.timeline.finding import Timeline, find_timeline

TOLERANCE = timedelta(days=1)
NO_DATE = ("duration", "none")


def score_open_timeline(lines: Iterable[Line]) -> Iterator[Outcome]:
    """A line of digits alone is an answer to the question."""
    for line in lines:
        today = date.fromisoformat(line["reference_date"])
        start, end = _day(line["expected_start"]), _day(line["expected_end"])
        answer = line["kind"] not in NO_DATE and not any(letter.isalpha() for letter in line["text"])
        got = find_timeline(line["text"], today, line["lang"], asked=answer)
        right = _is(got, start, end, line["kind"], fuzzy=line.get("fuzzy", False))
        wanted = None if line["kind"] in NO_DATE else f"{_shown(start, end)} ({line['kind']})"
        yield Outcome("timeline", line["lang"], line["text"], wanted, _told(got), right)


def score_own_timeline() -> Iterator[Outcome]:
    """An end that is not given is not there; a sentence without both states no date."""
    today = date.fromisoformat(own_sentences("facts")["today"])
    for line in own_facts("timeline"):
        start, end = _day(line.get("start")), _day(line.get("end"))
        got = find_timeline(line["text"], today, line["lang"], asked=line.get("asked", False))
        stated = got is not None and (got.start or got.end)
        if start is None and end is None:
            yield Outcome("timeline", line["lang"], line["text"], None, _told(got) if stated else None, not stated)
        else:
            right = got is not None and _near(got.start, start) and _near(got.end, end)
            yield Outcome("timeline", line["lang"], line["text"], _shown(start, end), _told(got), right)


def _is(got: Timeline | None, start: date | None, end: date | None, kind: str, *, fuzzy: bool) -> bool:
    if kind in NO_DATE:
        return got is None or (got.start is None and got.end is None)
    if got is None or (got.start is None and got.end is None):
        return False
    if kind == "before":
        return _near(got.end, end)
    if kind == "after":
        return _near(got.start, start)
    if fuzzy:
        return (got.start or date.min) <= (end or date.max) and (got.end or date.max) >= (start or date.min)
    return _near(got.start, start) and _near(got.end, end)


def _near(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _told(timeline: Timeline | None) -> str | None:
    return _shown(timeline.start, timeline.end) if timeline else None


def _shown(start: date | None, end: date | None) -> str:
    return " to ".join(day.isoformat() if day else "open" for day in (start, end))
