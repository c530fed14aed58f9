"""Number words in English and German: what a single word is worth."""

import re
from decimal import Decimal

_ONES = {
    "ein": 1,
    "zwei": 2,
    "zwo": 2,
    "drei": 3,
    "vier": 4,
    "funf": 5,
    "fuenf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
}
_TEENS = {
    "zehn": 10, "elf": 11, "zwolf": 12, "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "funfzehn": 15,
    "fuenfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50, "fuenfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip

ENGLISH_VALUES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50,
    "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

SCALES = {
    "hundred": 10**2, "hundreds": 10**2, "hundert": 10**2, "dozen": 12, "dutzend": 12,
    "thousand": 10**3, "thousands": 10**3, "thousend": 10**3, "tausend": 10**3, "tausender": 10**3,
    "tsd": 10**3, "riese": 10**3, "riesen": 10**3, "grand": 10**3, "mille": 10**3,
    "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "crore": 10**7, "crores": 10**7,
    "million": 10**6, "millions": 10**6, "milion": 10**6, "millionen": 10**6, "milionen": 10**6,
    "mio": 10**6, "mln": 10**6,
    "mil": 10**6, "mill": 10**6, "mn": 10**6,
    "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9, "mia": 10**9, "bn": 10**9, "bln": 10**9,
    "trillion": 10**12, "billionen": 10**12,
}  # fmt: skip

FRACTIONS = {
    "half": Decimal("0.5"), "quarter": Decimal("0.25"), "three quarters": Decimal("0.75"),
    "halbe": Decimal("0.5"), "halben": Decimal("0.5"),
    "viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75"),
}  # fmt: skip

_ENGLISH_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_GERMAN_ORDINALS = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}

_ARTICLES = frozenset({"ein", "eine", "einen", "einem", "einer", "eines"})

_ONE = "|".join(_ONES)
_BELOW_HUNDRED = rf"(?:(?:{_ONE})und(?:{'|'.join(_TENS)})|{'|'.join(_TEENS)}|{'|'.join(_TENS)}|{_ONE})"
_HUNDREDS = "|".join([*_ONES, *_TEENS])
_BELOW_THOUSAND = rf"(?:(?:(?:{_HUNDREDS})?hundert)(?:und)?{_BELOW_HUNDRED}?|{_BELOW_HUNDRED})"
_GERMAN = re.compile(
    rf"(?:(?P<thousands>{_BELOW_THOUSAND})?(?P<thousand>tausend)(?:und)?)?(?P<rest>{_BELOW_THOUSAND})?(?:(?<=ein)(?:e[nmrs]?|s))?"
)
_GERMAN_HUNDREDS = re.compile(rf"(?:(?P<hundreds>{_HUNDREDS})?(?P<hundred>hundert)(?:und)?)?(?P<rest>.*)")
_AND_A_HALF = re.compile(rf"(?:(?P<whole>{_ONE})(?:und)?einhalb|anderthalb)(?P<scale>hundert|tausend)?")
_GERMAN_ORDINAL = re.compile(r"(?P<stem>[a-z]+t)e[nmrs]?")
_FOLD = str.maketrans({"ß": "ss", "ü": "u", "ö": "o", "ä": "a"})
_LONGEST_WORD = 80


def folded(word: str) -> str:
    """The word in lower case without umlauts, as hurried people type it."""
    return word.lower().translate(_FOLD)


def german_value(word: str) -> Decimal | None:
    """The value of a German number word, compounds included ("dreißigtausend"); None for an article."""
    word = folded(word)
    if len(word) > _LONGEST_WORD or word in _ARTICLES:
        return None
    if word == "null":
        return Decimal(0)
    half = _AND_A_HALF.fullmatch(word)
    if half:
        return (_ONES[half["whole"] or "ein"] + Decimal("0.5")) * SCALES.get(half["scale"], 1)
    match = _GERMAN.fullmatch(word)
    if not match or not (match["thousand"] or match["rest"]):
        return None
    thousands = _below_thousand(match["thousands"] or "ein") if match["thousand"] else 0
    return Decimal(1000 * thousands + _below_thousand(match["rest"] or ""))


def is_article(word: str) -> bool:
    """Whether the word may stand for 1 before a scale or a unit ("a million", "eine Million")."""
    return word.lower() in _ARTICLES or word.lower() in ("a", "an")


def ordinal_value(word: str) -> int | None:
    """1 to 99 for "third", "dritten", "neunundzwanzigsten"; None for any other word."""
    word = folded(word)
    if word in _ENGLISH_ORDINALS:
        return _ENGLISH_ORDINALS[word]
    match = _GERMAN_ORDINAL.fullmatch(word)
    if not match or len(word) > _LONGEST_WORD:
        return None
    stem = match["stem"]
    if stem in _GERMAN_ORDINALS:
        return _GERMAN_ORDINALS[stem]
    value = german_value(stem.removesuffix("st")) if stem.endswith("st") else None
    value = value if value is not None else german_value(stem.removesuffix("t"))
    return int(value) if value is not None and 1 <= value < 100 else None


def _below_thousand(word: str) -> int:
    match = _GERMAN_HUNDREDS.fullmatch(word)
    assert match is not None
    hundreds = _below_hundred(match["hundreds"] or "ein") * 100 if match["hundred"] else 0
    return hundreds + _below_hundred(match["rest"])


def _below_hundred(word: str) -> int:
    for table in (_ONES, _TEENS, _TENS):
        if word in table:
            return table[word]
    one, _, ten = word.partition("und")
    return _ONES[one] + _TENS[ten] if ten else 0
