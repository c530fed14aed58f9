"""``data/labels``: what slots and values are called, one file for each language."""

from pathlib import Path

from banter.operator_files.mistakes import validated
from banter.operator_files.source import read_source
from leads.labels import Labels


def read_labels(path: Path) -> Labels:
    """The labels of one language. Raises ``OperatorFileError``."""
    return validated(read_source(path, f"data/labels/{path.name}"), Labels)
