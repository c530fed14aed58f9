"""Finds the visitor's own name: in an introduction, a signature, or as the answer to "what is your name?"."""

import re
from itertools import islice

from bot.understanding.answers.non_answer import is_non_answer
from bot.understanding.mention import Mention
from bot.understanding.mention_quote import quoted
from bot.understanding.sentences import sentences
from bot.understanding.tokens import clause_end, plain_apostrophes, stripped_span
from bot.understanding.who.legal_forms import COMPANY_NOUNS, FIRM_WORD, LEGAL_FORM
from bot.understanding.who.name_words import COMMON_WORDS, FIRST_NAMES, PARTICLES, ends_like_a_word
from bot.understanding.who.person_cues import (
    AND_YOU,
    ANSWER_TAIL,
    EMPLOYER_ENDS,
    EMPLOYER_FOLLOWS,
    FIRM_FIRST,
    FIRM_FOLLOWS,
    GREETING,
    I_AM,
    LEADS,
    LOWER_EMPLOYER_ENDS,
    MEANT,
    MET,
    NAME_FIRST,
    NAME_IS,
    SIGN_OFF,
    TWICE,
)
from bot.understanding.who.person_name import read_name
from bot.understanding.who.places import PLACES
from bot.understanding.who.title_grammar import TITLE, is_title

_MOST_CUES = 20
_GIVEN_NAME = re.compile(r",\s(?P<given>[^\W\d_][\w'-]+)\W*$")
_COMMA = re.compile(r"[,;]\s")
_OTHERS = re.compile(
    r"\b(?:boss|colleagues?|manager|partner|friend|assistant|director|chef\w*|kolleg\w+|vorgesetzte\w*|leiter\w*"
    r"|ansprechpartner\w*|freund\w*|kontakt|contact|kunde\w*|customers?|clients?|with|mit|von|from|like|wie)\W*$",
    re.IGNORECASE,
)
"""Before a comma: who is named behind it is somebody else."""
_FORMALLY = re.compile(r"(?:^|,\s)(?P<title>(?:Herr|Frau|Mr|Mrs|Ms|Dr|Prof)\b\.?\s)")
_IN_BRACKETS = re.compile(r"\(([^,)]*)")


def find_person(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The visitor's name as written, without titles; never somebody else's.

    ``asked`` means that the bot has just asked for the name, so that "bob" is an answer.
    """
    plain = plain_apostrophes(text)
    return quoted(
        text,
        _after_cue(plain, NAME_IS, sure=True)
        or _before_cue(plain)
        or _after_cue(plain, I_AM, sure=False)
        or _meant(plain)
        or _signature(plain)
        or _titled(plain)
        or _list_opening(plain)
        or _after_company(plain)
        or _in_a_list(plain)
        or _whole_text(plain, asked),
    )


def _after_cue(text: str, cue: re.Pattern[str], sure: bool) -> Mention | None:
    """The last name that follows a cue: who corrects themselves says the right name last."""
    found = None
    for match in islice(cue.finditer(text), _MOST_CUES):
        if not sure and TITLE.match(text, match.end()):
            continue  # "I'm Operations Manager here"
        with_article = bool(match.groupdict().get("article"))
        name = _in_full(text, read_name(text, match.end(), sure, with_article))
        if name and _is_vague(match, name) and name.value.split()[0].lower() not in FIRST_NAMES:
            continue
        found = name or found
    return found


def _is_vague(cue: re.Match[str], name: Mention) -> bool:
    """Whether the cue introduces things as well: "die Übergabe vom Marketing", "this is neat"."""
    if cue.groupdict().get("vague"):
        return True
    return cue.group().lower().startswith("this is") and name.value.islower() and " " not in name.value


def _in_full(text: str, found: Mention | None) -> Mention | None:
    """ "Hamann, Peter Hamann": the name said again with the first name."""
    again = TWICE.match(text, found.end) if found else None
    full = read_name(text, again.end(), sure=True) if again else None
    return full if found and full and full.value.lower().endswith(" " + found.value.lower()) else found


def _meant(text: str) -> Mention | None:
    """ "Sorry, ich meinte Elif Aksoy": a full name only, for anything else may have been meant."""
    match = MEANT.search(text)
    found = read_name(text, match.end(), sure=False) if match else None
    words = found.value.lower().split() if found else []
    is_full = len(words) > 1 and not any(word in COMMON_WORDS | COMPANY_NOUNS | PLACES for word in words)
    return found if is_full else None


def _before_cue(text: str) -> Mention | None:
    """ "Jana Pohl hier", "Kraig is my name": the name stands between the start of a clause and the cue."""
    for match in islice(NAME_FIRST.finditer(text), _MOST_CUES):
        start = _clause_start(text, match.start())
        found = read_name(text[: match.start()], start, sure=True)
        between = text[found.end : match.start()].strip(" ,-") if found else ""
        if found and (not between or EMPLOYER_FOLLOWS.match(between)):
            return found
    return None


def _signature(text: str) -> Mention | None:
    match = SIGN_OFF.search(text)
    if not match:
        return None
    found = read_name(text, match.end(), sure=True)
    return found if found and clause_end(text, found.end) == found.end else None


def _titled(text: str) -> Mention | None:
    """ "Quirin Ltd, Ms Heath, …": who is addressed formally in a list is nobody else."""
    match = _FORMALLY.search(text)
    found = read_name(text, match.start("title"), sure=True) if match else None
    return found if found and clause_end(text, found.end) == found.end else None


def _list_opening(text: str) -> Mention | None:
    """ "Tom Fletcher, CTO at Kestrel, …": a full name, then a comma, then what the name's bearer is or wants."""
    opening = GREETING.match(text)
    start = opening.end() if opening else 0
    if _addresses_someone(text, start):
        return None
    found = read_name(text, start, sure=False)
    if not found or not _looks_like_person(found.value):
        return None
    is_full = " " in found.value or found.value.lower() in FIRST_NAMES
    if found.value.islower() and is_full and LOWER_EMPLOYER_ENDS.match(text, found.end):
        return found if start or found.value.split()[0] in FIRST_NAMES else None
    if is_full and found.value[0].isupper() and EMPLOYER_ENDS.match(text, found.end):
        return found
    follows = text[found.end : found.end + 80].lstrip(" ")
    if follows[:2] == ". " and is_title(text[found.end + 2 : clause_end(text, found.end + 2)].strip()):
        return found
    bracket = _IN_BRACKETS.match(follows)
    if bracket and found.value[0].isupper() and is_title(bracket[1].strip()):
        return found
    if follows[:1] not in {",", "\n", "|", "(", "/", ";", "-", "–"}:
        return None
    if " " in found.value:
        return found if found.value[0].isupper() or found.value.split()[0] in FIRST_NAMES else None
    return found if found.value[0].isupper() and FIRM_FOLLOWS.match(follows) else None


def _after_company(text: str) -> Mention | None:
    """ "Solarion GmbH, Jana Pohl": a full name alone between the company and the end of its clause."""
    company = FIRM_FIRST.match(text)
    found = read_name(text, company.end(), sure=False) if company else None
    if not found or " " not in found.value or not _looks_like_person(found.value):
        return None
    return found if clause_end(text, found.end) == found.end or found.end == len(text) else None


def _in_a_list(text: str) -> Mention | None:
    """ "Please call me, 020 7946 0555, Ada Quist from Ember Mills": a full name and its employer, all of a clause."""
    for comma in islice(_COMMA.finditer(text), _MOST_CUES):
        found = read_name(text, comma.end(), sure=False)
        if not found or " " not in found.value or not _looks_like_person(found.value):
            continue
        is_capitalised = all(word[0].isupper() or word in PARTICLES for word in found.value.split())
        if is_capitalised and EMPLOYER_ENDS.match(text, found.end) and not _OTHERS.search(text[: comma.start()]):
            return found
    return None


def _addresses_someone(text: str, start: int) -> bool:
    """Whether a greeting without a comma stands before ``start``: "Hi Anna, …" greets Anna."""
    return (
        text[:start]
        .rstrip(" ")
        .lower()
        .endswith(("hi", "hello", "hey", "hallo", "dear", "moin", "servus", "tag", "morgen", "abend"))
    )


def _whole_text(text: str, asked: bool) -> Mention | None:
    """A bare name. Not asked, it takes two or three capitalised words, or a first name that is known."""
    for courtesy in (AND_YOU.search(text), MET.search(text)):
        text = text[: courtesy.start()] if courtesy else text
    if is_non_answer(text) or LEGAL_FORM.search(text):
        return None
    start = _leads_stripped(text) if asked else stripped_span(text, 0, len(text))[0]
    found = read_name(text, start, sure=asked)
    if found is None:
        return None
    rest = text[found.end :]
    if asked:
        return (_surname_first(text, found) or found) if ANSWER_TAIL.match(rest) else None
    words = found.value.split()
    if (
        any(character.isalnum() for character in rest)
        or len(words) not in (2, 3)
        or not _looks_like_person(found.value)
    ):
        return None
    return found if all(word[0].isupper() or word in PARTICLES for word in words) else None


def _surname_first(text: str, surname: Mention) -> Mention | None:
    """ "van der Berg, Pieter", as in a list."""
    match = _GIVEN_NAME.match(text, surname.end)
    words = surname.value.lower().split()
    known = match is not None and match["given"].lower() in FIRST_NAMES and words[0] not in FIRST_NAMES
    if not match or not (known or words[0] in PARTICLES):
        return None
    return Mention(text[surname.start : match.end("given")], surname.start, match.end("given"))


def _looks_like_person(name: str) -> bool:
    """Whether the words could be nothing but a person: no company noun, no place, no everyday word."""
    words = name.lower().split()
    if FIRM_WORD.search(name) and words[0] not in FIRST_NAMES:
        return False
    if any(word in COMPANY_NOUNS for word in words) or name.lower() in PLACES or all(word in PLACES for word in words):
        return False
    if words[0] in FIRST_NAMES:
        return True
    return not any(word in COMMON_WORDS - PARTICLES or word in PLACES or ends_like_a_word(word) for word in words[:2])


def _clause_start(text: str, end: int) -> int:
    start = max(text.rfind(mark, max(0, end - 80), end) + 1 for mark in ",;:!?\n")
    near = max(0, end - 80)
    start = max([start, *(near + begin for begin, _ in sentences(text[near:end]))])
    greeting = GREETING.match(text, start)
    return greeting.end() if greeting and greeting.end() <= end else max(start, 0)


def _leads_stripped(text: str) -> int:
    start = stripped_span(text, 0, len(text))[0]
    match = LEADS.match(text, start)
    return match.end() if match else start
