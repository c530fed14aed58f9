"""Questions and answers (``data/faq`` and its like): one file each, with both languages in it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from banter.operator_files.fullness import some_entries, some_text
from banter.operator_files.mistakes import mistakes
from banter.operator_files.source import Source
from banter.operator_files.texts import Setting, Wording, mentions
from leads.errors import FileProblem
from leads.section import Section

FOLDERS = ("faq", "chitchat", "not_a_lead")
FILE_NAME = re.compile(r"[a-z0-9_]+\.yml")
LOOKS_LIKE_YAML = re.compile(r"\.ya?ml\b", re.IGNORECASE)
NO_BOOKING_URL = "mentions {booking_url}, but banter.yml has none; add booking_url there"
Question = Annotated[str, Field(max_length=300), AfterValidator(some_text)]


class Languages(Section):
    """The whole file."""

    en: Any
    de: Any


class QuestionAndAnswer(Section):
    """What visitors ask, in several ways, and what they are told."""

    ask: Annotated[tuple[Question, ...], AfterValidator(some_entries)]
    answer: Wording


def entry_files(folder: Path) -> list[Path]:
    """The files of a folder that the assistant reads."""
    return sorted(path for path in folder.glob("*.yml") if path.is_file() and not path.name.startswith("."))


def misnamed(folder: Path, shown: str) -> Iterator[FileProblem]:
    """What lies in the folder as if it were an entry, and is none."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") and path.suffix == ".yml":
            yield FileProblem(f"{shown}/{path.name}", None, "is hidden, and read all the same; remove it")
        if path.name.startswith(".") or path.name.endswith("~"):
            continue
        if path.is_dir():
            yield FileProblem(
                f"{shown}/{path.name}", None, f"is a folder, which nobody reads; move its files to {shown}"
            )
        elif (ending := LOOKS_LIKE_YAML.search(path.name)) and not FILE_NAME.fullmatch(path.name):
            name = re.sub(r"\W+", "_", path.name[: ending.start()].lower(), flags=re.ASCII).strip("_") or "entry"
            what = f"is no name for an entry: small letters, digits and _ are; call the file {name}.yml"
            yield FileProblem(f"{shown}/{path.name}", None, what)


def wrong_in_entry(source: Source, settings: Mapping[str, Setting], can_book: bool) -> Iterator[FileProblem]:
    """Every mistake of one entry; ``settings`` by language."""
    yield from source.repeated_names()
    try:
        Languages.model_validate(source.data)
    except ValidationError as error:
        yield from mistakes(error, source, Languages)
    for language, setting in settings.items():
        if isinstance(source.data, dict) and language in source.data:
            yield from _wrong_in_language(source, language, setting, can_book)


def repeated_questions(sources: list[Source]) -> Iterator[FileProblem]:
    """Questions that two entries give as an example: which of the two answers would be right?"""
    first: dict[str, FileProblem] = {}
    for source in sources:
        for location, question in _questions(source.data):
            spoken = " ".join(re.findall(r"\w+", question.casefold()))
            here = source.problem(location, "")
            there = first.setdefault(spoken, here)
            if there.path != here.path:
                what = f"{question!r} is asked in {there.path}, line {there.line}, too; keep it in one of them"
                yield source.problem(location, what)


def _wrong_in_language(source: Source, language: str, setting: Setting, can_book: bool) -> Iterator[FileProblem]:
    try:
        read = QuestionAndAnswer.model_validate(source.data[language], context=setting)
    except ValidationError as error:
        yield from mistakes(error, source, QuestionAndAnswer, (language,))
    else:
        if not can_book and mentions(read.answer, "booking_url"):
            yield source.problem((language, "answer"), f"{language}.answer: {NO_BOOKING_URL}")


def _questions(data: Any) -> Iterator[tuple[tuple[int | str, ...], str]]:
    for language, said in data.items() if isinstance(data, dict) else ():
        asked = said.get("ask") if isinstance(said, dict) else None
        for place, question in enumerate(asked if isinstance(asked, list) else ()):
            if isinstance(question, str) and question.strip():
                yield (language, "ask", place), question
