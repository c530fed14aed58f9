"""Finds the company that the visitor works for."""

import re
from itertools import islice

from bot.understanding.answers.bare_answer import reads_like_a_name
from bot.understanding.answers.non_answer import is_non_answer, is_question
from bot.understanding.mention import Mention
from bot.understanding.mention_quote import quoted
from bot.understanding.tokens import clause_end, plain_apostrophes, stripped_span, tokens_from
from bot.understanding.who.company_cues import (
    AFTER_TITLE,
    AFTER_WE_ARE,
    ANSWER_END,
    AT,
    CALLED,
    IS_OUR_COMPANY,
    LEADS,
    NO_COMPANY,
    RUNS,
    SEPARATOR,
    THIRD_PARTY,
    WE_ARE,
    WORKS_AT,
)
from bot.understanding.who.company_name import is_place_or_function, name_before, read_company
from bot.understanding.who.job_title import find_job_title
from bot.understanding.who.legal_forms import COMPANY_NOUNS, LEGAL_FORM
from bot.understanding.who.name_words import COMMON_WORDS, FIRST_NAMES
from bot.understanding.who.person import find_person
from bot.understanding.who.places import PLACES
from bot.understanding.who.title_grammar import is_title

DEPARTMENTS = frozenset({"abteilung", "bereich", "team", "department", "division", "gruppe", "stabsstelle"})
_MOST_CUES = 20
_LONGEST_INTRODUCTION = 160
_LONGEST_ANSWER = 7
_SEAT = re.compile(r"\s(?:in|aus|near|from|bei)\s(?P<place>[A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+)?)$")


def find_company(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The visitor's company as written, with its legal form; never a customer's, a supplier's or ours.

    ``asked`` means that the bot has just asked for it: what is no refusal, question or small talk is then the name.
    """
    plain = plain_apostrophes(text)
    return quoted(
        text,
        _called(plain)
        or _employer(plain)
        or _run_by_us(plain)
        or _beside_person(plain)
        or _self_description(plain)
        or _with_legal_form(plain)
        or (_answer(plain) if asked else _bare(plain)),
    )


def _called(text: str) -> Mention | None:
    """After "our company is called", in any case; the last one, for who corrects themselves says it last."""
    found = _named_first(text)
    for match in islice(CALLED.finditer(text), _MOST_CUES):
        found = read_company(text, match.end(), lower_case=True) or found
    return found


def _named_first(text: str) -> Mention | None:
    """ "Bean and Leaf is our company": the name stands before the cue."""
    match = IS_OUR_COMPANY.search(text)
    if not match:
        return None
    start = stripped_span(text, max(text.rfind(mark, 0, match.start()) + 1 for mark in ",;:!?\n."), match.start())[0]
    found = read_company(text[: match.start()], start, lower_case=True)
    return found if found and found.end == match.start() else None


def _employer(text: str) -> Mention | None:
    """After "I work for", "wir sind", "we at"."""
    for match in islice(WORKS_AT.finditer(text), _MOST_CUES):
        if found := read_company(text, match.end(), lower_case=True):
            return found
    return None


def _run_by_us(text: str) -> Mention | None:
    """ "Mein Bruder und ich betreiben das Café Fröhlich": a name, and not just a thing that is run."""
    for match in islice(RUNS.finditer(text), _MOST_CUES):
        found = read_company(text, match.end(), lower_case=False)
        if found and _stands_alone(text, found) and (" " in found.value or _has_company_mark(found.value)):
            return found
    return None


def _self_description(text: str) -> Mention | None:
    """After "we are" and "hier ist", where a description or a person is as likely."""
    for match in islice(WE_ARE.finditer(text), _MOST_CUES):
        found = read_company(text, match.end(), lower_case=False)
        if found and _stands_alone(text, found) and (match["we"] or _has_company_mark(found.value)):
            return found
    return None


def _has_company_mark(name: str) -> bool:
    return (
        LEGAL_FORM.search(name) is not None
        or "&" in name
        or any(word in COMPANY_NOUNS for word in name.lower().split())
    )


def _beside_person(text: str) -> Mention | None:
    """In an introduction: after the name or title and "at", "of", "von", or as the segment that follows."""
    person = find_person(text)
    for known in (person, find_job_title(text), person or _first_name_at_start(text)):
        match = AT.match(text, known.end) if known else None
        if match and (found := read_company(text, match.end(), lower_case=True)):
            return found
    return _after_title(text) or (_segment_after(text, person) if person else None)


def _after_title(text: str) -> Mention | None:
    """ "Inhaberin der Buchhandlung Moll", unless the words belong to the title ("Leiter der Abteilung Einkauf")."""
    title = find_job_title(text)
    match = AFTER_TITLE.match(text, title.end) if title else None
    found = read_company(text, match.end(), lower_case=False) if match else None
    if not found or is_place_or_function(found.value) or found.value.split()[0].lower() in DEPARTMENTS:
        return None
    return found


def _first_name_at_start(text: str) -> Mention | None:
    found = find_person(text, asked=True) if len(text) < _LONGEST_INTRODUCTION else None
    return found if found and found.value.split()[0].lower() in FIRST_NAMES else None


def _segment_after(text: str, person: Mention) -> Mention | None:
    """ "Jana Pohl, Brunnmeier, Einkauf": the segment after the name, or after the name and title."""
    at = person.end
    for _ in range(2):
        separator = SEPARATOR.match(text, at)
        if not separator:
            return None
        end = clause_end(text, separator.end())
        found = read_company(text, separator.end(), lower_case=person.value.islower())
        found = None if found and is_title(found.value.split()[0]) else found
        if found and found.end >= end and not is_place_or_function(found.value) and not is_title(found.value):
            return found
        at = end
    return None


def _with_legal_form(text: str) -> Mention | None:
    """A legal form gives a company away wherever it stands, unless others are spoken of."""
    if is_question(text):
        return None
    for form in islice(LEGAL_FORM.finditer(text), _MOST_CUES):
        start = name_before(text, form.start())
        if start is None or THIRD_PARTY.search(text, max(0, start - 60), start):
            continue
        return Mention(text[start : form.end()], start, form.end())
    return None


def _bare(text: str) -> Mention | None:
    """Nothing but a name that can only be a company's: "ACME", "Halcyon Labs"."""
    start, end = stripped_span(text, 0, len(text))
    found = read_company(text, start, lower_case=False)
    if not found or found.end < end or is_non_answer(text) or is_place_or_function(found.value):
        return None
    words = found.value.split()
    is_acronym = len(words) == 1 and found.value.isupper() and found.value.isalpha() and len(found.value) > 2
    has_noun = len(words) > 1 and any(word.lower() in COMPANY_NOUNS for word in words)
    is_common = all(word.lower() in COMMON_WORDS for word in words) or is_title(found.value)
    return found if (is_acronym or has_noun or "&" in found.value) and not is_common else None


def _answer(text: str) -> Mention | None:
    """The answer without its lead-in, up to the end of the clause."""
    if is_non_answer(text) or "@" in text or NO_COMPANY.search(text):
        return None
    start, end = stripped_span(text, 0, len(text))
    if lead := LEADS.match(text, start):
        start = lead.end()
    cut = _answer_end(text, start)
    if text[cut : cut + 1] == ":" and text[cut + 1 :].strip():
        return None  # "anders gesagt: …"
    start, end = stripped_span(text, start, cut)
    if (seat := _SEAT.search(text, start, end)) and seat["place"].lower() in PLACES:
        end = seat.start()  # "Autohaus Gruber in Rosenheim"
    words = tokens_from(text[:end], start)
    if not reads_like_a_name(text, words, _LONGEST_ANSWER) or is_place_or_function(text[start:end]):
        return None
    if all(word.lower in COMMON_WORDS for word in words) and (len(words) > 1 or not text[start].isupper()):
        return None
    if is_title(text[start:end]) and not (lead and lead.group().lower().startswith("fa")):
        return None
    end = words[-1].end
    if form := LEGAL_FORM.search(text, start):
        end = max(end, form.end()) if form.start() <= end + 2 else end
    return Mention(text[start:end], start, end)


def _answer_end(text: str, start: int) -> int:
    for match in ANSWER_END.finditer(text, start):
        if not LEGAL_FORM.match(text, match.end()) and match.start() > start:
            return match.start()
    return len(text)


def _stands_alone(text: str, found: Mention) -> bool:
    """Whether nothing follows that makes the words a description ("we are Shopify users")."""
    return AFTER_WE_ARE.match(text, found.end) is not None
