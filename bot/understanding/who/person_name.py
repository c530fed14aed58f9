"""Reads a person's name that begins at a known place in a text."""

import re

from bot.understanding.answers.bare_answer import is_measure
from bot.understanding.mention import Mention
from bot.understanding.tokens import Token, clause_end, tokens_from
from bot.understanding.who.legal_forms import COMPANY_NOUNS, LEGAL_FORM
from bot.understanding.who.name_words import COMMON_WORDS, FIRST_NAMES, FUNCTION_WORDS, PARTICLES, ends_like_a_word
from bot.understanding.who.title_grammar import is_title_word
from bot.understanding.word_lists import word_lists

_LONGEST_NAME = 6
_LONGEST_SINGLE_NAME = 14


def read_name(text: str, start: int, sure: bool, with_article: bool = False) -> Mention | None:
    """The name that begins at ``start``. ``sure``: a cue leaves no doubt that a name follows, so lower case will do."""
    titles = _TITLES.match(text, start)
    start = titles.end() if titles else start
    sure = sure or (titles is not None and bool(titles.group().strip(_QUOTES)))
    words = tokens_from(text, start, _LONGEST_NAME + 2)
    if not words or text[start : words[0].start].strip(" \t\"'“„*:-–"):
        return None
    taken: list[Token] = []
    for position, word in enumerate(words[:_LONGEST_NAME]):
        if taken and text[taken[-1].end : word.start].strip(" \t."):
            break
        if taken and "." in text[taken[-1].end : word.start] and len(taken[-1].text) > 1:
            break
        following = words[position + 1] if position + 1 < len(words) else None
        if not _continues(text, taken, word, following, with_article, sure):
            break
        taken.append(word)
    while taken and taken[-1].lower in PARTICLES:
        taken.pop()
    if taken and LEGAL_FORM.fullmatch(taken[-1].text):  # "Brunnmeier AG"
        return None
    if not taken or is_measure(taken) or _FIRM_JOINED.match(text, taken[-1].end) or not _is_name(text, taken, sure):
        return None
    if taken[0].lower not in FIRST_NAMES and len(taken) == 1 and _TWO_NAMES.match(text, taken[-1].end):
        return None
    return Mention(text[taken[0].start : taken[-1].end], taken[0].start, taken[-1].end)


def _continues(
    text: str, taken: list[Token], word: Token, following: Token | None, with_article: bool, sure: bool
) -> bool:
    if word.lower.endswith("'s") and not _ends_clause(text, word):
        return False
    if word.has_digit or "@" in text[word.end : word.end + 1] or "&" in word.text:
        return False
    if taken and word.lower in PARTICLES:
        return following is not None and not _starts_employer(text, taken, word, with_article)
    if (
        taken
        and word.lower in _MIDDLE_NAMES_LIKE_FUNCTION_WORDS
        and _is_middle_name(text, taken, word, following, sure)
    ):
        return True
    if word.lower in FUNCTION_WORDS or is_title_word(word.text):
        may_be_name = word.lower in (_SURNAMES_LIKE_FUNCTION_WORDS if taken else FIRST_NAMES)
        return word.is_capitalised and (may_be_name or (len(taken) == 2 and word.lower in {"an", "so", "do", "on"}))
    if not taken:
        return word.is_capitalised or word.lower in FIRST_NAMES or word.lower not in COMMON_WORDS
    if taken[0].is_capitalised:
        after_particle = taken[-1].lower in PARTICLES
        return word.is_capitalised or (
            not after_particle and _ends_clause(text, word) and word.lower not in COMMON_WORDS
        )
    may_be_surname = len(taken) > 1 or taken[0].lower in FIRST_NAMES
    if may_be_surname and _ends_name(text, word) and word.lower in _SURNAMES_LIKE_WORDS:
        return True
    if word.lower in COMMON_WORDS or sum(each.lower not in PARTICLES for each in taken) >= 3:
        return False
    if not ends_like_a_word(word.text):
        return True
    return sure and (word.lower.startswith(_SURNAME_BEGINNINGS) or word.lower.endswith(_ENDINGS_OF_NAMES))


def _is_middle_name(text: str, taken: list[Token], word: Token, following: Token | None, sure: bool) -> bool:
    """Whether the "Can" of "Mehmet Can Öztürk" is none of English or German."""
    if following is None or text[word.end : following.start] != " ":
        return False
    if word.is_capitalised:
        return following.is_capitalised
    is_likely = sure or taken[0].lower in FIRST_NAMES
    return is_likely and following.lower not in COMMON_WORDS and _ends_name(text, following)


def _starts_employer(text: str, taken: list[Token], particle: Token, with_article: bool) -> bool:
    """Whether "von" leads to an employer ("Jana von der Brunnmeier AG") and not to a surname ("Ute von der Heyden")."""
    if particle.lower not in {"von", "of", "de", "vom"}:
        return False
    rest = text[particle.end : clause_end(text, particle.end, 80)]
    if with_article or LEGAL_FORM.search(rest) or _FIRM_WORD.match(rest.strip()):
        return True
    if particle.lower == "von" and taken[0].text.islower() and not _NOBLE.fullmatch(rest):
        return True
    if particle.lower == "von" and _TWO_CAPITALISED.match(rest):
        return True
    first = rest.split()[0] if rest.split() else ""
    if first.lower() in COMPANY_NOUNS or any(word.lower() in COMPANY_NOUNS for word in rest.split()[:3]):
        return True
    return len(taken) > 1 and taken[-1].lower not in FIRST_NAMES and particle.lower == "von"


def _is_name(text: str, taken: list[Token], sure: bool) -> bool:
    first = taken[0]
    known = first.lower in FIRST_NAMES
    if len(taken) == 1 and len(first.text) == 1:
        return False
    if any(word.lower in COMPANY_NOUNS for word in taken) and not (known and len(taken) > 1):
        return False
    if known:
        return first.is_capitalised or sure or _ends_name(text, taken[-1])
    is_initial = len(first.text) == 1 and first.is_capitalised
    if (first.lower in COMMON_WORDS and not is_initial) or (
        len(taken) == 1 and len(first.text) > _LONGEST_SINGLE_NAME and "-" not in first.text
    ):
        return False
    if first.is_capitalised:
        is_surname = sure and (len(taken) > 1 or first.lower.endswith(_SURNAME_ENDINGS))
        return is_surname or (len(taken) > 1 and taken[-1].is_capitalised) or not ends_like_a_word(first.text)
    if ends_like_a_word(first.text):
        is_full = len(taken) > 1 and _ends_name(text, taken[-1])
        return (sure or is_full) and first.lower.endswith(_ENDINGS_OF_NAMES)
    return sure or _ends_name(text, taken[-1])


def _ends_name(text: str, word: Token) -> bool:
    """Whether what follows ``word`` is the end of a clause or where the visitor works."""
    return _AFTER_NAME.match(text, word.end) is not None


def _ends_clause(text: str, word: Token) -> bool:
    return clause_end(text, word.end) == word.end or not text[word.end :].strip()


_SURNAMES_LIKE_FUNCTION_WORDS = word_lists("names")["function_word_and_surname"]
_SURNAMES_LIKE_WORDS = word_lists("names")["word_and_surname"]
_MIDDLE_NAMES_LIKE_FUNCTION_WORDS = word_lists("names")["function_word_and_middle_name"]
_ENDINGS_OF_NAMES = ("ing", "en", "ern", "eln", "ed", "end", "ig")
"""Of words and of names alike; where a name must follow, they are a name's: "aisling mcgrath", "my name's nguyen"."""
_SURNAME_BEGINNINGS = ("mac", "mc", "o'", "fitz")
_SURNAME_ENDINGS = ("ig", "ern", "eln", "en", "end", "ung", "ing", "bar", "los", "voll", "ive", "ish")
_TWO_CAPITALISED = re.compile(r"\s(?!(?:der|den|dem)\s)[A-ZÄÖÜ][\w-]+\s[A-ZÄÖÜ][\w-]+")
_NOBLE = re.compile(r"\s?(?:der|den)\s\w+(?:\s(?:hier|am|von|vom|bei|aus|from|with|at|of)\b.*)?\W*")
"""In lower case, "von der heide" is a surname and "von der moosbichl käserei" an employer."""
_QUOTES = " \t\"'“„"
_FIRM_JOINED = re.compile(r"\s?[&+]\s?\w")
_TWO_NAMES = re.compile(r"\s(?:and|und)\s(?-i:[A-ZÄÖÜ])[\w'-]+\W*$", re.IGNORECASE)
_TITLES = re.compile(
    r"[\s\"'“„]*(?:(?:herrn?|frau|mr|mrs|ms|miss|mx|sir|dame|dr|doktor|doctor|prof|professor(?:in)?|dipl\.?\s?-?\s?(?:ing"
    r"|kfm|kffr|inf|oec|psych|betriebsw)"
    r"|mag|ing|h\.?\s?c|med|rer|nat|jur|phil|pol|habil|mult|ra|mba)\b\.?[\s-]*)+",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:$|[,;.!\n()|–-]|[^\w\s&+@'\"/:?]|(?:from|at|with|of|and|here|von|vom|bei|aus|und|hier|i|we|my|ich|wir|over|again|für|noch\s?mal|writing|calling|schreibt)\b)",
    re.IGNORECASE,
)
_FIRM_WORD = re.compile(
    r"(?:der\s|the\s)?(?:firma|fa\.|company|agentur|kanzlei|gruppe|stadtwerke|praxis)\b", re.IGNORECASE
)
