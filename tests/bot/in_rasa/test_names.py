"""The recogniser of names: what it is trained on, and that it finds what it was never told."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from bot.names.grammar import LABELS, Grammar
from bot.names.recognizer import NameRecognizer
from bot.names.sentences import Sentence, sentences
from bot.understanding.in_context import Guess, Understood, understand

A_SLICE = 12_000
"""Enough for plain introductions; the product trains on more."""


@pytest.fixture(scope="module")
def some() -> list[Sentence]:
    return list(sentences(2_000))


@pytest.fixture(scope="module")
def recognizer() -> NameRecognizer:
    return NameRecognizer.trained(sentences(A_SLICE))


def test_the_same_seed_makes_the_same_sentences(some: list[Sentence]) -> None:
    assert list(sentences(2_000)) == some
    assert list(sentences(200, seed=1)) != some[:200]


def test_every_span_is_a_name_without_the_space_around_it(some: list[Sentence]) -> None:
    for sentence in some:
        ends = 0
        for entity, start, end in sentence.entities:
            assert entity in LABELS.values()
            assert ends <= start < end <= len(sentence.text)
            assert sentence.text[start:end] == sentence.text[start:end].strip()
            ends = end


def test_both_languages_name_people_companies_and_titles(some: list[Sentence]) -> None:
    for language in (some[::2], some[1::2]):
        named = [entity for sentence in language for entity, _, _ in sentence.entities]
        assert min(named.count(entity) for entity in ("person", "company", "job_title")) > 200
        assert sum(not sentence.entities for sentence in language) > 250


def test_what_is_somebody_else_s_has_no_label() -> None:
    grammar = Grammar({"said": ["{person} works with {other:person}"], "person": ["{first}"], "first": ["Ida"]})
    pieces = grammar.expand("said", Random(0))
    assert [label for text, label in pieces if text == "Ida"] == ["person", None]


def test_chat_style_leaves_no_label_on_anything_but_names(some: list[Sentence]) -> None:
    shouted = [sentence for sentence in some if sentence.text.isupper()]
    whispered = [sentence for sentence in some if sentence.text.islower()]
    assert shouted
    assert len(whispered) > len(some) / 4


@pytest.mark.parametrize(
    ("said", "language", "named"),
    [
        (
            "hi, i'm Oona Tarvainen, head of logistics at Skerry Foods",
            "en",
            {"person": "Oona Tarvainen", "job_title": "head of logistics", "company": "Skerry Foods"},
        ),
        (
            "hallo, mein name ist Ottilie Brandner und ich arbeite bei Talwind Energie",
            "de",
            {"person": "Ottilie Brandner", "company": "Talwind Energie"},
        ),
        ("we use Salesforce", "en", {}),
        ("mein chef entscheidet", "de", {}),
        ("lieber nicht", "de", {}),
    ],
)
def test_an_introduction_that_no_template_contains_is_read(
    recognizer: NameRecognizer, said: str, language: str, named: dict[str, str]
) -> None:
    assert {each.entity: said[each.start : each.end] for each in recognizer.find(said)} == named


def test_a_bare_answer_is_read_as_what_was_asked_for(recognizer: NameRecognizer) -> None:
    assert [each.entity for each in recognizer.find("benedikta sommerfeld", "person_name")] == ["person"]
    assert [each.entity for each in recognizer.find("sommerfeld maschinenbau", "company")] == ["company"]


def test_a_saved_recogniser_reads_as_before(recognizer: NameRecognizer, tmp_path: Path) -> None:
    said = "this is Oona Tarvainen from Skerry Foods"
    recognizer.to_disk(tmp_path)
    again = NameRecognizer.from_disk(tmp_path)
    assert [each.entity for each in again.find(said)] == [each.entity for each in recognizer.find(said)]


@pytest.mark.parametrize("said", ["", " \n", "\ud800", "👍👍", "a" * 5_000, "ида лоренц", "@ " * 900])
def test_any_text_can_be_read(recognizer: NameRecognizer, said: str) -> None:
    assert all(0 <= each.start < each.end <= len(said) for each in recognizer.find(said))


def _understood(recognizer: NameRecognizer, sentence: Sentence) -> Understood:
    return understand(
        sentence.text,
        language="en",
        today=date(2026, 3, 2),
        asked=sentence.asked,
        guess=Guess(None, 0.0),
        named=tuple(recognizer.find(sentence.text, sentence.asked)),
    )
