"""Times at which visitors want to talk, which are no time frame of a purchase: "a demo next Tuesday"."""

import re

from bot.understanding.finders import Found, Reading
from bot.understanding.timeline.finding import find_timeline

_MOST = 3
_LONGEST_LEAD = 60
_TO_TALK = re.compile(
    r"(?:\b(?:book|schedule|arrange|have|get|request|set\sup|plan|do)\s(?:an?\s|the\s|your\s)?(?:\w+\s)?"
    r"(?:demo|call|meeting|appointment|walk-?through|chat)"
    r"|\b(?:call|ring|phone|reach|contact|e-?mail)\s(?:me|us)(?:\sback)?"
    r"|\b(?:demo|demo-?termin|termin|gespräch|telefonat|rückruf|vorführung)\b"
    r"(?:\s(?:vereinbaren|machen|buchen|ausmachen))?"
    r"|\b(?:ruf\w*|meld\w*|kontaktier\w*)\s(?:sie\s)?(?:mich|uns|sich|euch|dich)"
    r"(?:\s(?:bitte|doch|gern\w*|zurück|bei\s\w+))*)"
    r"\s(?:bitte\s|please\s|gern\w*\s|for\s|on\s|am\s|um\s|erst\s|maybe\s)*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:for|on|at|by|in|am|um|ab|im)\s$", re.IGNORECASE)
_YES_BUT = re.compile(
    r"^\W*(?:yes|yeah|sure|ok(?:ay)?|fine|ja|jo|gern\w*|klar)\b[^.!?]*?\b(?:but|only|just|aber|nur|bitte)\s"
    r"(?:please\s|bitte\s|erst\s|not\s|nicht\s)*$",
    re.IGNORECASE,
)
"""Who may be contacted says since when: "yes, but not before Monday"."""


def without_appointments(reading: Reading) -> Reading:
    """The reading with the times to talk blanked out, unless a time frame was asked for."""
    if "timeline" in reading.expected:
        return reading
    for _ in range(_MOST):
        time = find_timeline(reading.text, reading.today, reading.language)
        if time is None or not _is_to_talk(reading.text[: time.span[0]], "contact_opt_in" in reading.expected):
            break
        start, end = time.span
        led = _PREPOSITION.search(reading.text[:start])
        reading = reading.without(Found("timeline", None, led.start() if led else start, end))
    return reading


def _is_to_talk(before: str, may_be_contacted: bool) -> bool:
    lead = before[-_LONGEST_LEAD:]
    return _TO_TALK.search(lead) is not None or (may_be_contacted and _YES_BUT.search(lead) is not None)
