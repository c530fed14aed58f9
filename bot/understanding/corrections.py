"""What a message takes back or wants changed, whatever was asked."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from bot.understanding.answers.change import Change
from bot.understanding.finders import ENTITY_OF_SLOT, FINDERS, REGULAR, Found, Reading
from bot.understanding.yes_no_slots import CORRECTABLE, YES_NO

BARE = ("budget", "timeline", "company_size")
"""What may be corrected with a bare number or month."""
_CORRECTION = re.compile(
    r"\b(?:actually|sorry|make (?:that|it)|i meant|correction|wrong|instead|change|not|rather|more like|closer to"
    r"|doch|eher|eigentlich|falsch|korrektur|ich meinte|stimmt nicht|sondern|vielmehr|lieber|ändern?|nicht|statt)\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(r"\b(?:no|but|almost|nearly|except|nein|nee?|aber|fast|beinahe|außer|bis auf)\b", re.IGNORECASE)
"""Words before a correction of what was read back; elsewhere they introduce anything."""
_WAIT = re.compile(
    r"\W*(?:oh\W+|ach\W+|ah\W+|sorry\W+)?(?:(?:no|nope|nein|nee|nö|ne)\W+)?"
    r"(?:wait|hold on|scratch that|i mean\w*|make (?:that|it)|halt|stopp?|moment|quatsch|warte\w*|ich mein\w*"
    r"|korrektur|correction)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\W*(?:oh\W+|ach\W+)?(?:no|nope|nein|nee|nö|doch)\b", re.IGNORECASE)
_OF_US = re.compile(r"\b(?:we are|we're|there are|of us|wir sind|sind wir)\b", re.IGNORECASE)
_HEDGE = (
    r"(?:(?:an?\s)?(?:minimum|maximum)\sof|at\s(?:least|most)|around|about|roughly|approximately|up\sto|upwards\sof|more\sthan|over|under"
    r"|rund|etwa|ungefähr|circa|ca\.?|mindestens|wenigstens|höchstens|maximal|bis\szu|über|unter|zwischen|between)"
)
_NOT_BUT = re.compile(r"\b(?:not|nicht)\s(?:[^.!?;\n]|\.(?=\d)){1,60}?,?\s(?:but|sondern)\s(?=\S)", re.IGNORECASE)
"""The old value before the new one, "not before May but in June": however it is put, it is taken back."""
_OLD = re.compile(
    rf"\b(?:not|nicht|statt|anstatt|instead of|rather than)\s(?:{_HEDGE}\s)?(?:(?:eur|usd|gbp|chf)\s?)?"
    r"[€$£]?\d[\d.,]*(?:\s?(?:k|m|tsd|mio|mrd|million|thousand"
    r"|tausend|millionen|eur|euros?|€|\$|£|usd|gbp|dollars?|pounds?|franken|chf|people|employees|staff|leute[n]?|mitarbeite\w*"
    r"|personen|angestellte[n]?)\b\.?)*",
    re.IGNORECASE,
)
"""The old value: "not 50 people, 80"; with a word between, as in "not before May", nothing is taken back."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_VERB_AT_THE_END = re.compile(
    r"\s(?:ab|um)?(?:ändern|aendern|korrigieren|anpassen|berichtigen|setzen|stellen|verschieben|verlegen)(?=\W*$)",
    re.IGNORECASE,
)


def corrects(text: str, asked: str | None) -> bool:
    """Whether words of correction are said."""
    return _CORRECTION.search(text) is not None or (asked == CORRECTABLE and _EXCEPTION.search(text) is not None)


def takes_back(text: str, facts: Collection[Found], known: Collection[str]) -> bool:
    """Whether a no takes back what was said before and answers nothing: "no, wait, from May on"."""
    entities = {ENTITY_OF_SLOT.get(slot, slot) for slot in known} - {"email", "phone", "need"}
    if not any(fact.entity in entities for fact in facts):
        return False
    return _WAIT.match(text) is not None or (_NO.match(text) is not None and _CORRECTION.search(text) is not None)


def as_correction(reading: Reading, known: Collection[str]) -> Reading:
    """The reading of what takes something back: a new value may be as bare as an answer; "not 50" is the old one."""
    measured = _stated_kinds(reading)
    kinds = measured or [kind for kind in BARE if kind in known]
    if "company_size" in kinds and _OF_US.search(reading.text):
        kinds = ["company_size"]
    worded = [kind for kind in kinds if _is_worded(reading, kind)]  # "people" and "May" tell what it is about
    return replace(
        reading, text=_without_old(reading.text, bool(measured)), expected=reading.expected | frozenset(worded or kinds)
    )


def _stated_kinds(reading: Reading) -> list[str]:
    plain = replace(reading, expected=frozenset())
    return [fact.entity for finder in REGULAR for fact in finder(plain)]


def _is_worded(reading: Reading, kind: str) -> bool:
    if kind not in ("timeline", "company_size"):
        return False
    facts = FINDERS[kind](replace(reading, expected=frozenset({kind})))
    return any(_WORD.search(reading.text, fact.start, fact.end) for fact in facts)


def _without_old(text: str, is_measured: bool) -> str:
    blanked = _NOT_BUT.sub(lambda match: " " * len(match.group()), text) if is_measured else text
    if blanked != text:
        return blanked
    blanked = _OLD.sub(lambda match: " " * len(match.group()), text)
    return blanked if any(character.isdigit() for character in blanked) else text


def changed_values(reading: Reading, changes: Collection[Change]) -> Iterator[Found]:
    """The new values that stand behind the words that announce them: "change my job title to Head of Sales"."""
    for change in changes:
        entity = ENTITY_OF_SLOT.get(change.slot, change.slot)
        rest = _VERB_AT_THE_END.sub(lambda match: " " * len(match.group()), reading.text[change.value :])
        if change.slot in YES_NO or not any(character.isalnum() for character in rest):
            continue
        behind = Reading(" " * change.value + rest, reading.language, reading.today, frozenset({entity}))
        yield from (fact for fact in FINDERS[entity](behind) if fact.entity == entity)


def as_entities(changes: Collection[Change], facts: Collection[Found]) -> list[Found]:
    """An entity ``change`` for each slot that is to be changed and whose new value is not said."""
    stated = {fact.entity for fact in facts}
    return [
        Found("change", change.slot, change.start, change.end)
        for change in changes
        if ENTITY_OF_SLOT.get(change.slot, change.slot) not in stated
    ]
