"""Which messages state a need, in the context of what was asked and what is known."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.in_context import Guess, Understood, understand

TODAY = date(2027, 2, 15)
ALL_KNOWN = frozenset({"person_name", "company", "job_title", "need", "budget", "authority", "timeline"})


def read(
    text: str, asked: str | None = None, intent: str = "inform", sure: float = 0.9, language: str = "en", **more: Any
) -> Understood:
    return understand(text, language=language, today=TODAY, asked=asked, guess=Guess(intent, sure), **more)


def facts(understood: Understood) -> dict[str, Any]:
    return {fact.entity: fact.value for fact in understood.facts if not fact.inferred}


@pytest.mark.parametrize(
    "intent", ["inform", "contact_sales", "out_of_scope", "chitchat", "help", "affirm", "dont_know"]
)
@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("our quotes go out far too late", "en"),
        ("nobody knows which of our leads are hot", "en"),
        ("Unsere Anfragen bleiben tagelang liegen", "de"),
        ("wir kommen mit den Rückrufen nicht hinterher", "de"),
    ],
)
def test_trouble_answers_what_for_whatever_it_sounds_like(said: str, language: str, intent: str) -> None:
    understood = read(said, asked="need", intent=intent, sure=0.97, language=language)
    assert (understood.intent, facts(understood)) == ("inform", {"need": said})


@pytest.mark.parametrize(
    ("said", "language", "entity"),
    [
        ("9,000 pounds", "en", "budget"),
        ("we have about 9,000 pounds to spend", "en", "budget"),
        ("start in autumn", "en", "timeline"),
        ("we want to launch in autumn", "en", "timeline"),
        ("the four of us decide", "en", "authority"),
        ("im Herbst loslegen", "de", "timeline"),
        ("wir haben 9.000 Euro Budget", "de", "budget"),
        ("das entscheiden wir zu zweit", "de", "authority"),
        ("70 Mitarbeiter", "de", "company_size"),
    ],
)
def test_a_fact_of_another_slot_is_no_need(said: str, language: str, entity: str) -> None:
    assert set(facts(read(said, asked="need", language=language))) == {entity}


def test_a_need_among_other_facts_is_the_clause_that_says_it() -> None:
    said = "Kim Sato, our switchboard can't cope any more, 60 employees, launch by June, kim@sato.example"
    for asked in (None, "need"):
        understood = facts(read(said, asked=asked))
        assert understood["need"] == "our switchboard can't cope any more"
        assert {"company_size", "timeline", "email"} <= set(understood)


def test_a_correction_of_another_slot_is_no_need() -> None:
    assert set(facts(read("I'm head of design, not head of sales", asked="need", known=ALL_KNOWN))) == {"job_title"}
    assert set(facts(read("und zwar im Juli, nicht im Juni", asked="need", language="de", known=ALL_KNOWN))) == {
        "timeline"
    }


def test_trouble_is_no_need_where_one_is_known_or_a_yes_is_asked_for() -> None:
    said = "we get far too many mails already"
    assert facts(read(said)) == {"need": said}
    assert "need" not in facts(read(said, known=frozenset({"need"})))
    assert "need" not in facts(read(said, asked="marketing_opt_in"))


def test_the_days_on_which_something_goes_wrong_are_no_time_frame() -> None:
    assert set(facts(read("am Wochenende erreicht bei uns niemand den Kundendienst", language="de"))) == {"need"}
    assert set(facts(read("nobody answers our phone calls tomorrow or on Sundays"))) == {"need"}


@pytest.mark.parametrize("intent", ["chitchat", "out_of_scope", "stop"])
def test_trouble_is_meant_for_nobody_here(intent: str) -> None:
    understood = read("our follow-ups are awful and that has to stop", intent=intent, sure=0.95)
    assert (understood.intent, facts(understood)) == ("inform", {"need": "our follow-ups are awful"})
    assert read("unsere Rückrufe sind eine Katastrophe", intent=intent, sure=0.95, language="de").intent == "inform"


def test_an_answer_at_once_is_what_is_needed_and_no_time_frame() -> None:
    assert set(facts(read("that callers get an answer at once when we are out", asked="need"))) == {"need"}
    assert set(facts(read("dass Besucher sofort eine Antwort bekommen", asked="need", language="de"))) == {"need"}
    assert set(facts(read("we need a chatbot at once", asked="need"))) == {"need", "timeline"}


def test_work_that_a_colleague_does_is_no_decision() -> None:
    said = "im Moment tippt und macht das alles eine Kollegin per Hand"
    assert set(facts(read(said, asked="need", language="de"))) == {"need"}


@pytest.mark.parametrize(
    ("said", "language"), [("you stupid piece of scrap", "en"), ("this bot is rubbish", "en"), ("du blöder Bot", "de")]
)
def test_abuse_is_small_talk_and_no_need(said: str, language: str) -> None:
    for intent in ("inform", "nlu_fallback"):
        understood = read(said, asked="need", intent=intent, sure=0.6, language=language)
        assert (understood.intent, facts(understood)) == ("chitchat", {})
