"""Reading the files that an operator edits; what is wrong is told with file, line and what to write instead."""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from leads.criteria import Criteria
from leads.errors import OperatorFileError

Model = TypeVar("Model", bound=BaseModel)
Text = Annotated[str, Field(min_length=1, max_length=300)]
Link = Annotated[str, Field(pattern=r"^https?://\S+$")]


class Brand(BaseModel):
    """``banter.yml``: who the assistant speaks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    company: Text
    bot: Text
    default_language: Literal["en", "de"]
    address: Literal["sie", "du"]
    privacy_url: Link
    booking_url: Link


def read_brand(path: Path) -> Brand:
    """The operator's ``banter.yml``. Raises ``OperatorFileError``."""
    return _read(path, Brand)


def read_criteria(path: Path) -> Criteria:
    """The operator's ``qualification.yml``. Raises ``OperatorFileError``."""
    return _read(path, Criteria)


def _read(path: Path, model: type[Model]) -> Model:
    try:
        text = path.read_text(encoding="utf-8")
        root, raw = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except OSError as error:
        raise OperatorFileError(path.name, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise OperatorFileError(path.name, None, "is not UTF-8 text; save it as UTF-8") from error
    except yaml.reader.ReaderError as error:
        place = text.count("\n", 0, error.position) + 1
        raise OperatorFileError(path.name, place, "a control character stands here; remove it") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise OperatorFileError(path.name, line, f"this is not YAML: {error.problem}") from error
    try:
        return model.model_validate(raw if raw is not None else {})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise OperatorFileError(path.name, _line(root, first["loc"]), _problem(first)) from error


def _problem(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"] if part != "[key]")
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        message = "there is no such setting; remove it or correct its name"
    if error["type"] == "missing":
        message = "is missing; add it"
    return f"{where}: {message}" if where else message


def _line(node: yaml.Node | None, location: tuple[int | str, ...]) -> int | None:
    """The line of the innermost part of the file that an error's location leads to."""
    line = node.start_mark.line + 1 if node else None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
