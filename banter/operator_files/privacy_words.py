"""``data/privacy``: what visitors read about their data outside the chat, one file for each language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from banter.export_page import ExportWords
from banter.operator_files.mistakes import validated
from banter.operator_files.placeholders import refuse_unknown
from banter.operator_files.source import Location, Source, read_source
from gateway.privacy_words import PageWords
from handoff.email.opt_in_letter import OptInWords
from leads.errors import FileProblem, OperatorFileError
from leads.section import Section

FORMS = ("sie", "du")
FILLED_IN: Mapping[Location, tuple[str, ...]] = {
    ("letter", "subject"): ("company",),
    ("letter", "intro"): ("company",),
    ("letter", "expires"): ("until",),
    ("page", "confirm", "text"): ("company", "address"),
    ("page", "confirmed", "text"): ("company",),
    ("page", "withdraw", "marketing_opt_in"): ("company",),
    ("page", "withdraw", "contact_opt_in"): ("company",),
    ("export", "intro"): ("company", "now"),
}
"""What may stand in braces, by the place of a text; elsewhere nothing is filled in."""


class PrivacyWords(Section):
    """The whole file, in one form of address."""

    letter: OptInWords
    page: PageWords
    export: ExportWords


def read_privacy_words(path: Path, address: str) -> PrivacyWords:
    """The words of one language, in one form of address (sie or du). Raises ``OperatorFileError``."""
    source = read_source(path, f"data/privacy/{path.name}")
    spoken = replace(source, data=_addressing(source.data, address))
    words = validated(spoken, PrivacyWords)
    if problems := [*_wrong_placeholders(source, spoken.data, ())]:
        raise OperatorFileError(problems)
    return words


def check_privacy_words(path: Path) -> None:
    """Both forms of address, whichever is in use. Raises ``OperatorFileError``."""
    for address in FORMS:
        read_privacy_words(path, address)


def _addressing(part: Any, address: str) -> Any:
    if isinstance(part, dict):
        if part.keys() == set(FORMS):
            return part[address]
        return {name: _addressing(each, address) for name, each in part.items()}
    return part


def _wrong_placeholders(source: Source, part: Any, location: Location) -> Iterator[FileProblem]:
    if isinstance(part, dict):
        for name, each in part.items():
            yield from _wrong_placeholders(source, each, (*location, name))
    elif isinstance(part, str):
        try:
            refuse_unknown(part, FILLED_IN.get(location, ()))
        except ValueError as error:
            yield source.problem(location, f"{'.'.join(map(str, location))}: {error}")
