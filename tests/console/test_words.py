"""Nothing that a lead can hold is without a word, in any language that the console speaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import console.words
from console.words import Words, read_words
from leads.model import LeadClass, Stage
from leads.qualification import BANT, TABLE
from leads.tables import Author
from leads.values import AUTHORITIES, READERS

LANGUAGES = sorted(path.stem for path in Path(console.words.__file__).parent.glob("*.yml"))
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
    ],
)
def test_everything_that_can_be_shown_has_a_word(words: Words, group: str, names: Iterator[str]) -> None:
    assert [str(name) for name in names if not words[group].get(str(name))] == []


def test_no_word_has_a_name_that_a_template_takes_for_a_method_of_its_group(words: Words) -> None:
    named = {name for group in words.values() if isinstance(group, dict) for name in group} | set(words)
    assert named & set(dir(dict)) == set()
