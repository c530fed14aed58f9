"""No cell that we write is calculated by a spreadsheet, and every cell comes back as it was."""

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from leads.formulas import guarded, unguarded

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
RISKY = st.builds("".join, st.tuples(st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'", "''=", "＝"]), TEXTS))


@given(TEXTS | RISKY)
@example("+49 30 901820")
@example("=HYPERLINK(1)")
@example("'=1")
@example("'")
def test_a_cell_comes_back_as_it_was_and_is_no_formula_meanwhile(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text


@given(st.lists(st.lists(TEXTS | RISKY, min_size=2, max_size=4), min_size=1, max_size=5))
def test_so_does_a_whole_file_of_them(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([guarded(cell) for cell in row] for row in rows)
    read = csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True)
    assert [[unguarded(cell) for cell in row] for row in read] == rows


def test_what_is_no_formula_is_written_as_it_is() -> None:
    assert [guarded(text) for text in ("Seegras", "1-2", "'n Abend", "")] == ["Seegras", "1-2", "'n Abend", ""]
