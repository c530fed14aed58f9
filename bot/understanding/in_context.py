"""A message, read in context: every fact it states, and whether it answers the question just asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.understanding.answers.yes_no import find_yes_no
from bot.understanding.contact import find_emails, find_phones
from bot.understanding.deal.authority import find_authority
from bot.understanding.deal.need import find_need
from bot.understanding.money import Budget, find_budget
from bot.understanding.money.words import PERIOD_AFTER
from bot.understanding.timeline.finding import find_timeline
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.company import find_company
from bot.understanding.who.company_size import find_company_size
from bot.understanding.who.industry import find_industry
from bot.understanding.who.job_title import find_department, find_job_title
from bot.understanding.who.location import find_location
from bot.understanding.who.named import believed
from bot.understanding.who.person import find_person

CONSENTS = ("contact_opt_in", "marketing_opt_in")
ENTITY_OF_SLOT = {"person_name": "person"}
INTERRUPTIONS = frozenset(
    """
    greet bye thank contact_sales human_handoff ask_why stop restart help data_request faq chitchat out_of_scope
    """.split()  # noqa: SIM905
)
NO_ANSWER = INTERRUPTIONS | {"refuse", "dont_know"}
MAY_STATE_A_NEED = frozenset({"greet", "contact_sales", "help", "faq", "stop", "chitchat", "out_of_scope"})
"""Intents that an explicit need is easily taken for, or comes along with."""
STATES_FACTS = frozenset({"greet", "contact_sales", "human_handoff"})
"""Interruptions in which a date or an amount is the visitor's own; in a question or a joke it is not."""
WHO = frozenset({"email", "phone", "person", "company", "job_title", "need"})
SURE = 0.75
"""The classifier is surer than this of what it knows; names it has never seen get less."""
HALF_SURE = 0.5
"""Less than this is no interruption of a question, rather an answer that was not understood."""
FALLBACK = "nlu_fallback"
CORRECTION = re.compile(
    r"\b(?:actually|sorry|make (?:that|it)|i meant|correction|wrong|instead|change|not"
    r"|doch|eigentlich|falsch|korrektur|ich meinte|stimmt nicht|sondern|vielmehr|lieber|ändern?|nicht)\b",
    re.IGNORECASE,
)


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
    """What a finder is told: the text with everything already understood blanked out, and what may be a bare answer."""

    text: str
    language: str
    today: date
    expected: frozenset[str]

    def without(self, fact: Found) -> "_Reading":
        blanked = self.text[: fact.start] + " " * (fact.end - fact.start) + self.text[fact.end :]
        return replace(self, text=blanked)


def understand(
    text: str,
    *,
    language: str,
    today: date,
    asked: str | None,
    guess: Guess,
    known: frozenset[str] = frozenset(),
    named: tuple[Candidate, ...] = (),
) -> Understood:
    """All facts of a message.

    ``asked`` is the slot that the bot has just asked for (``None``: none), ``known`` the slots that have a value: a
    correction may name its new value as barely as an answer does. ``named`` is what the recogniser takes for names; it
    fills in where the rules find none. A message that answers the question, or states facts where the classifier is
    unsure, is ``inform``; one that interrupts keeps its intent, and its facts.
    """
    entity = ENTITY_OF_SLOT.get(asked or "", asked)
    interrupts = guess.intent in NO_ANSWER and guess.confidence >= SURE
    expected = frozenset() if interrupts or entity is None else frozenset({entity})
    if CORRECTION.search(text):
        expected |= known & {"budget", "timeline", "company_size"}
    reading = _Reading(text, language, today, expected)
    facts = list(_facts(reading))
    if interrupts and guess.intent not in STATES_FACTS:
        facts = [fact for fact in facts if fact.entity in WHO]
    if not interrupts or guess.intent in MAY_STATE_A_NEED:
        if entity == "need" and guess.intent == "contact_sales":
            reading = replace(reading, expected=frozenset({"need"}))  # "answer quotes faster" sounds like "a quote"
        need = _need(reading, facts)
        facts += need
        if need and entity == "need" and guess.intent != "faq":
            guess = Guess("inform", 1.0)
    if not interrupts or guess.intent in STATES_FACTS:
        facts += _named(named, text, facts, entity, known)
    if entity in CONSENTS:
        facts += _consent(text, language, entity, guess)
    facts.sort(key=lambda fact: fact.start)
    answered = any(fact.entity == entity and _is_whole(fact, text) for fact in facts)
    return Understood("inform" if answered and entity not in CONSENTS else _intent(facts, entity, guess), tuple(facts))


def _facts(reading: _Reading) -> Iterator[Found]:
    regular = reading
    if "authority" in reading.expected:  # "just me" is no company's size then
        for fact in OPEN["authority"](reading):
            regular = regular.without(fact)
    for finder in REGULAR:
        for fact in finder(regular):
            yield fact
            regular, reading = regular.without(fact), reading.without(fact)
    taken: list[Found] = []
    for entity in sorted(OPEN, key=lambda entity: entity not in reading.expected):
        for fact in OPEN[entity](reading):
            if _is_free(fact, taken, reading):
                taken.append(fact)
                yield fact


def _is_free(fact: Found, taken: list[Found], reading: _Reading) -> bool:
    """Words tell one thing; but a title that answers who decides is the visitor's title, and no other one there is."""
    if fact.entity == "job_title" and "authority" in reading.expected:
        return any(other.start <= fact.start and fact.end <= other.end for other in taken)
    return all(fact.end <= other.start or other.end <= fact.start for other in taken)


def _named(
    named: tuple[Candidate, ...], text: str, facts: list[Found], asked: str | None, known: frozenset[str]
) -> Iterator[Found]:
    taken = [(fact.entity, fact.start, fact.end) for fact in facts]
    for each in believed(named, text, taken, asked, known):
        yield Found(each.entity, text[each.start : each.end], each.start, each.end)


def _need(reading: _Reading, facts: list[Found]) -> list[Found]:
    """A need may mention an amount or a date, but who only answers another question has not stated one."""
    if "need" not in reading.expected and any(_is_whole(fact, reading.text) for fact in facts):
        return []
    mention = find_need(reading.text, reading.language, "need" in reading.expected)
    return [Found("need", mention.value, mention.start, mention.end)] if mention else []


def _consent(text: str, language: str, entity: str, guess: Guess) -> list[Found]:
    answer = find_yes_no(text, language)
    if answer is None and guess.confidence >= SURE and guess.intent in ("affirm", "deny"):
        answer = guess.intent == "affirm"
    return [] if answer is None else [Found(entity, answer, 0, len(text))]


def _intent(facts: list[Found], asked: str | None, guess: Guess) -> str | None:
    stated = {fact.entity: fact.value for fact in facts}
    if asked in CONSENTS and asked in stated:
        return "affirm" if stated[asked] else "deny"
    sure = guess.confidence >= SURE
    if (asked in stated or (stated and not sure)) and not (sure and guess.intent in NO_ANSWER):
        return "inform"
    if stated and guess.intent in (FALLBACK, "affirm", "deny"):
        return "inform"
    if asked is not None and guess.intent in INTERRUPTIONS and guess.confidence < HALF_SURE:
        return FALLBACK
    return guess.intent


def _is_whole(fact: Found, text: str) -> bool:
    return len(text.strip()) - (fact.end - fact.start) <= 3


def _emails(reading: _Reading) -> Iterator[Found]:
    for mail in find_emails(reading.text)[:1]:
        yield Found("email", mail.normalized, mail.start, mail.end)


def _phones(reading: _Reading) -> Iterator[Found]:
    region = "DE" if reading.language == "de" else "GB"
    for phone in find_phones(reading.text, region)[:1]:
        yield Found("phone", phone.e164 or phone.normalized, phone.start, phone.end)


def _budget(reading: _Reading) -> Iterator[Found]:
    budget = find_budget(reading.text, reading.language, "budget" in reading.expected)
    if budget:
        value = {
            "min": _number(budget.minimum),
            "max": _number(budget.maximum),
            "currency": budget.currency,
            "period": budget.period,
        }
        yield Found("budget", value, budget.start, _end_of_period(reading.text, budget))


def _end_of_period(text: str, budget: Budget) -> int:
    """Where "a month" ends, which is said of the amount and is no date."""
    period = PERIOD_AFTER.match(text, budget.end)
    return period.end() if budget.period and period else budget.end


def _timeline(reading: _Reading) -> Iterator[Found]:
    timeline = find_timeline(reading.text, reading.today, reading.language, "timeline" in reading.expected)
    said = reading.text[slice(*timeline.span)].lower() if timeline else ""
    only_now = "timeline" not in reading.expected and said in ("now", "today", "jetzt", "heute")  # "I must go now"
    if timeline and (timeline.start or timeline.end) and not only_now:
        start, end = (day.isoformat() if day else None for day in (timeline.start, timeline.end))
        yield Found("timeline", {"start": start, "end": end}, *timeline.span)


def _company_size(reading: _Reading) -> Iterator[Found]:
    size = find_company_size(reading.text, reading.language, "company_size" in reading.expected)
    if size:
        yield Found("company_size", {"min": size.minimum, "max": size.maximum}, size.start, size.end)


def _words(entity: str, find: Callable[[str, str, bool], Any]) -> Callable[[_Reading], Iterator[Found]]:
    def finder(reading: _Reading) -> Iterator[Found]:
        mention = find(reading.text, reading.language, entity in reading.expected)
        if mention:
            yield Found(entity, mention.value, mention.start, mention.end)

    return finder


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


REGULAR = (_emails, _phones, _budget, _company_size, _timeline)
"""What has a form of its own is read first, so that its words are nobody's name."""

OPEN: dict[str, Callable[[_Reading], Iterator[Found]]] = {
    "company": _words("company", find_company),
    "person": _words("person", find_person),
    "job_title": _words("job_title", find_job_title),
    "department": _words("department", find_department),
    "industry": _words("industry", find_industry),
    "location": _words("location", find_location),
    "authority": _words("authority", find_authority),
}
"""What can be any words; the one that was asked for comes first and may claim the whole message."""
