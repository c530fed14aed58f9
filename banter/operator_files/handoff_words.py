"""``data/handoff``: what sales and marketing read, one file for each language."""

from pathlib import Path

from banter.operator_files.mistakes import validated
from banter.operator_files.source import read_source
from handoff.words import Words


def read_handoff_words(path: Path) -> Words:
    """What sales reads, in one language. Raises ``OperatorFileError``."""
    return validated(read_source(path, f"data/handoff/{path.name}"), Words)
