"""Turns what was found in a simplified copy of a text into a quotation of the text itself."""

from bot.understanding.mention import Mention


def quoted(text: str, found: Mention | None) -> Mention | None:
    """The same span, its value as the visitor wrote it."""
    return Mention(text[found.start : found.end], found.start, found.end) if found else None
