"""What must not be empty. pydantic's own lower limits also count what is wrong for another reason."""

from typing import TypeVar

Entry = TypeVar("Entry")


def some_text(text: str) -> str:
    """A text that shows something. Raises ``ValueError``."""
    if not text.strip():
        raise ValueError("is empty; write a text")
    return text


def some_entries(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """A list with something in it. Raises ``ValueError``."""
    if not entries:
        raise ValueError("is empty; add at least one entry")
    return entries
