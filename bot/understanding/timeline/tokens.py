"""A message as a line of time tokens: month, weekday, number, "next", "until", … and x for anything else."""

import re
from dataclasses import replace

from bot.understanding.timeline.digits import READERS
from bot.understanding.timeline.spelling import word_tokens
from bot.understanding.timeline.token import Token


def tokens_of(text: str, language: str) -> list[Token]:
    """Fillers such as "the" and "der" are left out; unknown words and the ends of sentences stay as x."""
    found: list[Token] = []
    led = False
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "skip":
            continue
        if kind == "slashed":
            kind = "slashed_de" if language == "de" else "slashed_en"
        if kind == "word":
            case = language == "de" and match[0].lower() == "fall"  # "auf keinen Fall" says nothing of autumn
            new = [] if case else word_tokens(match[0], match.start(), match.end(), language)
            found.extend(replace(token, led=led) for token in new)
            led = not new
            continue
        if kind in READERS:
            token = READERS[kind](match) or Token("x", match.start(), match.end())
            found.append(replace(token, led=led))
        else:
            found.append(Token(kind, match.start(), match.end()))
        led = False
    found = _without_marks(_joined(found, text), text)
    return _without_names(_without_lookalikes(found, text), text)


def _without_marks(tokens: list[Token], text: str) -> list[Token]:
    """Leaves out the hyphen of "mid-March", the full stop of "Sept." and the article of "a couple"."""
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        last = kept[-1] if kept else None
        short = last and last.kind in ("month", "weekday", "short", "unit") and last.end - last.start < 5
        abbreviation = token.kind == "stop" and short and text[token.start : token.end] == "."
        hyphen = token.kind == "dash" and last and last.kind == "part"
        article = token.kind == "one" and index + 1 < len(tokens) and tokens[index + 1].kind == "num"
        if not (abbreviation or hyphen or article):
            kept.append(token)
    return kept


def _without_names(tokens: list[Token], text: str) -> list[Token]:
    """A month, season or weekday right behind "Herr" or "my name is" is somebody's name."""
    return [
        Token("x", token.start, token.end)
        if token.kind in ("month", "season", "weekday") and _is_name(text, token)
        else token
        for token in tokens
    ]


def _is_name(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 40) : token.start]
    if _NAMED.search(before):
        return True
    ends = _CLAUSE_END.match(text, token.end) is not None
    return ends and text[token.start].isupper() and _FULL_NAME.search(before) is not None


def _without_lookalikes(tokens: list[Token], text: str) -> list[Token]:
    """Leaves out verbs ("I may", "fall") and counts ("the first time") unless words beside them say time."""
    kept = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1].kind if index else "stop"
        after = tokens[index + 1].kind if index + 1 < len(tokens) else "stop"
        beside_time = token.led or before in _BEFORE_TIMES or after in _AFTER_TIMES or before == after == "stop"
        if (
            token.kind in ("month", "season")
            and not beside_time
            and _may_be_verb(text[token.start : token.end], before)
        ):
            token = Token("x", token.start, token.end)
        if token.kind == "part" and _IS_A_START.match(text, token.start):
            token = Token("x", token.start, token.end)
        if (
            token.kind == "ord"
            and after == "x"
            and not _BEFORE_A_DAY.search(text[max(0, token.start - 12) : token.start])
        ):
            token = replace(token, led=False)
        kept.append(token)
    return kept


_IS_A_START = re.compile(
    r"(?:start|beginn)\s(?:on|next|this|in|at|within|am|im|zum|innerhalb|so|dies\w*|nächst\w*|naechst\w*|kommend\w*)\b",
    re.IGNORECASE,
)
"""What is to begin, and not the beginning of something: "Geplant ist der Start nächste Woche"."""


def _may_be_verb(word: str, before: str) -> bool:
    return word in _ALSO_VERBS or (before == "stop" and word.lower() in _ALSO_VERBS and word != "March")


def _joined(tokens: list[Token], text: str) -> list[Token]:
    """Joins "twenty nine" and "twenty-first", which are one count."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if (
            last
            and last.kind == "dash"
            and len(joined) > 1
            and text[last.start : last.end] == "-"
            and _tens(joined[-2], token, text)
        ):
            joined.pop()
            last = joined[-1]
        if last and _tens(last, token, text):
            joined[-1] = replace(token, number=last.number + token.number, start=last.start)
        else:
            joined.append(token)
    return joined


def _tens(tens: Token, ones: Token, text: str) -> bool:
    spelled = text[tens.start : tens.end].isalpha() and text[ones.start : ones.end].isalpha()
    return (
        spelled
        and tens.kind == "num"
        and tens.number in (20, 30)
        and ones.kind in ("num", "ord")
        and 0 < ones.number < 10
    )


_NAMED = re.compile(
    r"(?i:\b(?:herrn?|frau|mr|mrs|ms|dr|hei(?:ß|ss)e|name is|name ist|call me|gr(?:ü|ue)(?:ß"
    r"|ss)e)\b\.?)[ ]+(?:[A-ZÄÖÜ]\w{1,20}[ ]+)?\Z"
    r"|\b(?i:i'm|i am|bin|this is|hier ist)[ ]+(?!(?:In|On|Am|Im)\b)[A-ZÄÖÜ]\w{1,20}[ ]+\Z"
)
_FULL_NAME = re.compile(
    r"(?:^|[,;\n][ ]?)(?!(?i:start|launch|live|beginn|termin|deadline|project|projekt|geplant|unser|our|the|der|die))"
    r"(?:[A-ZÄÖÜ][a-zäöüß]{1,15}[ ]){2}\Z"
)
"""Two more names stand before it in a list: "Nguyen Thi Mai"."""
_CLAUSE_END = re.compile(r"[ ]?(?:[,;\n]|\Z)")
_BEFORE_A_DAY = re.compile(
    r"\b(?:on|by|from|until|till|after|before|am|ab|bis|vom|zum)[ ]{1,2}(?:the |dem |zum )?\Z", re.IGNORECASE
)
_ALSO_VERBS = frozenset({"may", "march", "fall", "mar"})
_BEFORE_TIMES = frozenset({
    "in", "from", "until", "by", "to", "before", "after", "ord", "num", "shift", "part", "for", "between",
    "earliest", "latest", "or", "dash", "last", "within", "since", "date",
})  # fmt: skip
_AFTER_TIMES = frozenset({
    "year", "num", "ord", "to", "dash", "until",
})  # fmt: skip
_I = re.IGNORECASE
_WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|montag|dienstag|mittwoch|donnerstag|freitag"
    r"|samstag|sonnabend|sonntag|wochenende)"
)
"""With an s or "every", a habit and no day."""
_TOKEN = re.compile(
    r"(?P<skip>\b(?:ca|approx|bzw)\.)"
    r"|(?P<asap>\b(?:as early as possible|as soon as (?:possible|we can|you can)|as quickly as possible"
    r"|so (?:schnell|bald|rasch"
    r"|früh) wie (?:\w+ )?möglich"
    r"|(?:möglichst|moeglichst) (?:bald|schnell|zeitnah|rasch|sofort)|right away|straight away"
    r"|without delay|at once|ab sofort|the (?:sooner|earlier|faster),? the better"
    r"|(?:needs? \w+|best|ideally|preferably|möglichst|am besten|am liebsten|eigentlich"
    r"|wenn möglich) (?:yesterday|(?:schon )?gestern)"
    r"|je (?:früher|frueher|eher|schneller|zeitiger),? (?:desto|umso|um so|je) besser"
    r"|so schnell (?:es|wie's) geht|es eilt|urgent)\b)"
    r"|(?P<x>\b(?:guten? morgen|(?:see|talk to|speak to) you (?:soon|tomorrow)|bis (?:bald|dann|später))\b"
    rf"|\b(?:(?:every|each|all|jeden|jede|jedes) {_WEEKDAY}|(?:on |over |at )?{_WEEKDAY}s|(?:an )?wochenenden"
    r"|wochentags|werktags)\b"
    r"|\b(?:on )?(?:first|second) (?:thoughts?|sight|glance|opinion|hand|nature|floor|of all)\b)"
    r"|(?P<earliest>\b(?:no|not) earlier than\b|\bnicht früher als\b)"
    r"|(?P<after>\b(?:later than|später als|spaeter als)\b"
    r"|\b(?:not|nicht mehr)(?= (?:in )?(?:this year|diese[sm] jahr)\b))"
    r"|(?P<newyear>(?<!in the )\bnew year(?:['’]s day)?\b)"
    r"|(?P<latest>\b(?:no|not) later than\b|\bnicht später als\b)"
    r"|(?P<from>\b(?:as of|as from|effective|beginning (?:in|from|on|with)|mit wirkung zum)\b)"
    r"|(?P<within>\bin (?:under|less than|weniger als|unter)\b)"
    r"|(?P<halves>\b\d{1,2}[.,]5(?=[ ]?(?:year|yr|jahr|month|monat|week|woche)))"
    r"|(?P<sylvester>\bnew year['’]?s eve\b)"
    r"|(?P<fiscal>\bfy[ ]?['’]?(?:20)?\d\d\b)"
    r"|(?P<iso>\b(?:19|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}\b)"
    r"|(?P<dotted>\b\d{1,2}\.[ ]?\d{1,2}\.[ ]?(?:(?:19|20)\d\d|\d\d)?(?!\d)|\b\d{1,2}\.\d{1,2}(?![\d.,]"
    r"|[ ]?[%€$£k])|\b\d{1,2}-\d{1,2}-(?:19|20)\d\d\b)"
    r"|(?P<yearmonth>\b20\d\d-(?:0[1-9]|1[0-2])\b(?!-))"
    r"|(?P<monthyear>\b\d{1,2}[/.](?:19|20)\d\d\b)"
    r"|(?P<slashed>\b\d{1,2}/\d{1,2}(?:/(?:(?:19|20)\d\d|\d\d))?\b(?!\.))"
    r"|(?P<quarter>\b(?:(?:19|20)?\d\d)[ /-]?[qh][1-4]\b|\b[qh][ ]?[1-4](?:[ /-]{0,2}(?:of[ ]"
    r"|in[ ])?(?:(?:19|20)\d\d|['’]\d\d|(?<=/)\d\d))?\b"
    r"|\b[1-4][ ]?q\b)"
    r"|(?P<kw>\b(?:kw|calendar week|kalenderwoche|cw|week)[ ]?\d{1,2}\b|\b\d{1,2}\.[ ]?(?:kw"
    r"|kalenderwoche)\b)"
    r"|(?P<year>\b(?:19|20)\d\d\b(?![.,]?\d|[ ]?(?:€|\$|£|k\b|eur|usd|chf|gbp|dollar|pound|franken|sek|nok"
    r"|dkk|employees|users|mitarbeiter)))"
    r"|(?P<ord>\b\d{1,2}(?:st|nd|rd|th|ten|ter|tes|te)\b|\b\d{1,2}\.(?!\d))"
    r"|(?P<num>(?<![\w.,$€£])\d+(?![\d€$£%]|[.,]\d))"
    r"|(?P<money>(?:[$€£][ ]?)?\d[\d.,'’]*(?:[ ]?(?:k\b|[%€$£]))?)"
    r"|(?P<dash>[-–—−/])"
    r"|(?P<stop>[.!?;\n]+)"
    r"|(?P<word>[^\W\d_]+)",
    _I,
)
