"""Words that a visitor does not bear as a name, though they stand where a name could."""

from bot.understanding.word_lists import word_lists

_LISTS = word_lists("names")

FIRST_NAMES = _LISTS["first_name"]
"""Common ones: they settle which of two words is a name; no list is complete."""
FUNCTION_WORDS = _LISTS["function_word.en"] | _LISTS["function_word.de"]
"""These end a name wherever they stand."""
COMMON_WORDS = _LISTS["common_word.en"] | _LISTS["common_word.de"] | FUNCTION_WORDS
"""These can't begin a name, nor be one in lower case, but may be a surname (Tom Price, Jana Klein)."""
PARTICLES = _LISTS["particle"]
"""These stand in lower case within a name: "von", "de la"."""

_ENDINGS = tuple(_LISTS["word_ending"])
_SHORTEST_WITH_ENDING = 4


def ends_like_a_word(word: str) -> bool:
    """Whether ``word`` has the ending of an adjective, participle or abstract noun (interested, zufrieden)."""
    lower = word.lower()
    return (
        len(lower) >= _SHORTEST_WITH_ENDING
        and lower.endswith(_ENDINGS)
        and lower not in _LISTS["name_with_such_an_ending"]
    )
