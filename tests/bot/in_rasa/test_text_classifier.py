"""The classifier behind intents and answers: what it makes of known words, of typos, and of names never seen before."""

from pathlib import Path

import pytest

from bot.components.text_classifier import UNSEEN, TextClassifier

EXAMPLES = [
    *((text, "thank") for text in ("danke", "vielen dank", "thank you", "thanks a lot", "danke für die hilfe")),
    *((text, "bye") for text in ("tschüss", "auf wiedersehen", "bye bye", "see you later", "bis morgen")),
    *((text, "refuse") for text in ("das möchte ich nicht sagen", "i don't want to say", "rather not", "keine angabe")),
]


@pytest.fixture(scope="module")
def classifier() -> TextClassifier:
    return TextClassifier.learn(EXAMPLES)


def best(classifier: TextClassifier, text: str) -> str:
    return classifier.ranking(text)[0][0]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Danke!", "thank"),
        ("herzlichen dank", "thank"),
        ("TSCHÜÜÜSS", "bye"),
        ("tschuess", "bye"),
        ("i dont want to say", "refuse"),
        ("das moechte ich nicht verraten", "refuse"),
    ],
)
def test_spelling_and_capitals_do_not_matter(classifier: TextClassifier, text: str, label: str) -> None:
    assert best(classifier, text) == label


def test_confidence_is_shared_among_all_labels(classifier: TextClassifier) -> None:
    ranking = classifier.ranking("vielen dank, bis morgen")
    assert {label for label, _ in ranking} == {"thank", "bye", "refuse"}
    assert sum(confidence for _, confidence in ranking) == pytest.approx(1)
    assert [confidence for _, confidence in ranking] == sorted((each for _, each in ranking), reverse=True)


@pytest.mark.parametrize("text", ["Dankert", "Byeman Ltd", "Ödön Kőszegi"])
def test_a_name_that_looks_like_a_known_word_is_never_a_sure_thing(classifier: TextClassifier, text: str) -> None:
    assert classifier.ranking(text)[0][1] <= UNSEEN


@pytest.mark.parametrize("text", ["", "   ", "\x00", "?", "👍", "x" * 4000])
def test_any_text_gets_a_ranking(classifier: TextClassifier, text: str) -> None:
    assert len(classifier.ranking(text)) == 3


def test_what_was_saved_ranks_as_before(classifier: TextClassifier, tmp_path: Path) -> None:
    classifier.save(tmp_path)
    loaded = TextClassifier.load(tmp_path)
    for text, _ in EXAMPLES:
        assert loaded.ranking(text) == classifier.ranking(text)
