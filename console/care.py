"""What the page of one lead works with besides what every page has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from leads.editing import Editing
from leads.history import Histories
from leads.merging import Merging
from leads.withdrawal import Withdrawals


@dataclass(frozen=True)
class Care:
    """What people do about a lead. ``document`` makes a page of everything about a person; it needs the ``policy``."""

    editing: Editing
    histories: Histories
    merging: Merging
    withdrawals: Withdrawals
    document: Callable[[Mapping[str, Any]], str]
    policy: str
