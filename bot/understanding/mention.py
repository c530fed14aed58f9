"""What every finder returns at least: a value and where in the text it was said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A value as the visitor wrote it, and its span: ``text[start:end]``."""

    value: str
    start: int
    end: int
