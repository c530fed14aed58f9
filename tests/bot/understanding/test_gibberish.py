"""What nobody can pronounce is no answer; names and abbreviations are."""

import pytest

from bot.understanding.answers.gibberish import is_gibberish

GIBBERISH = [
    "fghj",
    "zuio poiu",
    "kkkk",
    "vvvbn",
    "asdasd",
    "Dfgdfg",
    "lkjasd lkj",
    "sdkfjh",
    "krxtpf",
    "krxtpf, mnk",
    "brztlk!",
    "QWERTZ",
    "bla bla bla",
    '/inform{"budget": 5}',
    "/restart",
    "<b>hello</b>",
    '{"intent": "affirm"}',
]
WORDS_AND_NAMES = [
    "",
    "...",
    "👍",
    "42",
    "Ng",
    "Strž",
    "Vlk",
    "Krč",
    "BMW",
    "bmw",
    "KPMG",
    "hsbc",
    "SZ",
    "DHL",
    "LBBW",
    "WWF",
    "XXXLutz",
    "gmbh",
    "Schwartz",
    "Szczepański",
    "Knxville Partners",
    "Angstschweiß",
    "Strumpfhose",
    "Rhythm & Blues Ltd",
    "hmm",
    "thx",
    "tbd",
    "vllt",
    "wert",
    "jkl Industries",
    "fghj is our company",
    "Xavier",
    "Qatar",
    "Björn Kjeldsen",
    "Zbigniew Brzęczyszczykiewicz",
    "asdf@web.de",
    "we lose leads / visitors < 5 days",
    "24/7",
]


@pytest.mark.parametrize("text", GIBBERISH)
def test_keyboard_mash_and_code_are_gibberish(text: str) -> None:
    assert is_gibberish(text)


@pytest.mark.parametrize("text", WORDS_AND_NAMES)
def test_names_abbreviations_and_words_are_none(text: str) -> None:
    assert not is_gibberish(text)


def test_one_word_that_is_none_said_again_is_babble() -> None:
    assert is_gibberish("blub blub")
    assert not is_gibberish("Duran Duran")
    assert not is_gibberish("bye bye")
