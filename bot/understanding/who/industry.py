"""The industry of a visitor's company, in their words, where they say it clearly."""

import re
from collections.abc import Iterator
from functools import cache, partial

from bot.understanding.answers.non_answer import is_non_answer, is_question
from bot.understanding.mention import Mention
from bot.understanding.word_lists import any_of, word_lists

_LONGEST_TERM = 4
_LONGEST_ANSWER = 12
_REACH = 70
"""How many characters around a term may say whose industry it is."""


def find_industry(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """What the company does ("logistics", "dental practice"); a bare term only where it was asked for."""
    if is_question(text) and not _pattern("we").search(text):
        return None
    return _named(text) or _described(text, language) or (_answer(text) if asked else None)


def _named(text: str) -> Mention | None:
    """With the word for it: "in the packaging industry", "Branche: Optik", "aus der Chemiebranche"."""
    unspecific = word_lists("industries")["unspecific"]
    for match in _NAMED.finditer(text):
        group = match.lastgroup or "label"
        words = match[group].lower().split()
        if words[0] not in unspecific and words[-1] not in unspecific and not _is_others(text, match.start(group)):
            return Mention(match[group], match.start(group), match.end(group))
    return None


def _described(text: str, language: str) -> Mention | None:
    """A known industry or kind of business that "we" are or are in."""
    for term in _terms(text):
        before, after = text[max(0, term.start - _REACH) : term.start], text[term.end : term.end + _REACH]
        if _is_others(text, term.start) or _is_part_of_name(term, before, after, language):
            continue
        if _is_business(term.value.lower()):
            stated = _pattern("being").search(before)
        elif _pattern("company").match(after):
            stated = _pattern("being").search(before) or _pattern("own").search(before)
        else:
            stated = None if _may_be_a_department(term, before) else _pattern("in").search(before)
        if stated:
            return term
    return None


def _terms(text: str) -> Iterator[Mention]:
    """Known terms, the longest first at each place."""
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        longest = min(_LONGEST_TERM, len(words) - position)
        length = next((n for n in range(longest, 0, -1) if _is_term(text, words[position : position + n])), 0)
        if length:
            start, end = words[position].start(), words[position + length - 1].end()
            yield Mention(text[start:end], start, end)
        position += length or 1


def _is_term(text: str, words: list[re.Match[str]]) -> bool:
    said = " ".join(text[words[0].start() : words[-1].end()].lower().split())
    if said == "it":
        return words[0].group() == "IT"
    return said in word_lists("industries")["industry"] or _is_business(said)


def _is_business(term: str) -> bool:
    """A kind of business, German compounds of a known industry included: "Softwareunternehmen"."""
    lists = word_lists("industries")
    compound = _pattern("compound").fullmatch(term)
    stem = compound["stem"].rstrip("-") if compound else ""
    return term in lists["business"] or stem in lists["industry"] or stem.removesuffix("s") in lists["industry"]


def _is_others(text: str, position: int) -> bool:
    """Said of customers, needs or somebody else."""
    return _pattern("others").search(text, max(0, position - _REACH), position) is not None


def _is_part_of_name(term: Mention, before: str, after: str, language: str) -> bool:
    """ "Weber Logistik GmbH" is a company's name."""
    if _LEGAL_FORM.match(after):
        return True
    previous = _PREVIOUS_WORD.search(before)
    if not previous or not (previous[1][0].isupper() and term.value[0].isupper()):
        return False
    word = previous[1].lower()
    starts_sentence = not before[: previous.start()].strip()
    german_noun = language == "de" and word in word_lists("industries")["noun_before"]
    return not (german_noun or (starts_sentence and word in word_lists("industries")["lead_in"]))


def _may_be_a_department(term: Mention, before: str) -> bool:
    """ "I work in marketing" names a department, "we're in marketing" a business."""
    return term.value.lower() in word_lists("industries")["department_too"] and not _pattern("we").search(before)


def _answer(text: str) -> Mention | None:
    if is_question(text) or len(_WORD.findall(text)) > _LONGEST_ANSWER:
        return None
    terms = list(_terms(text))
    if terms:
        return max(terms, key=lambda term: term.end - term.start)
    name = _pattern("answer").fullmatch(text)
    if not name or is_non_answer(text):
        return None
    return Mention(name["name"], name.start("name"), name.end("name"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The patterns that are made of word lists, by name; compiled when first used."""
    words = partial(any_of, "industries")
    description = rf"(?:(?!{words('seeking')})[\w'’-]{{1,20}}\s){{0,4}}"
    halves = "|".join(sorted(word_lists("industries")["compound"]))
    patterns = {
        "we": words("we"),
        "being": rf"{words('being')}\s{description}$",
        "own": rf"{words('own')}\s(?:[\w-]{{1,20}}\s){{0,2}}$",
        "in": rf"{words('subject')}\s(?:{words('verb')}\s){{0,3}}{words('in')}\s(?:(?:the|der|dem|den|die)\s)?$",
        "company": rf"[\s-]{words('company')}",
        "compound": rf"(?P<stem>[^\W\d_]{{2,25}}?-?)(?:{halves})s?",
        "others": rf"{words('others')}[^.!?;]{{0,40}}$",
        "answer": rf"\W{{0,20}}(?:{words('lead_in')}\s?:?\s){{0,8}}"
        r"(?P<name>(?=[^\d]*$)[^\W\d_][\w&/+-]+(?:[ ,]{1,2}[\w&/+-]+){0,5})\W{0,20}",
    }
    return re.compile(patterns[name], re.IGNORECASE)


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|&")
_PREVIOUS_WORD = re.compile(r"([^\W\d_][\w.&'-]{0,30})\s$")
_LEGAL_FORM = re.compile(r"\s(?:GmbH|AG|KG|SE|UG|Ltd|LLC|Inc|plc|& Co)\b")
_NAMED = re.compile(
    r"\b(?:in|from|within|for)\s(?:the\s)?(?P<english>[a-z&-]{2,20}(?:\s[a-z&-]{2,20}){0,2}?)\s(?:industry|industries|sector|trade|business)\b"
    r"|\b(?:in|aus|im|für)\s(?:(?:der|dem|die|den)\s)?"
    r"(?P<compound>[^\W\d_]{3,25}-?(?:branche|industrie|sektor|gewerbe|handwerk|wirtschaft|wesen))\b"
    r"|\b(?:in|aus)\sder\s(?:branche|industrie)\s(?P<german>[^\W\d_][\w-]{2,30})"
    r"|\b(?:industry|branche|sector|sektor)\s?(?::|\bis\b|\bist\b|=)\s?(?:(?:the|die|der|das)\s)?"
    r"(?P<label>[^\W\d_][\w&-]{1,30}(?:\s(?!and\b|und\b)[\w&-]{2,30}){0,3})",
    re.IGNORECASE,
)
