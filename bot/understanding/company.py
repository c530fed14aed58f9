"""Finds the company that the visitor works for."""

import re
from itertools import islice

from bot.understanding.bare_answer import is_measure, reads_like_a_name
from bot.understanding.legal_forms import COMPANY_NOUNS, INSTITUTION_NOUNS, LEGAL_FORM
from bot.understanding.mention import Mention
from bot.understanding.never_names import COMMON_WORDS, FUNCTION_WORDS, ends_like_a_word
from bot.understanding.non_answer import is_non_answer, is_question
from bot.understanding.person import find_person
from bot.understanding.places import PLACES
from bot.understanding.title_taxonomy import FUNCTIONS
from bot.understanding.job_title import find_job_title, is_title
from bot.understanding.tokens import Token, clause_end, stripped_span, tokens_from

_LONGEST_NAME = 8
_MOST_CUES = 20
_LONGEST_ANSWER = 7


def find_company(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The visitor's company as written, with its legal form; never a customer's, a supplier's or ours.

    ``asked`` means that the bot has just asked for it: what is no refusal, question or small talk is then the name.
    """
    return (
        _called(text)
        or _employer(text)
        or _beside_person(text)
        or _self_description(text)
        or _with_legal_form(text)
        or (_answer(text) if asked else _bare(text))
    )


def _called(text: str) -> Mention | None:
    """After "our company is called", in any case; the last one, for who corrects themselves says it last."""
    found = None
    for match in islice(_CALLED.finditer(text), _MOST_CUES):
        found = _read_company(text, match.end(), lower_case=True) or found
    return found


def _employer(text: str) -> Mention | None:
    """After "I work for", "wir sind", "we at"."""
    for match in islice(_WORKS_AT.finditer(text), _MOST_CUES):
        if found := _read_company(text, match.end(), lower_case=True):
            return found
    return None


def _self_description(text: str) -> Mention | None:
    """After "we are" and "hier ist", where a description or a person is as likely."""
    for match in islice(_WE_ARE.finditer(text), _MOST_CUES):
        found = _read_company(text, match.end(), lower_case=False)
        if found and _stands_alone(text, found) and (match["we"] or _has_company_mark(found.value)):
            return found
    return None


def _has_company_mark(name: str) -> bool:
    return LEGAL_FORM.search(name) is not None or "&" in name or any(word in COMPANY_NOUNS for word in name.lower().split())


def _beside_person(text: str) -> Mention | None:
    """In an introduction: after the name or title and "at", "of", "von", or as the segment that follows."""
    for known in (find_person(text), find_job_title(text)):
        if known is None:
            continue
        if match := _AT.match(text, known.end):
            if found := _read_company(text, match.end(), lower_case=True):
                return found
    person = find_person(text)
    return _segment_after(text, person) if person else None


def _segment_after(text: str, person: Mention) -> Mention | None:
    """"Jana Pohl, Brunnmeier, Einkauf": the segment after the name, or after the name and title."""
    at = person.end
    for _ in range(2):
        separator = _SEPARATOR.match(text, at)
        if not separator:
            return None
        end = clause_end(text, separator.end())
        found = _read_company(text, separator.end(), lower_case=False)
        if found and found.end >= end and not _is_place_or_function(found.value) and not is_title(found.value):
            return found
        at = end
    return None


def _with_legal_form(text: str) -> Mention | None:
    """A legal form gives a company away wherever it stands, unless others are spoken of."""
    if is_question(text):
        return None
    for form in islice(LEGAL_FORM.finditer(text), _MOST_CUES):
        start = _name_before(text, form.start())
        if start is None or _THIRD_PARTY.search(text, max(0, start - 60), start):
            continue
        begin, end = stripped_span(text, start, form.end())
        end = form.end()
        return Mention(text[begin:end], begin, end)
    return None


def _bare(text: str) -> Mention | None:
    """Nothing but a name that can only be a company's: "ACME", "Halcyon Labs"."""
    start, end = stripped_span(text, 0, len(text))
    found = _read_company(text, start, lower_case=False)
    if not found or found.end < end or is_non_answer(text) or _is_place_or_function(found.value):
        return None
    words = found.value.split()
    is_acronym = len(words) == 1 and found.value.isupper() and len(found.value) > 2
    has_noun = len(words) > 1 and any(word.lower() in COMPANY_NOUNS for word in words)
    is_common = all(word.lower() in COMMON_WORDS for word in words) or is_title(found.value)
    return found if (is_acronym or has_noun or "&" in found.value) and not is_common else None


def _answer(text: str) -> Mention | None:
    """The answer without its lead-in, up to the end of the clause."""
    if is_non_answer(text) or "@" in text or _NO_COMPANY.search(text):
        return None
    start, end = stripped_span(text, 0, len(text))
    if lead := _LEADS.match(text, start):
        start = lead.end()
    start, end = stripped_span(text, start, _answer_end(text, start))
    words = tokens_from(text[:end], start)
    if not reads_like_a_name(text, words, _LONGEST_ANSWER) or _is_place_or_function(text[start:end]):
        return None
    if all(word.lower in COMMON_WORDS for word in words) and not text[start].isupper():
        return None
    if form := LEGAL_FORM.search(text, start):
        end = max(end, form.end()) if form.start() <= end + 2 else end
    return Mention(text[start:end], start, end)


def _answer_end(text: str, start: int) -> int:
    for match in _ANSWER_END.finditer(text, start):
        if not LEGAL_FORM.match(text, match.end()) and match.start() > start:
            return match.start()
    return len(text)


def _read_company(text: str, start: int, lower_case: bool) -> Mention | None:
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
        return lower_case and word.lower not in COMMON_WORDS and not ends_like_a_word(word.text)
    if _shaped_like_name(taken[0]):
        return word.lower in COMPANY_NOUNS
    return len(taken) < 4 and (word.lower not in COMMON_WORDS or word.lower in COMPANY_NOUNS)


def _shaped_like_name(word: Token) -> bool:
    return word.is_capitalised or word.has_digit or any(letter.isupper() for letter in word.text[1:])


def _joins(taken: list[Token], word: Token, following: Token, text: str, lower_case: bool) -> bool:
    """Whether a connector stands inside the name ("Marlow and Finch") rather than after it ("… and I'd like")."""
    if text[word.end : following.start].strip(" \t"):
        return False
    if following.lower in FUNCTION_WORDS - {"der", "die", "des", "den", "the", "dem", "la"} or following.lower in _NEVER:
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
        return first.lower not in COMMON_WORDS and first.lower not in _GENERIC and not _GENERIC_ENDING.search(first.text)
    return first.lower not in FUNCTION_WORDS and not all(word.lower in COMMON_WORDS for word in taken)


def _stands_alone(text: str, found: Mention) -> bool:
    """Whether nothing follows that makes the words a description ("we are Shopify users")."""
    return _AFTER_WE_ARE.match(text, found.end) is not None


def _name_before(text: str, end: int) -> int | None:
    """Where the name that ends in a legal form at ``end`` begins."""
    clause = max(text.rfind(mark, max(0, end - 90), end - 2) for mark in ";:!?\n\"“„(") + 1
    words = [word for word in tokens_from(text[:end], max(clause, end - 90, 0), limit=30)]
    if not words or text[words[-1].end : end].strip(" ,\t&"):
        return None
    kept: list[Token] = []
    for word in reversed(words):
        gap = text[word.end : kept[0].start].strip(" \t") if kept else ""
        is_list = gap == "," and text[end : end + 3].lower() in {"& p", "& s", "& c", "und", "and"} and word.is_capitalised
        if gap not in _GAPS and not is_list and not (gap == "." and word.lower in _ABBREVIATIONS):
            break
        if not _belongs_before_form(word, kept):
            break
        kept.insert(0, word)
        if len(kept) == _LONGEST_NAME:
            break
    while kept and (kept[0].lower in FUNCTION_WORDS or kept[0].lower in _CONNECTORS | {"firma", "company"}):
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


def _is_place_or_function(name: str) -> bool:
    return name.lower() in PLACES or _FUNCTION.fullmatch(name) is not None


_NEVER = (FUNCTION_WORDS - frozenset("will may here like well over alles mehr ganz".split())) | frozenset(
    "herr frau mr mrs ms interested looking growing based".split()
)
_CONNECTORS = frozenset("and und of de la le du del della von van der die das des the for für am im zum zur vom & und".split())
_GAPS = {"", "&", "+", "-", "–", "'", "’", "|"} - {"|", "–"}
_ABBREVIATIONS = frozenset("dr st prof gebr co fa dipl ing nr bros mt jr".split())
_GENERIC = frozenset(
    """marktführer experten spezialisten profis kunde kunden mitarbeiter leute team familienbetrieb handwerksbetrieb
    mittelständler startup b2b b2c saas freelancer entrepreneurs experts specialists customers customer users fans
    home office homeoffice studio remote bank moment phone""".split()
)
_GENERIC_ENDING = re.compile(
    r"(?:hersteller|händler|dienstleister|anbieter|zulieferer|betrieb|unternehmen|agentur|bauer|firma|ausrüster|büro|verein|ler)$", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"\s*(?:(?:the|der|die|das|dem|den|beim?)\s+)?(?:(?:firma|fa\.|company|unternehmen|agentur(?=\s[A-ZÄÖÜ]))\s+)?(?:called\s+|namens\s+)?", re.IGNORECASE
)
_CALLED = re.compile(
    r"""(?<!\w)(?:
    (?:(?:my|our|the)\s)?(?:company|firm|business|agency|startup|employer|organi[sz]ation|shop|studio)(?:(?:'|’)s)?(?:\sname)?
      (?:\s(?:is|it(?:'|’)s))?(?:\s(?:called|named)|\sname\sis|\s?:|(?<=name)\sis|(?<=name\sis)|\sis(?=\s[A-Z0-9]))
    | (?:company|firm|business)\sname(?:\sis|\s?:)? | we(?:'re|’re|\sare)\scalled | (?:it|which)(?:'s|’s|\sis)\scalled | we\scall\sourselves
    | name\sof\s(?:our|my|the)\s(?:company|firm|business)\s(?:is|:)
    | (?:(?:meine|unsere|die|der)\s)?(?:firma|unternehmen|betrieb|agentur|kanzlei|arbeitgeber|laden|firmenname)\s?(?:heißt|heisst|nennt\ssich|lautet|:|ist(?=\s(?:die\s)?[A-Z0-9]))
    | (?:unser|mein|der|das)\s(?:unternehmen|betrieb|arbeitgeber|laden|firmenname)\s(?:heißt|heisst|ist|nennt\ssich|lautet)
    | wir\s(?:heißen|heissen|nennen\suns|firmieren\s(?:als|unter))
    )(?!\w)[\s:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_WORKS_AT = re.compile(
    r"""(?<!\w)(?:
    i(?:'m|’m|\sam)?\s?(?:currently\s|also\s|now\s)?(?:work(?:ing)?|employed|calling|writing|based|contacting\syou|reaching\sout)\s(?:\w+\s)?(?:for|at|with|from|on\sbehalf\sof)
    | (?:i(?:'m|’m|\sam)|we(?:'re|’re|\sare))\s(?:here\s|calling\s|writing\s)?(?:from|with|at) | we\sat | here\sat | on\sbehalf\sof | i\s(?:run|own|founded|represent|lead)
    | ich\s(?:arbeite|bin|schreibe|komme|melde\smich|rufe|spreche|vertrete|leite|führe)(?:\s(?:hier|derzeit|aktuell|gerade|tätig|angestellt|an|als\s\w+|die))?\s?(?:bei[m]?|für|von|vom|im\snamen\s(?:von|der))
    | (?:arbeite|tätig|angestellt|beschäftigt)\s(?:bei[m]?|für) | wir\s(?:sind|kommen|schreiben)\s(?:von|vom) | wir\s(?:bei|von) | im\s(?:namen|auftrag)\s(?:von|der|des)
    | (?:gehöre|gehören)\szu[rm]? | (?:ich\s(?:leite|führe|vertrete))\sdie
    )(?!\w)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_WE_ARE = re.compile(r"(?<!\w)(?:(?P<we>we(?:'re|’re|\sare)|wir\ssind)|hier\s(?:ist|sind|spricht)|this\sis)(?!\w)\s*", re.IGNORECASE)
_AT = re.compile(r"\s*,?\s*(?:(?:here|hier|speaking)\s*,?\s*)?(?:at|of|from|for|with|bei|beim|von|vom|aus|@|/)\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,|/(·•\n–—-]\s*")
_OPTIONAL_COMMA = re.compile(r"\s*,?\s*")
_THIRD_PARTY = re.compile(
    r"""(?<!\w)(?:use|using|used|customers?|clients?|competitors?|compet\w*|suppliers?|like|such\sas|vs|versus|than|instead\sof|bought|buy|acquired|switch\w*
    |know|heard\sof|sell\sto|invoice|pay|transfer|send|from\syou|contract\swith|kunden?|lieferant\w*|wettbewerber|konkurrent\w*|konkurrenz|wie|nutzen|nutze|verwende\w*|einsetzen|kennen|kenne
    |statt|als|vertrag\smit|gekauft|kaufen|überweis\w*|schick\w*|partner|dienstleister|anbieter)(?!\w)[^.!?;]{0,25}$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADS = re.compile(
    r"""(?:(?:sure|ok(?:ay)?|yes|yeah|ja|gern(?:e)?|klar|natürlich|of\scourse|well|hi|hello|hallo|sorry|no|nein|äh|ähm|uh|um|also|actually|eigentlich|oh
    |it(?:'|’)?s|it\sis|that(?:'|’)?s|that\sis|that\swould\sbe|das\sist|es\sist|das\swäre|we(?:'|’)?re|we\sare|i(?:'|’)?m\s(?:with|from|at)|i\sam\s(?:with|from|at)|wir\ssind|ich\sbin\s(?:bei|von)
    |i\swork\s(?:for|at|with)|ich\sarbeite\s(?:bei|für)|wir\sheißen|(?:die|unsere|meine)\sfirma\s(?:heißt|ist)|(?:the|our|my)\scompany(?:\sname)?\sis(?:\scalled)?|(?:it(?:'|’)?s\s)?called|named
    |name|company|company\sname|firma|bei|at|from|for|für|von|(?-i:die|der|das|dem|the|our)|just|einfach|nur)(?=[\s,:.!–-])[\s,:.!–-]*){1,6}""",
    re.IGNORECASE | re.VERBOSE,
)
_ANSWER_END = re.compile(
    r"[;:!?\n|(]|,(?!\s?\w+\s(?:&|and|und)\s)|(?<!\bdr)(?<!\bst)(?<!\bco)(?<!\bprof)(?<!\bgebr)(?<!\bh\.c)(?<!\bdipl)\.(?=\s)|\s[-–—]\s"
    r"|\s(?:and|und|but|aber|because|weil|which|where|wo|a|an|eine?|based|mit\ssitz|located)\s(?:i|we|i'?d|it|ich|wir|brauche\w*|would|need|want|in|small|kleine\w*|große\w*|\w+\scompany|\w+\sagency)\b",
    re.IGNORECASE,
)
_NO_COMPANY = re.compile(
    r"\b(?:self[- ]employed|freelanc\w*|no\scompany|don'?t\shave|haven'?t|without\sa?\s?company|private\s(?:person|individual)|just\sme|privatperson|selbst(?:st)?ändig"
    r"|freiberufl\w*|keine\s(?:firma|eigene)|habe?\s(?:ich\s)?kein\w*|(?:i'?m\s)?(?:a\s)?student\w*|arbeitslos|unemployed)\b",
    re.IGNORECASE,
)
_FUNCTION = re.compile(FUNCTIONS, re.IGNORECASE)
_AFTER_WE_ARE = re.compile(
    r"\s*(?:$|[,;.!?\n()|:–-]|(?:and|und|in|from|aus|based|mit|with|a|an|ein|eine|but|aber|here|hier|of|at|we|wir|looking|near|bei)\b)", re.IGNORECASE
)
