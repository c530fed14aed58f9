"""Consents in words of the visitor's own, asked for or not."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.answers.consent import find_consents
from bot.understanding.in_context import Guess, Understood, understand

CONTACT, NEWS = "contact_opt_in", "marketing_opt_in"


def consents(text: str) -> dict[str, bool]:
    return {each.slot: each.given for each in find_consents(text)}


def read(
    text: str, asked: str | None = None, intent: str = "inform", sure: float = 0.9, language: str = "en", **more: Any
) -> Understood:
    return understand(text, language=language, today=date(2027, 2, 15), asked=asked, guess=Guess(intent, sure), **more)


def facts(understood: Understood) -> dict[str, Any]:
    return {fact.entity: fact.value for fact in understood.facts if not fact.inferred}


@pytest.mark.parametrize(
    "text",
    [
        "Feel free to ring me",
        "on reflection, you can contact us",
        "somebody may call me back about it, you may e-mail me",
        "I'm fine with you contacting me",
        "you have my permission to call me",
        "I agree to be contacted",
        "Rufen Sie mich gern an",
        "Sie dürfen mich dazu gern anschreiben",
        "Melden Sie sich ruhig bei uns",
        "meldet euch gerne",
        "Ihr könnt mich jederzeit anrufen",
    ],
)
def test_an_offer_to_be_contacted_is_a_consent(text: str) -> None:
    assert consents(text) == {CONTACT: True}


@pytest.mark.parametrize(
    "text",
    [
        "please don't call me",
        "just looking around, do not contact me please",
        "I don't want to be contacted",
        "no calls, please",
        "Bitte nicht anrufen",
        "Ich möchte nicht angerufen werden",
        "rufen Sie mich bitte nicht an",
        "keine Anrufe bitte",
        "I don't want you to ring me",
        "we don't want anyone to contact us",
        "Ich möchte nicht, dass Sie mich kontaktieren",
        "ich will nicht, dass sich jemand bei mir meldet",
    ],
)
def test_who_wants_no_contact_refuses_it(text: str) -> None:
    assert consents(text) == {CONTACT: False}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("sign me up for the newsletter", True),
        ("you can put me on your mailing list", True),
        ("I'd like to receive your newsletter", True),
        ("Tragen Sie mich gern in den Verteiler ein", True),
        ("den Newsletter nehme ich gern", True),
        ("but no newsletter please", False),
        ("don't put me on your mailing list", False),
        ("bitte keinen Newsletter", False),
        ("keine Werbung bitte", False),
    ],
)
def test_news_are_a_consent_of_their_own(text: str, given: bool) -> None:
    assert consents(text) == {NEWS: given}


@pytest.mark.parametrize(
    "text",
    [
        "can you call me?",
        "may I contact you?",
        "don't call me before noon",
        "don't call me, e-mail me instead",
        "rufen Sie mich nicht vor zehn an",
        "nicht anrufen, lieber eine E-Mail",
        "our customers can contact us day and night",
        "visitors call us all the time",
        "wir schreiben einen Newsletter",
        "how do I contact you",
        "darf ich Sie anrufen?",
        "you can call me Jo",
    ],
)
def test_neither_given_nor_refused(text: str) -> None:
    assert consents(text) == {}


def test_an_unasked_consent_comes_with_its_need() -> None:
    assert facts(read("feel free to write to us about a chatbot for our fitters")) == {
        CONTACT: True,
        "need": "a chatbot for our fitters",
    }
    assert facts(read("Melden Sie sich gern wegen eines Chatbots für unsere Monteure", language="de")) == {
        CONTACT: True,
        "need": "eines Chatbots für unsere Monteure",
    }


def test_an_asked_consent_may_be_given_in_any_words() -> None:
    for said, language in (("you're free to, somebody may ring me", "en"), ("Rufen Sie uns gern dazu an", "de")):
        understood = read(said, asked=CONTACT, intent="contact_sales", sure=0.6, language=language)
        assert (understood.intent, facts(understood)) == ("affirm", {CONTACT: True})
    assert read("sign me up for the newsletter", asked=NEWS).intent == "affirm"


def test_a_consent_is_taken_back_and_given_again() -> None:
    known = frozenset({CONTACT, "timeline", "company"})
    assert facts(read("on second thought, you may call me", known=known)) == {CONTACT: True}
    assert facts(read("I'm only looking, please don't ring me")) == {CONTACT: False}
    assert facts(read("nur zur Information, bitte nicht anrufen", language="de")) == {CONTACT: False}


@pytest.mark.parametrize(
    ("said", "language", "corrected"),
    [
        ("no, wait, not before June", "en", "timeline"),
        ("oh no, hold on, from June on", "en", "timeline"),
        ("no, sorry, 45k", "en", "budget"),
        ("nein, Moment, erst ab Juni", "de", "timeline"),
        ("nein, doch 45.000 Euro", "de", "budget"),
    ],
)
def test_a_no_that_corrects_something_else_refuses_nothing(said: str, language: str, corrected: str) -> None:
    known = frozenset({"timeline", "budget", "company"})
    for asked in (CONTACT, NEWS):
        understood = read(said, asked=asked, intent="deny", language=language, known=known)
        assert (understood.intent, set(facts(understood))) == ("inform", {corrected})


def test_a_plain_no_is_still_a_no() -> None:
    for said in ("no, wait, no", "no thanks", "no, not in May either"):
        assert facts(read(said, asked=CONTACT, intent="deny"))[CONTACT] is False


@pytest.mark.parametrize(
    ("said", "language"), [("not that either", "en"), ("no, nor that", "en"), ("das auch nicht", "de")]
)
def test_not_that_either_is_a_no_or_a_refusal(said: str, language: str) -> None:
    for asked in ("phone", "budget", "company"):
        understood = read(said, asked=asked, intent="nlu_fallback", sure=0.4, language=language)
        assert (understood.intent, facts(understood)) == ("refuse", {})
    assert facts(read(said, asked=NEWS, intent="nlu_fallback", sure=0.4, language=language)) == {NEWS: False}


def test_a_hedge_to_the_erasure_keeps_everything() -> None:
    understood = read("hm, maybe later", asked="erase_confirmed", intent="bye", sure=0.9)
    assert (understood.intent, facts(understood)) == ("deny", {"erase_confirmed": False})


@pytest.mark.parametrize(
    "text",
    [
        "you can reach me at jo@kestrel.io",
        "you can write to me at jo@kestrel.io",
        "Sie können mich unter jo@kestrel.io erreichen",
    ],
)
def test_who_says_where_has_not_said_whether(text: str) -> None:
    assert consents(text) == {}


def test_a_consent_beside_a_question_counts() -> None:
    said = read("feel free to contact me. who is behind this?", asked=CONTACT, intent="faq", sure=0.98)
    assert (said.intent, facts(said)) == ("faq", {CONTACT: True})


def test_a_correction_that_begins_with_doch_is_no_consent() -> None:
    said = "doch 25.000 USD statt maximal 80k Euro"
    understood = read(said, asked=NEWS, language="de", known=frozenset({"budget"}))
    assert NEWS not in facts(understood)
    assert facts(understood)["budget"]["min"] == 25000
