"""Finds out what say the visitor has in the purchase."""

import re
from dataclasses import dataclass

from bot.understanding.answers.non_answer import is_dont_know, is_question, is_refusal
from bot.understanding.deal.authority_cues import ANSWERS, SOMEONE_ELSE, STATED_IN_PASSING, STATEMENTS
from bot.understanding.tokens import plain_apostrophes, stripped_span
from bot.understanding.who.job_title import find_job_title
from bot.understanding.who.title_taxonomy import AUTHORITY_BY_TITLE, Say
from bot.understanding.word_lists import any_of

NAMED_FIRST = re.compile(r"(.{2,60}?)\s+(?:bin\s+ich|ist\s+meine\s+wenigkeit|is\s+me)\b(?!\s+nicht)", re.IGNORECASE)


@dataclass(frozen=True)
class Authority:
    """The visitor's say in the purchase and the span of the words that tell it."""

    value: Say
    start: int
    end: int


def find_authority(text: str, language: str = "en", asked: bool = False) -> Authority | None:
    """What the visitor says about who decides; ``asked`` admits "me", "yes" or a mere job title."""
    text = plain_apostrophes(text)
    if is_question(text) and not STATED_IN_PASSING.search(text):
        return None
    for pattern, value in STATEMENTS:
        if match := pattern.search(text):
            return Authority(value, match.start(), match.end())
    if not asked or is_refusal(text) or is_dont_know(text):
        return None
    start = _behind_opening(text)
    answer = _answer(text, start)
    if answer and answer.value == "decision_maker":
        return answer  # "just me, I'm the Sales Director": the title tells less
    if (title := _by_title(text)) and (not SOMEONE_ELSE.match(text, start) or NAMED_FIRST.match(text)):
        return title
    return answer


def _answer(text: str, start: int) -> Authority | None:
    start, end = stripped_span(text, start, len(text))
    for pattern, value in ANSWERS:
        if match := pattern.match(text, start, end):
            return Authority(value, match.start(), match.end())
    return None


def infer_authority(job_title: str) -> Say | None:
    """The say that usually goes with a title; ``None`` for a title that tells nothing."""
    title = " ".join(job_title[:120].split())
    for pattern, authority in AUTHORITY_BY_TITLE:
        if pattern.search(title):
            return authority
    return None


def _behind_opening(text: str) -> int:
    """Past signs and hesitations of any kind: "🙋 me", "na ja, ich"."""
    hesitation = any_of("answers", "hesitation", "hesitation.sound", "hesitation.answer")
    opening = re.match(rf"\W*(?:{any_of('yes_no', 'opening')}|{hesitation}|\W)*", text.lower())
    start = opening.end() if opening else 0
    if start < len(text):
        return start
    return next((place for place, character in enumerate(text) if character.isalnum()), 0)


def _by_title(text: str) -> Authority | None:
    verb_last = NAMED_FIRST.match(text)  # "Chef bin ich", "the boss is me"
    title = find_job_title(text[: verb_last.end(1)] if verb_last else text, asked=True)
    if title is None:
        return None
    value = infer_authority(title.value)
    return Authority(value, title.start, title.end) if value else None
