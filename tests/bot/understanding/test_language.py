"""Which language a message is in, and when it is too short to change the conversation's."""

import pytest

from bot.understanding.language import find_language


@pytest.mark.parametrize(
    "text",
    [
        "Vertrieb bitte",
        "ja",
        "nein danke",
        "Guten Tag zusammen",
        "im Sommer",
        "das entscheide ich",
        "warum?",
        "wir sind 40 leute",
        "koennen sie mich zurueckrufen",
        "wir moechten ein angebot fuer naechstes jahr",
        "in 3 Monaten",
        "was kostet das?",
        "deutsch bitte",
        "der Einkauf entscheidet",
        "ich bin Ida von der Lorenz Optik",
        "Mail reicht",
        "lieber telefonisch",
    ],
)
def test_german_is_heard_whatever_was_spoken_before(text: str) -> None:
    assert find_language(text) == "de"
    assert find_language(text, "en") == "de"


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "what does it cost?",
        "in April maybe",
        "we are 40 people",
        "I need a demo",
        "sometime next quarter",
        "im the ceo",
        "why do you ask?",
        "english please",
        "can you call me tomorrow",
        "I'm Jörg Müller from München",
        "budget is about 20k",
    ],
)
def test_english_is_heard_whatever_was_spoken_before(text: str) -> None:
    assert find_language(text) == "en"
    assert find_language(text, "de") == "en"


@pytest.mark.parametrize("known", ["en", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "budget 20k",
        "GmbH",
        "Ida Lorenz",
        "ida@lorenz-optik.de",
        "https://www.lorenz-optik.de/ueber-uns",
        "CEO",
        "Head of Sales",
        "Bank of the North",
        "Lorenz und Söhne GmbH",
        "Stadtwerke Münster",
        "Ursula von der Heide",
        "Director of Operations",
        "+49 151 23456789",
        "50",
        "super",
        "👍",
        "asap",
        "",
    ],
)
def test_names_titles_and_numbers_do_not_switch_the_language(text: str, known: str) -> None:
    assert find_language(text, known) == known


@pytest.mark.parametrize("text", ["", "50", "ok", "👍", "ida@lorenz-optik.de", "\ud800"])
def test_nothing_said_and_nothing_known_is_no_language(text: str) -> None:
    assert find_language(text) is None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("um, use jo@kestrel.io", "en"),
        ("um, wei@fernhill.example", "en"),
        ("elif yilmaz, grünwald feinmechanik", "en"),
        ("ute von der heide, stadtwerke münster", "en"),
        ("use ulrike.schäfer@lorenz-optik.de", "en"),
        ("also, t.lorenz@lorenz-optik.de", "de"),
        ("well, wei", "de"),
        ("um, grünwald feinmechanik", "en"),
    ],
)
def test_a_hesitation_before_a_name_or_an_address_does_not_switch_the_language(text: str, known: str) -> None:
    assert find_language(text, known) == known


@pytest.mark.parametrize(("text", "known"), [("um 10 uhr", "en"), ("größere Firma", "en"), ("also we need it", "de")])
def test_a_word_of_the_other_language_beside_it_does(text: str, known: str) -> None:
    assert find_language(text, known) != known
