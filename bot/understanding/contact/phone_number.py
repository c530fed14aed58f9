"""Phone numbers in what a visitor wrote, told apart from order numbers, dates, money, cards and accounts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import phonenumbers

from bot.understanding.contact.email_address import find_emails
from bot.understanding.contact.link_markup import hide_link_targets
from bot.understanding.contact.value import Contact
from bot.understanding.word_lists import word_lists

FEWEST_DIGITS, MOST_DIGITS = 7, 15
MOST_DIGITS_WITHOUT_PREFIX = 12
MOST_NUMBERS = 20
"""More in one message are a list, not a visitor's own."""
CUE_REACH = 40
"""How many characters before a number may say what it is."""

_SEPARATOR = r"[ \u00a0\u202f./()\-‐‑–]{0,4}"
_CANDIDATE = re.compile(rf"(?:\(?\+{_SEPARATOR}|\()?[0-9](?:{_SEPARATOR}[0-9])*")
_EXTENSION = re.compile(
    r"(?:\s?x|[\s,]{0,2}(?:ext(?:ension|n)?|durchwahl|dw|app(?:arat)?|nst|nebenstelle)\b[.:]?)\s?([0-9]{1,6})(?![0-9])",
    re.IGNORECASE,
)
_NEXT_NUMBER = re.compile(r"(?:\s/\s|\s-\s|\s+)(?=\(?[0+])")
_GLUED_BEFORE = re.compile(r"(?:\w|[#*=@\\^~_$€£¥%&]|[\w][./\-–]|[0-9][:,])$")
_GLUED_AFTER = re.compile(r"^(?:\w|[=*@%€$£¥_^]|[:,.'’][0-9]|[-–/][^\W_])")
_MONEY_AFTER = re.compile(
    r"\s?(?:€|\$|£|¥|,-|%|(?:eur(?:os?)?|usd|gbp|chf|dollars?|pounds?|franken|sfr|tsd|mio|tausend|k|million(?:en)?|mill)\b)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:[€$£¥]|\b(?:eur(?:os?)?|usd|gbp|chf|sfr|fr\.))\s?$", re.IGNORECASE)

_THOUSANDS = r"[1-9][0-9]{0,2}(?:[ .'\u00a0][0-9]{3})+"
_DATE = r"(?:0?[1-9]|[12][0-9]|3[01])[./\-](?:0?[1-9]|1[0-2])[./\-](?:19|20)?[0-9]{2}"
_ISO_DATE = r"(?:19|20)[0-9]{2}[./\-](?:0?[1-9]|1[0-2])[./\-](?:0?[1-9]|[12][0-9]|3[01])"
_US_DATE = r"(?:0?[1-9]|1[0-2])[./\-](?:0?[1-9]|[12][0-9]|3[01])[./\-](?:19|20)[0-9]{2}"
_YEAR = r"(?:19|20)[0-9]{2}"
_NOT_A_PHONE = re.compile(
    rf"{_THOUSANDS}(?:\s?[-–/]\s?{_THOUSANDS})?"
    rf"|(?:[0-9]{{1,2}}[./](?:[0-9]{{1,2}}[./]?)?\s?[-–]\s?)?(?:{_ISO_DATE}|{_DATE}|{_US_DATE})(?:[ \-–/.]+.*)?"
    rf"|{_YEAR}(?:[ \-–/]+{_YEAR})+"
    r"|[1-9][0-9]*00(?:\s?[-–/]\s?[0-9]+00)?"
    r"|000[0-9]*"
)
_TRUNK_ZERO = re.compile(r"\(\s?0\s?\)")
_SOCIAL_SECURITY = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}")
_NORTH_AMERICAN = re.compile(r"(?:1[ .\-]?)?(?:\([0-9]{3}\)|[0-9]{3})[ .\-]{0,2}[0-9]{3}[ .\-]?[0-9]{4}")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(
    r"(?<![\w+])[3-6][0-9]{3}(?:[ -]?[0-9]{4}){3}(?!\w)|(?<![\w+])3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}(?!\w)"
)
_URL = re.compile(r"(?<![a-z0-9+.-])(?:[a-z][a-z0-9+.-]{1,20}://|www\.)\S+", re.IGNORECASE)


def find_phones(text: str, region: str = "DE") -> list[Contact]:
    """Every phone number, in the order of the text. ``region`` (ISO country) reads the ones without a country code."""
    searched = _without_lookalikes(text)
    found: list[Contact] = []
    for start, end in _candidates(searched):
        cue_from = max(start - CUE_REACH, found[-1].end if found else 0)
        contact = _contact(searched, start, end, region, searched[cue_from:start])
        if contact:
            found.append(replace(contact, value=text[contact.start : contact.end]))
        if len(found) == MOST_NUMBERS:
            break
    return found


def _without_lookalikes(text: str) -> str:
    """Link targets, addresses, IBANs and cards blanked out; every other character keeps its place."""
    searched = hide_link_targets(text)
    for email in reversed(find_emails(searched)):
        searched = searched[: email.start] + " " * len(email.value) + searched[email.end :]
    for pattern in (_URL, _IBAN, _CARD):
        searched = pattern.sub(lambda match: "#" * len(match.group()), searched)
    return searched


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for match in _CANDIDATE.finditer(text):
        start = match.start()
        for cut in _NEXT_NUMBER.finditer(match.group()):
            head, tail = text[start : match.start() + cut.start()], text[match.start() + cut.end() : match.end()]
            if _starts_a_number(head, tail):
                yield start, match.start() + cut.start()
                start = match.start() + cut.end()
        yield start, match.end()


def _starts_a_number(head: str, tail: str) -> bool:
    """Two numbers side by side, or a stray digit before one."""
    head_digits, tail_digits = len(_digits(head)), len(_digits(tail))
    if tail_digits < FEWEST_DIGITS:
        return False
    whole = head_digits >= FEWEST_DIGITS + 1 or tail.lstrip("(").startswith("+")
    return whole or (head[:1] not in "+(0" and head_digits < FEWEST_DIGITS)


def _contact(text: str, start: int, end: int, region: str, before: str) -> Contact | None:
    said = text[start:end]
    if said.startswith("(") and ")" not in said:
        start, said = start + 1, said[1:]
    dialled = _dialled(said)
    extension = _EXTENSION.match(text, end)
    stop = extension.end() if extension else end
    if not FEWEST_DIGITS <= len(dialled.lstrip("+").removeprefix("00")) <= MOST_DIGITS or _is_glued(text, start, stop):
        return None
    if not _is_dialled(text, start, end, said, _cue(before)):
        return None
    e164 = _e164(dialled, region)
    if e164 is None and dialled.startswith("+"):
        return None
    suffix = f";ext={extension[1]}" if extension else ""
    return Contact(text[start:stop], dialled + suffix, start, stop, e164 + suffix if e164 else None)


def _dialled(said: str) -> str:
    """The ``+`` and the digits; the 0 of +49 (0) 89 is not dialled."""
    number = _TRUNK_ZERO.sub("", said) if said.lstrip("( ").startswith(("+", "00")) else said
    return ("+" if "+" in said else "") + _digits(number)


def _digits(said: str) -> str:
    return re.sub(r"[^0-9]", "", said)


def _is_glued(text: str, start: int, end: int) -> bool:
    """Part of a longer token, such as a serial number or a formula."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    labelled = re.search(r"[^\W\d_][.:/]$", before) is not None and text[start] in "+(0"
    return (not labelled and _GLUED_BEFORE.search(before) is not None) or _GLUED_AFTER.match(after) is not None


@cache
def _cues() -> re.Pattern[str]:
    def any_of(section: str) -> str:
        return "|".join(re.escape(word) for word in sorted(word_lists("phone")[section], key=len, reverse=True))

    return re.compile(
        rf"(?<!\w)(?:(?P<phone>(?:{any_of('phone')})(?:[\W_]{{0,3}}(?:nummer|number|nr|no)\b)?)|(?P<other>{any_of('other')}))(?!\w)",
        re.IGNORECASE,
    )


def _cue(before: str) -> bool | None:
    """What the nearest words before a number call it: a phone, something else, or nothing."""
    cue = None
    for match in _cues().finditer(before):
        cue = match["phone"] is not None
    return cue


def _is_dialled(text: str, start: int, end: int, said: str, cue: bool | None) -> bool:
    """Whether these digits are a phone number rather than an amount, a date or a file number."""
    if "+" in said or cue:
        return True
    money = _MONEY_AFTER.match(text, end) or _MONEY_BEFORE.search(text[max(0, start - 6) : start])
    if cue is False or money or _NOT_A_PHONE.fullmatch(said) or _SOCIAL_SECURITY.fullmatch(said):
        return False
    if said.lstrip("(").startswith("0") or _NORTH_AMERICAN.fullmatch(said):
        return True
    digits = len(_digits(said))
    alone = not re.search(r"\w", text[:start] + text[end:])
    return digits <= MOST_DIGITS_WITHOUT_PREFIX and alone


def _e164(dialled: str, region: str) -> str | None:
    """None where the number can't exist.

    Without a country code only the visitor's region and North America are tried: a mistyped German number is easily a
    British one.
    """
    if dialled.startswith(("+", "00")):
        return _parsed(dialled, region, only_valid=False)
    own = _parsed(dialled, region, only_valid=True) if _is_dialled_in(region, dialled) else None
    return own or (None if dialled.startswith("0") else _parsed(dialled, "US", only_valid=True))


def _is_dialled_in(region: str, digits: str) -> bool:
    """phonenumbers also accepts a German number without its 0, which makes an American one German."""
    prefix = phonenumbers.ndd_prefix_for_region(region, True)
    return prefix != "0" or digits.startswith(prefix)


def _parsed(dialled: str, region: str, *, only_valid: bool) -> str | None:
    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    accepted = phonenumbers.is_valid_number(number) if only_valid else phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if accepted else None
