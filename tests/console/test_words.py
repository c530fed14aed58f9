"""Nothing that a lead can hold is without a word, in any language that the console speaks."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

import console.words
from console.navigation import NAVIGATION
from console.visit import LANGUAGES as SPOKEN
from console.words import Words, read_words
from leads.audit import Deed
from leads.model import LeadClass, Stage
from leads.qualification import BANT, TABLE
from leads.tables import Author
from leads.user import Role
from leads.values import AUTHORITIES, READERS

FOLDER = Path(console.words.__file__).parent
LANGUAGES = sorted(path.name for path in FOLDER.iterdir() if list(path.glob("*.yml")))
CRITERIA = tuple(criterion.name for criterion in TABLE)


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return read_words(request.param)


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("slot", READERS),
        ("criterion", CRITERIA),
        ("light", BANT),
        ("class", LeadClass),
        ("verdict", LeadClass),
        ("stage", Stage),
        ("author", Author),
        ("authority", AUTHORITIES),
        ("role", Role),
        ("deed", Deed),
        ("navigation", [entry.name for entry in NAVIGATION]),
    ],
)
def test_everything_that_can_be_shown_has_a_word(words: Words, group: str, names: Iterator[str]) -> None:
    assert [str(name) for name in names if not words[group].get(str(name))] == []


def test_no_word_has_a_name_that_a_template_takes_for_a_method_of_its_group(words: Words) -> None:
    named = {name for group in words.values() if isinstance(group, dict) for name in group} | set(words)
    assert named & set(dir(dict)) == set()


def test_every_language_that_can_be_chosen_has_words_and_no_other() -> None:
    assert set(LANGUAGES) == set(SPOKEN)


def test_all_languages_say_the_same_things_and_fill_in_the_same_places() -> None:
    said = {language: dict(_texts(read_words(language))) for language in LANGUAGES}
    english = said["en"]
    for language, texts in said.items():
        assert texts.keys() ^ english.keys() == set(), language
        differ = [name for name, text in texts.items() if _places(text) != _places(english[name])]
        assert differ == [], language


def test_no_group_of_words_is_in_two_files() -> None:
    for language in LANGUAGES:
        groups = [group for path in (FOLDER / language).glob("*.yml") for group in yaml.safe_load(path.read_text())]
        assert len(groups) == len(set(groups)), language


def _texts(words: object, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for key, value in words.items():
            yield from _texts(value, f"{name}.{key}")
    else:
        yield name, str(words)


def _places(text: str) -> set[str]:
    return {place or "" for _, place, _, _ in Formatter().parse(text) if place is not None}
