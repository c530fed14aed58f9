"""When visitors want to talk is no time frame of what they want to buy."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.in_context import Guess, understand


def read(text: str, asked: str | None = None, intent: str = "contact_sales", language: str = "en") -> dict[str, Any]:
    guess = Guess(intent, 0.9)
    understood = understand(text, language=language, today=date(2027, 2, 15), asked=asked, guess=guess)
    return {fact.entity: fact.value for fact in understood.facts}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("we'd like to schedule a demo on Thursday", "en"),
        ("please ring me tomorrow", "en"),
        ("Termin am Freitag bitte", "de"),
        ("melden Sie sich bitte am Montag", "de"),
    ],
)
def test_an_appointment_tells_neither_time_frame_nor_need(text: str, language: str) -> None:
    assert read(text, language=language) == {}


@pytest.mark.parametrize(
    ("text", "language"), [("sure, but not before Wednesday", "en"), ("ja, aber erst ab Dienstag", "de")]
)
def test_since_when_somebody_may_be_contacted_is_no_time_frame(text: str, language: str) -> None:
    assert read(text, "contact_opt_in", "affirm", language) == {"contact_opt_in": True}


def test_a_time_frame_beside_an_appointment_counts() -> None:
    assert read("call me tomorrow, we want to go live in May")["timeline"] == {
        "start": "2027-05-01",
        "end": "2027-05-31",
    }


def test_who_was_asked_for_the_time_frame_may_answer_with_a_meeting() -> None:
    assert read("let's have a meeting in March", "timeline")["timeline"]["start"] == "2027-03-01"
