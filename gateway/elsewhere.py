"""Who is asked before a channel reads an update: the same app also serves people of sales, who are no visitors."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Elsewhere = Callable[[Mapping[str, Any]], Awaitable[bool]]
"""Takes a raw update that does not concern visitors, and says whether it did. Raises ``StoreUnavailable``: then the
update must come again."""


async def nobody(_: Mapping[str, Any]) -> bool:
    """Every update concerns visitors."""
    return False
