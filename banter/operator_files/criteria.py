"""``qualification.yml``: when a lead is worth a call, and what is asked."""

from pathlib import Path

from banter.operator_files.mistakes import validated
from banter.operator_files.source import parsed, read_source
from leads.criteria import Criteria


def read_criteria(path: Path) -> Criteria:
    """The operator's ``qualification.yml``. Raises ``OperatorFileError``."""
    return validated(read_source(path, path.name), Criteria)


def criteria_of(text: str, shown: str = "qualification.yml") -> Criteria:
    """Criteria that stand in no file yet, such as those somebody tries out. Raises ``OperatorFileError``."""
    return validated(parsed(text, shown), Criteria)
