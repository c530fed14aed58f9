"""What a message means depends on what was asked, on what is known, and on how sure the classifier is."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.in_context import Guess, Understood, understand

TODAY = date(2027, 2, 15)


def read(
    text: str, asked: str | None = None, intent: str = "inform", sure: float = 0.9, language: str = "en", **more: Any
) -> Understood:
    return understand(text, language=language, today=TODAY, asked=asked, guess=Guess(intent, sure), **more)


def facts(understood: Understood) -> dict[str, Any]:
    return {fact.entity: fact.value for fact in understood.facts if not fact.inferred}


def test_every_fact_of_an_introduction_is_taken() -> None:
    said = "Lena Ashby, CFO at Thornbury Mills, 30k, live by May, lena@thornburymills.com"
    assert facts(read(said)) == {
        "person": "Lena Ashby",
        "job_title": "CFO",
        "company": "Thornbury Mills",
        "budget": {"min": 30000, "max": 30000, "currency": None, "period": None},
        "timeline": {"start": None, "end": "2027-05-31"},
        "email": "lena@thornburymills.com",
    }


def test_a_bare_answer_counts_for_the_question_only() -> None:
    assert facts(read("50", asked="budget"))["budget"]["min"] == 50
    assert facts(read("march", asked="timeline"))["timeline"]["start"] == "2027-03-01"
    assert facts(read("vortex", asked="company")) == {"company": "vortex"}
    assert facts(read("50")) == {}


def test_an_answer_is_inform_even_when_the_classifier_is_unsure() -> None:
    assert read("Kanzlei Wiegand", asked="company", intent="faq", sure=0.6, language="de").intent == "inform"


def test_a_question_in_the_middle_keeps_its_intent_and_its_facts() -> None:
    understood = read("we are Larkspur Ltd, what does it cost?", asked="email", intent="faq", sure=0.99)
    assert (understood.intent, facts(understood)) == ("faq", {"company": "Larkspur Ltd"})


def test_a_date_in_a_question_or_a_joke_is_not_the_visitors() -> None:
    assert facts(read("will it rain tomorrow?", intent="chitchat", sure=0.95)) == {}
    assert facts(read("stop it now", intent="stop", sure=0.95)) == {}


def test_an_answer_in_the_words_of_its_question_counts_whatever_it_sounds_like() -> None:
    understood = read("mein Bruder", asked="authority", intent="out_of_scope", sure=0.9, language="de")
    assert (understood.intent, facts(understood)) == ("inform", {"authority": "influencer"})
    assert facts(read("will it rain tomorrow?", asked="timeline", intent="chitchat", sure=0.95)) == {}


def test_a_month_said_of_an_amount_is_its_period_and_no_date() -> None:
    found = facts(read("450 Euro im Monat", asked="budget", language="de"))
    assert found == {"budget": {"min": 450, "max": 450, "currency": "EUR", "period": "month"}}


@pytest.mark.parametrize(
    ("said", "answer"), [("yes please", True), ("rather not", False), ("ok, but only by e-mail", True), ("👍", True)]
)
def test_a_consent_is_read_where_it_was_asked(said: str, answer: bool) -> None:
    assert facts(read(said, asked="contact_opt_in", intent="nlu_fallback", sure=0.3)) == {"contact_opt_in": answer}


def test_a_consent_is_never_read_where_it_was_not_asked() -> None:
    assert "contact_opt_in" not in facts(read("yes", asked="budget", intent="affirm"))


def test_a_correction_may_be_as_bare_as_an_answer() -> None:
    corrected = read("sorry, 30 not 20", asked="email", known=frozenset({"budget"}))
    assert facts(corrected)["budget"]["min"] == 30
    assert "budget" not in facts(read("sorry, 30 not 20", asked="email"))


def test_a_refusal_states_nothing() -> None:
    understood = read("dazu möchte ich nichts sagen", asked="need", intent="refuse", sure=0.99, language="de")
    assert (understood.intent, facts(understood)) == ("refuse", {})


def test_a_need_that_sounds_like_a_wish_for_sales_is_a_need() -> None:
    understood = read("Angebote schneller beantworten", asked="need", intent="contact_sales", language="de")
    assert (understood.intent, facts(understood)) == ("inform", {"need": "Angebote schneller beantworten"})
    assert facts(read("ich hätte gern ein Angebot", asked="need", intent="contact_sales", language="de")) == {}


def test_just_me_is_an_authority_when_that_was_asked_and_no_company_size() -> None:
    assert facts(read("just me", asked="authority")) == {"authority": "decision_maker"}


def test_who_decides_is_inferred_from_the_title_until_it_is_said() -> None:
    inferred = [fact for fact in read("I'm the CEO of Copperfield Cycles").facts if fact.inferred]
    assert [(fact.entity, fact.value) for fact in inferred] == [("authority", "decision_maker")]
    assert not [fact for fact in read("I'm the CEO", known=frozenset({"authority"})).facts if fact.inferred]
    assert not [fact for fact in read("I'm the CEO, my board decides").facts if fact.inferred]


def test_the_company_is_guessed_from_a_business_address_until_it_is_said() -> None:
    inferred = [fact.value for fact in read("ben@harbour-pine.co.uk", asked="email").facts if fact.inferred]
    assert len(inferred) == 1
    assert "harbour" in inferred[0].lower()
    assert not [fact for fact in read("ben@gmail.com", asked="email").facts if fact.inferred]
    known = frozenset({"company"})
    assert not [fact for fact in read("ben@harbour-pine.co.uk", asked="email", known=known).facts if fact.inferred]


def test_somebody_elses_title_is_not_the_visitors() -> None:
    assert facts(read("wir entscheiden gemeinsam im Vorstand", asked="authority", language="de")) == {
        "authority": "influencer"
    }
