"""Scores ``find_emails`` and ``find_phones``, once by what is found where, once by the normalized form."""

from collections.abc import Iterable, Iterator

from benchmarks.understanding.lines import Line, own_facts
from benchmarks.understanding.outcome import Outcome
from bot.understanding.contact import Contact, find_emails, find_phones

REGIONS = {"de": "DE", "en": "GB"}


def score_open_contact(lines: Iterable[Line]) -> Iterator[Outcome]:
    """``contact``: every address and number of the line, its kind and span, and no other."""
    for line in lines:
        wanted = [(each["entity"], each["start"], each["end"], each["normalized"]) for each in line["entities"]]
        found = [(kind, each.start, each.end, each.normalized) for kind, each in _found(line)]
        expected, got = _shown(wanted), _shown(found)
        in_place = sorted(each[:3] for each in wanted) == sorted(each[:3] for each in found)
        yield Outcome("contact", line["lang"], line["text"], expected, got, in_place)
        yield Outcome("contact, normalized", line["lang"], line["text"], expected, got, sorted(wanted) == sorted(found))


def score_own_contact() -> Iterator[Outcome]:
    """The normalized form of every address and number, and the form in which a number is stored."""
    for line in own_facts("contact"):
        expected = {kind: line[kind] for kind in ("email", "phone", "e164") if line.get(kind)}
        got: dict[str, str] = {}
        for kind, each in _found(line):
            got[kind] = each.normalized
            if "e164" in expected and each.e164:
                got["e164"] = each.e164
        yield Outcome("contact", line["lang"], line["text"], _listed(expected), _listed(got), expected == got)


def _found(line: Line) -> Iterator[tuple[str, Contact]]:
    yield from (("email", each) for each in find_emails(line["text"]))
    yield from (("phone", each) for each in find_phones(line["text"], REGIONS[line["lang"]]))


def _shown(contacts: list[tuple[str, int, int, str]]) -> str | None:
    return ", ".join(f"{kind} {normalized} at {start}–{end}" for kind, start, end, normalized in contacts) or None


def _listed(values: dict[str, str]) -> str | None:
    return ", ".join(f"{kind} {value}" for kind, value in sorted(values.items())) or None
