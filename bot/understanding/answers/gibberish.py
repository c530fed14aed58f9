"""Tells what nobody can pronounce, and what only a machine would write, from words and names."""

import re

from bot.understanding.tokens import tokens_from
from bot.understanding.word_lists import word_lists

_MOST_WORDS = 12
_LONGEST_ABBREVIATION = 4
_LONGEST_IN_CAPITALS = 6
_SHORTEST_RUN = 4
_ENOUGH_SIGNS = 2


def is_gibberish(text: str) -> bool:
    """Whether the whole text is keyboard mash, a command or markup; BMW, KPMG, Ng and Strž are names."""
    if _CODE.search(text[:400]):
        return True
    if "@" in text:
        return False
    words = [token.text for token in tokens_from(text, limit=_MOST_WORDS) if not token.text.isdigit()]
    if len(words) > 1 and _is_babble(words):
        return True
    return any(_is_mash(word) for word in words) and all(_is_mash(word) or _is_doubtful(word) for word in words)


def _is_babble(words: list[str]) -> bool:
    """Whether one word that is none is said again and again: "blub blub"."""
    known = word_lists("answers")["courtesy"] | word_lists("language")["en"] | word_lists("language")["de"]
    return len(set(words)) == 1 and words[0].islower() and words[0] not in known


def _is_mash(word: str) -> bool:
    lower = word.lower()
    if len(lower) < 3 or not _LATIN.fullmatch(lower) or lower in _REAL:
        return False
    same = len(set(lower)) == 1
    run = len(lower) >= _SHORTEST_RUN and _is_run(_REPEATED.sub(r"\1", lower))
    if word.isupper():
        return (run or same) and len(word) >= _SHORTEST_RUN
    if same or run or lower in word_lists("gibberish")["mash"]:
        return True
    if _VOWEL.search(lower):
        return _signs(lower) >= _ENOUGH_SIGNS
    if len(lower) > _LONGEST_ABBREVIATION or _DOUBLED.match(lower):
        return True
    return len(lower) == _LONGEST_ABBREVIATION and _runs(lower) > 0


def _is_doubtful(word: str) -> bool:
    """Beside mash it is mash as well."""
    lower = word.lower()
    longest = _LONGEST_IN_CAPITALS if word.isupper() else _LONGEST_ABBREVIATION
    return len(word) <= longest and _VOWEL.search(lower) is None and not any(sign.isdigit() for sign in lower)


def _is_run(lower: str) -> bool:
    """Whether the letters lie side by side, in one direction."""
    return len(lower) > 2 and any(lower in row or lower in row[::-1] for row in _ROWS)


def _signs(lower: str) -> int:
    """How many places no word of either language has."""
    return _runs(lower) + len(_IMPOSSIBLE.findall(lower))


def _runs(lower: str) -> int:
    parts = (lower[place : place + 3] for place in range(len(lower) - 2))
    return sum(_is_run(part) and (part in _RUNS_WITH_A_VOWEL or not _VOWEL.search(part)) for part in parts)


_ROWS = ("qwertyuiop", "qwertzuiopü", "asdfghjklöä", "zxcvbnm", "yxcvbnm")
_RUNS_WITH_A_VOWEL = frozenset({"asd", "dsa", "qwe", "ewq"})
_REAL = word_lists("gibberish")["real"]
_LATIN = re.compile(r"[a-zäöüß]+")
"""Other letters belong to names of other languages: Strž, Čtvrt."""
_VOWEL = re.compile(r"[aeiouyäöüàáâãåæèéêëìíîïòóôõøùúûýœ]")
_REPEATED = re.compile(r"(\w)\1+")
_DOUBLED = re.compile(r"([a-z])\1")
_IMPOSSIBLE = re.compile(
    r"j(?=[bcdfghklmpqrstvwxz])|q(?=[^uaei])|x(?=[bdgjkqrvzn])|v(?=[bcdfghjkmnpqtwxz])|[fghkp](?=[jxq])|[bdfgkpqv](?=x)"
    r"|z(?=[xqjfgr])|w(?=[qxjv])|[cgh](?=[vj])"
)
_CODE = re.compile(
    r"^\s*/\w+\s*(?:\{|$)|\{\s*\"\w+\"\s*:|</?\w+[^<>]{0,80}>|^\s*\$\{|\bselect\s\*\sfrom\b", re.IGNORECASE
)
