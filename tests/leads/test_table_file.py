"""Reading somebody else's CSV: encodings, delimiters, and which line is told when it cannot be read."""

import io

import pytest

from leads.errors import ImportRefused
from leads.table_file import LONGEST_LINE, read_table


def table(content: bytes, encoding: str | None = None) -> list[tuple[int, list[str]]]:
    read = read_table(io.BytesIO(content), encoding)
    return [(row.line, list(row.cells)) for row in (read.header, *read.rows)]


def refusal(content: bytes, encoding: str | None = None) -> str:
    with pytest.raises(ImportRefused) as refused:
        table(content, encoding)
    return str(refused.value)


LINES = "Name,Ort\nJörg,Köln\n"
READ = [(1, ["Name", "Ort"]), (2, ["Jörg", "Köln"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_8_and_whatever_has_a_byte_order_mark_is_read_as_it_is(encoding: str) -> None:
    assert table(LINES.encode(encoding)) == READ


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-16-le", "utf-16-be", "utf-8"])
def test_an_encoding_that_is_named_is_read(encoding: str) -> None:
    assert table(LINES.encode(encoding), encoding) == READ


def test_a_mark_is_no_part_of_the_first_header_though_the_encoding_is_named() -> None:
    assert table(LINES.encode("utf-8-sig"), "utf-8") == READ


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_the_first_line_most_often(delimiter: str) -> None:
    first = delimiter.join(["Name", '"Ort, Land; Stadt"', "Telefon"])
    assert table(f"{first}\nA{delimiter}B{delimiter}C\n".encode())[1] == (2, ["A", "B", "C"])


def test_excel_may_name_the_delimiter_in_a_line_before_the_first() -> None:
    assert table(b"sep=;\nName;Ort\nA;B\n") == [(2, ["Name", "Ort"]), (3, ["A", "B"])]


def test_a_row_is_told_by_the_line_in_which_it_begins_whatever_ends_the_lines() -> None:
    quoted = 'Name,Ort\r\n"two\r\nlines",x\r\n\r\n,\r\nlast,y\r\n'
    assert table(quoted.encode()) == [(1, ["Name", "Ort"]), (2, ["two\r\nlines", "x"]), (6, ["last", "y"])]
    assert table(quoted.replace("\r\n", "\r").encode())[-1][0] == 6


def test_latin_1_that_is_taken_for_utf_8_is_told_with_line_byte_and_cure() -> None:
    told = refusal("Name,Ort\nA,B\nJörg,Köln\n".encode("latin-1"))
    assert told.startswith("Line 3 is not utf-8: byte 0xf6 at character 2.")
    assert "--encoding cp1252" in told


def test_what_is_wrong_far_below_is_told_with_its_line() -> None:
    assert refusal(b"Name,Ort\n" + b"A,B\n" * 50_000 + b"\xff,B\n").startswith("Line 50002 is not utf-8: byte 0xff")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told(encoding: str) -> None:
    told = refusal("Name,City\nA,B\n".encode(encoding))
    assert told.startswith("Line 1 has NUL characters")
    assert "--encoding utf-16-le" in told


def test_a_nul_in_the_middle_is_told_with_its_line() -> None:
    assert refusal(b"Name,Ort\nA,B\nA\0,B\n").startswith("Line 3 has NUL characters")


def test_half_a_character_of_utf_16_is_told() -> None:
    assert refusal(LINES.encode("utf-16")[:-1]).startswith("Line 2 is not utf-16")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13"])
def test_an_encoding_that_there_is_not_is_told(encoding: str) -> None:
    assert refusal(b"Name\n", encoding).startswith(f"There is no encoding {encoding}")


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n", b"\xef\xbb\xbf"])
def test_a_file_that_says_nothing_is_told(content: bytes) -> None:
    assert refusal(content) == "The file is empty; its first line must name the columns."


@pytest.mark.parametrize("row", ['"never closed,x\n', '"closed" too early,x\n', "A," + "x" * 200_000 + "\n"])
def test_a_row_that_is_no_csv_is_told_with_its_line(row: str) -> None:
    assert refusal(f"Name,Ort\nA,B\n{row}".encode()).startswith("The row that begins in line 3 cannot be read")


def test_a_line_without_an_end_is_not_read_into_memory() -> None:
    assert (
        refusal(b"Name\n" + b"x" * (LONGEST_LINE + 5))
        == "Line 2 is longer than 1,000,000 characters; this is no table."
    )
