"""Reads a company's name from its beginning, or back from its legal form."""

import re

from bot.understanding.answers.bare_answer import is_measure
from bot.understanding.mention import Mention
from bot.understanding.tokens import Token, tokens_from
from bot.understanding.who.legal_forms import COMPANY_NOUNS, INSTITUTION_NOUNS, LEGAL_FORM
from bot.understanding.who.name_words import COMMON_WORDS, FUNCTION_WORDS, ends_like_a_word
from bot.understanding.who.places import PLACES
from bot.understanding.who.title_grammar import is_title
from bot.understanding.who.title_taxonomy import FUNCTIONS
from bot.understanding.word_lists import word_lists

_LONGEST_NAME = 8


def read_company(text: str, start: int, lower_case: bool) -> Mention | None:
    """The name that begins at ``start``, up to its legal form or the end of its capitalised words."""
    article = _ARTICLE.match(text, start)
    start = article.end() if article else start
    words = tokens_from(text, start, _LONGEST_NAME + 1)
    if not words or text[start : words[0].start].strip(" \t\"'“„*:-–"):
        return None
    taken: list[Token] = []
    for position, word in enumerate(words[:_LONGEST_NAME]):
        if taken:
            form = LEGAL_FORM.match(text, _after_comma(text, taken[-1].end))
            if form and (not form.group()[:1].islower() or form.group()[0] in "gloepk" or lower_case):
                return Mention(text[taken[0].start : form.end()], taken[0].start, form.end())
        following = words[position + 1] if position + 1 < len(words) else None
        if not _continues(text, taken, word, following, lower_case):
            break
        taken.append(word)
    while taken and (taken[-1].lower in _CONNECTORS):
        taken.pop()
    if not taken or not _is_company(text, taken):
        return None
    return Mention(text[taken[0].start : taken[-1].end], taken[0].start, taken[-1].end)


def _after_comma(text: str, end: int) -> int:
    match = _OPTIONAL_COMMA.match(text, end)
    return match.end() if match else end


def _continues(text: str, taken: list[Token], word: Token, following: Token | None, lower_case: bool) -> bool:
    if taken:
        gap = text[taken[-1].end : word.start]
        abbreviated = gap.startswith(".") and taken[-1].lower in _ABBREVIATIONS
        if not abbreviated and gap.strip(" \t") not in _GAPS:
            return False
        if gap.strip() in {"&", "+", "|"}:
            return word.lower not in FUNCTION_WORDS
    if taken and word.lower in _CONNECTORS:
        return following is not None and _joins(taken, word, following, text, lower_case)
    if word.lower in _NEVER or "@" in text[word.end : word.end + 1]:
        return False
    if _shaped_like_name(word):
        return True
    if not taken:
        is_joined = following is not None and text[word.end : following.start].strip() in {"&", "+"}
        is_common = word.lower in COMMON_WORDS or (ends_like_a_word(word.text) and not _is_rare(following))
        return lower_case and (is_joined or not is_common)
    if _shaped_like_name(taken[0]):
        return word.lower in COMPANY_NOUNS
    return len(taken) < 4 and (word.lower not in COMMON_WORDS or word.lower in COMPANY_NOUNS)


def _is_rare(word: Token | None) -> bool:
    """Whether the word can't go on after an adjective, so that the one before is a name: "jørgensen freight"."""
    return word is not None and word.lower not in COMMON_WORDS and not ends_like_a_word(word.text)


def _shaped_like_name(word: Token) -> bool:
    return word.is_capitalised or word.has_digit or any(letter.isupper() for letter in word.text[1:])


def _joins(taken: list[Token], word: Token, following: Token, text: str, lower_case: bool) -> bool:
    """Whether a connector stands inside the name ("Marlow and Finch") rather than after it ("… and I'd like")."""
    if text[word.end : following.start].strip(" \t"):
        return False
    if (
        following.lower in FUNCTION_WORDS - {"der", "die", "des", "den", "the", "dem", "la"}
        or following.lower in _NEVER
    ):
        return False
    if word.lower in {"for", "für", "in"}:
        return taken[0].lower in INSTITUTION_NOUNS or taken[-1].lower in INSTITUTION_NOUNS
    if word.lower in {"and", "und"}:
        return _shaped_like_name(following) or (
            lower_case and not taken[0].is_capitalised and following.lower not in COMMON_WORDS and len(taken) == 1
        )
    return _shaped_like_name(following) or following.lower in {"der", "die", "des", "den", "the", "dem", "la"}


def _is_company(text: str, taken: list[Token]) -> bool:
    first = taken[0]
    name = text[first.start : taken[-1].end].lower()
    if is_measure(taken) or name in PLACES or _FUNCTION.fullmatch(name) or is_title(name):
        return False
    if len(taken) == 1:
        return (
            first.lower not in COMMON_WORDS and first.lower not in _GENERIC and not _GENERIC_ENDING.search(first.text)
        )
    return first.lower not in FUNCTION_WORDS and not all(word.lower in COMMON_WORDS for word in taken)


def name_before(text: str, end: int) -> int | None:
    """Where the name that ends in a legal form at ``end`` begins."""
    clause = max(text.rfind(mark, max(0, end - 90), end - 2) for mark in ';:!?\n"“„(') + 1
    words = tokens_from(text[:end], max(clause, end - 90, 0), limit=30)
    if not words or text[words[-1].end : end].strip(" ,\t&"):
        return None
    kept: list[Token] = []
    for word in reversed(words):
        gap = text[word.end : kept[0].start].strip(" \t") if kept else ""
        is_list = (
            gap == "," and text[end : end + 3].lower() in {"& p", "& s", "& c", "und", "and"} and word.is_capitalised
        )
        if gap not in _GAPS and not is_list and not (gap == "." and word.lower in _ABBREVIATIONS):
            break
        if not _belongs_before_form(word, kept):
            break
        kept.insert(0, word)
        if len(kept) == _LONGEST_NAME:
            break
    while kept and (kept[0].lower in FUNCTION_WORDS | _CONNECTORS or _COMPANY.fullmatch(kept[0].lower)):
        kept.pop(0)
    if not kept or kept[-1].text.isdigit():
        return None
    return kept[0].start


def _belongs_before_form(word: Token, kept: list[Token]) -> bool:
    if word.lower in {"firma", "company", "fa"}:
        return False
    if not kept:
        return word.lower not in FUNCTION_WORDS
    if _shaped_like_name(kept[-1]):
        return (_shaped_like_name(word) and word.lower not in FUNCTION_WORDS) or (
            word.lower in _CONNECTORS and word.lower not in {"von", "of", "the", "die", "der"}
        )
    return word.lower not in COMMON_WORDS and len(kept) < 3


def is_place_or_function(name: str) -> bool:
    return name.lower() in PLACES or _FUNCTION.fullmatch(name) is not None


_NEVER = (
    FUNCTION_WORDS - frozenset(["will", "may", "here", "like", "well", "over", "alles", "mehr", "ganz"])
) | frozenset(
    """
    herr frau mr mrs ms interested looking growing based abteilung bereich vorname nachname familienname position
    funktion
    """.split()  # noqa: SIM905
)
_CONNECTORS = word_lists("company")["connector"]
_GAPS = frozenset({"", "&", "+", "-", "'"})
_ABBREVIATIONS = word_lists("company")["abbreviation"]
_GENERIC = word_lists("company")["generic"]
_GENERIC_ENDING = re.compile(
    r"(?:hersteller|händler|dienstleister|anbieter|zulieferer|betrieb|unternehmen|agentur|bauer|firma"
    r"|ausrüster|büro|verein|gruppe|kette|ler)$",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"f[irm]{2,5}a|company")
_ARTICLE = re.compile(
    r"\s*(?:(?:the|der|die|das|dem|den|beim?)\s+)?(?:(?:f[irm]{2,5}a|fa\.|company|unternehmen"
    r"|agentur(?=\s[A-ZÄÖÜ]))\s+)?(?:called\s+|namens\s+)?",
    re.IGNORECASE,
)
_OPTIONAL_COMMA = re.compile(r"\s*,?\s*")
_FUNCTION = re.compile(FUNCTIONS, re.IGNORECASE)
