"""Currencies as people write and say them, English and German, with their ISO 4217 codes."""

import re

_SYMBOLS = {
    "us$": "USD", "usd$": "USD", "a$": "AUD", "au$": "AUD", "aud$": "AUD", "c$": "CAD", "ca$": "CAD",
    "cad$": "CAD",
    "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL", "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY",
    "₹": "INR",
    "zł": "PLN", "kč": "CZK", "₺": "TRY", "₩": "KRW", "₽": "RUB", "₴": "UAH", "₪": "ILS",
}  # fmt: skip

_SAFE_CODES = "EUR USD GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN SGD HKD ZAR BRL MXN AED"
_UPPER_CASE_CODES = "TRY THB KRW ILS SAR QAR IDR MYR PHP VND ARS CLP COP PEN EGP NGN KES MAD RUB UAH ISK"

_NAMES = {
    "EUR": r"euros?|eur[oi]s?|euronen|teuros?",
    "CHF": r"(?:swiss|schweizer)[ -]?(?:francs?|frankens?)|francs?|frankens?|stutz|sfr\.?|fr\.",
    "CAD": r"canadian dollars?|kanadische[nr]?[ -]dollars?",
    "AUD": r"australian dollars?|aussie dollars?|australische[nr]?[ -]dollars?",
    "NZD": r"new zealand dollars?|neuseel(?:ä|ae)ndische[nr]?[ -]dollars?|neuseeland-dollars?",
    "SGD": r"singapore dollars?|singapur-dollars?",
    "HKD": r"hong ?kong dollars?|hongkong-dollars?",
    "USD": r"(?:us|u\.s\.|american|amerikanische[nr]?)[ -]?dollars?|dollars?|doll?ars?|bucks?",
    "GBP": r"(?:british|britische[nr]?|english|englische[nr]?)[ -](?:pounds?|pfund)(?: sterling)?"
    r"|pounds?(?: sterling)?|sterling|quid|pfund(?: sterling)?|pfd\.?",
    "NOK": r"norwegian (?:crowns?|krone[rns]?)|norwegische[nr]? kronen?",
    "SEK": r"swedish (?:crowns?|krona|kronor)|schwedische[nr]? kronen?|kronor|krona",
    "DKK": r"danish (?:crowns?|krone[rns]?)|d(?:ä|ae)nische[nr]? kronen?",
    "CZK": r"czech (?:crowns?|koruna)|tschechische[nr]? kronen?|koruna",
    "ISK": r"icelandic (?:crowns?|kr(?:o|ó)nur?)|isl(?:ä|ae)ndische[nr]? kronen?",
    "JPY": r"(?:japanese |japanische[nr]? )?yen",
    "CNY": r"(?:chinese |chinesische[nr]? )?(?:yuan|renminbi)|rmb",
    "INR": r"(?:indian |indische[nr]? )?(?:rupees?|rupien?)|rs\.?",
    "PLN": r"(?:polish |polnische[nr]? )?(?:z[łl]otys?|zlotych)",
    "HUF": r"(?:hungarian |ungarische[nr]? )?forint",
    "TRY": r"turkish liras?|t(?:ü|ue)rkische[nr]? lira",
    "ZAR": r"(?:south african |s(?:ü|ue)dafrikanische[nr]? )?rand",
    "RUB": r"(?:russian |russische[nr]? )?(?:roubles?|rubles?|rubel)",
    "BRL": r"brazilian reai?s|brasilianische[nr]? real",
    "AED": r"dirhams?",
    "": r"crowns?|kronen?|kroner|kr\.?",
}  # fmt: skip

_CODES = f"{'|'.join(_SAFE_CODES.split())}|(?-i:{'|'.join(_UPPER_CASE_CODES.split())})"
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_SYMBOLS, key=len, reverse=True))
_ALL_NAMES = "|".join(f"(?P<n{index}>{pattern})" for index, pattern in enumerate(_NAMES.values()))
_BLANK = r"[ \u00a0\u202f]{0,2}"

_BEFORE = re.compile(
    rf"(?:(?<![^\W\d_])(?P<sign>{_SIGNS})|(?<![^\W_])(?P<code>{_CODES}|euro|sfr\.?|fr\.|rs\.?)){_BLANK}\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"{_BLANK}(?:[.,][-–]{{1,2}}{_BLANK}|-(?=[^\W\d_]))?(?:(?P<sign>{_SIGNS})|(?:(?P<code>{_CODES})"
    rf"|{_ALL_NAMES})(?![^\W\d_]))",
    re.IGNORECASE,
)
_CODES_BY_NAME = dict(zip((f"n{index}" for index in range(len(_NAMES))), _NAMES, strict=True))
_LONGEST_BEFORE = 8


def currency_before(text: str, end: int) -> tuple[str, int] | None:
    """The currency whose sign or code ends at ``end`` ("EUR 20"): its ISO code and where it starts."""
    start = max(0, end - _LONGEST_BEFORE)
    match = _BEFORE.search(text[start:end])
    if not match:
        return None
    return _iso_code(match), start + match.start()


def currency_after(text: str, start: int) -> tuple[str, int] | None:
    """The currency that follows ``start`` ("20 euros") and where it ends; "" for a bare crown."""
    match = _AFTER.match(text, start)
    if not match:
        return None
    return _iso_code(match), match.end()


def _iso_code(match: re.Match[str]) -> str:
    if match["sign"]:
        return _SYMBOLS[match["sign"].lower()]
    written = (match["code"] or "").upper().rstrip(".")
    if written:
        return {"EURO": "EUR", "SFR": "CHF", "FR": "CHF", "RS": "INR"}.get(written, written)
    return _CODES_BY_NAME[str(match.lastgroup)]
