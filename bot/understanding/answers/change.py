"""Which slots a visitor wants changed: "change my budget", "the e-mail is wrong", "ein Tippfehler im Namen"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from bot.understanding.slips import mended_in_place
from bot.understanding.tokens import plain_apostrophes
from bot.understanding.word_lists import any_of, word_lists

_LONGEST_TEXT = 600
_NO_SLOTS = frozenset({"verb.en", "verb.de", "slip", "wrong", "wrong_before", "lead", "address"})


@dataclass(frozen=True)
class Change:
    """A slot named as wrong or to be changed, in ``text[start:end]``; a new value may stand from ``value`` on."""

    slot: str
    start: int
    end: int
    value: int


def find_changes(text: str, known: Collection[str] = ()) -> list[Change]:
    """The slots in the order in which they are named, each once; ``known`` settles which one an "address" is."""
    plain, places = mended_in_place(plain_apostrophes(text[:_LONGEST_TEXT]), "changes", *_slot_sections())
    if _ASKS_BACK.search(plain):
        return []
    found: dict[str, Change] = {}
    for match in _announcements(plain):
        for named in re.finditer(_any_slot(), plain[: match.end()][match.start() :]):
            slot = _slot(named.group(), known)
            start, end, value = match.start(), match.end(), _value_start(plain, match.end())
            found.setdefault(slot, Change(slot, places[start], places[end], places[value]))
    return sorted(found.values(), key=lambda change: change.start)


def _announcements(plain: str) -> Iterator[re.Match[str]]:
    for pattern in _patterns():
        yield from pattern.finditer(plain)


def _slot(named: str, known: Collection[str]) -> str:
    if named in word_lists("changes")["address"]:
        return "location" if "location" in known and "email" not in known else "email"
    return _slots_by_name()[named]


def _value_start(plain: str, end: int) -> int:
    lead = _leads().match(plain, end)
    return lead.end() if lead else end


@cache
def _slots_by_name() -> dict[str, str]:
    return {name: slot for slot, names in word_lists("changes").items() if slot not in _NO_SLOTS for name in names}


@cache
def _any_slot() -> str:
    return any_of("changes", *_slot_sections(), "address")


@cache
def _slot_sections() -> tuple[str, ...]:
    return tuple(sorted(set(word_lists("changes")) - _NO_SLOTS))


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:\W{{0,4}}{any_of('changes', 'lead')}){{0,4}}\W{{0,4}}")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Each in one sentence, with nothing but small words between the slot and what is said of it."""
    one = rf"(?:{_DETERMINER}\s)?(?:{_any_slot()})"
    slot = rf"{one}(?:\s?(?:,|and|und|or|oder|&)\s?{one}){{0,3}}"
    english, german = any_of("changes", "verb.en"), any_of("changes", "verb.de")
    slip, wrong, before = (any_of("changes", name) for name in ("slip", "wrong", "wrong_before"))
    sources = (
        rf"(?:{english}|\bput|\bset)\s{slot}{_ENDS}",
        rf"{german}(?:\s(?:sie|bitte|noch|mal|doch|nochmal|uns|mir|wir|ich|einmal|in|im|bei)){{0,4}}\s{slot}{_ENDS}",
        rf"{slot}(?:\s{_GERMAN_SMALL_WORD}){{0,4}}\s{german}",
        rf"{slot}(?=\s(?:auf|in|zu)\s[^.!?\n]{{1,60}}\s{german})",
        rf"{slot}(?:,?\s{_IS})?(?:\s{_SMALL_WORD}){{0,3}}\s{wrong}",
        rf"{slot}\s(?:stimmt|stimmen|passt|passen)(?:\s{_SMALL_WORD}){{0,3}}\s(?:nicht|nich|net)(?:\smehr|\sganz)?(?!\w)",
        rf"(?:stimmt|stimmen|passt|passen)\s{slot}(?:\s{_SMALL_WORD}){{0,3}}\s(?:nicht|nich|net)(?:\smehr|\sganz)?(?!\w)",
        rf"{slot}\s(?:needs?|has|have|had)\s(?:to\sbe\s)?(?:changed|changing|corrected|correcting|a\schange|fixed|fixing|updated|updating)(?!\w)",
        rf"{slot}\s(?:muss|müsste|sollte|soll|müssen|hat|haben)(?:\s{_SMALL_WORD}){{0,3}}\s(?:geändert|korrigiert|angepasst|berichtigt|aktualisiert)(?!\w)",
        rf"{before}\s{slot}{_ENDS}",
        rf"{slip}\s(?:in|im|with|on|at|about|bei|beim|mit|inside)\s{slot}{_ENDS}",
        rf"(?:{slip}|{_MISWROTE})\s{slot}{_ENDS}",
        rf"(?:in|im|with|bei|beim|mit)\s{slot}(?:\s{_SMALL_WORD}){{0,4}}\s{slip}",
        rf"(?:got|have|had|get|spelled|spelt|wrote|noted|habt|haben|hast|habe|hab)(?:\ssie|\sich|\sihr|\sdu)?\s{slot}(?:\s{_SMALL_WORD}){{0,2}}\s(?:wrong|incorrectly|wrongly|falsch)(?!\w)",
        rf"(?:use|take|give\syou|nehmen\ssie|nimm|angeben|geben)\s{_OTHER}\s(?:{_any_slot()}){_ENDS}",
        rf"{_OTHER}\s(?:{_any_slot()})(?=\s(?:angeben|nehmen|nutzen|hinterlegen|eintragen|verwenden|geben)(?!\w))",
    )
    return tuple(re.compile(source) for source in sources)


_DETERMINER = (
    r"(?:my|the|our|your|that|this|a|an|mein|meine|meinen|meinem|meiner|meines|unser|unsere|unseren|unserem|unserer"
    r"|der|die|das|den|dem|des|ihre|deine|eine|einen|ein|einem|einer|diese|dieses|diesen)"
    r"(?:\s(?:stored|saved|old|gespeicherte\w?|alte\w?|hinterlegte\w?|angegebene\w?))?"
)
_SMALL_WORD = (
    r"(?:is|was|are|still|also|now|unfortunately|completely|totally|just|slightly|a\sbit|not|so|leider|noch|auch|gar"
    r"|ja|aber|jetzt|inzwischen|mittlerweile|total|komplett|etwas|ganz|irgendwie|wohl|doch|sich|you|there|ich|mich|habe"
    r"|hab|ist|war|mir|ein|einen|i|made|have|there's|there\sis|da|wurde|wird)"
)
_GERMAN_SMALL_WORD = (
    r"(?:bitte|gern|gerne|noch|doch|mal|wieder|nochmal|noch\seinmal|eben|kurz|jetzt|gleich|auch|leider|selbst|so|lieber"
    r"|zu|nachträglich|etwas|schnell|wie|kann|ich|möchte|will|würde|muss|müsste|wir)"
)
_IS = r"(?:is|was|are|were|has|have|hat|haben|ist|war|sind|wurde|looks|seems|steht)"
_OTHER = r"(?:a\sdifferent|another|a\snew|an?\sother|ein(?:e|en)?\s(?:andere[nrs]?|neue[nrs]?))"
_MISWROTE = r"(?:mistyped|misspelled|misspelt|misspell|miswrote|mixed\sup|got\swrong|verwechselt|falsch\sgeschrieben)"
_ENDS = (
    r"(?=\s*(?:$|[^\w\s'\"-]|-\s|(?:to|into|in|from|again|please|now|because|since|that|i|we|you|it|it's|he|first|later"
    r"|as|on|here|though|too|and|or|is|sorry|slightly|once|thanks|use|should|by|a\sbit|for|before"
    r"|bitte|auf|zu|nochmal|noch|mal|ich|wir|sie|ihr|du|weil|denn|da|angegeben|genannt|eingegeben|notiert|geschrieben"
    r"|hinterlegt|gegeben|erwischt|richtig|es|hier|und|oder|danke|ist|von|vom|jetzt)(?!\w)))"
)
_ASKS_BACK = re.compile(r"(?<!\w)(?:am\si|bin\sich|are\swe|sind\swir)\s(?:\w+\s){0,3}(?:wrong|falsch\w*)")
