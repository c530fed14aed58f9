"""Answers to a yes/no question in the forms of a chat."""

import pytest

from bot.understanding.answers.yes_no import find_yes_no

LANGUAGES = ["en", "de"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "yep",
        "yesss",
        "jaaaa",
        "ich bin damit einverstanden",
        "yes, why not",
        "ja warum nicht",
        "sure",
        "of course",
        "go ahead",
        "please do",
        "ok",
        "OK!",
        "jo",
        "jep",
        "passt",
        "gerne",
        "klar",
        "natürlich",
        "👍",
        "👍🏽",
        "y",
        "j",
        "yes but only by e-mail",
        "ok but only by mail",
        "no problem",
        "kein Problem",
        "yes, but what does it cost?",
        "why not?",
        "klar, warum nicht",
        "Ja, gerne!",
        "äh ja",
        "well, yes",
        "okay danke",
        "fine by me",
        "von mir aus",
        "doch",
        "yes of course, you can call me any time",
        "Sie können mich gern anrufen",
        "ja, aber nur per Mail",
        "sehr gerne!",
        "auf jeden Fall",
        "absolutely",
        "I do",
        "haben wir",
        "nur zu",
        "ja natürlich, unter 0151 2345678",
        "spricht nichts dagegen",
        "works for me",
        "meinetwegen",
        "you can email me",
        "YES",
        "sounds good, thanks",
    ],
)
def test_these_mean_yes(text: str, language: str) -> None:
    assert find_yes_no(text, language) is True


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "nope",
        "das stimmt so nicht",
        "dem stimme ich nicht zu",
        "eher ungern",
        "nooo",
        "👎",
        "nö",
        "n",
        "rather not",
        "lieber nicht",
        "no thanks",
        "bitte nicht",
        "not really",
        "I don't want that",
        "of course not",
        "natürlich nicht",
        "das möchte ich nicht",
        "no, more than 50k",
        "definitely not",
        "we don't",
        "I'd rather not say",
        "nicht nötig",
        "nee danke",
        "ne, lass mal",
        "stimmt nicht",
        "please don't call",
        "ich will das nicht",
        "bitte keine Werbung",
        "kein Bedarf",
        "sicher nicht",
        "not interested, sorry",
        "nein, das passt so",
        "oh no",
        "leider nein",
        "no 👎",
    ],
)
def test_these_mean_no(text: str, language: str) -> None:
    assert find_yes_no(text, language) is False


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "what does it cost?",
        "we are 40 people",
        "Ok, my budget is 20k",
        "no idea",
        "maybe",
        "vielleicht",
        "jein",
        "no more than 50k",
        "please call me",
        "Ida",
        "",
        "?",
        "ja?",
        "yes?",
        "do you store my data?",
        "can I say no?",
        "danke",
        "thanks",
        "not sure",
        "no budget yet",
        "don't know",
        "weiß ich gerade nicht",
        "I am Ida",
        "we have 40 employees",
        "ich bin Ida",
        "habe ich nicht verstanden",
        "right now we use spreadsheets",
        "I have a question",
        "it is 50k",
        "bin ich hier richtig?",
        "ok what is the price",
        "in April maybe",
    ],
)
def test_these_are_no_answer(text: str, language: str) -> None:
    assert find_yes_no(text, language) is None
