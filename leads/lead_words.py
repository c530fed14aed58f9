"""The words by which a lead is found: what is indexed of name, company, e-mail and phone, and what a search asks for.

Case, accents and the two ways of writing an umlaut do not matter: Müller, MUELLER and Muller are one word.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

import phonenumbers

LONGEST_WORD = 64
LONGEST_TEXT = 400
MOST_WORDS = 8
UMLAUT = re.compile(r"([aou])e")
APART = re.compile(r"[^\w]+|_+")
A_NUMBER = re.compile(r"\+?[\d\s()/.-]{4,}")
LAST = "\U0010ffff"


def words_of(*texts: str | None, email: str | None = None, phone: str | None = None) -> frozenset[str]:
    """What of a lead goes into the index."""
    found = {word for text in texts for word in _split(text or "")}
    if email:
        found |= {_whole(email), *_split(email)}
    if phone:
        found |= _numbers(phone)
    return frozenset(found - {""})


def searched(text: str) -> tuple[str, ...]:
    """The beginnings of words that a lead must all have."""
    if A_NUMBER.fullmatch(text.strip()):
        digits = re.sub(r"\D", "", text)
        return (digits.lstrip("0")[:LONGEST_WORD] or digits,)
    return tuple(_without_needless(_asked(text)))[:MOST_WORDS]


def following(beginning: str) -> str:
    """The end of the range of all words that begin so."""
    return beginning + LAST


def _asked(text: str) -> Iterable[str]:
    for term in text[:LONGEST_TEXT].split():
        if "@" in term.strip("@"):
            yield _whole(term)
        else:
            yield from _split(term)


def _without_needless(words: Iterable[str]) -> Iterable[str]:
    """A word that another one begins with is met whenever that one is."""
    asked = list(dict.fromkeys(words))
    return (each for each in asked if not any(other != each and other.startswith(each) for other in asked))


def _split(text: str) -> list[str]:
    return [part[:LONGEST_WORD] for part in APART.split(_folded(text[:LONGEST_TEXT])) if part]


def _whole(email: str) -> str:
    return _folded(email.strip())[:LONGEST_WORD]


def _numbers(phone: str) -> set[str]:
    """The digits as they are dialled from abroad, and as they are at home."""
    numbers = {re.sub(r"\D", "", phone).lstrip("0")[:LONGEST_WORD]}
    with suppress(phonenumbers.NumberParseException):
        numbers.add(str(phonenumbers.parse(phone).national_number))
    return numbers


def _folded(text: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return UMLAUT.sub(r"\1", bare)
