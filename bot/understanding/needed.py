"""Whether a message states a need, given what was asked and what else it says."""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.understanding.answers.data_request import find_data_request
from bot.understanding.answers.non_answer import is_question, is_small_talk
from bot.understanding.corrections import corrects
from bot.understanding.deal.need_cues import LEADS
from bot.understanding.deal.problem import is_about_own_business, names_a_thing, tells_a_problem
from bot.understanding.deal.statement import content_words
from bot.understanding.finders import ENTITY_OF_SLOT, FINDERS, Found, Reading
from bot.understanding.intents import ANSWERS, MAY_STATE_A_NEED, NOT_A_LEAD, Guess
from bot.understanding.questions import statements
from bot.understanding.stated import is_whole
from bot.understanding.tokens import stripped_span
from bot.understanding.word_lists import any_of
from bot.understanding.yes_no_slots import YES_NO

_OF_A_FORM = frozenset({"budget", "timeline", "company_size", "email", "phone", "authority", "person", "company"})
"""What explains its words wherever they stand; a place or an industry may be part of the need."""
_MOST_WISHES = 4
_DEMANDS = frozenset({"human_handoff", "restart", "data_request", "ask_why", NOT_A_LEAD})
_SOLD = re.compile(r"chat|bot\b|software|assistant|assistent|automat", re.IGNORECASE)
_TALK = frozenset({"chitchat", "out_of_scope", "stop"})
_AT_ONCE = re.compile(r"(?:sofort|gleich|immediately|at once|right away|straight away|instantly|asap)$", re.IGNORECASE)
_MINE = re.compile(r"(?:that\s|dass\s|to\s(?:have|get)\s)?(?:all\s|alle\s)?(?:my|me|mein\w*|mich)\b", re.IGNORECASE)
_CUT = re.compile(r"(?<!\d)[,;\n]\s?|[,;\n](?!\d)\s?|[.!](?=\s|$)|\s(?:and|und)\s|\s[-–—]\s")


def needed(
    reading: Reading, facts: Collection[Found], asked: str | None, known: frozenset[str], guess: Guess
) -> list[Found]:
    """The need, without what is said of other slots in the same breath.

    Asked for, it may be any statement. Else it is announced ("we need"), or trouble that is told while none is known.
    """
    if asked == "need" and guess.is_sure and guess.intent == "faq":
        beside = statements(reading.text)  # "a chatbot. Where do you store our data?"
        if beside != reading.text and content_words(beside):
            reading, guess = replace(reading, text=beside), ANSWERS
    text = reading.text
    is_asked = asked == "need" and _may_be_the_answer(text, guess)
    if guess.interrupts and not is_asked and guess.intent not in MAY_STATE_A_NEED:
        return []
    if not is_asked and (any(is_whole(fact, text) for fact in facts) or not _may_tell(text, asked, known)):
        return []
    if _only_corrects(text, facts, asked, known):
        return []
    expected = reading.expected | {"need"} if is_asked else reading.expected
    reading = replace(reading, expected=expected)
    for _ in range(_MOST_WISHES):
        wished = next(iter(FINDERS["need"](reading)), None)
        need = _without_others(wished, text, facts) if wished else None
        if wished is None or need is not None:
            return [] if need is None or _is_about_own_data(need.value) else [need]
        reading = reading.without(wished)  # "we want to start in May. We need a chatbot": the first one was a date
    return []


def _is_about_own_data(said: str) -> bool:
    """ "That my data is deleted" is wanted of us, and is nothing to buy."""
    return _MINE.match(said) is not None and find_data_request(said) is not None


def is_no_talk(guess: Guess, asked: str | None, needs: Collection[Found]) -> bool:
    """Whether the need is what the message is about: "our response time is terrible" is meant for nobody here."""
    if asked == "need":
        return guess.intent != "faq"
    return guess.intent in _TALK and any(tells_a_problem(need.value) for need in needs)


def is_told_in(fact: Found, needs: Collection[Found]) -> bool:
    """Whether a time is part of what is told: "nobody answers on Sundays", "that visitors get an answer at once"."""
    if fact.entity != "timeline":
        return False
    inside = [need for need in needs if need.start <= fact.start and fact.end <= need.end]
    return any(tells_a_problem(need.value) or _is_at_once(fact, need) for need in inside)


def _is_at_once(fact: Found, need: Found) -> bool:
    said, rest = need.value[: fact.end - need.start], need.value[fact.end - need.start :]
    return _AT_ONCE.search(said) is not None and any(character.isalpha() for character in rest)


def _may_be_the_answer(text: str, guess: Guess) -> bool:
    """Whether any statement may be the need; who surely does something else has to sound like it."""
    if guess.is_sure and guess.intent in ("affirm", "deny"):
        return tells_a_problem(text) or is_about_own_business(text) or _names_a_wish(text, guess)
    if not guess.interrupts or guess.intent == "contact_sales":  # "answer quotes faster" sounds like "a quote"
        return True
    if guess.intent in _DEMANDS or is_question(text):
        return False
    return tells_a_problem(text) or (guess.intent in MAY_STATE_A_NEED - {"stop"} and is_about_own_business(text))


def _names_a_wish(text: str, guess: Guess) -> bool:
    """ "Yes, a chatbot for the dealers"; what follows a no may be what is not wanted."""
    if guess.intent == "deny":
        return LEADS.search(text) is not None
    return names_a_thing(text) or _SOLD.search(text) is not None


def _may_tell(text: str, asked: str | None, known: frozenset[str]) -> bool:
    return LEADS.search(text) is not None or ("need" not in known and asked not in YES_NO)


def _only_corrects(text: str, facts: Collection[Found], asked: str | None, known: frozenset[str]) -> bool:
    if LEADS.search(text) or tells_a_problem(text) or not corrects(text, asked):
        return False
    entities = {ENTITY_OF_SLOT.get(slot, slot) for slot in known}
    return any(fact.entity in entities for fact in facts)


def _without_others(need: Found, text: str, facts: Collection[Found]) -> Found | None:
    """The need less the clauses at its ends that other facts explain; none where nothing else is left."""
    if any(fact.start <= need.start and need.end <= fact.end for fact in facts):
        return None
    rest = _blanked(text, [fact for fact in facts if fact.entity in _OF_A_FORM])
    clauses = _clauses(text, need)
    while clauses and _is_explained(*clauses[0], text, rest):
        del clauses[0]
    while clauses and _is_explained(*clauses[-1], text, rest):
        del clauses[-1]
    if not clauses:
        return None
    start, end = stripped_span(text, clauses[0][0], clauses[-1][1])
    return Found("need", text[start:end], start, end)


def _clauses(text: str, need: Found) -> list[tuple[int, int]]:
    cuts = [match.span() for match in _CUT.finditer(text, need.start, need.end)]
    starts = [need.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), need.end]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _is_explained(start: int, end: int, text: str, rest: str) -> bool:
    """Whether a fact is told in the clause and hardly anything else, or mere courtesy."""
    if is_small_talk(text[start:end]):
        return True
    if text[start:end] == rest[start:end]:
        return False
    return content_words(re.sub(any_of("need", "of_the_deal"), " ", rest[start:end].lower())) < 1


def _blanked(text: str, facts: Collection[Found]) -> str:
    for fact in facts:
        text = text[: fact.start] + " " * (fact.end - fact.start) + text[fact.end :]
    return text
