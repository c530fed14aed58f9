"""What pydantic finds wrong, told in the words of an operator."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from banter.operator_files.source import Location, Source
from leads.errors import FileProblem, OperatorFileError

Model = TypeVar("Model", bound=BaseModel)

SECTION = "write settings here, each on a line of its own as name: value"
ADVICE = {  # pydantic's name of the mistake: what to do; {…} is what pydantic knows about it
    "missing": "is missing; add it",
    "string_too_long": "is longer than {max_length} characters; shorten it",
    "string_pattern_mismatch": "{input!r} has another form; write three capital letters such as EUR",
    "tuple_type": "write a list: each entry on a line of its own after '- '",
    "too_long": "has more than {max_length} entries; shorten it",
    "literal_error": "{input!r} cannot stand here; write {expected}",
    "greater_than": "{input} is too small; write a number above {gt}",
    "greater_than_equal": "{input} is too small; write {ge} or more",
    "less_than_equal": "{input} is too large; write {le} or less",
    "finite_number": "write a number",
}
KINDS = {  # how the names of mistakes about kinds of values begin: what to do
    "int": "{input!r} is not a whole number; write one, without quotes or a unit",
    "decimal": "{input!r} is not a number; write one, without quotes, unit or thousands separator",
    "float": "{input!r} is not a number; write one, without quotes or a unit",
    "bool": "write true or false",
    "model": SECTION,
    "dict": SECTION,
    "mapping": SECTION,
}


def validated(source: Source, model: type[Model]) -> Model:
    """The file as a model of ours. Raises ``OperatorFileError`` with every mistake of the file."""
    problems = source.repeated_names()
    try:
        read = model.model_validate(source.data)
    except ValidationError as error:
        problems.extend(mistakes(error, source, model))
    if problems:
        raise OperatorFileError(problems)
    return read


def mistakes(error: ValidationError, source: Source, kind: Any, below: Location = ()) -> Iterator[FileProblem]:
    """One problem for each mistake in what should be of that ``kind`` and stands ``below`` that place of the file."""
    told = set()
    for detail in error.errors(include_url=False):
        location = (*below, *(part for part in detail["loc"] if not _is_no_name(part)))
        if detail["type"] == "extra_forbidden":
            what = _no_such_setting(str(location[-1]), _section_at(kind, detail["loc"][:-1]))
        else:
            what = _advice(detail, source.written(location))
        mistake = (source.place(location), location[-1:], what)
        if mistake not in told:
            yield source.problem(location, f"{_named(location)}: {what}" if location else what)
        told.add(mistake)


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """The nearest known name as advice, or else what to do."""
    by_letters = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_letters, n=1)
    return f"did you mean {by_letters[near[0]]}?" if near else otherwise


def _no_such_setting(name: str, section: type[BaseModel]) -> str:
    known = [field.alias or name for name, field in section.model_fields.items()]
    return f"there is no such setting; {did_you_mean(name, known, 'known here: ' + ', '.join(known))}"


def _advice(detail: ErrorDetails, written: str | None) -> str:
    kind = detail["type"]
    if kind == "value_error":
        return detail["msg"].removeprefix("Value error, ")
    if kind == "string_type":
        return _no_text(detail["input"], written)
    advice = ADVICE.get(kind) or KINDS.get(kind.partition("_")[0])
    return advice.format_map({"input": detail["input"], **detail.get("ctx", {})}) if advice else detail["msg"]


def _no_text(value: object, written: str | None) -> str:
    match value:
        case None:
            return "is empty; write a text"
        case dict():
            return "a text with a colon in it needs quotes around it"
        case list() | tuple():
            return "write one text here, not a list"
        case bool():
            return f'YAML reads {written} as {"yes" if value else "no"}; put it in quotes: "{written}"'
        case _:
            return f'YAML reads {written} as a number or a date; put it in quotes: "{written}"'


def _named(location: Location) -> str:
    """Such as "questions.order, entry 2"."""
    named = ""
    for part in location:
        named += f", entry {part + 1}" if isinstance(part, int) else f"{'.' if named else ''}{part}"
    return named


def _is_no_name(part: int | str) -> bool:
    """Whether pydantic put it there: [key] for the key of a table, [Class] for the class it chose."""
    return isinstance(part, str) and part.startswith("[")


def _section_at(kind: Any, location: Location) -> type[BaseModel]:
    """The section that a location leads to; entries of lists and tables are of their field's kind."""
    for part in location:
        if get_origin(kind) is Mapping:
            kind = get_args(kind)[1]
            continue
        sections = list(_sections(kind))
        if _is_no_name(part):
            kind = next((each for each in sections if f"[{each.__name__}]" == part), kind)
        else:
            fields = (_field(each, str(part)) for each in sections)
            kind = next((field.annotation for field in fields if field), kind)
    return next(_sections(kind))


def _field(section: type[BaseModel], written: str) -> FieldInfo | None:
    return next((field for name, field in section.model_fields.items() if (field.alias or name) == written), None)


def _sections(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, RootModel):
        yield from _sections(kind.model_fields["root"].annotation)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for inner in get_args(kind):
        yield from _sections(inner)
