"""A message as a line of time tokens: month, weekday, number, "next", "until", … and x for anything else."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.understanding import date_words as words
from bot.understanding.number_words import ENGLISH_VALUES, folded, german_value, ordinal_value
from bot.understanding.period import Period


@dataclass(frozen=True)
class Token:
    """One token: ``number`` is its value (month 1–12, unit, count); dates in digits carry day, month and year (0: not said).

    ``led`` is true where an article or the like stands directly before it ("the 1st", "am 15."); ``plural`` belongs to units; ``english`` tells "next"
    from "nächsten", which differ before a weekday.
    """

    kind: str
    start: int
    end: int
    number: int = 0
    day: int = 0
    month: int = 0
    year: int = 0
    led: bool = False
    plural: bool = False
    english: bool = False
    period: Period | None = None


def tokens_of(text: str, language: str) -> list[Token]:
    """Fillers such as "the" and "der" are left out; unknown words and the ends of sentences stay as x."""
    found: list[Token] = []
    led = False
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "word":
            new = _word(match[0], match.start(), match.end(), language)
            found.extend(replace(token, led=led) for token in new)
            led = not new
            continue
        elif kind in _READERS:
            token = _READERS[kind](match, language) or Token("x", match.start(), match.end())
            found.append(replace(token, led=led))
        else:
            found.append(Token(kind, match.start(), match.end()))
        led = False
    return _without_verbs(_joined(found, text), text)


def _without_verbs(tokens: list[Token], text: str) -> list[Token]:
    """ "may", "march" and "fall" are times only beside another word of time ("in may") or with a capital ("after March")."""
    kept = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1].kind if index else "stop"
        after = tokens[index + 1].kind if index + 1 < len(tokens) else "stop"
        beside_time = token.led or before in _BEFORE_TIMES or after in _AFTER_TIMES or before == after == "stop"
        if token.kind in ("month", "season") and not beside_time and _may_be_verb(text[token.start : token.end], before):
            token = Token("x", token.start, token.end)
        kept.append(token)
    return kept


def _may_be_verb(word: str, before: str) -> bool:
    return word in _ALSO_VERBS or (before == "stop" and word.lower() in _ALSO_VERBS and word != "March")


def _word(word: str, start: int, end: int, language: str) -> list[Token]:
    plain = folded(word)
    if plain in words.FILLERS:
        return []
    for kind, table in _TABLES:
        if plain in table:
            return [Token(kind, start, end, table[plain], plural=plain in words.PLURALS, english=plain in _ENGLISH_NEXT)]
    short = words.GERMAN_SHORT_WEEKDAYS if language == "de" else words.ENGLISH_SHORT_WEEKDAYS
    if plain in short:
        return [Token("short", start, end, short[plain])]
    if plain in words.COMPOUND_PARTS:
        part, unit = words.COMPOUND_PARTS[plain]
        return [Token("part", start, end, part), Token("unit", start, end, unit)]
    if plain in words.CONNECTORS:
        return [Token(words.CONNECTORS[plain], start, end)]
    if plain in words.HOLIDAYS:
        return [Token("holiday", start, end, _HOLIDAY_NUMBERS[words.HOLIDAYS[plain]])]
    if plain in words.VAGUE_COUNTS:
        low, high = words.VAGUE_COUNTS[plain]
        return [Token("num", start, end, low, day=high)]
    if plain.endswith("woche") and plain[:-5] in words.MONTHS:
        return [Token("month", start, end, words.MONTHS[plain[:-5]]), Token("unit", start, end, words.WEEK)]
    return [_count(plain, start, end) or Token("x", start, end)]


def _count(plain: str, start: int, end: int) -> Token | None:
    if plain in _ARTICLES:
        return Token("one", start, end, 1)
    ordinal = ordinal_value(plain)
    if ordinal:
        return Token("ord", start, end, ordinal)
    value = ENGLISH_VALUES.get(plain) if plain in ENGLISH_VALUES else german_value(plain)
    if value is None or value != int(value) or value > 2100:
        return None
    kind = "year" if value >= 2000 else "num"
    return Token(kind, start, end, int(value), year=int(value) if kind == "year" else 0)


def _joined(tokens: list[Token], text: str) -> list[Token]:
    """Joins "twenty nine" and "twenty-first", which are one count."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last and last.kind == "dash" and len(joined) > 1 and text[last.start : last.end] == "-" and _tens(joined[-2], token, text):
            joined.pop()
            last = joined[-1]
        if last and _tens(last, token, text):
            joined[-1] = replace(token, number=last.number + token.number, start=last.start)
        else:
            joined.append(token)
    return joined


def _tens(tens: Token, ones: Token, text: str) -> bool:
    spelled = text[tens.start : tens.end].isalpha() and text[ones.start : ones.end].isalpha()
    return spelled and tens.kind == "num" and tens.number in (20, 30) and ones.kind in ("num", "ord") and 0 < ones.number < 10


def _iso(match: re.Match[str], language: str) -> Token | None:
    year, month, day = (int(part) for part in re.split(r"\D", match[0]))
    return _date(match, day, month, year)


def _dotted(match: re.Match[str], language: str) -> Token | None:
    parts = [int(part) for part in re.split(r"\D+", match[0].rstrip(".")) if part]
    year = parts[2] if len(parts) > 2 else 0
    return _date(match, parts[0], parts[1], year + 2000 if 0 < year < 100 else year)


def _slashed(match: re.Match[str], language: str) -> Token | None:
    """A day and a month with a slash: where both may be either, English says the month first (the American way)."""
    parts = [int(part) for part in re.split(r"\D+", match[0])]
    first, second = parts[0], parts[1]
    year = parts[2] if len(parts) > 2 else 0
    day_first = first > 12 or (language == "de" and second <= 12)
    day, month = (first, second) if day_first else (second, first)
    return _date(match, day, month, year + 2000 if 0 < year < 100 else year)


def _date(match: re.Match[str], day: int, month: int, year: int) -> Token | None:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Token("date", match.start(), match.end(), day=day, month=month, year=year)


def _month_year(match: re.Match[str], language: str) -> Token | None:
    month, year = (int(part) for part in re.split(r"\D+", match[0]))
    return Token("monthyear", match.start(), match.end(), month=month, year=year) if 1 <= month <= 12 else None


def _quarter(match: re.Match[str], language: str) -> Token:
    name = match[0].lower()
    kind = "quarter" if "q" in name else "half"
    digits = re.search(r"[qh][ ]?(\d)", name) or re.search(r"(\d)[ ]?[qh]", name)
    year = re.search(r"\d{4}", name) or re.match(r"\d{2}(?=[qh])", name) or re.search(r"(?<=['’/ ])\d{2}\Z", name)
    number = int(year[0]) if year else 0
    return Token(
        kind, match.start(), match.end(), int(digits[1]) if digits else 1, year=number + 2000 if 0 < number < 100 else number
    )


def _week(match: re.Match[str], language: str) -> Token:
    digits = re.findall(r"\d+", match[0])
    return Token("kw", match.start(), match.end(), int(digits[0]))


def _year(match: re.Match[str], language: str) -> Token:
    return Token("year", match.start(), match.end(), int(match[0]), year=int(match[0]))


def _fiscal(match: re.Match[str], language: str) -> Token:
    return Token("year", match.start(), match.end(), year=2000 + int(match[0][-2:]))


def _sylvester(match: re.Match[str], language: str) -> Token:
    return Token("holiday", match.start(), match.end(), _HOLIDAY_NUMBERS["sylvester"])


def _ordinal(match: re.Match[str], language: str) -> Token | None:
    number = int(re.match(r"\d+", match[0])[0])  # type: ignore[index]
    return Token("ord", match.start(), match.end(), number)


def _number(match: re.Match[str], language: str) -> Token | None:
    return Token("num", match.start(), match.end(), int(match[0])) if len(match[0]) <= 3 else None


_ENGLISH_NEXT = frozenset({"next", "nxt"})
_ALSO_VERBS = frozenset({"may", "march", "fall", "mar"})
_BEFORE_TIMES = frozenset(
    "in from until by to before after ord num shift part for between earliest latest or dash last within since date".split()
)
_AFTER_TIMES = frozenset("year num ord to dash until".split())
_ARTICLES = frozenset({"a", "an", "ein", "eine", "einen", "einem", "einer", "eines"})
_HOLIDAY_NUMBERS = {
    name: index
    for index, name in enumerate(
        ("christmas", "eve", "sylvester", "new_year", "easter", "easter_monday", "good_friday", "pentecost", "pentecost_monday",
         "thanksgiving", "halloween", "holidays", "summer_break")
    )
}  # fmt: skip
HOLIDAY_NAMES = tuple(_HOLIDAY_NUMBERS)
_TABLES: tuple[tuple[str, dict[str, int]], ...] = (
    ("month", words.MONTHS),
    ("weekday", words.WEEKDAYS),
    ("season", words.SEASONS),
    ("unit", words.UNITS),
    ("shift", words.SHIFTS),
    ("part", words.PARTS),
    ("today", words.RELATIVE_DAYS),
)
_READERS: dict[str, Callable[[re.Match[str], str], Token | None]] = {
    "sylvester": _sylvester,
    "fiscal": _fiscal,
    "iso": _iso,
    "dotted": _dotted,
    "slashed": _slashed,
    "monthyear": _month_year,
    "quarter": _quarter,
    "kw": _week,
    "year": _year,
    "ord": _ordinal,
    "num": _number,
}
_I = re.IGNORECASE
_TOKEN = re.compile(
    r"(?P<asap>\b(?:as soon as (?:possible|we can|you can)|as quickly as possible|so (?:schnell|bald|rasch|früh) wie (?:\w+ )?möglich"
    r"|(?:möglichst|moeglichst) (?:bald|schnell|zeitnah|rasch|sofort)|right away|straight away|without delay|at once|ab sofort"
    r"|so schnell (?:es|wie's) geht)\b)"
    r"|(?P<sylvester>\bnew year['’]?s eve\b)"
    r"|(?P<fiscal>\bfy[ ]?['’]?(?:20)?\d\d\b)"
    r"|(?P<iso>\b(?:19|20)\d\d(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}\b)"
    r"|(?P<dotted>\b\d{1,2}\.[ ]?\d{1,2}\.[ ]?(?:(?:19|20)\d\d|\d\d)?(?!\d)|\b\d{1,2}\.\d{1,2}(?![\d.,]|[ ]?[%€$£k])|\b\d{1,2}-\d{1,2}-(?:19|20)\d\d\b)"
    r"|(?P<monthyear>\b\d{1,2}[/.](?:19|20)\d\d\b)"
    r"|(?P<slashed>\b\d{1,2}/\d{1,2}(?:/(?:(?:19|20)\d\d|\d\d))?\b(?!\.))"
    r"|(?P<quarter>\b(?:(?:19|20)?\d\d)[ /-]?[qh][1-4]\b|\b[qh][ ]?[1-4](?:[ /-]{0,2}(?:of[ ]|in[ ])?(?:(?:19|20)\d\d|['’]\d\d|(?<=/)\d\d))?\b"
    r"|\b[1-4][ ]?q\b)"
    r"|(?P<kw>\b(?:kw|calendar week|kalenderwoche|cw|week)[ ]?\d{1,2}\b|\b\d{1,2}\.[ ]?(?:kw|kalenderwoche)\b)"
    r"|(?P<year>\b(?:19|20)\d\d\b(?![.,]?\d|[ ]?(?:€|\$|£|k\b|eur|usd|chf|gbp|dollar|pound|franken|sek|nok|dkk|employees|users|mitarbeiter)))"
    r"|(?P<ord>\b\d{1,2}(?:st|nd|rd|th|ten|ter|tes|te)\b|\b\d{1,2}\.(?!\d))"
    r"|(?P<num>(?<![\w.,$€£])\d+(?![\d€$£%]|[.,]\d))"
    r"|(?P<money>(?:[$€£][ ]?)?\d[\d.,'’]*(?:[ ]?(?:k\b|[%€$£]))?)"
    r"|(?P<dash>[-–—−/])"
    r"|(?P<stop>[.!?;\n]+)"
    r"|(?P<word>[^\W\d_]+)",
    _I,
)
