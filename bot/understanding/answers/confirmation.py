"""Answers to "is that right?" after the recap, and to "shall I delete everything?"."""

import re
from functools import cache

from bot.understanding.answers.yes_no import find_yes_no
from bot.understanding.slips import mended
from bot.understanding.word_lists import any_of

_LONGEST_ANSWER = 400
_STRETCHED = re.compile(r"(\w)\1{2,}")
_CLAUSE_END = re.compile(r"[,;.!]")


def find_confirmation(text: str, language: str = "en") -> bool | None:
    """Whether what was noted is right ("looks good", "fast") or a plain yes or no; None where the text says neither."""
    said = _plain(text)
    if "?" not in said:
        verdicts = [match.lastgroup for match in _verdict().finditer(said)]
        if verdicts:
            return "wrong" not in verdicts  # "no, all good" says that nothing is wrong
    elif "?" in _CLAUSE_END.split(said)[0]:
        return None  # "stimmt das?"
    return find_yes_no(text, language)


def find_erase_confirmation(text: str, language: str = "en") -> bool | None:
    """True only for a yes that leaves no doubt, for what it erases does not come back; a hedge or a condition is none.

    None where the text is neither that nor a no.
    """
    said = _plain(text)
    if "?" in said:
        return None
    if re.search(any_of("confirmation", "keep"), said):
        return False
    if _only_erase().fullmatch(said):
        return True
    return False if find_yes_no(text, language) is False else None


def _plain(text: str) -> str:
    said = " ".join(_STRETCHED.sub(r"\1\1", text[:_LONGEST_ANSWER].lower()).replace("’", "'").split())
    return mended(said, "confirmation", "right", "wrong", "erase", "keep", "filler")


@cache
def _verdict() -> re.Pattern[str]:
    """Either verdict, whichever begins first; at the same place the longer phrase."""
    right, wrong = any_of("confirmation", "right"), any_of("confirmation", "wrong")
    return re.compile(f"(?P<wrong>{wrong})|(?P<right>{right})")


@cache
def _only_erase() -> re.Pattern[str]:
    """One or more clear yeses, with nothing but courtesies around them."""
    clear, filler = any_of("confirmation", "erase"), any_of("confirmation", "filler")
    return re.compile(rf"\W*(?:{filler}\W*){{0,3}}{clear}(?:\W*(?:{clear}|{filler})){{0,8}}\W*")
