"""Finds what the visitor is and where in the company they work."""

import re
from itertools import islice

from bot.understanding.answers.bare_answer import reads_like_a_name
from bot.understanding.answers.non_answer import is_non_answer
from bot.understanding.mention import Mention
from bot.understanding.mention_quote import quoted
from bot.understanding.tokens import clause_end, plain_apostrophes, stripped_span, tokens_from
from bot.understanding.who.name_words import COMMON_WORDS, FIRST_NAMES
from bot.understanding.who.title_grammar import TITLE
from bot.understanding.who.title_taxonomy import FUNCTIONS

_MOST_CUES = 20
_LONGEST_ANSWER = 7
_FEW = 2


def find_job_title(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The visitor's own job title, as written; a boss's or a colleague's is not theirs."""
    return quoted(text, _job_title(plain_apostrophes(text), asked))


def find_department(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The function the visitor works in ("marketing", "Einkauf"), said as such or within their title."""
    return quoted(text, _department(plain_apostrophes(text), asked))


def _job_title(text: str, asked: bool) -> Mention | None:
    if not asked and text.strip().endswith("?") and not _SELF.search(text):
        return None
    for match in islice(_SELF.finditer(text), _MOST_CUES):
        if found := _title_at(text, match.end()):
            return found
    for segment in islice(_SEGMENT_START.finditer(text), _MOST_CUES):
        found = _title_at(text, segment.end())
        if found and (_has_name_before(text, found.start) or _ends_segment(text, found, asked)):
            return found
    return _labelled(text) or (_whole_answer(text, _TITLE_LEADS) if asked else None)


def _labelled(text: str) -> Mention | None:
    """ "Position: Polier": whatever is called so, in a few words."""
    label = _LABEL.search(text)
    if not label:
        return None
    start, end = stripped_span(text, label.end(), clause_end(text, label.end()))
    words = tokens_from(text[:end], start)
    if not reads_like_a_name(text, words, longest=4) or any(word.lower in COMMON_WORDS for word in words[:1]):
        return None
    return Mention(text[start:end], start, end)


def _department(text: str, asked: bool) -> Mention | None:
    for cue in (_DEPARTMENT_AFTER, _DEPARTMENT_BEFORE):
        if match := cue.search(text):
            return Mention(match["function"], match.start("function"), match.end("function"))
    title = _job_title(text, asked=False)
    if title and (match := _DEPARTMENT_BEHIND.match(text, title.end)):
        return Mention(match["function"], match.start("function"), match.end("function"))
    if title and (match := _FUNCTION_IN_TITLE.search(title.value)):
        start, end = title.start + match.start(), title.start + match.end()
        return Mention(text[start:end], start, end)
    if not asked or is_non_answer(text):
        return None
    if (match := _FUNCTION_WORD.search(text)) and len(tokens_from(text)) <= _LONGEST_ANSWER and not _WISH.search(text):
        return Mention(match.group(), match.start(), match.end())
    return _whole_answer(text, _DEPARTMENT_LEADS)


def _title_at(text: str, start: int) -> Mention | None:
    match = TITLE.match(text, start, min(len(text), start + 90))
    if not match:
        return None
    begin, end = stripped_span(text, match.start("title"), match.end("title"))
    return Mention(text[begin:end], begin, end)


def _has_name_before(text: str, start: int) -> bool:
    """Whether the introduction "Tom Fletcher, " or "Tom Fletcher | " stands before ``start``."""
    return _NAME_BEFORE.search(text, max(0, start - 80), start) is not None


def _ends_segment(text: str, found: Mention, asked: bool) -> bool:
    """Whether the title fills its clause, but for "at Kestrel"; not asked, it must begin the text as well."""
    after = text[found.end :]
    department = _DEPARTMENT_BEHIND.match(text, found.end)
    reached = department.end() if department else found.end
    ends = clause_end(text, reached) == reached or _AT_COMPANY.match(text, reached) is not None
    return ends and "?" not in after and (asked or not text[: found.start].strip() or _is_listed(text, found))


def _is_listed(text: str, found: Mention) -> bool:
    """Whether it is an item of its own in a list of several."""
    before = text[: found.start].rstrip()
    return before.endswith(",") and before.count(",") > _FEW and clause_end(text, found.end) == found.end


def _whole_answer(text: str, leads: re.Pattern[str]) -> Mention | None:
    """The answer itself, for a title or a department that no table knows ("growth hacker")."""
    if is_non_answer(text) or "@" in text:
        return None
    start = stripped_span(text, 0, len(text))[0]
    if lead := leads.match(text, start):
        start = lead.end()
    start, end = stripped_span(text, start, clause_end(text, start))
    words = tokens_from(text[:end], start)
    if (
        not reads_like_a_name(text, words, longest=5)
        or words[0].has_digit
        or words[0].lower in FIRST_NAMES
        or (words[0].lower in COMMON_WORDS and (len(words) == 1 or not words[-1].is_capitalised))
    ):
        return None
    return Mention(text[start:end], start, end)


_SELF = re.compile(
    r"""(?<!\w)(?:
    i\s?'?m(?:\scurrently|\salso|\sjust)? | i\sam(?:\scurrently|\salso|\sjust)? | ich\sbin(?:\s(?:hier|dort
      |auch|aktuell|nur|selbst))*
    | (?:my|the)\s(?:job\s)?(?:title|role|position)(?:\sis|:) | (?:i\s)?work(?:ing)?\s(?:here\s)?as
      | (?:i\s)?serve\sas | my\sjob\sis
    | meine?\s(?:position|funktion|rolle|job|titel|berufsbezeichnung)(?:\sist|:) | (?:ich\s)?(?:arbeite|tätig
      |fungiere)(?:\s\w+){0,3}?\sals
    | (?:^|(?<=[.!?,]\s))(?:as|als) | (?:^|(?<=[.!,]\s)|(?<=\bund\s))bin(?:\shier)? | (?<=\band\s)am
    | (?:employed|working|hired)\sas | (?:ich\sbin|bin)\s(?:angestellt\s|tätig\s|beschäftigt\s)?als
    | ich\sbin\sseit\s\w+(?:\s\w+)?
    | (?:title|role|position|funktion|rolle|job\stitle)(?:\s?:|\sis|\sist)
    | (?:^|(?<=[,;\n]\s))(?:position|funktion|rolle|title|role)(?=\s)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_SEGMENT_START = re.compile(r"(?:^|\.\s|[,;\n|(•·:]|\s[-–—]\s)\s*")
_NAME_BEFORE = re.compile(r"(?:^|[\s,.!])[A-ZÄÖÜ]['\w-]+(?:\s+[\w'.-]+){0,4}(?:,\s?\d\d)?\s*[.,\n|(•·–—-]\s*$")
_AT_COMPANY = re.compile(r"\s+(?:at|of|for|with|from|bei|beim|von|der|@)(?!\w)", re.IGNORECASE)
_FUNCTION = rf"(?P<function>{FUNCTIONS})"
_LABEL = re.compile(
    r"(?:^|(?<=[,;\n]\s)|(?<=my\s)|(?<=meine\s))(?:position|funktion|rolle|title|role|job\stitle|jobtitel|berufsbezeichnung)"
    r"(?:\s?[:=]|\s(?:is|ist))\s"
    r"|(?<=[,;\n]\s)(?:position|funktion|rolle)\s(?=(?-i:[A-ZÄÖÜ]))",
    re.IGNORECASE,
)
_DEPARTMENT_BEHIND = re.compile(rf"\s(?:im|in\s(?:der|the)|in)\s{_FUNCTION}(?!\w)", re.IGNORECASE)
_DEPARTMENT_AFTER = re.compile(
    rf"""(?<!\w)(?:
    (?:i\s?'?m|i\sam|i\swork|ich\s(?:bin|arbeite|sitze)|ich\skomme)\s(?:\w+\s)?(?:in|from|im
      |aus\sdem|aus\sder|in\sder|beim)\s(?:the\s|our\s|unserem\s|unserer\s)?
    | (?:department|abteilung|team|(?<!wir\ssind\sim\s)(?<!wir\skommen\saus\sdem\s)bereich)(?:\sis|\sist)?\s?:?\s
    | i\s(?:run|lead|head|do|manage|handle)(?:\sup)?\s(?:the\s|our\s)? | ich\s(?:leite|verantworte
      |betreue)\s(?:den\s|die\s|das\s|unseren?\s)?
    | i\sbelong\sto\s(?:the\s|our\s)? | ich\sgehöre\szu[mr]?\s(?:abteilung\s)?
    | (?:aus|in)\s(?:dem|der)\s(?:abteilung\s)
    ){_FUNCTION}(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_DEPARTMENT_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:from|in|on|within|part\sof)\s(?:the|our)\s){_FUNCTION}(?:\s|-)?(?:team|department|dept|side"
    rf"|abteilung)\b",
    re.IGNORECASE,
)
_FUNCTION_WORD = re.compile(rf"(?<!\w)(?!(?-i:[Ii]t|[Pp]r|recht|people)(?!\w))(?:{FUNCTIONS})(?!\w)", re.IGNORECASE)
_WISH = re.compile(
    r"(?<!\w)(?:interested|need|want|your|looking|brauche\w*|suche\w*|möchte\w*|interessiert)(?!\w)", re.IGNORECASE
)
_FUNCTION_IN_TITLE = re.compile(
    rf"(?<!\w)(?:{FUNCTIONS})(?!\w)|(?<!\w)(?:vertrieb|verkauf|einkauf|marketing|personal|finanz|produktion"
    rf"|logistik|technik)(?=s?(?:leit|chef|manag|referent))",
    re.IGNORECASE,
)
_TITLE_LEADS = re.compile(
    r"(?:(?:i'm|i\sam|ich\sbin|ich\sarbeite\sals|i\swork\sas|it's|das\sist|als|as|my\s(?:title|role|job)\sis"
    r"|the|a|an|der|die|ein|eine)\s+){1,3}",
    re.IGNORECASE,
)
_DEPARTMENT_LEADS = re.compile(
    r"(?:(?:i'm|i\sam|ich\sbin|i\swork|ich\sarbeite|it's|in|from|im|aus|dem|der|the|our|abteilung)\s+){1,4}",
    re.IGNORECASE,
)
