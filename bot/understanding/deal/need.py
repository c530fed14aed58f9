"""Finds what the visitor needs, in their own words and without the pleasantries."""

from itertools import islice

from bot.understanding.deal.need_cues import (
    LEADS,
    NEED_END,
    NOT_NEEDED,
    REFERRED_TO,
    REFERS_BACK,
    REQUEST,
    SALES_PREFIX,
)
from bot.understanding.deal.statement import checked, content_words, find_statement, find_told_problem
from bot.understanding.mention import Mention
from bot.understanding.mention_quote import quoted
from bot.understanding.sentences import sentences
from bot.understanding.tokens import plain_apostrophes, stripped_span

_MOST_CUES = 20


def find_need(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The words that say what the visitor wants to achieve or to have; asking for an offer or for sales is none.

    ``asked`` means that the bot has just asked for it: any statement of substance is then the need.
    """
    return quoted(text, _need(plain_apostrophes(text), asked))


def _need(text: str, asked: bool) -> Mention | None:
    leads = list(islice(LEADS.finditer(text), _MOST_CUES))
    for lead in leads:
        before = text[: lead.start()]
        if REFERS_BACK.match(text, lead.end()) or REFERRED_TO.search(before):
            found = _told_before(REFERRED_TO.sub("", before))
        else:
            found = _need_from(text, lead.end())
        if found:
            return found
    if problem := find_told_problem(text):
        return problem
    if not asked:
        return None
    if not leads and (request := REQUEST.search(text)):
        found = _need_from(text, request.end())
        return found if found and content_words(found.value) > 1 else None
    return find_statement(text)


def _told_before(text: str) -> Mention | None:
    """What "that" is which they want changed: the trouble that was told, else what was said last."""
    if problem := find_told_problem(text):
        return problem
    *_, (start, end) = list(sentences(text)) or [(0, len(text))]
    return find_statement(" " * start + text[start:end])


def _need_from(text: str, start: int) -> Mention | None:
    if asked_for := SALES_PREFIX.match(text, start):
        start = asked_for.end()
    start, end = stripped_span(text, start, _need_end(text, start))
    return None if NOT_NEEDED.match(text, start, end) else checked(text, start, end)


def _need_end(text: str, start: int) -> int:
    match = NEED_END.search(text, start)
    return match.start() if match else len(text)
