"""Who leaves a question open and tells something else in the same breath: "no idea yet, but it must run by June"."""

import re
from collections.abc import Iterator
from typing import Literal

from bot.understanding.answers.non_answer import is_dont_know, is_refusal
from bot.understanding.word_lists import any_of

Declining = Literal["dont_know", "refuse"]

_LONGEST_TEXT = 400
_CUT = re.compile(
    r"[.;!?\n]+(?=\s|$)|,\s(?:but|aber|only|nur|though|however|jedoch|doch)\s|,\s|\s[-–—]\s|\s(?:but|aber|however|jedoch)\s",
    re.IGNORECASE,
)


def declines(text: str, asked: str) -> Declining | None:
    """How a clause of the text leaves the question for the slot ``asked`` open; None where none does, or asks back."""
    for start, end in _declining_clauses(text[:_LONGEST_TEXT]):
        clause = text[start:end]
        if not _names_another_slot(clause, asked):
            return "dont_know" if is_dont_know(clause) else "refuse"
    return None


def beside_declining(text: str) -> str:
    """The text with the clauses that leave something open blanked out, so that every place in it stays where it was."""
    for start, end in _declining_clauses(text[:_LONGEST_TEXT]):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _declining_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Those of several clauses: a lone one is the message itself, and the classifier's to judge."""
    clauses = list(_clauses(text))
    for start, end in clauses if len(clauses) > 1 else ():
        clause = text[start:end]
        if not clause.endswith("?") and (is_dont_know(clause) or is_refusal(clause)):
            yield start, end


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CUT.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _names_another_slot(clause: str, asked: str) -> bool:
    """Whether the clause speaks of another slot, and not of the one that was asked for."""
    said = clause.lower()
    named = {slot for slot in _SLOTS if re.search(any_of("changes", slot), said)}
    return bool(named) and asked not in named


_SLOTS = ("person_name", "company", "email", "phone", "budget", "authority", "timeline", "need", "job_title")
