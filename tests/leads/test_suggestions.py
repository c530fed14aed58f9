"""Sentences for training: a file that stays whole, each sentence once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads.suggestions import Suggestion, Suggestions


def test_what_is_suggested_again_takes_the_place_of_what_was(tmp_path: Path) -> None:
    suggestions = Suggestions(tmp_path / "var" / "suggestions.yml")
    assert suggestions.all() == ()
    for intent in ("faq", "greet"):
        suggestions.add(Suggestion("hello", "en", intent))
    suggestions.add(Suggestion("hello", "de", ""))
    assert suggestions.all() == (Suggestion("hello", "en", "greet"), Suggestion("hello", "de", ""))
    suggestions.remove("hello", "en")
    assert suggestions.as_yaml() == "- text: hello\n  language: de\n  intent: ''\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_every_sentence_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    suggestions = Suggestions(tmp_path_factory.mktemp("kept") / "suggestions.yml")
    sentence = " ".join(text.split())
    suggestions.add(Suggestion(sentence, "en", "faq"))
    assert suggestions.all() == (Suggestion(sentence, "en", "faq"),)
