"""What is asked for and answered with yes or no, and who reads the answer."""

from collections.abc import Callable, Collection

from bot.understanding.answers.confirmation import find_confirmation, find_erase_confirmation
from bot.understanding.answers.consent import find_consents
from bot.understanding.answers.yes_no import find_yes_no
from bot.understanding.finders import Found
from bot.understanding.intents import ENDS_IT, Guess
from bot.understanding.questions import statements

YES_NO: dict[str, Callable[[str, str], bool | None]] = {
    "contact_opt_in": find_yes_no,
    "marketing_opt_in": find_yes_no,
    "confirmed": find_confirmation,
    "erase_confirmed": find_erase_confirmation,
}
CORRECTABLE = "confirmed"
"""A fact in the answer to this corrects what was read back, and is the whole answer."""
ANSWERS_BY_INTENT = {"erase_confirmed": ("deny",)}
"""Where the classifier's word is enough for one answer only: it may keep what is stored, and never erase it."""


def read_yes_no(text: str, language: str, asked: str | None, guess: Guess) -> list[Found]:
    """The answer to the slot that was asked for, if that is one of these and the text answers it."""
    if asked not in YES_NO or (asked == CORRECTABLE and guess.interrupts and guess.intent in ENDS_IT):
        return []
    answer = YES_NO[asked](text, language)
    if answer is None and guess.is_sure and guess.intent in ANSWERS_BY_INTENT.get(asked, ("affirm", "deny")):
        answer = guess.intent == "affirm"
    return [] if answer is None else [Found(asked, answer, 0, len(text))]


def consents(text: str, facts: Collection[Found], guess: Guess) -> list[Found]:
    """Consents given or refused in so many words: they need no question, and in a need they are none."""
    if guess.is_sure and guess.intent in ("chitchat", "ask_why"):
        return []
    if guess.is_sure and guess.intent == "faq":
        text = statements(text)  # "feel free to call me. Who is behind this company?"
    said = {fact.entity for fact in facts}
    return [
        Found(each.slot, each.given, each.start, each.end)
        for each in find_consents(text)
        if each.slot not in said
        and not any(fact.entity == "need" and fact.start < each.end and each.start < fact.end for fact in facts)
    ]
