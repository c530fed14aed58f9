"""What a message wants done with the visitor's data, and the consents that it takes back."""

from collections.abc import Collection

from bot.understanding.answers.data_request import find_data_request, find_withdrawal
from bot.understanding.finders import Found
from bot.understanding.intents import Guess

INTENT = "data_request"
NEVER = frozenset({"faq", "chitchat", "ask_why"})
"""Who surely asks a question about data protection wants nothing done."""


def read_requests(text: str, asked: str | None, guess: Guess, facts: Collection[Found]) -> list[Found]:
    """An entity ``data_request``, and ``false`` for each consent that is taken back.

    A "no" to the consent that was asked for is an answer, and a need may speak of data and newsletters as well.
    """
    is_one = guess.intent == INTENT
    said = {fact.entity for fact in facts}
    if "erase_confirmed" in said or (not is_one and (asked == "need" or "need" in said)):
        return []
    if guess.is_sure and guess.intent in NEVER:
        return []
    withdrawn = () if asked in said else find_withdrawal(text, is_one)
    request = find_data_request(text, is_one and not withdrawn and "change" not in said)
    found = [Found(slot, False, 0, len(text)) for slot in withdrawn]
    return found + ([Found("data_request", request.value, request.start, request.end)] if request else [])
