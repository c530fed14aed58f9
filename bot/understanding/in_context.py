"""A message, read in context: every fact it states, and whether it answers the question just asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding.answers.yes_no import find_yes_no
from bot.understanding.contact import company_from_email
from bot.understanding.deal.authority import infer_authority
from bot.understanding.deal.need import find_need
from bot.understanding.finders import OPEN, REGULAR, Found, Reading
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.named import believed

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
IDLE = frozenset({"greet", "bye", "thank", "chitchat", "out_of_scope"})
CLOSED = frozenset({"authority", "budget", "timeline", "company_size", "email", "phone"})
"""What is asked for and answered in words of its own, so that an answer is recognised by them alone."""
STATES_FACTS = frozenset({"greet", "contact_sales", "human_handoff"})
"""Interruptions in which a date or an amount is the visitor's own; in a question or a joke it is not."""
WHO = frozenset({"email", "phone", "person", "company", "job_title", "need"})
SURE = 0.75
"""The classifier is surer than this of what it knows; names it has never seen get less."""
HALF_SURE = 0.5
"""Less than this is no interruption of a question, rather an answer that was not understood."""
FALLBACK = "nlu_fallback"
INFERENCES: tuple[tuple[str, str, Callable[[str], str | None]], ...] = (
    ("job_title", "authority", infer_authority),
    ("email", "company", company_from_email),
)
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
class Understood:
    """The message's intent, and its facts in the order in which they were said."""

    intent: str | None
    facts: tuple[Found, ...]


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
    may_answer = interrupts and guess.intent in IDLE and entity in CLOSED and "?" not in text
    if may_answer and _answers(Reading(text, language, today, frozenset({entity or ""}))):
        interrupts, guess = False, Guess("inform", 1.0)  # "my brother" says who decides, whatever it sounds like
    expected = frozenset() if interrupts or entity is None else frozenset({entity})
    if CORRECTION.search(text):
        expected |= known & {"budget", "timeline", "company_size"}
    reading = Reading(text, language, today, expected)
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
    facts += _inferred(facts, known)
    facts.sort(key=lambda fact: fact.start)
    answered = any(fact.entity == entity and _is_whole(fact, text) for fact in facts)
    return Understood("inform" if answered and entity not in CONSENTS else _intent(facts, entity, guess), tuple(facts))


def _answers(reading: Reading) -> bool:
    """Whether the text states what is expected."""
    return any(fact.entity in reading.expected for fact in _facts(reading))


def _facts(reading: Reading) -> Iterator[Found]:
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


def _is_free(fact: Found, taken: list[Found], reading: Reading) -> bool:
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


def _inferred(facts: list[Found], known: frozenset[str]) -> list[Found]:
    """What follows from what was said, as long as it was not said itself: who decides, and the company."""
    settled = known | {fact.entity for fact in facts}
    return [
        Found(entity, value, fact.start, fact.end, inferred=True)
        for source, entity, infer in INFERENCES
        if entity not in settled
        for fact in facts
        if fact.entity == source and (value := infer(str(fact.value))) is not None
    ]


def _need(reading: Reading, facts: list[Found]) -> list[Found]:
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
