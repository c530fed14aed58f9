"""Tells a name from a sentence, in the answer to an open question such as "your company?"."""

import re

from bot.understanding.answers.non_answer import is_non_answer
from bot.understanding.tokens import Token
from bot.understanding.who.name_words import FUNCTION_WORDS
from bot.understanding.word_lists import word_lists

_LISTS = word_lists("answers")
_TOO_MUCH = re.compile(r"@|https?://|\d(?:[\s()/.-]?\d){6}|\d\s*[€$£%]|[€$£]\s*\d")


def reads_like_a_name(text: str, words: list[Token], longest: int) -> bool:
    """Whether ``words``, cut from ``text``, could be what somebody or something is called."""
    if not 1 <= len(words) <= longest:
        return False
    if len(words) == 1 and len(words[0].text) == 1 and words[0].text.islower():
        return False
    said = text[words[0].start : words[-1].end]
    around = max(0, words[0].start - 2), words[-1].end + 2
    if is_non_answer(said) or _TOO_MUCH.search(text, *around) or is_measure(words):
        return False
    if words[0].lower in _SELF or sum(word.lower in FUNCTION_WORDS for word in words) > _MOST_FUNCTION_WORDS:
        return False
    if all(word.is_capitalised for word in words) and len(words) > 1:
        return not all(word.lower in FUNCTION_WORDS for word in words)
    if words[0].lower in FUNCTION_WORDS - _MAY_BEGIN_A_NAME:
        return False
    return not any(word.lower in _LISTS["sentence"] for word in words)


def is_measure(words: list[Token]) -> bool:
    """Whether the words are an amount, a number or a time: "40 people", "end of May", "5k"."""
    measures = [word for word in words if word.lower in _LISTS["measure"] or _NUMBER.fullmatch(word.text)]
    return bool(measures) and all(word in measures or word.lower in FUNCTION_WORDS for word in words)


_SELF = frozenset(["i", "i'm", "i'd", "i'll", "i've", "ich", "my", "mein", "meine"])
_MOST_FUNCTION_WORDS = 2
_MAY_BEGIN_A_NAME = _LISTS["may_begin_a_name"]
_NUMBER = re.compile(r"\d[\d.,:/'-]*(?:k|K|m|th|st|nd|rd|eur|usd|€)?|[A-Z]{3}\d+")
