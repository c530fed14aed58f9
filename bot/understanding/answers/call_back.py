"""Who leaves a number and asks to be rung: "have somebody call me, 020 7946 0555"."""

import re

from bot.understanding.contact import find_phones
from bot.understanding.tokens import plain_apostrophes

_LONGEST_TEXT = 400
_ASKS = re.compile(
    r"\b(?:(?:have|get|let)\s(?:some(?:one|body)|a\s\w+|one\sof\s\w+\s\w+|your\s\w+|sales)\s(?:please\s)?(?:to\s)?(?:call|ring|phone)\s(?:me|us)"
    r"|please\s(?:call|ring|phone)\s(?:me|us)|(?:some(?:one|body)|your\s\w+)\s(?:should|could|may|can)\s(?:please\s)?(?:call|ring|phone)\s(?:me|us)"
    r"|(?:can|could)\s(?:some(?:one|body)|you)\s(?:please\s)?(?:call|ring|phone)\s(?:me|us)"
    r"|(?:call|ring|phone)\s(?:me|us)\s(?:back|please)|call[-\s]?back\s(?:please|requested)|(?:want|need|like|request\w*)\s(?:an?\s)?call[-\s]?back)\b"
    r"|\b(?:bitt\w+\s(?:\w+\s){0,2}(?:um\s)?(?:einen\s)?rückruf|um\s(?:einen\s)?rückruf\s(?:wird\s)?(?:gebeten|bitten|bitte)"
    r"|rückruf\s(?:bitte|erbeten|erwünscht|gewünscht)"
    r"|(?:ruf\w*|kling\w*)\s(?:sie\s)?(?:mich|uns)\s(?:bitte\s|doch\s|gern\w*\s|mal\s){0,2}(?:zurück|an|durch)"
    r"|(?:mich|uns)\s(?:bitte\s)?(?:anrufen|zurückrufen|zurückzurufen|anzurufen))\b",
    re.IGNORECASE,
)


def asks_for_a_call(text: str) -> bool:
    """Whether the visitor wants to be called, and says on which number."""
    said = plain_apostrophes(text[:_LONGEST_TEXT])
    return _ASKS.search(said) is not None and any(True for region in ("DE", "GB") for _ in find_phones(said, region))
