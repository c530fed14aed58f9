"""Leaving a question open, and what is told beside it."""

import pytest

from bot.understanding.answers.declining import beside_declining, declines
from tests.bot.understanding.test_in_context import facts, read


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("no clue about money yet, but we go live in May", "budget", "dont_know"),
        ("I'd rather not say. We are 40 people though", "budget", "refuse"),
        ("dazu weiß ich noch nichts, aber wir sind 40 Leute", "authority", "dont_know"),
        ("kann ich nicht sagen, aber im Mai soll es laufen", "budget", "refuse"),
        ("no idea about the deadline, but 30k", "budget", None),  # another slot is left open
        ("keine Ahnung", "budget", None),  # alone it is the classifier's
        ("30k, and we start in May", "budget", None),
    ],
)
def test_a_clause_may_leave_the_question_open(text: str, asked: str, expected: str | None) -> None:
    assert declines(text, asked) == expected


def test_what_stands_beside_it_stays_in_its_place() -> None:
    text = "no idea yet, but by June"
    assert beside_declining(text).strip(" ,") == "but by June"
    assert len(beside_declining(text)) == len(text)


@pytest.mark.parametrize(("intent", "sure"), [("inform", 0.9), ("dont_know", 0.9), ("dont_know", 0.5)])
def test_both_are_taken_whatever_it_sounds_like(intent: str, sure: float) -> None:
    understood = read("no idea yet, but it has to run by June", asked="budget", intent=intent, sure=sure)
    assert understood.intent == "dont_know"
    assert facts(understood) == {"timeline": {"start": None, "end": "2027-06-30"}}


def test_who_answers_after_all_leaves_nothing_open() -> None:
    assert read("not sure, maybe 20k", asked="budget").intent == "inform"
