"""The industry of a visitor's company, in their words, where they say it clearly."""

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.mention import Mention
from bot.understanding.non_answer import is_non_answer, is_question
from bot.understanding.word_lists import word_lists

_LONGEST_TERM = 4
_LONGEST_ANSWER = 6
_REACH = 70


def find_industry(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """What the company does ("logistics", "dental practice"); a bare term only where it was asked for."""
    if is_question(text) and not _OWN_COMPANY.search(text):
        return None
    return _named_industry(text) or _known_term(text) or (_answer(text) if asked else None)


def _named_industry(text: str) -> Mention | None:
    """With the word for it: "in the packaging industry", "Branche: Optik", "aus der Chemiebranche"."""
    for match in _NAMED.finditer(text):
        group = match.lastgroup or "label"
        name = match[group].strip()
        words = name.lower().split()
        if (
            words
            and not any(word in _NO_INDUSTRY for word in (words[0], words[-1]))
            and not _is_others(text, match.start(group))
        ):
            start = match.start(group)
            return Mention(name, start, start + len(name))
    return None


def _known_term(text: str) -> Mention | None:
    """A known industry or kind of business that "we" are or are in."""
    for term in _terms(text):
        before, after = text[max(0, term.start - _REACH) : term.start], text[term.end : term.end + _REACH]
        is_business = term.value.lower() in word_lists("industries")["business"] or _is_compound_business(term.value)
        company = _COMPANY_NOUN.match(after)
        if _is_others(text, term.start) or _is_part_of_name(term, before, after):
            continue
        if _WE_ARE.search(before) if is_business else (company and _AN_OWN.search(before)):
            return term
        if not is_business and _IN.search(before) and not company and not _may_be_a_department(term, before):
            return term
    return None


@cache
def _vocabulary() -> frozenset[str]:
    lists = word_lists("industries")
    return lists["industry"] | lists["business"]


def _terms(text: str) -> Iterator[Mention]:
    """Known terms, the longest first at each place; German compounds of one count: "Softwareunternehmen"."""
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
    return said in _vocabulary() or (len(words) == 1 and _is_compound_business(said))


def _is_compound_business(word: str) -> bool:
    stem = _COMPOUND.fullmatch(word.lower())
    return stem is not None and (stem["stem"] in _vocabulary() or stem["stem"].rstrip("s-") in _vocabulary())


def _is_others(text: str, position: int) -> bool:
    """Said of customers, needs or somebody else."""
    return _OTHERS.search(text, max(0, position - _REACH), position) is not None


def _is_part_of_name(term: Mention, before: str, after: str) -> bool:
    """ "Weber Logistik GmbH" is a company's name."""
    previous = re.search(r"([^\W\d_][\w.&'-]*)\s$", before)
    named = (
        previous is not None
        and previous[1][0].isupper()
        and term.value[0].isupper()
        and previous[1].lower() not in _SENTENCE_STARTS
    )
    return named or _LEGAL_FORM.match(after) is not None


def _may_be_a_department(term: Mention, before: str) -> bool:
    """ "I work in marketing" names a department, "we're in marketing" a business."""
    return term.value.lower() in word_lists("industries")["department_too"] and _WE.search(before) is None


def _answer(text: str) -> Mention | None:
    terms = list(_terms(text))
    if is_question(text) or len(_WORD.findall(text)) > _LONGEST_ANSWER + 6:
        return None
    if terms:
        return max(terms, key=lambda term: term.end - term.start)
    lead_in = _LEAD_IN.match(text)
    start = lead_in.end() if lead_in else 0
    name = text[start:].strip(" .!,\n\t")
    start = text.find(name, start) if name else start
    fits = re.fullmatch(r"[^\W\d_][\w&/.+-]*(?:[ ,]{1,2}[\w&/.+-]+){0,5}", name) is not None and re.search(
        r"[^\W\d_]{2}", name
    )
    if not fits or is_non_answer(text) or any(char.isdigit() for char in name):
        return None
    return Mention(name, start, start + len(name))


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|&")
_NO_INDUSTRY = frozenset(
    ["the", "this", "that", "your", "our", "my", "their", "same", "which", "what", "any", "other", "another", "right", "wrong", "whole", "entire", "each", "every", "different", "various", "many", "several", "specific", "certain", "diese", "dieser", "der", "die", "das", "unsere", "unserer", "eurer", "ihrer", "welche", "welcher", "jede", "jeder", "gleichen", "gleiche", "anderen", "andere", "a", "an", "and", "und", "or", "in", "of", "small", "own", "big", "new", "good", "great", "best", "family", "private"]
)
_SENTENCE_STARTS = frozenset(["a", "an", "in", "the", "we", "we're", "our", "wir", "eine", "ein", "einer", "unsere", "aus", "im", "der", "die", "das"])
_NAMED = re.compile(
    r"\b(?:in|from|within|for)\s(?:the\s)?(?P<english>(?:[a-zA-Z&-]{2,20}\s){1,3}?)(?:industry|sector|trade|vertical|industries|business)\b"
    r"|\b(?:in|aus|im|für)\s(?:(?:der|dem|die|den)\s)?(?P<compound>[^\W\d_]{3,25}(?:-|[^\W\d_])(?:branche|industrie|sektor|gewerbe|handwerk|wirtschaft|wesen))\b"
    r"|\b(?:in|aus)\sder\s(?:branche|industrie)\s(?P<german>[^\W\d_][\w-]{2,30})"
    r"|\b(?:industry|branche|sector|sektor|branch)\s?(?::|\bis\b|\bist\b|=)\s?(?:(?:the|die|der|das)\s)?(?P<label>[^\W\d_][\w&-]{1,30}(?:\s(?!and\b|und\b)[\w&-]{2,30}){0,3})",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?P<stem>[^\W\d_]{2,25}?-?)-?(?:unternehmen|firma|betrieb|hersteller|anbieter|agentur|händler|konzern|dienstleister|startup|start-up|produzent|zulieferer|berater)s?"
)
_FILL = r"(?:(?!looking|interested|not|searching|need|hiring|working\sfor)[\w'’-]{1,20}\s){0,3}?"
_WE_START = r"\b(?:we(?:\sare|['’]re|\srun|\sown|\soperate|re)|i(?:\srun|\sown|\smanage|\shave)|our\s(?:company|firm|business)\sis|wir\s(?:sind|betreiben|führen)|sind\swir|ich\s(?:führe|leite|betreibe|habe))"
_WE_ARE = re.compile(
    rf"{_WE_START}\s(?:(?:a|an|ein|eine|einen)\s)?{_FILL}$|\b(?:as\san?|als)\s(?:[\w-]{{1,20}}\s)?$", re.IGNORECASE
)
_AN_OWN = re.compile(
    rf"{_WE_START}\s{_FILL}$|\b(?:a|an|our|my|eine?[nrm]?|unser\w*|mein\w*)\s(?:[\w-]{{1,20}}\s){{0,2}}$", re.IGNORECASE
)
_WE = re.compile(r"\b(?:we|we['’]?re|our|company|firm|wir|unser\w*|firma|unternehmen)\b", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:we|we['’]?re|i|i['’]?m|company|firm|business|startup|start-up|wir|ich|unternehmen|firma|bin|sind|is|ist)\s"
    r"(?:(?:are|am|is|work|working|works|operate|active|mainly|mostly|based|based\sin\s\w+|come|all|sind|bin|ist|arbeiten|arbeite|kommen|komme|tätig|machen|mache|aktiv|do|hauptsächlich"
    r"|doing|vor\sallem|primär|eher|auch)\s){0,3}(?:(?:in|from|aus|im|in\sder|in\sden|aus\sder|aus\sdem|im\sbereich|in\sthe(?:\sfield\sof|\sarea\sof|\sbusiness\sof)?)\s"
    r"|(?<=machen\s)|(?<=do\s))(?:(?:the|der|dem|den|die)\s)?$",
    re.IGNORECASE,
)
_COMPANY_NOUN = re.compile(
    r"[\s-](?:company|firm|business|agency|manufacturer|provider|supplier|start-?up|retailer|wholesaler|distributor|producer|group|consultancy|consultants|vendor|house|studio|shop"
    r"|practice|broker|contractor|unternehmen|betrieb|firma|hersteller|anbieter|agentur|dienstleister|händler)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:customers?|clients?|kunden|for\s(?:a|an|the)|für\s(?:eine|einen|die|den)|looking\sfor|need|interested|suchen|suche|brauchen|brauche|competitors?|sell(?:ing)?\sto|verkaufen"
    r"|your|eure?|ihre?|former(?:ly)?|früher|used\sto|previously|not|nicht|kein(?:e|en)?|worked)\b[^.!?;]{0,40}$",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"\s(?:GmbH|AG|KG|SE|UG|Ltd|LLC|Inc|plc|& Co)\b")
_OWN_COMPANY = re.compile(
    r"\b(?:we\sare|we['’]re|wir\ssind|our\scompany|our\sindustry|unsere\sbranche|unsere\sfirma)\b", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"\W*(?:(?:we|we['’]re|are|i['’]m|i|am|it['’]s|it\sis|is|in|the|a|an|our|industry|from|mainly|mostly|work|working|do|sector|field|of|sind|wir|ich|bin|aus|der|dem|den|die|im|eine?r?"
    r"|unsere|branche|ist|bereich|machen|arbeiten|arbeite|tätig|kommen|komme|also|well|hm|so|hauptsächlich|vor\sallem|probably|would\sbe|say|das|it)\b\s*:?\s*){0,8}",
    re.IGNORECASE,
)
