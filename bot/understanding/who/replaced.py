"""Who sets a name right by the wrong one: "it's Judith Kearney, not Judith Reed"."""

import re
from collections.abc import Mapping

from bot.understanding.answers.bare_answer import is_measure
from bot.understanding.answers.non_answer import is_small_talk
from bot.understanding.mention import Mention
from bot.understanding.tokens import plain_apostrophes, stripped_span, tokens_from
from bot.understanding.who.legal_forms import LEGAL_FORM
from bot.understanding.who.person_name import read_name

_LONGEST_TEXT = 600
_LONGEST_COMPANY = 7
_CLAUSE = re.compile(r"[.!?;:\n](?=\s)")
_LEAD = re.compile(
    r"(?:.*(?<!\w))?(?:it'?s|it\sis|should\sbe|that'?s|is|i\smeant|i'm|sorry|wait|no|correction|actually|am"
    r"|es\sist|das\sist|ist|heißt|heißen|heiße|lautet|richtig|meinte|bin|sind|nein|korrektur|entschuldigung"
    r"|von|bei|from|at|with|called)(?:\s(?:übrigens|rather|now|jetzt|richtig))?(?!\w)[\s,:]*",
    re.IGNORECASE,
)


def find_replacement(text: str, names: Mapping[str, str]) -> tuple[str, Mention] | None:
    """The entity and the new name; ``names`` holds what is known, by entity (person, company)."""
    plain = plain_apostrophes(text[:_LONGEST_TEXT])
    for entity, name in names.items():
        for match in re.finditer(_instead_of(name), plain, re.IGNORECASE):
            new = _new(plain, match.start(), entity)
            if new and new.value.lower() != name.lower():
                return entity, Mention(text[new.start : new.end], new.start, new.end)
    return None


def _instead_of(name: str) -> str:
    without_form = LEGAL_FORM.sub("", name).strip(" ,") or name
    either = "|".join(re.escape(each) for each in sorted({name, without_form}, key=len, reverse=True))
    title = r"(?:(?:mr|mrs|ms|herr|frau|dr|der|die|das|the)\.?\s)?"
    return rf",?\s(?:and\s|und\s)?(?:not|nicht|kein|statt|anstatt|instead\sof|rather\sthan)\s{title}(?:{either})(?!\w)"


def _new(text: str, end: int, entity: str) -> Mention | None:
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, end)), default=0)
    lead = _LEAD.match(text, start, end)
    start, end = stripped_span(text, lead.end() if lead else start, end)
    if entity == "person":
        found = read_name(text[:end], start, sure=True)
        return found if found and found.end == end else None
    words = tokens_from(text[:end], start, _LONGEST_COMPANY + 1)
    if not 1 <= len(words) <= _LONGEST_COMPANY or is_measure(words) or is_small_talk(text[start:end]):
        return None
    return Mention(text[start:end], start, end)
