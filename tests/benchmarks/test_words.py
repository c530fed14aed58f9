"""The word files of the visitors: enough of them, and right about themselves."""

from collections.abc import Iterator

import phonenumbers
import pytest

from benchmarks.visitors.casting import ASIDES
from benchmarks.visitors.expected import holds
from benchmarks.visitors.language import clear_language
from benchmarks.visitors.speech import TALK_OF
from benchmarks.visitors.vocabulary import LANGUAGES, Value, vocabulary

languages = pytest.mark.parametrize("language", LANGUAGES)


def values(slot: str) -> Iterator[Value]:
    """All values of a slot, in both languages."""
    for language in LANGUAGES:
        yield from vocabulary(language).slots[slot].values


@languages
def test_there_are_a_dozen_phrasings_of_every_slot(language: str) -> None:
    few = {slot: words.phrasings() for slot, words in vocabulary(language).slots.items() if words.phrasings() < 12}
    assert not few


@languages
def test_there_are_five_and_twenty_people_and_companies(language: str) -> None:
    words = vocabulary(language)
    assert len({person.name for person in words.people}) >= 25
    assert len({company.name for company in words.companies}) >= 25


@languages
def test_every_value_can_be_said_and_stated(language: str) -> None:
    mute = [
        value
        for slot, words in vocabulary(language).slots.items()
        for value in words.values
        if not (value.say or (value.answers and value.statements))
    ]
    assert not mute


@languages
def test_words_are_texts_and_no_yaml_surprises(language: str) -> None:
    words = vocabulary(language)
    lines = [line for lines in words.talk.values() for line in lines]
    lines += [text for slot in words.slots.values() for each in slot.values for text in (*each.say, *each.answers)]
    assert [line for line in lines if not isinstance(line, str)] == []


@languages
def test_every_act_of_a_visitor_has_words(language: str) -> None:
    acts = {*ASIDES, "greeting", "thanks", "refuse", "dont_know", "unclear", "human", "stop", "restart", "erase", "no"}
    spoken = {TALK_OF.get(act, act) for act in acts} - {"faq", "two_questions", "faq+answer"}
    assert spoken <= set(vocabulary(language).talk)


def test_phone_numbers_are_valid_and_written_down_right() -> None:
    for number in values("phone"):
        parsed = phonenumbers.parse(number.say[0], "DE")
        assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == number.expected
        assert phonenumbers.is_possible_number(parsed), number


def test_time_frames_are_dates_and_end_after_they_start() -> None:
    for value in values("timeline"):
        ends = [value.expected[end] for end in ("start", "end") if end in value.expected]
        texts = [each for end in ends for each in (end if isinstance(end, list) else [end])]
        assert all(part[:2] == "20" and len(part) == 10 for text in texts for part in text.split("..")), value
        firsts = [min(end) if isinstance(end, list) else end for end in ends]
        assert firsts == sorted(firsts), value


def test_a_need_can_be_found_again_in_its_own_words() -> None:
    lost = [
        text
        for value in values("need")
        for text in (*value.answers, *value.statements)
        if not holds("need", value.expected, text)
    ]
    assert not lost


@languages
def test_longer_lines_are_clearly_of_their_language(language: str) -> None:
    words = vocabulary(language)
    lines = [*words.talk["switch"], *(text for each in words.slots["need"].values for text in each.statements)]
    assert {line: found for line in lines if (found := clear_language(line)) != language} == {}
