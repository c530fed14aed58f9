"""A CSV file of somebody else, row by row: which encoding and delimiter it has, and on which line it cannot be read."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from leads.errors import ImportRefused

LONGEST_LINE = 1_000_000
DELIMITERS = ",;\t|"
BYTE_ORDER_MARKS = (  # the longer ones first: that of UTF-32 begins as that of UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNDECODED = re.compile("[\udc80-\udcff]")
TOLD_BY_EXCEL = re.compile(r'"?sep=(.)"?\s*')
QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Row:
    """The cells of one row; ``line`` is where it begins, from 1."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True)
class TableFile:
    """The first row that is not empty, and those after it as they are read; empty ones are left out."""

    header: Row
    rows: Iterator[Row]


def read_table(file: BinaryIO, encoding: str | None = None) -> TableFile:
    """Begins to read; nothing is kept in memory. ``encoding`` is found by the byte-order mark, else it is UTF-8.

    Raises ``ImportRefused``, here or at the row that cannot be read.
    """
    start = file.read(4)
    file.seek(0)
    found = next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), "utf-8")
    lines = _lines(file, encoding or found)
    first = next(lines, "")
    told = TOLD_BY_EXCEL.fullmatch(first)
    delimiter = told[1] if told else _delimiter(first)
    rows = _rows(lines if told else chain([first], lines), delimiter, 1 if told else 0)
    header = next(rows, None)
    if header is None:
        raise ImportRefused("The file is empty; its first line must name the columns.")
    return TableFile(header, rows)


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    number = 0
    try:
        text = io.TextIOWrapper(file, encoding, "surrogateescape", newline="")
        while line := text.readline(LONGEST_LINE):
            number += 1
            _check(line, number, encoding)
            yield line.removeprefix("\ufeff") if number == 1 else line
        text.detach()
    except LookupError:
        raise ImportRefused(f"There is no encoding {encoding}; write one like utf-8, cp1252 or utf-16.") from None
    except UnicodeError as error:
        raise ImportRefused(f"Line {number + 1} is not {encoding}: {error}.") from error


def _check(line: str, number: int, encoding: str) -> None:
    if undecoded := UNDECODED.search(line):
        byte = ord(undecoded[0]) - 0xDC00
        raise ImportRefused(
            f"Line {number} is not {encoding}: byte 0x{byte:02x} at character {undecoded.start() + 1}. Save the file "
            "as UTF-8, or name its encoding, such as --encoding cp1252 for a file from Excel on Windows."
        )
    if "\0" in line:
        raise ImportRefused(
            f"Line {number} has NUL characters, so it is no text in {encoding}; a file in UTF-16 needs "
            "--encoding utf-16-le or --encoding utf-16-be."
        )
    if len(line) == LONGEST_LINE:
        raise ImportRefused(f"Line {number} is longer than {LONGEST_LINE:,} characters; this is no table.")


def _delimiter(header: str) -> str:
    """What parts the columns of the first line most often."""
    bare = QUOTED.sub("", header)
    return max(DELIMITERS, key=bare.count)


def _rows(lines: Iterator[str], delimiter: str, lines_before: int) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines_before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ImportRefused(
                f"The row that begins in line {line} cannot be read: {error}; look for a quotation mark that is not "
                "closed or not doubled."
            ) from error
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
