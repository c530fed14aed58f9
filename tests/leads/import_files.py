"""Files to import, as text, and what is read from them."""

import io
from collections.abc import Mapping

from banter.operator_files.import_words import read_import_words
from banter.settings import ROOT
from leads.import_cells import Cells
from leads.import_words import vocabulary
from leads.importing import ImportedLead, RowProblem, Wishes, columns, read_rows
from leads.table_file import read_table

WORDS = vocabulary(read_import_words(ROOT / "data" / "import" / f"{each}.yml") for each in ("en", "de"))


def rows(
    text: str, mapped: Mapping[str, str] | None = None, proof: str | None = None
) -> list[ImportedLead | RowProblem]:
    """What each row of a file says, or what is wrong with it."""
    table = read_table(io.BytesIO(text.encode()))
    wishes = Wishes("fair.csv", mapped or {}, proof)
    return list(read_rows(table, columns(table, WORDS, wishes), Cells(WORDS, "DE"), wishes))


def leads(text: str, mapped: Mapping[str, str] | None = None, proof: str | None = None) -> list[ImportedLead]:
    """The same for a file in which nothing is wrong."""
    read = rows(text, mapped, proof)
    good = [each for each in read if isinstance(each, ImportedLead)]
    assert len(good) == len(read), read
    return good


def known(lead: ImportedLead) -> dict[str, object]:
    """What a row says, by slot."""
    return {each.slot: each.value for each in lead.said}
