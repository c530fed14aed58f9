"""``data/import``: how columns and values of imported files are called, one file for each language."""

from pathlib import Path

from banter.operator_files.mistakes import validated
from banter.operator_files.source import read_source
from leads.import_words import ImportWords


def read_import_words(path: Path) -> ImportWords:
    """The words of one language. Raises ``OperatorFileError``."""
    return validated(read_source(path, f"data/import/{path.name}"), ImportWords)
