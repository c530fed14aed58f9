"""The sounds and phrases with which people gain time before they answer."""

import re
from functools import cache

from bot.understanding.tokens import plain_apostrophes
from bot.understanding.word_lists import any_of


def without_hesitation(text: str) -> str:
    """The text with its opening "um," or "let me see," blanked out, so that every place in it stays where it was."""
    match = _hesitation().match(plain_apostrophes(text).lower())
    if not match or not any(character.isalnum() for character in text[match.end() :]):
        return text
    return " " * match.end() + text[match.end() :]


@cache
def _hesitation() -> re.Pattern[str]:
    sound, phrase = any_of("answers", "hesitation.sound"), any_of("answers", "hesitation")
    return re.compile(rf"\s*(?:(?:{sound}\s*[,.…-]*|{phrase}\s*[,.…]+)\s+)+")
