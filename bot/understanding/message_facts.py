"""The facts that a message tells, given what was asked, what is known and what the classifier thinks of it."""

from dataclasses import replace

from bot.understanding.answers.change import Change
from bot.understanding.answers.declining import beside_declining
from bot.understanding.context import ASKS, LEAVES_OPEN, WHO, Context
from bot.understanding.corrections import as_correction, corrects
from bot.understanding.finders import Found, Reading
from bot.understanding.intents import ANSWERS, IDLE, STATES_FACTS, Guess
from bot.understanding.needed import is_no_talk, is_told_in, needed
from bot.understanding.questions import statements
from bot.understanding.stated import is_whole, recognised, stated
from bot.understanding.who.replaced import find_replacement


def told(reading: Reading, context: Context, guess: Guess, changes: list[Change]) -> tuple[list[Found], Guess]:
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
    if guess.interrupts and guess.intent == "human_handoff":
        facts = [fact for fact in facts if not (fact.entity == "job_title" and is_whole(fact, reading.text))]  # "agent"
    facts += replaced
    if "?" in reading.text and guess.intent in IDLE | ASKS:
        facts = [fact for fact in facts if not _is_bare_number(fact, reading.text)]  # "what's 17 times 23?"
    if guess.interrupts and guess.intent not in STATES_FACTS:
        correctable = context.known if is_correction and "?" not in reading.text else frozenset()
        facts = [fact for fact in facts if fact.entity in WHO | correctable]
        facts = [*beside, *(fact for fact in facts if not any(overlap(fact, each) for each in beside))]
    elif beside:
        facts += [
            fact for fact in beside if not _has(fact.entity, facts) and not any(overlap(fact, each) for each in facts)
        ]
    needs = needed(reading, facts, context.asked, context.known, guess)
    need = [fact for fact in needs if not any(overlap(fact, each) for each in changes)]
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


def overlap(fact: Found, change: Change | Found) -> bool:
    return fact.start < change.end and change.start < fact.end
