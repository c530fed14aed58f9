"""Where a visitor or their company is, where they say so."""

import re
from collections.abc import Iterator
from functools import cache, partial

from bot.understanding.answers.non_answer import is_non_answer, is_question
from bot.understanding.mention import Mention
from bot.understanding.word_lists import any_of, word_lists

_LONGEST_NAME = 4
_LONGEST_ANSWER = 6
_LONGEST_SENTENCE = 300
_REACH = 60
"""How many characters around a name may say whose place it is."""


def find_location(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The first place that is said to be theirs, in their words; a bare name only where it was asked for."""
    places = list(_known_places(text))
    theirs = (place for place in places if _is_theirs(text, place, language))
    return next(theirs, None) or _stated(text) or _listed(text, places) or (_answer(text, places) if asked else None)


def _known_places(text: str) -> Iterator[Mention]:
    """Places of the gazetteer, the longest name first: "Frankfurt am Main" rather than "Frankfurt"."""
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        longest = min(_LONGEST_NAME, len(words) - position)
        length = next((n for n in range(longest, 0, -1) if _is_known(text, words[position : position + n])), 0)
        if length:
            start, last = words[position].start(), words[position + length - 1]
            wider = words[position + length] if position + length < len(words) else last
            end = wider.end() if _is_wider(text, last, wider) else last.end()
            yield Mention(text[start:end], start, end)
        position += length or 1


def _is_known(text: str, words: list[re.Match[str]]) -> bool:
    name = text[words[0].start() : words[-1].end()]
    if name == "Franken" and _AMOUNT_BEFORE.search(text[: words[0].start()]):
        return False  # the money of Switzerland
    plain = " ".join(name.lower().split())
    lists = word_lists("places")
    if plain in lists["ambiguous"]:
        before = text[: words[0].start()]
        is_named = name[0].isupper() or (text.islower() and _SEATED.search(before) is not None)
        return is_named and (plain != "us" or name.isupper())
    return any(plain in lists[kind] for kind in ("city", "country", "region"))


def _is_wider(text: str, place: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a country or region follows a town: "Leeds, UK"."""
    lists = word_lists("places")
    name = following.group()
    return (
        text[place.end() : following.start()] == ", "
        and name[0].isupper()
        and (name.lower() in lists["country"] or name.lower() in lists["region"])
    )


def _is_theirs(text: str, place: Mention, language: str) -> bool:
    start, end = _sentence(text, place.start)
    before, after = text[max(start, place.start - _REACH) : place.start], text[place.end : place.end + _REACH]
    if _pattern("based").match(after):
        return True
    if not _pattern("before").search(before) or _pattern("others").search(before):
        return False
    if _COMPANY_NAME.match(after) or (language == "en" and _CAPITALISED_NEXT.match(after)):
        return False
    return not is_question(text[start:end])


def _sentence(text: str, position: int) -> tuple[int, int]:
    """The span of the sentence around a position, at most a few hundred characters of it."""
    start = max(position - _LONGEST_SENTENCE, 0)
    for stop in _SENTENCE_END.finditer(text, start, position):
        start = stop.end()
    stop_after = _SENTENCE_END.search(text, position, position + _LONGEST_SENTENCE)
    return start, stop_after.end() if stop_after else min(position + _LONGEST_SENTENCE, len(text))


def _stated(text: str) -> Mention | None:
    """A place that no list knows, after words that leave no doubt."""
    for match in _pattern("stated").finditer(text):
        group = "name" if match["name"] else "based"
        start, end = _sentence(text, match.start())
        first_word = match[group].split()[0].lower()
        if first_word not in word_lists("places")["not_a_place"] and not is_question(text[start:end]):
            return Mention(match[group], match.start(group), match.end(group))
    return None


def _listed(text: str, places: list[Mention]) -> Mention | None:
    """One of several items: "Ida Lorenz, Lorenz Optik GmbH, Kassel"."""
    for place in places:
        before, after = text[: place.start].rstrip(" ")[-1:], text[place.end :].lstrip(" ")[:1]
        is_item = before in _ITEM_ENDS and (after in _ITEM_ENDS or not after)
        if is_item and (place.value[0].isupper() or text.islower()):
            return place
    return None


def _answer(text: str, places: list[Mention]) -> Mention | None:
    if len(_WORD.findall(text)) > _LONGEST_ANSWER or is_question(text):
        return None
    if places:
        return places[0]
    name = _pattern("answer").fullmatch(text)
    if not name or is_non_answer(text) or any(_is_common(word) for word in name["name"].lower().split()):
        return None
    return Mention(name["name"], name.start("name"), name.end("name"))


def _is_common(word: str) -> bool:
    lists = word_lists("language")
    return word in lists["de"] or word in lists["en"] or word in word_lists("places")["not_a_place"]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The patterns that are made of word lists, by name; compiled when first used."""
    words = partial(any_of, "places")
    patterns = {
        "before": rf"(?i:{words('before')}:?\s(?:{words('modifier')}\s){{0,3}})(?:(?:[A-Z]{{1,2}}-)?\d{{4,5}}\s)?$",
        "based": rf"(?i:[- ]{words('based')})",
        "others": rf"(?i:{words('others')})",
        "stated": rf"(?i:{words('seated')}\s(?:in|near|at|bei|nahe)\s|{words('coming')}\s(?:aus|from)\s"
        rf"|{words('labelled')}\s?:\s?)(?i:(?:the|der|die|dem)\s)?(?P<name>{_NAME})|(?<!\w)(?P<based>{_NAME})-based\b",
        "answer": rf"(?i:\W{{0,20}}(?:{words('lead_in')}\s?:?\s){{0,8}})"
        rf"(?P<name>[^\W\d_]{{2,}}(?:[-\s,./]{{1,2}}[^\W\d_]{{2,}}){{0,3}})\W{{0,20}}",
    }
    return re.compile(patterns[name])


_SEATED = re.compile(r"\b(?:based|located|seated|headquartered|sit|offices?\sare|office\sis|headquarters\sare)\sin\s$")
"""Who writes no capitals names a town by what they say of it, even where its name is a word: "based in austin"."""
_AMOUNT_BEFORE = re.compile(r"\d[\d.,']*\s?(?:k|tsd\.?|tausend|mio\.?)?\s?$", re.IGNORECASE)
_WORD = re.compile(r"(?:[A-Z]\.){2,3}|[Ss]t\.(?=\s[A-ZÄÖÜ])|[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_CAPITALISED = r"[A-ZÄÖÜ][^\W\d_]+"
_NAME = rf"{_CAPITALISED}(?:[-\s](?:(?:am|an\sder|im|bei|upon|on|de|la)[-\s])?{_CAPITALISED}){{0,2}}"
_COMPANY_NAME = re.compile(r"\s(?:[\w-]{1,20}\s){0,2}(?:&|GmbH|AG|Ltd|Inc|LLC|KG|SE|University|Bank)(?!\w)")
_CAPITALISED_NEXT = re.compile(r"\s(?!I\b)[A-Z][a-z]+")
_SENTENCE_END = re.compile(r"[?!\n]|\.(?=\s)")
_ITEM_ENDS = frozenset(",;\n|.")
