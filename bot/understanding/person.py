"""Finds the visitor's own name: in an introduction, a signature, or as the answer to "what is your name?"."""

import re
from itertools import islice

from bot.understanding.bare_answer import is_measure
from bot.understanding.first_names import FIRST_NAMES
from bot.understanding.job_title import is_title_word
from bot.understanding.legal_forms import COMPANY_NOUNS, LEGAL_FORM
from bot.understanding.mention import Mention
from bot.understanding.never_names import COMMON_WORDS, FUNCTION_WORDS, ends_like_a_word
from bot.understanding.non_answer import is_non_answer
from bot.understanding.places import PLACES
from bot.understanding.tokens import Token, clause_end, stripped_span, tokens_from

_LONGEST_NAME = 6
_MOST_CUES = 20


def find_person(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The visitor's name as written, without titles; never somebody else's.

    ``asked`` means that the bot has just asked for the name, so that "bob" is an answer.
    """
    return (
        _after_cue(text, _NAME_IS, sure=True)
        or _before_cue(text)
        or _after_cue(text, _I_AM, sure=False)
        or _signature(text)
        or _list_opening(text)
        or _whole_text(text, asked)
    )


def _after_cue(text: str, cue: re.Pattern[str], sure: bool) -> Mention | None:
    """The last name that follows a cue: who corrects themselves says the right name last."""
    found = None
    for match in islice(cue.finditer(text), _MOST_CUES):
        found = _read_name(text, match.end(), sure, with_article="article" in match.re.groupindex and bool(match["article"])) or found
    return found


def _before_cue(text: str) -> Mention | None:
    """"Jana Pohl hier", "Kraig is my name": the name stands between the start of a clause and the cue."""
    for match in islice(_NAME_FIRST.finditer(text), _MOST_CUES):
        start = _clause_start(text, match.start())
        found = _read_name(text[: match.start()], start, sure=True)
        between = text[found.end : match.start()].strip(" ,-") if found else ""
        if found and (not between or _EMPLOYER_FOLLOWS.match(between)):
            return found
    return None


def _signature(text: str) -> Mention | None:
    match = _SIGN_OFF.search(text)
    if not match:
        return None
    found = _read_name(text, match.end(), sure=True)
    return found if found and clause_end(text, found.end) == found.end else None


def _list_opening(text: str) -> Mention | None:
    """"Tom Fletcher, CTO at Kestrel, …": a full name, then a comma, then what the name's bearer is or wants."""
    opening = _GREETING.match(text)
    start = opening.end() if opening else 0
    found = _read_name(text, start, sure=False)
    if not found or " " not in found.value or not found.value[:1].isupper():
        return None
    follows = text[found.end :].lstrip(" ")
    return found if follows[:1] in {",", "\n", "|", "(", "/", ";", "-", "–"} and _looks_like_person(found.value) else None


def _whole_text(text: str, asked: bool) -> Mention | None:
    """A bare name. Not asked, it takes two or three capitalised words, or a first name that is known."""
    asks_back = _AND_YOU.search(text)
    text = text[: asks_back.start()] if asks_back else text
    if is_non_answer(text) or LEGAL_FORM.search(text):
        return None
    start = _leads_stripped(text) if asked else stripped_span(text, 0, len(text))[0]
    found = _read_name(text, start, sure=asked)
    if found is None:
        return None
    rest = text[found.end :]
    if asked:
        return found if _ANSWER_TAIL.match(rest) else None
    words = found.value.split()
    if rest.strip(" .!,") or len(words) not in (2, 3) or not _looks_like_person(found.value):
        return None
    return found if all(word[0].isupper() or word in _PARTICLES for word in words) else None


def _looks_like_person(name: str) -> bool:
    """Whether the words could be nothing but a person: no company noun, no place, no everyday word."""
    words = name.lower().split()
    if any(word in COMPANY_NOUNS for word in words) or name.lower() in PLACES:
        return False
    if words[0] in FIRST_NAMES:
        return True
    return not any(word in COMMON_WORDS - _PARTICLES or word in PLACES or ends_like_a_word(word) for word in words[:2])


def _read_name(text: str, start: int, sure: bool, with_article: bool = False) -> Mention | None:
    """The name that begins at ``start``. ``sure``: a cue leaves no doubt that a name follows, so lower case will do."""
    titles = _TITLES.match(text, start)
    start = titles.end() if titles else start
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
        if not _continues(text, taken, word, following, with_article):
            break
        taken.append(word)
    while taken and taken[-1].lower in _PARTICLES:
        taken.pop()
    if not taken or is_measure(taken) or not _is_name(text, taken, sure):
        return None
    return Mention(text[taken[0].start : taken[-1].end], taken[0].start, taken[-1].end)


def _continues(text: str, taken: list[Token], word: Token, following: Token | None, with_article: bool) -> bool:
    if word.has_digit or "@" in text[word.end : word.end + 1] or "&" in word.text:
        return False
    if taken and word.lower in _PARTICLES:
        return following is not None and not _starts_employer(text, taken, word, following, with_article)
    if word.lower in FUNCTION_WORDS or is_title_word(word.text):
        may_be_name = word.lower in (_SURNAMES_LIKE_FUNCTION_WORDS if taken else FIRST_NAMES)
        return word.is_capitalised and (may_be_name or (len(taken) == 2 and word.lower in {"an", "so", "do", "on"}))
    if not taken:
        return word.is_capitalised or word.lower in FIRST_NAMES or word.lower not in COMMON_WORDS
    if taken[0].is_capitalised:
        after_particle = taken[-1].lower in _PARTICLES
        return word.is_capitalised or (not after_particle and _ends_clause(text, word) and word.lower not in COMMON_WORDS)
    if len(taken) == 1 and taken[0].lower in FIRST_NAMES and _ends_clause(text, word) and word.lower in _SURNAMES_LIKE_WORDS:
        return True
    return word.lower not in COMMON_WORDS and not ends_like_a_word(word.text) and len(taken) < 3


def _starts_employer(text: str, taken: list[Token], particle: Token, following: Token, with_article: bool) -> bool:
    """Whether "von" leads to an employer ("Jana von der Brunnmeier AG") and not to a surname ("Ute von der Heyden")."""
    if particle.lower not in {"von", "of", "de", "vom"}:
        return False
    rest = text[particle.end : clause_end(text, particle.end, 80)]
    if with_article or LEGAL_FORM.search(rest) or _FIRM_WORD.match(rest.strip()):
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
    if first.lower in COMMON_WORDS:
        return False
    if first.is_capitalised:
        return not (ends_like_a_word(first.text) and (len(taken) == 1 or not taken[-1].is_capitalised)) or (sure and len(taken) > 1)
    return not ends_like_a_word(first.text) and (sure or (_ends_name(text, taken[-1]) and first.lower not in PLACES))


def _ends_name(text: str, word: Token) -> bool:
    """Whether what follows ``word`` is the end of a clause or where the visitor works."""
    return _AFTER_NAME.match(text, word.end) is not None


def _ends_clause(text: str, word: Token) -> bool:
    return clause_end(text, word.end) == word.end or not text[word.end :].strip()


def _clause_start(text: str, end: int) -> int:
    start = max(text.rfind(mark, max(0, end - 80), end) + 1 for mark in ",;:!?\n")
    greeting = _GREETING.match(text, start)
    return greeting.end() if greeting and greeting.end() <= end else max(start, 0)


def _leads_stripped(text: str) -> int:
    start = stripped_span(text, 0, len(text))[0]
    match = _LEADS.match(text, start)
    return match.end() if match else start


_PARTICLES = frozenset("de la le du del della di da dos das der den des von van vom zu zur ter ten te el al bin ibn st y e".split())
_SURNAMES_LIKE_FUNCTION_WORDS = frozenset("will may like well down over off such sure fine great more most like ganz wohl mehr sehr ernst".split())
_SURNAMES_LIKE_WORDS = frozenset(
    "young price long short small best good early day may winter sommer summer march klein groß gross lang kurz jung neu frank frey may".split()
)
_EMPLOYER_FOLLOWS = re.compile(r"(?:from|at|of|with|von|vom|bei|beim)\b", re.IGNORECASE)
_AND_YOU = re.compile(r"(?<![\s,.])[\s,.]+(?:and|und)\s(?:you|yours|u|sie|du|ihr|ihrer|deiner)\s*\?", re.IGNORECASE)
_GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|hiya|hallo|moin|servus|grüezi|grüß\s(?:gott|dich)|guten?\s(?:tag|morgen|abend)|good\s(?:morning|afternoon|evening|day)"
    r"|sorry|ok(?:ay)?|yes|ja|no|nein|oh|ah|well|actually|sure|gern(?:e)?|klar|natürlich|of course|there|everyone|all|team|zusammen)"
    r"(?!\w)[\s,.!:–-]*)*",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"[\s\"'“„]*(?:(?:herrn?|frau|mr|mrs|ms|miss|mx|sir|dame|dr|prof|professor(?:in)?|dipl\.?\s?-?\s?(?:ing|kfm|kffr|inf|oec|psych|betriebsw)"
    r"|mag|ing|h\.?\s?c|med|rer|nat|jur|phil|pol|habil|mult|ra|mba)\b\.?[\s-]*)+",
    re.IGNORECASE,
)
_NAME_IS = re.compile(
    r"""(?<!\w)(?:
    (?:my|the|meine?|der)\s(?:(?:full|first|last|family|given|real|sur|voller|vor|nach|familien)\s?-?)?(?:sur)?name(?:'s|’s|s)?
      (?:\s(?:is|ist|lautet|wäre|war|should\sbe|would\sbe|was|here\sis))?\s?(?:[:=]\s?)?
    | name(?:'s|’s|\sis|\sist|\slautet|\s?:) | (?:mein|der)\s?name\s?[:=]
    | (?:ich\s|i\s)?hei(?:ß|ss)e(?:\sich)? | (?:just\s|please\s|you\scan\s|everyone\s)?calls?\sme | call\sme | (?:named|called)\sme
    | i(?:'|’)?(?:m|\sam)\scalled | go(?:es)?\sby | man\snennt\smich | nenn(?:t|en\ssie)?\smich(?:\seinfach)?
    )(?!\w)[\s:]*(?!.{0,12}\b(?:of\s(?:our|my|the)|called)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_I_AM = re.compile(
    r"""(?<!\w)(?:
    i\s?(?:'|’|´)m | i\sam | (?-i:im|Im)(?=\s[A-Z]?[a-z]+(?:\s(?:from|at|with)\b|\W*$)) | this\sis | (?:you(?:'re|’re|\sare)\s)?(?:talking|speaking|chatting)\s(?:to|with)
    | ich\sbin(?:'s)?(?:\s(?P<article>der|die))? | (?:hier|am\sapparat)\s(?:ist|spricht|schreibt)(?:\s(?:der|die))? | (?:sie\s)?sprechen\smit | es\s(?:schreibt|spricht)
    | gestatten[,:]?
    )(?!\w)[\s,:]*(?:called\s)?""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME_FIRST = re.compile(
    r"(?<=\w)[\s,]+(?:(?:here|speaking|hier|am\sapparat|am\stelefon)(?=\s*(?:$|[,.;:!\n–-]|from|von|vom|with|at|bei|and|und))"
    r"|(?:(?:that\s|this\s|das\s)?is\s(?:my|the)\sname|ist\s(?:mein|der)\sname|mein\sname|(?:is\s)?what\sthey\scall\sme))(?!\w)",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:kind|best|warm)(?:est)?\s(?:regards|wishes)|regards|cheers|sincerely|yours(?:\s(?:truly|sincerely|faithfully))?"
    r"|all\sthe\sbest|(?:viele|beste|liebe|herzliche|freundliche|schöne)\s(?:grüße|grüsse)|mit\s(?:freundlichen|besten)\s(?:grüßen|grüssen)|gruß|mfg|vg|lg)"
    r"[\s,!.–-]*(?=[^\W\d])",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:(?:sure|ok(?:ay)?|yes|yeah|ja|gern(?:e)?|klar|natürlich|of\scourse|well|hi|hello|hallo|it(?:'|’)?s|it\sis|that(?:'|’)?s|that\sis|das\sist|es\sist|i(?:'|’)m"
    r"|i\sam|ich\sbin|ich|the|just|einfach|nur|sorry|no|nein|äh|ähm|uh|um|name|die|der)(?=[\s,:.!–-])[\s,:.!–-]*){1,5}",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:$|[,;.!\n()|–-]|(?:from|at|with|of|and|here|von|vom|bei|aus|und|hier|over|again|für)\b)", re.IGNORECASE
)
_ANSWER_TAIL = re.compile(
    r"\s*(?:$|[,;.!\n()|/–-]|(?:from|at|of|and|with|here|hier|von|vom|bei|aus|und|is\s(?:fine|ok|enough)|reicht|ist\smein|is\smy|please|bitte|thanks|danke|works)\b)",
    re.IGNORECASE,
)
_FIRM_WORD = re.compile(r"(?:der\s|the\s)?(?:firma|fa\.|company|agentur|kanzlei|gruppe|stadtwerke|praxis)\b", re.IGNORECASE)
