"""Who is taken for a job seeker, a student, a customer in trouble, a reporter or a seller, and is a buyer after all."""

import re

from bot.understanding.deal.problem import names_a_thing
from bot.understanding.finders import FINDERS, Reading
from bot.understanding.intents import Guess
from bot.understanding.stated import is_whole
from bot.understanding.word_lists import any_of

SURE_BY_CUE = 0.35
"""With a word such as "vacancy" or "invoice" beside it, the classifier needs to be no surer than this."""
SURE_WITHOUT = 0.9
SURE_OF_NAMES = 0.9
"""The classifier has to be surer than this to turn away who was asked for a name: "Press & Partner" may be one."""
NAMES = ("person", "company")
MEANT = frozenset({"human_handoff", "data_request"})
"""What a customer in trouble may want as well, and gets."""


def is_no_buyer(reading: Reading, guess: Guess, no_buyer: float) -> bool:
    """Whether to turn the visitor away. A buyer turned away costs more than a question wasted on somebody else.

    ``no_buyer`` is the classifier's word for it. A message that answers the question or states a buyer's need is an
    answer; in doubt it is one as well.
    """
    enough = SURE_BY_CUE if _has_cue(reading.text) else SURE_WITHOUT
    if re.search(any_of("not_a_lead", "sure"), reading.text.lower()):
        enough = 0.0
    if no_buyer < enough or (guess.intent in MEANT and guess.is_sure):
        return False
    return not (_answers(reading, no_buyer) or _buys(reading) or _only_their_company_sounds_like_it(reading))


def _has_cue(text: str) -> bool:
    return re.search(any_of("not_a_lead", "cue"), text.lower()) is not None


def _only_their_company_sounds_like_it(reading: Reading) -> bool:
    """ "I work for Quillmark Press": the cue is part of the company's name, of more than one word."""
    for company in FINDERS["company"](reading):
        if " " in company.value and _has_cue(company.value) and not _has_cue(reading.without(company).text):
            return True
    return False


def _answers(reading: Reading, no_buyer: float) -> bool:
    """Whether the text answers the question; what sounds like a need is judged by what is needed."""
    return any(
        entity in FINDERS and entity != "need" and _is_answered(entity, reading, no_buyer)
        for entity in reading.expected
    )


def _is_answered(entity: str, reading: Reading, no_buyer: float) -> bool:
    if entity not in NAMES:
        return any(True for _ in FINDERS[entity](reading))
    return no_buyer < SURE_OF_NAMES and any(is_whole(fact, reading.text) for fact in FINDERS[entity](reading))


def _buys(reading: Reading) -> bool:
    """Whether they say that they buy, or what they need is what is sold here."""
    said = reading.text.lower()
    if _names(said, "sells"):
        return False
    needs = [fact.value.lower() for fact in FINDERS["need"](reading)]
    if any(_is_product(need) or (_OURS.search(need) and names_a_thing(need)) for need in needs):
        return True
    return _names(said, "buys") or (_names(said, "may_buy") and not _names(said, "never"))


def _is_product(need: str) -> bool:
    """Judged by the thing itself, for what it is to do with it may be anything: "a bot that screens applicants"."""
    thing = _WHAT_FOR.split(need, maxsplit=1)[0]
    return (_names(thing, "product") or _PRODUCT.search(thing) is not None) and not _names(thing, "never")


def _names(text: str, section: str) -> bool:
    return re.search(any_of("buyers", section), text) is not None


_OURS = re.compile(r"\b(?:our|ours|us|unser\w*|uns)\b")
_PRODUCT = re.compile(r"(?:bot|assistent|assistenten|assistentin|software|werkzeug|lösung|plattform|system|chat)s?\b")
"""At the end of a German compound."""
_WHAT_FOR = re.compile(
    r",|\b(?:that|which|for|about|on|with|at|in|of|from|to|über|für|bei|mit|im|in|von|zu|zum|zur|der|die|das|um|an)\s"
)
