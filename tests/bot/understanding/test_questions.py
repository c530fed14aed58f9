"""A message taken apart: its questions, one by one, and what it states beside them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.questions import parts, statements


def questions(text: str) -> list[str]:
    return [part.text for part in parts(text) if part.is_question]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what does it cost and where is the data stored?", ["what does it cost", "where is the data stored?"]),
        ("Is it in German and can I test it?", ["Is it in German", "can I test it?"]),
        (
            "what's the price, how long does it take, and is it secure?",
            ["what's the price", "how long does it take", "is it secure?"],
        ),
        (
            "I'd like to know what it costs and how long it takes",
            ["what it costs", "how long it takes"],
        ),
        (
            "Was kostet das? Und wie lange dauert die Einrichtung?",
            ["Was kostet das?", "wie lange dauert die Einrichtung?"],
        ),
        (
            "Welche Sprachen könnt ihr und gibt es eine Testphase?",
            ["Welche Sprachen könnt ihr", "gibt es eine Testphase?"],
        ),
        (
            "Ich wüsste gern, was das kostet und wo die Daten liegen",
            ["was das kostet", "wo die Daten liegen"],
        ),
    ],
)
def test_joined_questions_are_told_apart(text: str, asked: list[str]) -> None:
    assert questions(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "What does it cost per month and per user?",
        "Do you integrate with HubSpot or Pipedrive?",
        "Who are you and your team?",
        "Kann das auch Englisch und Polnisch?",
        "was passiert mit dem, was ich hier schreibe?",
    ],
)
def test_one_question_is_one_whatever_it_lists(text: str) -> None:
    assert questions(text) == [text]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("We need a chatbot. What does it cost?", "We need a chatbot."),
        ("30k. How long does set-up take?", "30k."),
        ("we are Larkspur Ltd, what does it cost?", "we are Larkspur Ltd"),
        ("Was kostet das? Wir sind 40 Leute.", "Wir sind 40 Leute."),
        ("We want leads and what we need is a bot", "We want leads and what we need is a bot"),
        ("what does it cost?", ""),
    ],
)
def test_what_is_stated_beside_a_question_stays(text: str, stated: str) -> None:
    assert statements(text).strip() == stated
    assert len(statements(text)) == len(text)


@given(
    text=st.text(max_size=200)
    | st.lists(st.sampled_from(["what", "and", "?", ".", ",", "wie", "und", "is", "a", "b\n"])).map(" ".join)
)
@settings(max_examples=200, deadline=None)
def test_parts_lie_in_order_in_the_text(text: str) -> None:
    reached = 0
    for part in parts(text):
        assert reached <= part.start < part.end <= len(text)
        assert part.text in text
        reached = part.end
