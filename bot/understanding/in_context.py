"""A message, read in context: every fact it states, and whether it answers the question just asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding.answers.call_back import asks_for_a_call
from bot.understanding.answers.change import Change, find_changes
from bot.understanding.answers.declining import declines
from bot.understanding.answers.gibberish import is_gibberish
from bot.understanding.answers.hesitation import without_hesitation
from bot.understanding.answers.non_answer import is_dont_know, is_put_off, is_thinking_aloud, refuses_again
from bot.understanding.answers.resuming import resumes
from bot.understanding.appointments import without_appointments
from bot.understanding.context import CLOSED, LEAVES_OPEN, SLOT_OF, WHO, Context
from bot.understanding.corrections import as_entities, changed_values, takes_back
from bot.understanding.deal.problem import is_insult_to_us
from bot.understanding.finders import ENTITY_OF_SLOT, Found, Reading
from bot.understanding.intents import (
    ANSWERS,
    FALLBACK,
    HALF_SURE,
    IDLE,
    INTERRUPTIONS,
    NOT_A_LEAD,
    STATES_FACTS,
    Guess,
)
from bot.understanding.message_facts import overlap, told
from bot.understanding.not_a_lead import is_no_buyer
from bot.understanding.requests import INTENT as DATA_REQUEST
from bot.understanding.requests import read_requests
from bot.understanding.stated import inferred, is_whole, stated
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.company_cues import NO_COMPANY
from bot.understanding.who.introduction import only_introduces
from bot.understanding.who.part_of_name import with_the_other_part
from bot.understanding.yes_no_slots import CORRECTABLE, YES_NO, consents, read_yes_no

__all__ = ["INTERRUPTIONS", "Guess", "Understood", "understand"]

MEANT = frozenset({NOT_A_LEAD, "human_handoff", DATA_REQUEST})
"""What a number to be called on does not change."""


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
    also: str | None = None,
    no_buyer: float = 0.0,
    known: frozenset[str] = frozenset(),
    named: tuple[Candidate, ...] = (),
    names: Mapping[str, str] | None = None,
) -> Understood:
    """All facts of a message.

    ``asked`` is the slot that the bot has just asked for (``None``: none), ``also`` a second one that the same
    sentence asked for, ``no_buyer`` how likely it is that a job seeker or the like writes, ``known`` the slots that
    have a value: a correction may name its new value as barely as an answer does. ``named`` is what the recogniser
    takes for names; it fills in where the rules find none. ``names`` are those that are known of the visitor (person,
    company): "Kearney, not Reed" and "my last name is Kearney" need them.
    A message that answers the question, or states facts where the classifier is unsure, is ``inform``; one that
    interrupts keeps its intent, and its facts.
    """
    if is_gibberish(text) or is_thinking_aloud(text):
        return Understood(FALLBACK, ())
    text = without_hesitation(text) if asked not in YES_NO else text
    entity, other = (ENTITY_OF_SLOT.get(slot or "", slot) for slot in (asked, also))
    context = Context(entity, other, known, named, names or {})
    reading = without_appointments(Reading(text, language, today, context.expected))
    if _answers_idly(reading, context, guess) or _introduces(text, context, guess):
        guess = ANSWERS  # "my brother" says who decides, whatever it sounds like
    if is_no_buyer(reading, guess, no_buyer):
        guess = Guess(NOT_A_LEAD, 1.0)
    if guess.intent not in MEANT and asks_for_a_call(text) and not context.expected & {"phone", "email"}:
        guess = Guess("contact_sales", 1.0)
    if is_insult_to_us(text) and not guess.interrupts:
        guess = Guess("chitchat", 1.0)
    changes = find_changes(text, known) if guess.intent not in STATES_FACTS or not guess.interrupts else []
    facts, guess = told(reading, context, guess, changes)
    facts += changed_values(reading, [each for each in changes if not _has_value(each, facts)])
    facts += as_entities(changes, facts)
    if not (context.asked == CORRECTABLE and facts) and not takes_back(text, facts, known):
        facts += read_yes_no(text, language, context.asked, guess)
    facts += consents(text, facts, guess)
    requests = read_requests(text, context.asked, guess, facts)
    facts = [*(fact for fact in facts if not any(overlap(fact, each) for each in requests if each.value)), *requests]
    facts += inferred(facts, known) if guess.intent != NOT_A_LEAD else []
    facts = [_in_full(fact, text, context.names.get("person")) for fact in facts]
    facts.sort(key=lambda fact: fact.start)
    wants_something_done = {each.entity for each in requests} - {context.asked}  # "no newsletter" may be the answer
    intent = DATA_REQUEST if wants_something_done else _intent(text, facts, context, guess)
    return Understood(intent, tuple(facts))


def _in_full(fact: Found, text: str, name: str | None) -> Found:
    return replace(fact, value=with_the_other_part(fact.value, text, name)) if fact.entity == "person" else fact


def _leaves_it_open(text: str, asked: str) -> bool:
    """ "Depends on your offer"; and who has no company has none to tell."""
    return is_dont_know(text) or (asked == "company" and NO_COMPANY.search(text) is not None)


def _answers_idly(reading: Reading, context: Context, guess: Guess) -> bool:
    """Whether what sounds like small talk is said in the very words of an answer."""
    if not guess.interrupts or context.asked not in CLOSED or "?" in reading.text:
        return False
    if guess.intent not in IDLE | LEAVES_OPEN | {"help"}:
        return False
    return any(fact.entity == context.asked for fact in stated(reading))


def _introduces(text: str, context: Context, guess: Guess) -> bool:
    """Whether a name is all that is said; a greeting with one stays a greeting unless the name was asked for."""
    is_asked = "person" in context.expected
    return (is_asked or guess.intent != "greet") and only_introduces(text, is_asked)


def _has_value(change: Change, facts: list[Found]) -> bool:
    return any(fact.entity == ENTITY_OF_SLOT.get(change.slot, change.slot) for fact in facts)


def _intent(text: str, facts: list[Found], context: Context, guess: Guess) -> str | None:
    said, asked = {fact.entity: fact.value for fact in facts}, context.asked
    if asked is None and resumes(text):
        return "inform"
    if asked in YES_NO and asked in said:
        if guess.intent == "faq" and guess.is_sure:
            return guess.intent  # "yes, but what does it cost?"
        return "affirm" if said[asked] else "deny"
    if said and asked in CLOSED | WHO and not context.expected & said.keys():
        left_open = declines(text, SLOT_OF.get(asked, asked))  # "no idea, but it must run by June"
        if left_open:
            return left_open
    if "change" in said or any(fact.entity in context.expected and is_whole(fact, text) for fact in facts):
        return "inform"
    if (context.expected & said.keys() or (said and not guess.is_sure)) and not guess.interrupts:
        return "inform"
    if guess.intent == "contact_sales" and said.get("contact_opt_in") is False:
        return "inform"  # "please don't get in touch"
    if asked and not said and is_put_off(text):
        return "dont_know"  # "later", to the question when
    if asked and not said and not guess.interrupts and refuses_again(text):
        return "refuse"
    if asked and not said and not guess.interrupts and _leaves_it_open(text, asked):
        return "dont_know"
    if said and guess.intent in (FALLBACK, "affirm", "deny", DATA_REQUEST):
        return "inform"
    if asked is not None and guess.intent in INTERRUPTIONS | {"out_of_scope"} and guess.confidence < HALF_SURE:
        return guess.intent if guess.intent == "faq" and text.rstrip().endswith("?") else FALLBACK
    return guess.intent
