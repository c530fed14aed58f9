"""Who takes up a conversation that they had stopped: "ok, let's continue"."""

import re

from bot.understanding.slips import mended
from bot.understanding.tokens import plain_apostrophes

_LONGEST_TEXT = 80
_LEAD = (
    r"(?:\W*(?:ok(?:ay)?|alright|all\sright|well|so|hi|hello|hey|again|yes|ja|gut|na\sgut|also|hallo|nochmal|moin|jetzt"
    r"|now|please|bitte)\b)*"
)
_RESUMES = re.compile(
    rf"{_LEAD}\W*(?:(?:let'?s|we\scan|i'?d\slike\sto|can\swe)\s(?:please\s)?"
    r"(?:continue|go\son|carry\son|resume|proceed|keep\sgoing)"
    r"|(?:please\s)?(?:continue|go\son|carry\son|resume|proceed)|(?:i'?m|i\sam)\s(?:back|here\sagain)|back\sagain"
    r"|(?:machen|können|wollen|sollen|lass|lassen)\s(?:wir|uns|sie\suns)\s(?:bitte\s|jetzt\s|doch\s|mal\s){0,2}"
    r"(?:weiter\w*|fortfahren|fortsetzen)"
    r"|weiter(?:machen|\sgeht'?s|\sbitte)?|es\s(?:kann|darf)\sweiter\s?gehen"
    r"|(?:ich\s)?bin\s(?:wieder\s(?:da|hier|zurück)|zurück))"
    r"(?:\W+(?:please|bitte|now|jetzt|again|then|dann|where\swere\swe|wo\swaren\swir|let'?s\s(?:go\son|continue)|weiter(?:machen)?|machen\swir\sweiter))*"
    r"\W*",
    re.IGNORECASE,
)


def resumes(text: str) -> bool:
    """Whether nothing but the wish to go on is said."""
    return len(text) <= _LONGEST_TEXT and _RESUMES.fullmatch(_read(text)) is not None


def _read(text: str) -> str:
    return mended(plain_apostrophes(text), "answers", "resuming")
