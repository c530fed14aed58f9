"""A message, read in context: every fact it states, and whether it answers the question just asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from bot.understanding.authority import find_authority
from bot.understanding.company import find_company
from bot.understanding.company_size import find_company_size
from bot.understanding.contact import find_emails, find_phones
from bot.understanding.industry import find_industry
from bot.understanding.job_title import find_department, find_job_title
from bot.understanding.location import find_location
from bot.understanding.money import find_budget
from bot.understanding.need import find_need
from bot.understanding.person import find_person
from bot.understanding.timeline import find_timeline
from bot.understanding.yes_no import find_yes_no

CONSENTS = ("contact_opt_in", "marketing_opt_in")
ENTITY_OF_SLOT = {"person_name": "person"}
INTERRUPTIONS = frozenset(
    "greet bye thank contact_sales human_handoff ask_why stop restart help data_request faq chitchat out_of_scope".split()
)
NOT_AN_ANSWER = INTERRUPTIONS | {"refuse", "dont_know"}
SURE = 0.5
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Guess:
    """What the intent classifier thinks of a message."""

    intent: str | None
    confidence: float


@dataclass(frozen=True)
class Found:
    """A fact: the entity's name, its JSON value, and where in the text it was said."""

    entity: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Understood:
    """The message's intent, and its facts in the order in which they were said."""

    intent: str | None
    facts: tuple[Found, ...]


@dataclass(frozen=True)
class _Reading:
    """What a finder is told: the text with everything already understood blanked out, and the circumstances."""

    text: str
    language: str
    today: date
    asked: str | None

    def asks(self, entity: str) -> bool:
        return self.asked == entity

    def without(self, start: int, end: int) -> "_Reading":
        blanked = self.text[:start] + " " * (end - start) + self.text[end:]
        return _Reading(blanked, self.language, self.today, self.asked)


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def understand(text: str, *, language: str, today: date, asked: str | None, guess: Guess) -> Understood:
    """All facts of a message.

    ``asked`` is the slot that the bot has just asked for (``None``: none). A message that answers it, or that states
    facts where the classifier was at a loss, is ``inform``; one that interrupts keeps its intent and its facts.
    """
    asked_entity = ENTITY_OF_SLOT.get(asked or "", asked)
    interrupts = guess.intent in NOT_AN_ANSWER and guess.confidence >= SURE
    reading = _Reading(text, language, today, None if interrupts else asked_entity)
    facts = tuple(sorted(_facts(reading, guess, asked_entity), key=lambda fact: fact.start))
    return Understood(_intent(facts, asked_entity, guess), facts)


def _facts(reading: _Reading, guess: Guess, asked: str | None) -> Iterator[Found]:
    if asked in CONSENTS and (answer := _consent(reading, guess)) is not None:
        yield Found(asked, answer, 0, len(reading.text))
    for finder in _in_order(reading.asked):
        for fact in finder(reading):
            yield fact
            reading = reading.without(fact.start, fact.end)


def _consent(reading: _Reading, guess: Guess) -> bool | None:
    answer = find_yes_no(reading.text, reading.language)
    if answer is None and guess.confidence >= SURE and guess.intent in ("affirm", "deny"):
        return guess.intent == "affirm"
    return answer


def _intent(facts: tuple[Found, ...], asked: str | None, guess: Guess) -> str | None:
    stated = {fact.entity for fact in facts}
    if asked in CONSENTS and asked in stated:
        return "affirm" if next(fact.value for fact in facts if fact.entity == asked) else "deny"
    unsure = guess.confidence < SURE or guess.intent in (FALLBACK, "affirm", "deny", "refuse", "dont_know")
    if stated and (asked in stated or unsure) and not (guess.intent in INTERRUPTIONS and not unsure):
        return "inform"
    return guess.intent


def _emails(reading: _Reading) -> Iterator[Found]:
    for mail in find_emails(reading.text)[:1]:
        yield Found("email", mail.normalized, mail.start, mail.end)


def _phones(reading: _Reading) -> Iterator[Found]:
    region = "DE" if reading.language == "de" else "GB"
    for phone in find_phones(reading.text, region)[:1]:
        yield Found("phone", phone.normalized, phone.start, phone.end)


def _budget(reading: _Reading) -> Iterator[Found]:
    budget = find_budget(reading.text, reading.language, reading.asks("budget"))
    if budget:
        value = {
            "min": _number(budget.minimum),
            "max": _number(budget.maximum),
            "currency": budget.currency,
            "period": budget.period,
        }
        yield Found("budget", value, budget.start, budget.end)


def _timeline(reading: _Reading) -> Iterator[Found]:
    timeline = find_timeline(reading.text, reading.today, reading.language, reading.asks("timeline"))
    if timeline and (timeline.start or timeline.end):
        start, end = (day.isoformat() if day else None for day in (timeline.start, timeline.end))
        yield Found("timeline", {"start": start, "end": end}, *timeline.span)


def _company_size(reading: _Reading) -> Iterator[Found]:
    size = find_company_size(reading.text, reading.language, reading.asks("company_size"))
    if size:
        yield Found("company_size", {"min": size.minimum, "max": size.maximum}, size.start, size.end)


def _words(entity: str, find: Callable[[str, str, bool], Any]) -> Callable[[_Reading], Iterator[Found]]:
    def finder(reading: _Reading) -> Iterator[Found]:
        mention = find(reading.text, reading.language, reading.asks(entity))
        if mention:
            yield Found(entity, mention.value, mention.start, mention.end)

    return finder


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


FINDERS: dict[str, Callable[[_Reading], Iterator[Found]]] = {
    "email": _emails,
    "phone": _phones,
    "budget": _budget,
    "company_size": _company_size,
    "timeline": _timeline,
    "company": _words("company", find_company),
    "person": _words("person", find_person),
    "job_title": _words("job_title", find_job_title),
    "department": _words("department", find_department),
    "industry": _words("industry", find_industry),
    "location": _words("location", find_location),
    "authority": _words("authority", find_authority),
    "need": _words("need", find_need),
}
"""In the order in which a message is read: what is regular first, so that its words are nobody's name."""


def _in_order(asked: str | None) -> list[Callable[[_Reading], Iterator[Found]]]:
    """The question's own finder comes first: it may claim the whole message."""
    first = [FINDERS[asked]] if asked in FINDERS else []
    return first + [finder for entity, finder in FINDERS.items() if entity != asked]
