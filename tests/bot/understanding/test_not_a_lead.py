"""When the classifier's word is enough to turn somebody away, and when it never is."""

from datetime import date

import pytest

from bot.understanding.in_context import Guess, understand


def intent(text: str, no_buyer: float, asked: str | None = None, guess: str = "inform", language: str = "en") -> object:
    understood = understand(
        text,
        language=language,
        today=date(2027, 2, 15),
        asked=asked,
        guess=Guess(guess, 0.8),
        no_buyer=no_buyer,
    )
    return understood.intent


def test_a_word_that_gives_it_away_makes_less_certainty_enough() -> None:
    assert intent("is there a vacancy for me", 0.5) == "not_a_lead"
    assert intent("is there a place for me", 0.5) == "inform"
    assert intent("is there a place for me", 0.95) == "not_a_lead"


def test_a_thesis_of_ones_own_leaves_no_doubt() -> None:
    assert intent("ich schreibe meine Masterarbeit zu Assistenten", 0.1, language="de") == "not_a_lead"
    assert intent("it's for my dissertation", 0.1) == "not_a_lead"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("we need a chatbot that screens job applicants", "en"),
        ("we need a support assistant for our shop", "en"),
        ("we are a university and want to buy", "en"),
        ("I work in press relations, we need software for enquiries", "en"),
        ("our budget is 20k and we are a newspaper", "en"),
        ("wir brauchen einen Bewerbungsassistenten", "de"),
        ("wir sind eine Uni und möchten Lizenzen kaufen", "de"),
        ("unser Budget für die Pressestelle sind 20.000 Euro", "de"),
    ],
)
def test_a_buyers_need_or_budget_outweighs_the_classifier(text: str, language: str) -> None:
    assert intent(text, 0.99, language=language) == "inform"


@pytest.mark.parametrize(
    "text",
    [
        "I need an interview about chatbots for my thesis",
        "we offer SEO for your website, our budget packages start at 99 euros",
        "ich suche eine Stelle als Entwicklerin von Chatbots",
        "wir bieten Ihnen Software zum halben Preis",
    ],
)
def test_what_nobody_buys_here_is_no_need(text: str) -> None:
    assert intent(text, 0.9, language="de" if " ich" in f" {text}" or "wir" in text else "en") == "not_a_lead"


def test_who_wants_a_human_or_their_data_gets_that() -> None:
    assert intent("I want to talk to someone about my invoice", 0.9, guess="human_handoff") == "human_handoff"
    assert intent("delete my account", 0.9, guess="data_request") == "data_request"


@pytest.mark.parametrize("said", ["I want to report a bug", "I'm already a customer", "it's a support question"])
def test_some_words_leave_no_doubt(said: str) -> None:
    assert intent(said, 0.05, asked="person_name", guess="contact_sales") == "not_a_lead"


def test_an_answer_turns_nobody_away() -> None:
    assert intent("student", 0.95, asked="job_title") == "inform"
    assert intent("Press & Partner", 0.7, asked="company") == "inform"
    assert intent("ok, I work for Quillmark Press", 0.9) == "inform"
    assert intent("I write for the press, for the Harbour Gazette", 0.95) == "not_a_lead"
    assert intent("about 30 people in our newsroom", 0.9, asked="company_size") == "inform"


def test_no_need_and_no_budget_of_theirs_is_noted() -> None:
    understood = understand(
        "we can build your new website for 300 dollars, interested?",
        language="en",
        today=date(2027, 2, 15),
        asked="budget",
        guess=Guess("inform", 0.9),
        no_buyer=0.95,
    )
    assert not {"need", "timeline"} & {fact.entity for fact in understood.facts}


def test_trouble_of_their_own_makes_a_buyer_of_whoever_sounds_like_a_seller() -> None:
    said = (
        "Budget-wise we're looking at €1.5m. We want our response time to new prospects cut. It's on sale day and night"
    )
    assert intent(said, 0.95) == "inform"
    assert intent("we get your website to page one of Google for 99 dollars, no questions asked", 0.95) == "not_a_lead"
