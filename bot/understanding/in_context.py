"""A message, read in context: every fact it states, and whether it answers the question just asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.understanding.answers.call_back import asks_for_a_call
from bot.understanding.answers.change import Change, find_changes
from bot.understanding.answers.declining import beside_declining, declines
from bot.understanding.answers.gibberish import is_gibberish
from bot.understanding.answers.non_answer import is_put_off, is_thinking_aloud, refuses_again
from bot.understanding.answers.resuming import resumes
from bot.understanding.corrections import as_correction, as_entities, changed_values, corrects, takes_back
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
from bot.understanding.needed import is_no_talk, is_told_in, needed
from bot.understanding.not_a_lead import is_no_buyer
from bot.understanding.questions import statements
from bot.understanding.requests import INTENT as DATA_REQUEST
from bot.understanding.requests import read_requests
from bot.understanding.stated import inferred, is_whole, recognised, stated
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.part_of_name import with_the_other_part
from bot.understanding.who.replaced import find_replacement
from bot.understanding.yes_no_slots import CORRECTABLE, YES_NO, consents, read_yes_no

__all__ = ["INTERRUPTIONS", "Guess", "Understood", "understand"]

CLOSED = frozenset({"authority", "budget", "timeline", "company_size", "email", "phone"})
"""What is asked for and answered in words of its own, so that an answer is recognised by them alone."""
ASKS = frozenset({"faq", "ask_why", "chitchat", "help"})
SLOT_OF = {entity: slot for slot, entity in ENTITY_OF_SLOT.items()}
LEAVES_OPEN = frozenset({"dont_know", "refuse"})
WHO = frozenset({"email", "phone", "person", "company", "job_title", "need"})


@dataclass(frozen=True)
class Understood:
    """The message's intent, and its facts in the order in which they were said."""

    intent: str | None
    facts: tuple[Found, ...]


@dataclass(frozen=True)
class Context:
    """What is known when a message comes: ``asked`` and ``also`` are what the bot waits for, ``known`` are slots."""

    asked: str | None
    also: str | None
    known: frozenset[str]
    named: tuple[Candidate, ...]
    names: Mapping[str, str]

    @property
    def expected(self) -> frozenset[str]:
        return frozenset(entity for entity in (self.asked, self.also) if entity)


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
    entity, other = (ENTITY_OF_SLOT.get(slot or "", slot) for slot in (asked, also))
    context = Context(entity, other, known, named, names or {})
    reading = Reading(text, language, today, context.expected)
    if _answers_idly(reading, context, guess):
        guess = ANSWERS  # "my brother" says who decides, whatever it sounds like
    if is_no_buyer(reading, guess, no_buyer):
        guess = Guess(NOT_A_LEAD, 1.0)
    if asks_for_a_call(text) and not context.expected & {"phone", "email"}:
        guess = Guess("contact_sales", 1.0)
    if is_insult_to_us(text) and not guess.interrupts:
        guess = Guess("chitchat", 1.0)
    changes = find_changes(text, known) if guess.intent not in STATES_FACTS or not guess.interrupts else []
    facts, guess = _facts(reading, context, guess, changes)
    facts += changed_values(reading, [each for each in changes if not _has_value(each, facts)])
    facts += as_entities(changes, facts)
    if not (context.asked == CORRECTABLE and facts) and not takes_back(text, facts, known):
        facts += read_yes_no(text, language, context.asked, guess)
    facts += consents(text, facts, guess)
    requests = read_requests(text, context.asked, guess, facts)
    facts = [*(fact for fact in facts if not any(_overlap(fact, each) for each in requests if each.value)), *requests]
    facts += inferred(facts, known)
    facts = [_in_full(fact, text, context.names.get("person")) for fact in facts]
    facts.sort(key=lambda fact: fact.start)
    wants_something_done = {each.entity for each in requests} - {context.asked}  # "no newsletter" may be the answer
    intent = DATA_REQUEST if wants_something_done else _intent(text, facts, context, guess)
    return Understood(intent, tuple(facts))


def _in_full(fact: Found, text: str, name: str | None) -> Found:
    return replace(fact, value=with_the_other_part(fact.value, text, name)) if fact.entity == "person" else fact


def _answers_idly(reading: Reading, context: Context, guess: Guess) -> bool:
    """Whether what sounds like small talk is said in the very words of an answer."""
    if not guess.interrupts or context.asked not in CLOSED or "?" in reading.text:
        return False
    if guess.intent not in IDLE | LEAVES_OPEN | {"help"}:
        return False
    return any(fact.entity == context.asked for fact in stated(reading))


def _facts(reading: Reading, context: Context, guess: Guess, changes: list[Change]) -> tuple[list[Found], Guess]:
    """The facts of the message, and the guess, which a stated need may settle."""
    beside = _beside(reading, guess)
    if guess.interrupts:
        reading = replace(reading, expected=frozenset())
    is_correction = corrects(reading.text, context.asked)
    replaced = _replaced(reading, context)
    for fact in replaced:
        reading = reading.without(fact)
    if is_correction and not replaced:
        reading = as_correction(reading, context.known)
    facts = [fact for fact in stated(reading) if not _announced(fact, changes) and not _has(fact.entity, replaced)]
    facts = _of_the_visitor(facts, reading, context) if not is_correction else facts
    facts += replaced
    if "?" in reading.text and guess.intent in IDLE | ASKS:
        facts = [fact for fact in facts if not _is_bare_number(fact, reading.text)]  # "what's 17 times 23?"
    if guess.interrupts and guess.intent not in STATES_FACTS:
        correctable = context.known if is_correction and "?" not in reading.text else frozenset()
        facts = [fact for fact in facts if fact.entity in WHO | correctable]
        facts = [*beside, *(fact for fact in facts if not any(_overlap(fact, each) for each in beside))]
    elif beside:
        facts += [
            fact for fact in beside if not _has(fact.entity, facts) and not any(_overlap(fact, each) for each in facts)
        ]
    needs = needed(reading, facts, context.asked, context.known, guess)
    need = [fact for fact in needs if not any(_overlap(fact, each) for each in changes)]
    facts = [*(fact for fact in facts if not is_told_in(fact, need)), *need]
    if need and is_no_talk(guess, context.asked, need):
        guess = ANSWERS
    if not guess.interrupts or guess.intent in STATES_FACTS:
        facts += recognised(context.named, reading.text, facts, None if context.also else context.asked, context.known)
    return facts, guess


def _of_the_visitor(facts: list[Found], reading: Reading, context: Context) -> list[Found]:
    """A bare name, said by who has told theirs and was asked for something else, is the company's or nobody's."""
    if "person" in reading.expected or "person_name" not in context.known:
        return facts
    bare = [fact for fact in facts if fact.entity == "person" and is_whole(fact, reading.text)]
    kept = [fact for fact in facts if fact not in bare]
    return kept if "company" in context.known else [*kept, *(replace(fact, entity="company") for fact in bare)]


def _beside(reading: Reading, guess: Guess) -> list[Found]:
    """What is stated beside a question, or beside what is left open, is said as ever: "30k. How long does it take?"."""
    if guess.intent in ASKS:
        beside = statements(reading.text)
    elif guess.interrupts and guess.intent in LEAVES_OPEN:
        beside = beside_declining(reading.text)
    else:
        return []
    is_said = any(character.isalnum() for character in beside)
    return list(stated(replace(reading, text=beside))) if is_said and beside != reading.text else []


def _replaced(reading: Reading, context: Context) -> list[Found]:
    """A name that stands in for the wrong one."""
    found = find_replacement(reading.text, context.names)
    return [Found(found[0], found[1].value, found[1].start, found[1].end)] if found else []


def _is_bare_number(fact: Found, text: str) -> bool:
    return fact.entity == "budget" and text[fact.start : fact.end].isdigit()


def _has(entity: str, facts: list[Found]) -> bool:
    return any(fact.entity == entity for fact in facts)


def _announced(fact: Found, changes: list[Change]) -> bool:
    """Whether the fact is but a word of what announces a change: the "wrong" of "my name is wrong"."""
    return any(fact.start < each.end and each.start < fact.end <= each.value for each in changes)


def _overlap(fact: Found, change: Change | Found) -> bool:
    return fact.start < change.end and change.start < fact.end


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
    if said and guess.intent in (FALLBACK, "affirm", "deny", DATA_REQUEST):
        return "inform"
    if asked is not None and guess.intent in INTERRUPTIONS | {"out_of_scope"} and guess.confidence < HALF_SURE:
        return guess.intent if guess.intent == "faq" and text.rstrip().endswith("?") else FALLBACK
    return guess.intent
