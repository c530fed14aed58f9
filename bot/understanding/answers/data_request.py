"""What a visitor wants done with the data stored about them, and the consents that they take back."""

import re
from functools import cache

from bot.understanding.mention import Mention
from bot.understanding.slips import mended
from bot.understanding.tokens import plain_apostrophes
from bot.understanding.word_lists import any_of

_LONGEST_TEXT = 600
NEWS, CONTACT = "marketing_opt_in", "contact_opt_in"


def find_data_request(text: str, is_one: bool = False) -> Mention | None:
    """``show``, ``export`` or ``delete``, the first that is said.

    ``is_one``: the message is known to be a data request; else the words must name the visitor's own data.
    """
    plain = _plain(text)
    return _request(plain, is_one) or _request_with_a_slip(plain, is_one)


def _request_with_a_slip(plain: str, is_one: bool) -> Mention | None:
    """The whole text then, for places in it have moved."""
    spelt = mended(plain, "data_requests", "delete", "export", "object")
    found = _request(spelt, is_one) if spelt != plain else None
    return Mention(found.value, 0, len(plain)) if found else None


def _request(plain: str, is_one: bool) -> Mention | None:
    if not (is_one or (_search("object", plain) and _ASKS_ABOUT.match(plain) is None)):
        return None
    match = next((each for each in _kinds().finditer(plain) if not _is_denied(plain, each)), None)
    if match:
        return Mention(match.lastgroup or "", match.start(), match.end())
    vague = _search("show.vaguely", plain)
    return Mention("show", vague.start(), vague.end()) if vague else None


def find_withdrawal(text: str, is_one: bool = False) -> tuple[str, ...]:
    """The consents (slots) that a visitor takes back: "unsubscribe", "don't contact me any more"; a mere no is none.

    Where the message is not known to be a data request, it must be short and speak of the visitor.
    """
    plain = _plain(text)
    if plain.endswith("?") and _ASKS_FOR_IT.match(plain) is None:
        return ()
    if not is_one and (len(plain) > _LONGEST_WISH or _OF_MYSELF.search(plain) is None):
        return ()
    if "unsubscrib" in plain or _stops_news(plain) or (is_one and _search("alone.news", plain)):
        return (NEWS,)
    if (_search("withdraw", plain) and _search("consent", plain)) or (is_one and _search("alone.consent", plain)):
        return (NEWS,) if _search("news", plain) else (CONTACT, NEWS)
    if _NO_CONTACT.search(plain) and (_search("again", plain) or _NONE_ANY_MORE.search(plain)):
        return (CONTACT, NEWS)
    return ()


def _stops_news(plain: str) -> bool:
    if not any(_search("news", clause) and _search("stop_news", clause) for clause in _SENTENCE_END.split(plain)):
        return False
    mere_no = _NO.search(plain) and not (_search("again", plain) or _NONE_ANY_MORE.search(plain))
    return not mere_no or _LEAVES_A_LIST.search(plain) is not None


def _is_denied(plain: str, match: re.Match[str]) -> bool:
    """Whether "don't" or "nicht" stands right before or behind the verb, and the verb is not "don't keep" itself."""
    if _search("not", match.group()) or match.group() == "behaltet":
        return False
    before = _DENIED_BEFORE.search(plain, max(0, match.start() - 20), match.start())
    return bool(before) or _DENIED_AFTER.match(plain, match.end()) is not None


def _plain(text: str) -> str:
    return plain_apostrophes(text[:_LONGEST_TEXT]).lower().strip()


def _search(section: str, plain: str) -> re.Match[str] | None:
    return re.search(any_of("data_requests", section), plain)


@cache
def _kinds() -> re.Pattern[str]:
    kinds = ("delete", "export", "show")
    return re.compile("|".join(f"(?P<{kind}>{any_of('data_requests', kind)})" for kind in kinds))


_SENTENCE_END = re.compile(r"[.;!\n]")
_LONGEST_WISH = 160
_OF_MYSELF = re.compile(r"(?<!\w)(?:i|me|my|mine|us|ich|mich|mir|mein\w*|uns|please|bitte|unsubscribe)(?!\w)")
_ASKS_ABOUT = re.compile(
    r"(?:and\s|und\s)?(?:who|whom|wer|wem|is|are|ist|sind|werden|do|how\slong|wie\slange"
    r"|(?:löscht|speichert|behaltet|nutzt|löschen|speichern|behalten)\s(?:ihr|sie)\s[^?]*\?)(?!\w)"
)
_NONE_ANY_MORE = re.compile(r"\bkeine?n?\s[^.!?;]{1,30}\smehr\b|\bnichts\smehr\b")
_ASKS_FOR_IT = re.compile(r"(?:how|wie|wo|where|can|could|kann|können|könnt|would|bitte|please)\b")
_NO = re.compile(r"(?<!\w)(?:keine?n?|no|not|don't|kein)(?!\w)")
_LEAVES_A_LIST = re.compile(
    r"\b(?:abmelden|abbestell\w*|austragen|streich\w*|take|remove|off|nehmt|nehmen|nimm|opt|kündigen|cancel)\b"
)
_NO_CONTACT = re.compile(
    r"\b(?:(?:contact|call|e-?mail|mail|phone|approach|ring|telephon\w*)(?:ing)?\s(?:me|us)"
    r"|(?:be|being)\s(?:contacted|called|e-?mailed)|calls|contact|get\sin\stouch|reach\sout)\b"
    r"|\b(?:kontaktier\w*|kontaktaufnahme|anruf\w*|ruf\w*\s(?:sie\s)?(?:mich|uns|hier)|anzurufen|angerufen|angeschrieben"
    r"|anschreiben|meld\w*\s(?:sie|euch|dich)|belästig\w*|(?:ihnen|euch|dir)\snichts\smehr\shören)\b"
)
_DENIED_BEFORE = re.compile(r"(?<!\w)(?:don't|do\snot|dont|never|not|nicht|nie)(?:\s\w+)?\s$")
_DENIED_AFTER = re.compile(r"(?:\s(?:sie|mir|mich|das|es|meine|daten|bitte)){0,3}\s(?:nicht|nie)(?!\w)")
