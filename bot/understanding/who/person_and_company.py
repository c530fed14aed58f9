"""Reads the answer to "Who am I talking to, and which company are you with?": a name, a company, or both."""

import re
from itertools import islice

from bot.understanding.answers.non_answer import is_non_answer
from bot.understanding.mention import Mention
from bot.understanding.mention_quote import quoted
from bot.understanding.sentences import sentences
from bot.understanding.tokens import plain_apostrophes, tokens_from
from bot.understanding.who.company import find_company
from bot.understanding.who.legal_forms import COMPANY_NOUNS, FIRM_WORD, LEGAL_FORM
from bot.understanding.who.name_words import FIRST_NAMES
from bot.understanding.who.person import find_person

Both = tuple[Mention | None, Mention | None]

_MOST_SEPARATORS = 6
_LONGEST_ANSWER = 160


def find_person_and_company(text: str, language: str = "en") -> Both:
    """The person and the company, ``None`` where not said; a lone name that could be either is a person's."""
    plain = plain_apostrophes(text)
    person, company = _read(plain)
    return quoted(text, person), quoted(text, company)


def _read(text: str) -> Both:
    person, company = find_person(text), find_company(text)
    if person and company and not _overlap(person, company):
        return person, company
    if len(text) <= _LONGEST_ANSWER and not is_non_answer(text):
        name = find_person(text, asked=True)
        for separator in islice(_SEPARATOR.finditer(text), _MOST_SEPARATORS):
            if name and separator.start() > name.start and _NOBLE.fullmatch(text, separator.start(), name.end):
                continue  # the "von" of "Ute von der Heide"
            before, after = _blanked(text, 0, separator.start()), _blanked(text, separator.end(), len(text))
            if both := _split(before, after, joined=separator["word"] is not None):
                return both
    alone = _alone(text, person, company)
    return alone if any(alone) or is_non_answer(text) else _behind_an_aside(text)


def _behind_an_aside(text: str) -> Both:
    """ "Sorry, that was the cat. Wilma Ost, Thornbury Seeds": who they are is told in the last sentence."""
    *before, (start, end) = list(sentences(text)) or [(0, 0)]
    return _read(_blanked(text, start, end)) if before and end - start <= _LONGEST_ANSWER else (None, None)


def _split(before: str, after: str, joined: bool) -> Both | None:
    """A name on one side and a company on the other; after "from" nothing but the company can follow."""
    if (person := find_person(before, asked=True)) and not _is_a_firm(before) and (company := _company(after)):
        return person, company
    if not joined and _is_a_firm(before) and (person := find_person(after, asked=True)):
        company = _company(before)
        return (person, company) if company else None
    return None


def _alone(text: str, person: Mention | None, company: Mention | None) -> Both:
    if company and (_is_a_firm(company.value) or not person):
        return None if person and _overlap(person, company) else person, company
    person = person or find_person(text, asked=True)
    if person is not None and _is_a_firm(person.value):
        return None, person
    if person is None:
        return None, find_company(text, asked=True)
    return person, company if company and not _overlap(person, company) else None


def _company(part: str) -> Mention | None:
    return find_company(part) or find_company(part, asked=True)


def _is_a_firm(name: str) -> bool:
    """Whether form or words make it a company's name rather than a person's."""
    words = [word.lower for word in tokens_from(name)]
    if LEGAL_FORM.search(name) or re.search(r"\w\s?[&+]\s?\w", name) or FIRM_WORD.search(name):
        return True
    return any(word in COMPANY_NOUNS for word in words) and not (words and words[0] in FIRST_NAMES)


def _blanked(text: str, start: int, end: int) -> str:
    """The part of the text in its place, the rest blank."""
    return " " * start + text[start:end] + " " * (len(text) - end)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


_NOBLE = re.compile(r"\s+von\s+(?:der|den|dem)\s+[\w-]+", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"\s*(?:[,;/|\n•·]|\s[-–—]\s|(?<!\bfa)(?<!\bdr)(?<!\bst)(?<!\bmed)\.\s)\s*(?:(?P<word>from|at|of|with|for|von|vom|bei|beim|aus)\s)?"
    r"|\s+(?:from|at|of|with|for|von|vom|bei|beim|aus|@)\s+"
    r"|\s+(?:and|und)\s+(?=(?:i|the|my|our|we|it's|ich|die|meine|unsere|wir|bin)\s)",
    re.IGNORECASE,
)
