"""Files that are no YAML, or not the text they look like."""

from pathlib import Path

import pytest

from banter.operator_files.source import Misread, read_source
from leads.errors import OperatorFileError


def told(tmp_path: Path, content: str | bytes) -> list[str]:
    path = tmp_path / "file.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        source = read_source(path, "file.yml")
    except OperatorFileError as error:
        return str(error).splitlines()
    return [str(problem) for problem in source.repeated_names()]


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("a: Price: 290 euros\n", 1, "a text with a colon needs quotes around it"),
        ("a: 1\n  b: 5\n", 2, "the line is indented wrongly"),
        ("a:\n\tb: 5\n", 2, "a tab stands here; indent with spaces"),
        ("a: {company} is here\n", 1, "a text that begins with {, [ or a quote needs quotes"),
        ("a: 'it's fine'\n", 1, "a text that begins with {, [ or a quote needs quotes"),
        ("\na: [1, 2\n\nb: 3\n", 2, "a [ or { is not closed"),
        ("\na: 'never closed\nb: c\n", 2, "a quote is opened here and not closed"),
        ("a: @someone\n", 1, "a text that begins with this character needs quotes"),
        ("a: *stars*\n", 1, "a text that begins with * or & needs quotes"),
        ("a: *stars\n", 1, "a text that begins with * or & needs quotes"),
        ('a: "C:\\windows"\n', 1, "write single quotes around the text"),
        ("a: - b\n", 1, "a list begins on the next line"),
        ("a: >so<\n", 1, "a text that begins with | or > needs quotes"),
        ("{bot}: b\n", 1, "a text that begins with {"),
        ("a: [what?]\n", 1, "a text in it needs quotes"),
        ("a: !important\n", 1, "a text that begins with ! needs quotes"),
        ("a: !!python/object:os.system x\n", 1, "a text that begins with ! needs quotes"),
        ("a: b\n---\nc: d\n", 2, "a line of --- begins a second document"),
        ("a: |\n  text\nmore text\nb: c\n", 4, "a name needs a colon and a space after it"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, text: str, line: int, advice: str
) -> None:
    (problem,) = told(tmp_path, text)
    assert problem.startswith(f"file.yml:{line}: this is not YAML: ")
    assert advice in problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("ok: 1\nbot: Bärbel\n".encode("latin-1"), "file.yml:2: a character here is not UTF-8; save the file as UTF-8"),
        ("bot: Tang\n".encode("utf-16"), "file.yml:1: a character here is not UTF-8; save the file as UTF-8"),
        (
            "\ufeffbot: Tang\n",
            "file.yml:1: begins with an invisible byte-order mark; save the file as UTF-8 without BOM",
        ),
        ("a: b\n\ufeffbot: Tang\n", "file.yml:2: an invisible character (byte-order mark) stands here; remove it"),
        ("a: b\nc: d\u200be\n", "file.yml:2: an invisible character (zero-width space) stands here; remove it"),
        ("a:\n\xa0 b: c\n", "file.yml:2: is indented with a no-break space; use ordinary spaces"),
        ("a: b\nc: d\x00\n", "file.yml:2: a control character stands here; remove it"),
        ("[" * 5000, "file.yml: is nested too deeply"),
    ],
)
def test_what_looks_like_text_and_is_none_is_told(tmp_path: Path, content: str | bytes, problem: str) -> None:
    assert told(tmp_path, content) == [problem]


def test_a_text_may_hold_a_no_break_space_and_emoji(tmp_path: Path) -> None:
    assert told(tmp_path, "a: z.\xa0B. 👩\u200d💻\n") == []


def test_lines_that_end_as_on_windows_are_lines(tmp_path: Path) -> None:
    assert told(tmp_path, b"a: 1\r\nb: 2\r\na: 3\r\n") == ["file.yml:3: a: stands in line 1 already; keep one of them"]


def test_a_name_that_stands_twice_is_told_in_every_section(tmp_path: Path) -> None:
    text = "a: 1\nb:\n  - {x: 1, y: 2, x: 3}\n  - x: 1\na: 2\n"
    assert told(tmp_path, text) == [
        "file.yml:3: x: stands in line 3 already; keep one of them",
        "file.yml:5: a: stands in line 1 already; keep one of them",
    ]


def test_an_alias_is_no_repetition_and_one_that_holds_itself_no_endless_search(tmp_path: Path) -> None:
    assert told(tmp_path, "a: &x {b: 1}\nc: *x\nd: &y [*y]\n") == []


def test_a_date_that_is_none_hides_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_text(f"a: 2027-02-30\nb: {'9' * 5000}\nc: 5\n")
    data = read_source(path, "file.yml").data
    assert isinstance(data["a"], Misread)
    assert str(data["a"]) == "2027-02-30"
    assert isinstance(data["b"], Misread)
    assert data["c"] == 5


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file.yml").mkdir()
    with pytest.raises(OperatorFileError, match=r"file\.yml: cannot be read: Is a directory"):
        read_source(tmp_path / "file.yml", "file.yml")
