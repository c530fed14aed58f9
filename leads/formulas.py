"""Cells that a spreadsheet would take for a formula, and how they are kept from it."""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet calculates: a formula gets an apostrophe before it, and so does what has one already.

    So that ``unguarded`` gives every text back as it was, a phone number (+49…) as well.
    """
    return f"'{cell}" if DANGEROUS.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and DANGEROUS.match(cell) else cell
