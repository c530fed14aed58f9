"""Where a visitor or their company is, where they say so."""

import re
from collections.abc import Iterator
from functools import cache

from bot.understanding.mention import Mention
from bot.understanding.non_answer import is_non_answer, is_question
from bot.understanding.word_lists import word_lists

_LONGEST_NAME = 4
_LONGEST_ANSWER = 6
_LONGEST_SENTENCE = 300
_REACH = 60


def find_location(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The first place that is said to be theirs, in their words; a bare name only where it was asked for."""
    words = list(_WORD.finditer(text))
    places = list(_known_places(text, words))
    return (
        next((place for place in places if _is_theirs(text, place)), None)
        or _stated(text)
        or _listed(text, places)
        or (_answer(text, places) if asked else None)
    )


@cache
def _gazetteer() -> frozenset[str]:
    lists = word_lists("places")
    return lists["city"] | lists["country"] | lists["region"] | lists["ambiguous"]


def _known_places(text: str, words: list[re.Match[str]]) -> Iterator[Mention]:
    """Places of the gazetteer, the longest name first: "Frankfurt am Main" rather than "Frankfurt"."""
    position = 0
    while position < len(words):
        length = next(
            (
                n
                for n in range(min(_LONGEST_NAME, len(words) - position), 0, -1)
                if _is_known(text, words[position : position + n])
            ),
            0,
        )
        if length:
            last = words[position + length - 1]
            following = _following(text, words[position + length :])
            end = following.end() if following else last.end()
            start = words[position].start()
            yield Mention(text[start:end], start, end)
        position += length or 1


def _is_known(text: str, words: list[re.Match[str]]) -> bool:
    name = text[words[0].start() : words[-1].end()]
    plain = " ".join(name.lower().split())
    if plain in word_lists("places")["ambiguous"]:
        return name[0].isupper() and (plain != "us" or name.isupper())
    return plain in _gazetteer()


def _following(text: str, words: list[re.Match[str]]) -> re.Match[str] | None:
    """The country or region behind a town: "Leeds, UK"."""
    lists = word_lists("places")
    for word in words[:1]:
        between = text[max(0, word.start() - 2) : word.start()]
        if between == ", " and word.group().lower() in lists["country"] | lists["region"] and word.group()[0].isupper():
            return word
    return None


def _is_theirs(text: str, place: Mention) -> bool:
    before, after = text[max(0, place.start - _REACH) : place.start], text[place.end : place.end + _REACH]
    if _BASED_AFTER.match(after):
        return True
    preposition = _PREPOSITION.search(before)
    if not preposition or _OTHERS.search(before) or _PART_OF_NAME.match(after):
        return False
    return not is_question(_sentence(text, place.start))


def _sentence(text: str, position: int) -> str:
    """The sentence around a position, at most a few hundred characters of it."""
    start = max(position - _LONGEST_SENTENCE, 0)
    for stop in _SENTENCE_END.finditer(text, start, position):
        start = stop.end()
    end = _SENTENCE_END.search(text, position, position + _LONGEST_SENTENCE)
    return text[start : end.end() if end else position + _LONGEST_SENTENCE].strip()


def _stated(text: str) -> Mention | None:
    """A place that no list knows, after words that leave no doubt."""
    for match in _STATED.finditer(text):
        name = match["name"] or match["based"]
        if name.split()[0].lower() not in word_lists("places")["not_a_place"] and not is_question(
            _sentence(text, match.start())
        ):
            start = match.start("name") if match["name"] else match.start("based")
            return Mention(name, start, start + len(name))
    return None


def _listed(text: str, places: list[Mention]) -> Mention | None:
    """One of several items: "Ida Lorenz, Lorenz Optik GmbH, Kassel"."""
    for place in places:
        before, after = text[: place.start].rstrip(" "), text[place.end :].lstrip(" ")
        opened, closed = before[-1:] in (",", ";", "\n", "|"), after[:1] in ("", ",", ";", "\n", "|", ".")
        if opened and closed and place.value[0].isupper():
            return place
    return None


def _answer(text: str, places: list[Mention]) -> Mention | None:
    words = list(_WORD.finditer(text))
    if len(words) > _LONGEST_ANSWER or is_question(text):
        return None
    if places:
        return places[0]
    if is_non_answer(text):
        return None
    lead_in = _LEAD_IN.match(text)
    start = lead_in.end() if lead_in else 0
    name = text[start:].strip(" .!,\n\t")
    start = text.find(name, start) if name else start
    if not _NAME_ANSWER.fullmatch(name) or any(_is_common(word) for word in name.lower().split()):
        return None
    return Mention(name, start, start + len(name))


def _is_common(word: str) -> bool:
    lists = word_lists("language")
    return word in lists["de"] or word in lists["en"] or word in word_lists("places")["not_a_place"]


_WORD = re.compile(r"(?:[A-Z]\.){2,3}|[Ss]t\.(?=\s[A-ZÄÖÜ])|[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_NAME = r"[A-ZÄÖÜ][^\W\d_]+(?:[-\s](?:am|an\sder|im|bei|upon|on|de|la|Bad)[-\s](?=[A-ZÄÖÜ])[A-ZÄÖÜ][^\W\d_]+|[-\s][A-ZÄÖÜ][^\W\d_]+){0,2}"
_PREPOSITION = re.compile(
    r"\b(?:in|from|near|around|outside|within|aus|bei|nahe|nähe|(?:im\s)?raum|(?:im|der)\sgroßraum|standort|sitz|firmensitz|hauptsitz|location|ort|based|located|across|area\sof)"
    r"[:\s]\s?(?:(?:the|der|den|dem|die|von|greater|central|downtown|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|nahe|raum|sunny|schönen|nord|süd)\s){0,3}"
    r"(?:(?:[A-Z]{1,2}-)?\d{4,5}\s)?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[?!\n]|\.(?=\s)")
_OTHERS = re.compile(
    r"\b(?:customers?|clients?|kunden|kundschaft|competitors?|suppliers?|lieferanten|expand\w*|expandieren|host(?:ed|ing)?|servers?|data|daten|rechenzentrum"
    r"|event|conference|messe|fair|meeting|flight|flug|holiday|vacation|urlaub|born|geboren|your|euer|eure|ihr|ihre|sell|ship|deliver|liefern|verkaufen"
    r"|not|nicht|his|her|friend|read|gelesen|partners?\sin)\b",
    re.IGNORECASE,
)
_PART_OF_NAME = re.compile(r"\s(?:(?!I\b)[A-Z][a-z]+|&|GmbH|AG|Ltd|Inc|LLC|KG|SE|University|Bank)(?:\s|$|[A-Z])")
_BASED_AFTER = re.compile(r"[- ](?:based|headquartered|ansässig)\b", re.IGNORECASE)
_STATED = re.compile(
    rf"\b(?:(?i:based|located|situated|headquartered|headquarters\s(?:is|are)|hq\s(?:is|are)|office\sis|offices\sare|live|living|residing|ansässig|sitzen|sitze"
    rf"|sitz(?:\sist)?|firmensitz(?:\sist)?|hauptsitz(?:\sist)?|standort(?:\sist)?|büro\sist|wohne|zuhause|beheimatet)\s(?i:in|near|at|bei|nahe)\s"
    rf"|(?i:ich\skomme|wir\skommen|i\scome|we\scome|we're|we\sare|wir\ssind)\s(?i:aus|from)\s|(?i:location|standort|firmensitz|sitz|ort)\s?:\s?)"
    rf"(?:(?i:the|der|die|dem)\s)?(?P<name>{_NAME})|(?<!\w)(?P<based>{_NAME})-based\b"
)
_LEAD_IN = re.compile(
    r"\W*(?:(?:we|we're|we’re|are|i'm|i’m|i|am|it's|its|it|is|in|from|based|located|near|the|live|our|office|company|headquarters|around|ich|bin|wir|sind|aus|bei"
    r"|komme|kommen|sitzen|sitze|der|dem|die|unser|sitz|ist|nähe|von|raum|im|standort)\b\s*:?\s*){0,8}",
    re.IGNORECASE,
)
_NAME_ANSWER = re.compile(r"[^\W\d_]{2,}(?:[-\s,./]{1,2}[^\W\d_]{2,}){0,3}")
