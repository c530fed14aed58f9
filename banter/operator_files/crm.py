"""``crm.yml``: which leads go to the CRM, and what is written there."""

from pathlib import Path

from banter.operator_files.mistakes import validated
from banter.operator_files.source import read_source
from handoff.crm.mapping import CrmMapping


def read_crm(path: Path) -> CrmMapping:
    """The operator's ``crm.yml``. Raises ``OperatorFileError``."""
    return validated(read_source(path, path.name), CrmMapping)
