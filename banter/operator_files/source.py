"""A YAML file as its operator sees it: what it says, and on which line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from leads.errors import FileProblem, OperatorFileError

Location = tuple[int | str, ...]

INVISIBLE = {"\ufeff": "byte-order mark", "\u200b": "zero-width space"}
ADVICE = {  # what PyYAML says: what an operator should do
    "mapping values are not allowed": "a text with a colon needs quotes around it, else the line is indented wrongly",
    "found character '\\t'": "a tab stands here; indent with spaces",
    "could not find expected ':'": "a name needs a colon and a space after it; a text over several lines is indented",
    "cannot start any token": "a text that begins with this character needs quotes around it",
    "expected <block end>": "a text that begins with {, [ or a quote needs quotes around it, else indent as above",
    "expected the node content": "a [ or { is not closed, or a text in it needs quotes around it",
    "expected ',' or": "a [ or { is not closed, or a text in it needs quotes around it",
    "found unexpected end of stream": "a quote is opened here and not closed",
    "but found another document": "a line of --- begins a second document; remove it",
    "could not determine a constructor": "a text that begins with ! needs quotes around it",
    "unknown escape character": "in double quotes \\ is special; write single quotes around the text",
    "sequence entries are not allowed": "a list begins on the next line, each entry after '- '",
    "chomping or indentation": "a text that begins with | or > needs quotes around it",
    "found unhashable key": "a text that begins with { or [ needs quotes around it",
    "alias": "a text that begins with * or & needs quotes around it",
    "expected alphabetic or numeric": "a text that begins with * or & needs quotes around it",
}
MOST_VALUES = 100_000
BEGAN_EARLIER = ("expected ',' or", "found unexpected end of stream")


class Misread:
    """What YAML takes for a date or a number, and cannot read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class _Loader(yaml.SafeLoader):
    """Reads as the other readers of these files do, but goes on after a value that is none."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError:
            self.recursive_objects.pop(node, None)
            return Misread(str(node.value))


@dataclass(frozen=True)
class Source:
    """A file that is YAML. ``path`` is how the operator calls it; ``data`` is ``{}`` when the file says nothing."""

    path: str
    root: yaml.Node | None
    data: Any

    def problem(self, location: Location, what: str) -> FileProblem:
        """A problem of that part of the file, or of the innermost one around it that stands there."""
        place = self.place(location)
        return FileProblem(self.path, place[0] if place else None, what)

    def place(self, location: Location) -> tuple[int, int] | None:
        """Line and column; the same for two locations when an alias (*name) leads both to one text."""
        mark = self._find(location)[0]
        return (mark.line + 1, mark.column) if mark else None

    def written(self, location: Location) -> str | None:
        """A value as it stands in the file, before YAML makes a number or a yes of it."""
        node = self._find(location)[1]
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def repeated_names(self) -> list[FileProblem]:
        """Names that stand twice in one section; YAML itself forgets the first one."""
        return [] if self.root is None else list(_repeated(self.path, self.root, set()))

    def _find(self, location: Location) -> tuple[yaml.Mark | None, yaml.Node | None]:
        node = self.root
        mark = node.start_mark if node else None
        for part in location:
            if isinstance(node, yaml.MappingNode):
                name, node = next((each for each in node.value if each[0].value == str(part)), (None, None))
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                name = node = node.value[part]
            else:
                return mark, node
            if name is None:
                return mark, None
            mark = name.start_mark
        return mark, node


def read_source(path: Path, shown: str) -> Source:
    """Reads a file that the operator knows as ``shown``. Raises ``OperatorFileError`` when it is no YAML."""
    return parsed(_text(path, shown), shown)


def parsed(text: str, shown: str) -> Source:
    """What a text says that the operator knows as ``shown``. Raises ``OperatorFileError`` when it is no YAML."""
    if hidden := list(_invisible(shown, text)):
        raise OperatorFileError(hidden)
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is not None and _size(root, {}) > MOST_VALUES:
            raise _error(shown, None, "says too much: texts are repeated by *names again and again; write less")
        data = None if root is None else loader.construct_document(root)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _error(shown, line, "a control character stands here; remove it") from error
    except yaml.MarkedYAMLError as error:
        raise _error(shown, *_explained(error)) from error
    except RecursionError as error:
        raise _error(shown, None, "is nested too deeply") from error
    return Source(shown, root, {} if data is None else data)


def _text(path: Path, shown: str) -> str:
    try:
        content = path.read_bytes()
        return content.decode("utf-8")
    except OSError as error:
        raise _error(shown, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _error(shown, line, "a character here is not UTF-8; save the file as UTF-8") from error


def _invisible(shown: str, text: str) -> Iterator[FileProblem]:
    for line, words in enumerate(text.split("\n"), start=1):
        if words.startswith("\ufeff") and line == 1:
            yield FileProblem(
                shown, line, "begins with an invisible byte-order mark; save the file as UTF-8 without BOM"
            )
        elif found := [name for character, name in INVISIBLE.items() if character in words]:
            yield FileProblem(shown, line, f"an invisible character ({found[0]}) stands here; remove it")
        elif "\xa0" in words[: len(words) - len(words.lstrip())]:
            yield FileProblem(shown, line, "is indented with a no-break space; use ordinary spaces")


def _explained(error: yaml.MarkedYAMLError) -> tuple[int | None, str]:
    problem = str(error.problem)
    began = error.context_mark if any(known in problem for known in BEGAN_EARLIER) else None
    mark = began or error.problem_mark
    advice = next((advice for known, advice in ADVICE.items() if known in problem), problem)
    return mark.line + 1 if mark else None, f"this is not YAML: {advice}"


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values there are when every alias (*name) is written out; one that stands in itself counts once."""
    if not isinstance(node, yaml.CollectionNode):
        return 1
    if id(node) not in known:
        known[id(node)] = 1
        parts = [part for each in node.value for part in (each if isinstance(each, tuple) else (each,))]
        known[id(node)] = 1 + sum(_size(part, known) for part in parts)
    return known[id(node)]


def _error(shown: str, line: int | None, what: str) -> OperatorFileError:
    return OperatorFileError([FileProblem(shown, line, what)])


def _repeated(shown: str, node: yaml.Node, seen: set[int]) -> Iterator[FileProblem]:
    if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
        return
    seen.add(id(node))  # an alias leads to the same node again, possibly to one it stands in
    first: dict[str, int] = {}
    for child in node.value:
        name, value = child if isinstance(node, yaml.MappingNode) else (None, child)
        if isinstance(name, yaml.ScalarNode):
            line = name.start_mark.line + 1
            if name.value in first:
                what = f"{name.value}: stands in line {first[name.value]} already; keep one of them"
                yield FileProblem(shown, line, what)
            first.setdefault(name.value, line)
        yield from _repeated(shown, value, seen)
