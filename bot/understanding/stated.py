"""The facts that a message states, whatever it is otherwise."""

import re
from collections.abc import Callable, Collection, Iterator

from bot.understanding.contact import company_from_email
from bot.understanding.deal.authority import infer_authority
from bot.understanding.finders import BOTH, OPEN, REGULAR, Found, Reading, open_finders, without_addresses
from bot.understanding.tokens import plain_apostrophes
from bot.understanding.who.by_address import find_by_address
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.name_words import FIRST_NAMES
from bot.understanding.who.named import believed
from bot.understanding.who.person import find_person
from bot.understanding.who.person_and_company import find_person_and_company

_YEAR = re.compile(r"year|jahr", re.IGNORECASE)
_FOR_BEHIND_AN_AMOUNT = re.compile(r"\s{4}\s*(?:for|für|in)\s(?:the\s|das\s)?$", re.IGNORECASE)
"""An amount has been blanked out before the time is read."""
_MY_TITLE = re.compile(
    r"\b(?:i'm|i\sam|ich\sbin|ich\sarbeite|i\swork|(?:employed|working|tätig|angestellt)\sas|(?:my|meine?)\s(?:job\s)?(?:title|role|position|job|funktion|rolle)"
    r"\s(?:is|ist))(?:\s(?:hier|here|the|an?|als|as|employed\sas|der|die|ein|eine))*\s$",
    re.IGNORECASE,
)
_SURNAME = re.compile(r" (?:v[ao]n (?:de[rmn]? )?|de )?[A-ZÄÖÜ][\w'’-]+(?! \d)")
INFERENCES: tuple[tuple[str, str, Callable[[str], str | None]], ...] = (
    ("job_title", "authority", infer_authority),
    ("email", "company", company_from_email),
)


def stated(reading: Reading) -> Iterator[Found]:
    """What the rules find: what has a form of its own first, then what can be any words."""
    by_address = list(_by_address(reading))
    yield from by_address
    regular = reading
    if "authority" in reading.expected:  # "just me" is no company's size then
        for fact in OPEN["authority"](reading):
            regular = regular.without(fact)
    for finder in REGULAR:
        told = regular if finder is REGULAR[0] else without_addresses(regular)
        for fact in _told_by(finder, told, reading):
            if fact.entity == "timeline" and _is_said_of_the_budget(fact, regular):
                continue
            yield fact
            regular, reading = regular.without(fact), reading.without(fact)
    reading, taken = without_addresses(reading), list(by_address)
    for find in open_finders(reading.expected):
        for fact in find(reading):
            if _is_free(fact, taken, reading) and all(fact.entity != each.entity for each in by_address):
                taken.append(fact)
                yield fact


def _told_by(finder: Callable[[Reading], Iterator[Found]], told: Reading, reading: Reading) -> Iterator[Found]:
    """What a finder finds; a month that is somebody's name is passed over, for the next may be a date."""
    for fact in finder(told):
        if fact.entity == "timeline" and _is_part_of_a_name(fact, reading):
            yield from _told_by(finder, told.without(fact), reading)
        else:
            yield fact


def _is_said_of_the_budget(fact: Found, reading: Reading) -> bool:
    """Whether a year is the one that the money is for: "25,000 for this financial year"."""
    if "timeline" in reading.expected or _YEAR.search(reading.text[fact.start : fact.end]) is None:
        return False
    return _FOR_BEHIND_AN_AMOUNT.search(reading.text[: fact.start]) is not None


def _by_address(reading: Reading) -> Iterator[Found]:
    """Who is who, as the e-mail address tells; it is read before the address itself is blanked out."""
    for entity, mention in zip(BOTH, find_by_address(plain_apostrophes(reading.text)), strict=True):
        if mention:
            yield Found(entity, reading.text[mention.start : mention.end], mention.start, mention.end)


def _is_part_of_a_name(fact: Found, reading: Reading) -> bool:
    """Whether what looks like a month is somebody's: "I'm Thi Mai", "Jan Kruse, start in May"."""
    said = reading.text[fact.start : fact.end]
    if " " in said:
        return False
    is_first = said.istitle() and said.lower() in FIRST_NAMES and "timeline" not in reading.expected
    begins = is_first and _SURNAME.match(reading.text, fact.end) is not None
    name = find_person(reading.text, reading.language, "person" in reading.expected)
    if name is None and reading.expected.issuperset(BOTH):
        name, _ = find_person_and_company(reading.text, reading.language)
    is_inside = name is not None and fact.end <= name.end and name.start <= fact.start
    return is_inside and name is not None and (name.start < fact.start or begins)


def recognised(
    named: tuple[Candidate, ...], text: str, facts: list[Found], asked: str | None, known: frozenset[str]
) -> Iterator[Found]:
    """What the recogniser adds where the rules found no name."""
    taken = [(fact.entity, fact.start, fact.end) for fact in facts]
    for each in believed(named, text, taken, asked, known):
        yield Found(
            each.entity, text[each.start : each.end], each.start, each.end, confidence=round(each.confidence, 2)
        )


def inferred(facts: Collection[Found], known: frozenset[str]) -> list[Found]:
    """What follows from what was said, as long as it was not said itself: who decides, and the company."""
    settled = known | {fact.entity for fact in facts}
    return [
        Found(entity, value, fact.start, fact.end, inferred=True)
        for source, entity, infer in INFERENCES
        if entity not in settled
        for fact in facts
        if fact.entity == source and (value := infer(str(fact.value))) is not None
    ]


def is_whole(fact: Found, text: str) -> bool:
    """Whether nearly nothing else is said."""
    return len(text.strip()) - (fact.end - fact.start) <= 3


def _is_free(fact: Found, taken: list[Found], reading: Reading) -> bool:
    """Words tell one thing; but a title that answers who decides is the visitor's, and hardly another there is."""
    is_mine = _MY_TITLE.search(reading.text[: fact.start]) is not None
    if fact.entity == "job_title" and "authority" in reading.expected and not is_mine:
        return any(other.start <= fact.start and fact.end <= other.end for other in taken)
    return all(fact.end <= other.start or other.end <= fact.start for other in taken)
