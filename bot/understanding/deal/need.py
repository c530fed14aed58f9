"""Finds what the visitor needs, in their own words and without the pleasantries."""

from itertools import islice

from bot.understanding.answers.non_answer import is_dont_know, is_non_answer, is_question, is_refusal, is_small_talk
from bot.understanding.deal.authority import find_authority
from bot.understanding.deal.need_cues import (
    ABOUT_SELF,
    CLOSING,
    GENERIC,
    LEADS,
    NEED_END,
    NOT_NEEDED,
    OPENING,
    REQUEST,
    SALES_PREFIX,
    SOLID,
)
from bot.understanding.mention import Mention
from bot.understanding.mention_quote import quoted
from bot.understanding.tokens import plain_apostrophes, stripped_span, tokens_from
from bot.understanding.who.company import find_company
from bot.understanding.who.name_words import FUNCTION_WORDS
from bot.understanding.who.person import find_person

_MOST_CUES = 20
_LONGEST_STATEMENT = 600


def find_need(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The words that say what the visitor wants to achieve or to have; asking for an offer or for sales is none.

    ``asked`` means that the bot has just asked for it: any statement of substance is then the need.
    """
    return quoted(text, _need(plain_apostrophes(text), asked))


def _need(text: str, asked: bool) -> Mention | None:
    leads = list(islice(LEADS.finditer(text), _MOST_CUES))
    for lead in leads:
        if found := _need_from(text, lead.end()):
            return found
    if leads or not asked:
        return None
    if request := REQUEST.search(text):
        found = _need_from(text, request.end())
        return found if found and _content_words(found.value) > 1 else None
    if len(text) > _LONGEST_STATEMENT:
        return None
    if find_person(text) or find_company(text) or find_authority(text) or ABOUT_SELF.match(text):
        return None
    if is_non_answer(text) or is_question(text):
        return None
    return _statement(text)


def _need_from(text: str, start: int) -> Mention | None:
    if asked_for := SALES_PREFIX.match(text, start):
        start = asked_for.end()
    start, end = stripped_span(text, start, _need_end(text, start))
    return None if NOT_NEEDED.match(text, start, end) else _checked(text, start, end)


def _statement(text: str) -> Mention | None:
    opening = OPENING.match(text)
    start, end = stripped_span(text, opening.end() if opening else 0, len(text))
    if closing := CLOSING.search(text, start, end):
        start, end = stripped_span(text, start, closing.start())
    return _checked(text, start, end)


def _checked(text: str, start: int, end: int) -> Mention | None:
    said = text[start:end]
    if _content_words(said) < 1 or len(said) > _LONGEST_STATEMENT or "@" in said:
        return None
    if is_small_talk(said) or is_refusal(said) or is_dont_know(said) or GENERIC.fullmatch(said):
        return None
    if _content_words(said) < 2 and not SOLID.search(said):
        return None
    return Mention(said, start, end)


def _need_end(text: str, start: int) -> int:
    match = NEED_END.search(text, start)
    return match.start() if match else len(text)


def _content_words(said: str) -> int:
    return sum(
        1 for word in tokens_from(said, limit=40) if word.lower not in FUNCTION_WORDS and not word.text.isdigit()
    )
