"""Mistakes in ``data/handoff`` are told with their line, before sales reads a brace or nothing at all."""

from pathlib import Path

import pytest

from banter.operator_files.handoff_words import read_handoff_words
from banter.settings import ROOT
from leads.errors import OperatorFileError

SHIPPED = ROOT / "data" / "handoff"


def told(path: Path) -> str:
    with pytest.raises(OperatorFileError) as refused:
        read_handoff_words(path)
    (problem,) = refused.value.problems
    return problem.what


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    path = tmp_path / "en.yml"
    path.write_text((SHIPPED / "en.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_shipped_words_can_be_used(language: str) -> None:
    words = read_handoff_words(SHIPPED / f"{language}.yml")
    assert set(words.reasons) == set(read_handoff_words(SHIPPED / "en.yml").reasons)


def test_a_placeholder_that_nobody_fills_is_refused(changed: Path) -> None:
    change(changed, "'{by} has taken this lead.'", "'{name} has taken this lead.'")
    assert "nobody fills {name} here" in told(changed)


def test_a_placeholder_in_a_button_is_refused(changed: Path) -> None:
    change(changed, "claim: I take it", "claim: 'Take {who}'")
    assert "none is known here" in told(changed)


def test_a_sentence_that_is_missing_is_named(changed: Path) -> None:
    change(changed, "  handed_back: The assistant goes on with the conversation.\n", "")
    assert told(changed) == "news.handed_back: is missing; add it"


def test_a_slot_without_a_name_is_named(changed: Path) -> None:
    change(changed, "  timeline: Time frame\n", "")
    assert "has no words for timeline" in told(changed)
