"""Where a company is, and what only looks like a place."""

import pytest

from bot.understanding.who.location import find_location


def said(text: str, asked: bool = False, language: str = "en") -> str | None:
    place = find_location(text, language, asked)
    assert place is None or text[place.start : place.end] == place.value
    return place.value if place else None


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("we are in Leeds", "Leeds"),
        ("we're in new york", "new york"),
        ("I'm from Vienna", "Vienna"),
        ("aus Köln", "Köln"),
        ("ich komme aus köln", "köln"),
        ("based in Harlow", "Harlow"),
        ("Sitz in München", "München"),
        ("Unser Sitz ist in Klein Wanzleben", "Klein Wanzleben"),
        ("we're a Berlin-based firm", "Berlin"),
        ("a Grantham-based firm", "Grantham"),
        ("wir sitzen in Essen", "Essen"),
        ("our office in Reading", "Reading"),
        ("from Frankfurt am Main", "Frankfurt am Main"),
        ("in Leeds, UK", "Leeds, UK"),
        ("we're a company from the US", "US"),
        ("in der Schweiz", "Schweiz"),
        ("im Raum Stuttgart", "Stuttgart"),
        ("aus 80331 München", "München"),
        ("Ida Lorenz, Lorenz Optik GmbH, Kassel", "Kassel"),
        ("what is your price? we are in Munich", "Munich"),
    ],
)
def test_a_place_is_read_in_the_words_of_the_visitor(text: str, place: str, language: str) -> None:
    assert said(text, language=language) == place


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "in April maybe",
        "in two months",
        "in Ruhe",
        "in general",
        "in Excel",
        "we work in English",
        "from April on",
        "Berlin",
        "Paris Hilton",
        "do you have an office in London?",
        "can we meet in Berlin?",
        "werden die Daten in Deutschland gespeichert?",
        "our customers are in France",
        "I'm interested in reading more",
        "we are in logistics",
        "tell us more",
    ],
)
def test_other_words_after_in_and_from_are_no_place(text: str, language: str) -> None:
    assert said(text, language=language) is None


def test_a_company_named_after_a_place_is_not_one() -> None:
    assert said("I'm from Berlin Packaging") is None
    assert said("Ida Lorenz aus der München Optik GmbH", language="de") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Berlin", "Berlin"),
        ("essen", "essen"),
        ("Nice", "Nice"),
        ("Kleinkleckersdorf", "Kleinkleckersdorf"),
        ("wir sind in Hinterzarten", "Hinterzarten"),
        ("yes", None),
        ("weiß ich gerade nicht", None),
        ("tell us", None),
        ("what does it cost?", None),
        ("50", None),
    ],
)
def test_a_bare_name_is_an_answer_when_asked(text: str, place: str | None) -> None:
    assert said(text, asked=True) == place


def test_a_town_in_lower_case_may_be_a_word_or_stand_in_a_list() -> None:
    for text, place in (
        ("our company is based in austin.", "austin"),
        ("fernhill, jo reed, dublin, 20 people", "dublin"),
    ):
        found = find_location(text)
        assert found is not None
        assert found.value == place
