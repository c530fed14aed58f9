"""All files of the operator together: each by itself, then what one of them says about another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from banter.operator_files.brand import Brand, read_brand
from banter.operator_files.channels import ChannelWords
from banter.operator_files.crm import read_crm
from banter.operator_files.entries import FOLDERS, entry_files, misnamed, repeated_questions, wrong_in_entry
from banter.operator_files.handoff_words import read_handoff_words
from banter.operator_files.import_words import read_import_words
from banter.operator_files.labels import read_labels
from banter.operator_files.mistakes import validated
from banter.operator_files.privacy_words import check_privacy_words
from banter.operator_files.project import Project, read_project
from banter.operator_files.responses import (
    missing_questions,
    of_unknown_slots,
    unmatched,
    unsaid,
    wrong_in_responses,
)
from banter.operator_files.source import Source, read_source
from banter.operator_files.texts import LANGUAGES, Setting
from bot.words import RETRIEVAL_INTENTS
from handoff.crm.mapping import CrmMapping
from leads.criteria import Criteria
from leads.errors import FileProblem, OperatorFileError

LEARNED_FROM = tuple(f"data/{intent}" for intent in RETRIEVAL_INTENTS)
FEWEST_ENTRIES = 2  # between fewer there is nothing to choose, and training fails
Given = ParamSpec("Given")
Read = TypeVar("Read")


@dataclass(frozen=True)
class Checked:
    """What can be used. ``entries`` counts each folder's questions and answers, ``responses`` those of a language."""

    brand: Brand
    criteria: Criteria
    crm: CrmMapping
    entries: Mapping[str, int]
    responses: int


def check(root: Path, qualification: Path | None = None) -> Checked:
    """Reads every file of the operator below ``root``. Raises ``OperatorFileError`` with all that is wrong in them.

    ``qualification`` is where ``qualification.yml`` is, if it is elsewhere.
    """
    found: list[FileProblem] = []
    project = read_project(root)
    brand = _collect(found, read_brand, root / "banter.yml")
    can_book = brand is None or brand.booking_url is not None
    questions = _collect(found, read_source, qualification or root / "qualification.yml", "qualification.yml")
    criteria = _collect(found, validated, questions, Criteria) if questions else None
    crm = _collect(found, read_crm, root / "crm.yml")
    for language in LANGUAGES:
        _collect(found, read_labels, root / "data" / "labels" / f"{language}.yml")
        _collect(found, _read_channel_words, root, f"data/channels/{language}.yml")
        _collect(found, read_import_words, root / "data" / "import" / f"{language}.yml")
        _collect(found, read_handoff_words, root / "data" / "handoff" / f"{language}.yml")
        _collect(found, check_privacy_words, root / "data" / "privacy" / f"{language}.yml")
    entries = _check_entries(root, found, project.setting, can_book)
    responses = _check_responses(root, found, project, can_book)
    if responses.keys() == set(LANGUAGES):
        found.extend(unmatched(responses))
        found.extend(unsaid(responses, project.said))
        if questions and criteria:
            found.extend(missing_questions(questions, criteria.questions, responses))
    if found or brand is None or criteria is None or crm is None:
        raise OperatorFileError(found)
    return Checked(brand, criteria, crm, entries, len(responses["en"].data))


def _check_entries(root: Path, found: list[FileProblem], setting: Setting, can_book: bool) -> dict[str, int]:
    settings = {language: replace(setting, language=language) for language in LANGUAGES}
    sources: list[Source] = []
    count = {}
    for folder in (f"data/{each}" for each in FOLDERS):
        found.extend(misnamed(root / folder, folder))
        paths = entry_files(root / folder)
        count[folder] = len(paths)
        if folder in LEARNED_FROM and len(paths) < FEWEST_ENTRIES:
            what = f"holds {len(paths)} of the {FEWEST_ENTRIES} entries that are needed at least; add one"
            found.append(FileProblem(folder, None, what))
        read = [_collect(found, read_source, path, f"{folder}/{path.name}") for path in paths]
        sources.extend(source for source in read if source)
    for source in sources:
        found.extend(wrong_in_entry(source, settings, can_book))
    found.extend(repeated_questions(sources))
    return count


def _check_responses(root: Path, found: list[FileProblem], project: Project, can_book: bool) -> dict[str, Source]:
    sources = {}
    for language in LANGUAGES:
        path = f"data/responses/{language}.yml"
        if source := _collect(found, read_source, root / path, path):
            sources[language] = source
            found.extend(wrong_in_responses(source, replace(project.setting, language=language), can_book))
            found.extend(of_unknown_slots(source, project.asked))
    return sources


def _read_channel_words(root: Path, path: str) -> ChannelWords:
    return validated(read_source(root / path, path), ChannelWords)


def _collect(
    found: list[FileProblem], read: Callable[Given, Read], *given: Given.args, **named: Given.kwargs
) -> Read | None:
    """What was read, or ``None`` and its problems with those that were found before."""
    try:
        return read(*given, **named)
    except OperatorFileError as error:
        found.extend(error.problems)
        return None
