"""Which of the two languages a text is in, by its small words. Made for whole sentences."""

import re
from functools import cache

from benchmarks.visitors.vocabulary import LANGUAGES, vocabulary

WORD = re.compile(r"[a-zäöüß']+")
CLEAR = 2


def clear_language(text: str) -> str | None:
    """The language, if at least two small words are of it and fewer of any other; else none."""
    found = WORD.findall(text.lower())
    hits = {language: sum(word in _small_words(language) for word in found) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: hits[language])
    is_clear = hits[best] >= CLEAR and sum(count == hits[best] for count in hits.values()) == 1
    return best if is_clear else None


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(vocabulary(language).cues["language"])
