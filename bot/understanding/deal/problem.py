"""Tells who speaks of trouble in their own business, and who of a chat's or of nothing in particular."""

import re
from functools import cache

from bot.understanding.word_lists import any_of, word_lists


def tells_a_problem(sentence: str) -> bool:
    """Whether it needs no question to be a need: "our shop gets far too many questions"."""
    said = sentence.lower()
    if _has("not_ours", said):
        return False
    about_business = names_a_thing(said)
    if _has("trouble", said):
        return about_business or _has("ours", said)
    return about_business and _has("trouble.weak", said) and _has("ours", said)


def is_about_own_business(sentence: str) -> bool:
    """Whether something of the visitor's own sales or marketing is named."""
    said = sentence.lower()
    return _has("ours", said) and names_a_thing(said)


def is_insult_to_us(text: str) -> bool:
    """Whether the abuse is meant for the assistant."""
    return is_insult(text) and _ADDRESSED.search(text) is not None


def names_a_thing(sentence: str) -> bool:
    """Whether something that sales or marketing deal with is named."""
    said = sentence.lower()
    return _has("thing", said) or _parts().search(said) is not None


def is_insult(text: str) -> bool:
    """Whether abuse is all that is said; who calls their own form rubbish means something by it."""
    said = text.lower()
    return _has("insult", said) and not _has("ours", said) and not names_a_thing(said)


def _has(section: str, said: str) -> bool:
    return _pattern(section).search(said) is not None


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile(any_of("need", section))


@cache
def _parts() -> re.Pattern[str]:
    return re.compile("|".join(sorted(word_lists("need")["thing.part"])))


_ADDRESSED = re.compile(
    r"\b(?:you|u|your|you're|du|dich|dein\w*|ihr|euch|sie|bot|chat|chatbot|machine|maschine|assistant|assistent\w*)\b",
    re.IGNORECASE,
)
