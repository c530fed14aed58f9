"""Slips of the finger in words that are known."""

import pytest

from bot.understanding.answers.confirmation import find_confirmation, find_erase_confirmation
from bot.understanding.answers.data_request import find_data_request
from bot.understanding.slips import mended


@pytest.mark.parametrize("text", ["that's corerct", "yes, that's rihgt", "ja, alles richhtig", "ja, psast alles"])
def test_a_slip_in_a_yes_still_confirms_and_erases(text: str) -> None:
    assert find_confirmation(text) is not False
    assert find_erase_confirmation(text) is True


@pytest.mark.parametrize(
    "text", ["behlaten Sie alles", "correct, but kepe it, don't delte it", "nciht löschen bitte, abbrehcen"]
)
def test_a_slip_in_a_no_still_keeps_everything(text: str) -> None:
    assert find_erase_confirmation(text) is False


@pytest.mark.parametrize("text", ["yes, all good", "sounds good", "ja, sieht gut aus", "klingt gut"])
def test_an_agreement_in_other_words_erases_as_well(text: str) -> None:
    assert find_erase_confirmation(text) is True


@pytest.mark.parametrize("text", ["ok", "perfect", "hm", "all of it?", "looks like rain"])
def test_what_is_no_clear_yes_erases_nothing(text: str) -> None:
    assert find_erase_confirmation(text) is None


@pytest.mark.parametrize(
    "text",
    ["entfernen Sie alle mine Angaben", "delte my data please", "meine datne löschen", "remove my deatils, please"],
)
def test_a_slip_in_a_request_to_erase_is_read_over(text: str) -> None:
    found = find_data_request(text)
    assert found is not None
    assert found.value == "delete"


def test_a_word_that_means_something_else_is_left_alone() -> None:
    assert mended("the right from", "confirmation", "right") == "the right from"
    assert find_data_request("we want to improve our data quality") is None
