"""``data/handoff``: what sales and marketing read, one file for each language."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from banter.operator_files.mistakes import validated
from banter.operator_files.placeholders import refuse_unknown
from banter.operator_files.source import Location, Source, read_source
from handoff.words import Words
from leads.errors import FileProblem, OperatorFileError

OF_NEWS = ("who", "lead_class", "score", "person", "by", "text", "note", "back")
FILLED_IN: Mapping[Location, tuple[str, ...]] = {
    ("heading",): ("lead_class", "score"),
    ("status",): ("person", "team", "because", "time", "reason"),
    ("closed",): ("by", "reason"),
    ("news",): OF_NEWS,
    ("answers", "already_claimed"): ("by",),
    ("letter", "subject"): ("lead_class", "who"),
    ("letter", "answer"): ("email",),
    ("letter", "said"): ("said",),
}
"""What may stand in braces, by the place of a text or of the section around it; elsewhere nothing is filled in."""


def read_handoff_words(path: Path) -> Words:
    """What sales reads, in one language. Raises ``OperatorFileError``."""
    source = read_source(path, f"data/handoff/{path.name}")
    words = validated(source, Words)
    if problems := [*_wrong_placeholders(source, source.data, ())]:
        raise OperatorFileError(problems)
    return words


def _wrong_placeholders(source: Source, part: Any, location: Location) -> Iterator[FileProblem]:
    if isinstance(part, dict):
        for name, each in part.items():
            yield from _wrong_placeholders(source, each, (*location, name))
    elif isinstance(part, str):
        try:
            refuse_unknown(part, FILLED_IN.get(location, FILLED_IN.get(location[:1], ())))
        except ValueError as error:
            yield source.problem(location, f"{'.'.join(map(str, location))}: {error}")
