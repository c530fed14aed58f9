"""Who is no lead is told apart from buyers in the same words, by the classifier and the rules together."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.components.intents import BUYER
from bot.components.text_classifier import TextClassifier
from bot.understanding.in_context import Guess, understand
from bot.words import load_entries

ROOT = Path(__file__).resolve().parents[3]
HELD_OUT = yaml.safe_load((ROOT / "tests" / "bot" / "not_a_lead_held_out.yml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "de")


def examples() -> Iterator[tuple[str, str]]:
    """Each example of the training data, with the kind of visitor who writes it."""
    for entry in load_entries():
        label = entry.key if entry.key.startswith("not_a_lead/") else BUYER
        yield from ((text, label) for asks in entry.asks.values() for text in asks)
    for path in sorted((ROOT / "data" / "nlu").glob("*/*.yml")):
        for intent in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            yield from ((line.removeprefix("- "), BUYER) for line in intent["examples"].splitlines())


@pytest.fixture(scope="module")
def visitors() -> TextClassifier:
    return TextClassifier.learn(list(examples()), balanced=False)


def turned_away(visitors: TextClassifier, text: str, language: str, asked: str | None = None) -> bool:
    no_buyer = 1.0 - dict(visitors.ranking(text))[BUYER]
    understood = understand(
        text,
        language=language,
        today=date(2027, 2, 15),
        asked=asked,
        guess=Guess("inform", 0.5),
        no_buyer=no_buyer,
    )
    return understood.intent == "not_a_lead"


def lines(language: str) -> dict[str, list[str]]:
    held_out: dict[str, Any] = HELD_OUT[language]
    return held_out


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_buyer_is_turned_away(visitors: TextClassifier, language: str) -> None:
    assert [text for text in lines(language)["buyer"] if turned_away(visitors, text, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_of_the_others_are(visitors: TextClassifier, language: str) -> None:
    others = [text for kind, texts in lines(language).items() if kind != "buyer" for text in texts]
    missed = [text for text in others if not turned_away(visitors, text, language)]
    assert len(missed) <= 0.2 * len(others), missed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("student", "job_title"),
        ("Praktikantin", "job_title"),
        ("Press & Partner", "company"),
        ("university", "company"),
        ("journalism", "industry"),
        ("500 euros, I'm a student", "budget"),
        ("recruiting", "department"),
    ],
)
def test_an_answer_to_the_question_turns_nobody_away(visitors: TextClassifier, text: str, asked: str) -> None:
    assert not turned_away(visitors, text, "en", asked)


@pytest.mark.parametrize("asked", [None, "need", "budget", "email", "confirmed"])
def test_a_job_seeker_is_one_whatever_was_asked(visitors: TextClassifier, asked: str | None) -> None:
    assert turned_away(visitors, "I'm looking for a job, do you have any vacancies?", "en", asked)
    assert turned_away(visitors, "ich möchte mich bewerben, habt ihr offene Stellen?", "de", asked)
