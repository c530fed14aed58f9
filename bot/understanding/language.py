"""Which language a message is in, steady over the short ones that a chat is made of."""

import re
from dataclasses import dataclass
from functools import cache

from bot.understanding.who.name_words import PARTICLES
from bot.understanding.word_lists import word_lists

_NO_LANGUAGE = re.compile(r"\S*@\S*|\b(?:https?://|www\.)\S+|<[^>\s]*>")
_OF_BOTH = re.compile(r"^\W*(?:um+|er|also|so)\s*[,.…–-]+\s", re.IGNORECASE)
"""Opens a message in either language, and is a word of the other one: "um, brückner"."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)?(?!\w)")
_LONGEST_READ = 4000
_MIDDLE_NAMES = frozenset({"Can", "Will", "May"})
CLEAR = 1.0
"""Evidence that makes a language: one word of its own, or two that it might share."""


@dataclass(frozen=True)
class Evidence:
    words: frozenset[str]
    weak: frozenset[str]


def find_language(text: str, known: str | None = None) -> str | None:
    """``"en"`` or ``"de"``; ``known``, the conversation's language so far, wins unless the other is clearly spoken.

    Clearly means with a word of its own, for anybody may be called Brückner, in lower case as well.
    None only where nothing is known and the words tell neither from the other.
    """
    said = _OF_BOTH.sub("", text[:_LONGEST_READ])
    words = _WORD.findall(_NO_LANGUAGE.sub(" ", said))
    german, english = _score(words, "de"), _score(words, "en")
    if known is None:
        return None if german == english else "de" if german > english else "en"
    here, there = (german, english) if known == "de" else (english, german)
    other = "en" if known == "de" else "de"
    is_spoken = there >= CLEAR and there >= 2 * here and _has_a_word_of_its_own(words, other)
    return other if is_spoken else known


@cache
def _evidence(language: str) -> Evidence:
    lists = word_lists("language")
    weak = lists[f"{language}_weak"]
    return Evidence(lists[language] - weak, weak)


def _has_a_word_of_its_own(words: list[str], language: str) -> bool:
    """Whether a word is the language's beyond doubt of being a name: "von der Heide" has none."""
    evidence = _evidence(language)
    return not ((evidence.words | evidence.weak) - PARTICLES).isdisjoint(
        word.lower().replace("’", "'") for word in words
    )


def _score(words: list[str], language: str) -> float:
    evidence = _evidence(language)
    strong = weak = umlaut_names = 0
    for word in words:
        if _is_abbreviation(word, words) or (word in _MIDDLE_NAMES and word != words[0]):
            continue
        plain = word.lower().replace("’", "'")
        if plain in evidence.words:
            strong += 1
        elif plain in evidence.weak:
            weak += 1
        elif language == "de" and _looks_german(plain):
            weak, umlaut_names = (weak, 1) if word[0].isupper() else (weak + 1, umlaut_names)
    weak += umlaut_names
    return strong + (min(weak / 2, CLEAR / 2) if _may_be_a_name(words) else weak / 2)


def _is_abbreviation(word: str, words: list[str]) -> bool:
    """'IT' and 'US' are no words, unless everything is shouted."""
    return len(word) > 1 and word.isupper() and not all(other.isupper() for other in words)


def _may_be_a_name(words: list[str]) -> bool:
    """'Bank of the South': capitals, and small words only between them."""
    small = _evidence("de").weak | _evidence("en").weak | {"und"}
    return all(word[0].isupper() or word.lower() in small for word in words)


def _looks_german(plain: str) -> bool:
    if any(letter in "äöüß" for letter in plain):
        return True
    return any(
        len(plain) >= len(ending) + 3 and plain.endswith(ending) for ending in word_lists("language")["de_ending"]
    )
