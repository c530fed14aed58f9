"""What is said in passing: call-backs, names set right, what stands beside a question, and what only sounds like it."""

from typing import Any

import pytest

from tests.bot.understanding.test_in_context import facts, read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please have someone call me, 020 7946 0555", "en"),
        ("call me back please: 0161 496 0122", "en"),
        ("Bitte um Rückruf, 030 5550199", "de"),
        ("rufen Sie mich bitte an, 030 5550199", "de"),
    ],
)
def test_a_number_to_be_called_on_asks_for_sales(text: str, language: str) -> None:
    understood = read(text, sure=0.5, language=language)
    assert understood.intent == "contact_sales"
    assert "phone" in facts(understood)


def test_who_wants_a_human_and_leaves_a_number_wants_a_human() -> None:
    assert read("a human please, call me back on 0161 496 0122", intent="human_handoff").intent == "human_handoff"


def test_a_number_that_was_asked_for_is_an_answer() -> None:
    assert read("please call me on 020 7946 0555", asked="phone").intent == "inform"


def test_who_names_themselves_at_the_end_of_a_list_is_named() -> None:
    said = "Please have someone call me, 020 7946 0555, Ada Quint from Ember Mills"
    assert facts(read(said))["person"] == "Ada Quint"
    assert facts(read(said))["company"] == "Ember Mills"
    assert "person" not in facts(read("we talked to your colleague, Ada Quint from Ember Mills"))


@pytest.mark.parametrize("asks", ["please don't contact me", "bitte melden Sie sich nicht bei mir"])
def test_who_wants_no_contact_asks_for_none(asks: str) -> None:
    understood = read(asks, intent="contact_sales", sure=0.9)
    assert (understood.intent, facts(understood)) == ("inform", {"contact_opt_in": False})


def test_a_corrected_last_name_keeps_the_first_one() -> None:
    known: dict[str, Any] = {"known": frozenset({"person_name"}), "names": {"person": "Esme Carver"}}
    assert facts(read("my last name is Carver-Holt", **known)) == {"person": "Esme Carver-Holt"}
    assert facts(read("mein Vorname ist Edda", language="de", **known)) == {"person": "Edda Carver"}
    assert facts(read("my name is Ida Holt", **known)) == {"person": "Ida Holt"}
    surname: dict[str, Any] = {"known": frozenset({"person_name"}), "names": {"person": "Krüger"}}
    assert facts(read("Mein Vorname ist Thomas", language="de", **surname)) == {"person": "Thomas Krüger"}
    assert facts(read("Mein Nachname ist Krieger", language="de", **surname)) == {"person": "Krieger"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("it's more like 35000", {"budget": {"min": 35000, "max": 35000, "currency": None, "period": None}}),
        ("und es sind eher 35.000", {"budget": {"min": 35000, "max": 35000, "currency": None, "period": None}}),
        ("we're rather 90", {"company_size": {"min": 90, "max": 90}}),
        ("wir sind eher 90", {"company_size": {"min": 90, "max": 90}}),
    ],
)
def test_a_bare_number_may_correct_what_is_known(text: str, fact: dict[str, Any]) -> None:
    known = frozenset({"budget", "company_size"})
    assert facts(read(text, language="de" if "sind" in text else "en", known=known)) == fact


def test_what_is_wanted_of_ones_own_data_is_no_need() -> None:
    understood = read("ich möchte dass meine Angaben entfernt werden", asked="budget", sure=0.4, language="de")
    assert (understood.intent, facts(understood)) == ("data_request", {"data_request": "delete"})


def test_a_question_is_no_failed_answer_however_unsure() -> None:
    assert read("is anything of this sold?", asked="contact_opt_in", intent="faq", sure=0.45).intent == "faq"
    assert read("is anything of this sold", asked="contact_opt_in", intent="faq", sure=0.45).intent == "nlu_fallback"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ok, let's continue", "en"),
        ("I'm back, let's go on", "en"),
        ("let's contniue", "en"),
        ("gut, machen wir weiterr", "de"),
        ("i'm back, where were we?", "en"),
        ("bin wieder da, wo waren wir?", "de"),
        ("ok, machen wir weiter", "de"),
        ("Hallo nochmal, es kann weitergehen", "de"),
    ],
)
def test_who_had_stopped_may_go_on(text: str, language: str) -> None:
    assert read(text, intent="affirm", language=language).intent == "inform"
    assert read(text, asked="budget", intent="affirm", language=language).intent == "affirm"


@pytest.mark.parametrize("text", ["hmmm", "äh", "ähhm", "err", "Um"])
def test_hesitating_says_nothing(text: str) -> None:
    understood = read(text, asked="person_name")
    assert (understood.intent, understood.facts) == ("nlu_fallback", ())


def test_the_month_in_a_name_is_no_date() -> None:
    assert facts(read("I'm Thi Mai")) == {"person": "Thi Mai"}
    assert facts(read("nguyen thi mai", asked="person_name")) == {"person": "nguyen thi mai"}
    assert facts(read("Anna, in May"))["timeline"] == {"start": "2027-05-01", "end": "2027-05-31"}


def test_a_weekend_is_a_date_only_where_one_is_asked_for() -> None:
    assert "timeline" not in facts(read("Nobody answers our visitors at the weekend"))
    assert "timeline" in facts(read("am Wochenende", asked="timeline", language="de"))


def test_a_number_in_an_idle_question_is_no_budget() -> None:
    assert facts(read("what's 17 times 23?", asked="budget", intent="out_of_scope", sure=0.4)) == {}
    assert facts(read("would 20k euros do?", asked="budget", intent="out_of_scope", sure=0.4)) != {}


def test_what_stands_beside_a_question_counts_however_unsure() -> None:
    said = "die Geschäftsführung, ich schlage vor. funktioniert das mit HubSpot?"
    understood = read(said, asked="authority", intent="faq", sure=0.7, language="de")
    assert facts(understood) == {"authority": "influencer"}


def test_who_signs_from_which_amount_on_is_no_budget() -> None:
    said = "The board signs off anything over 20k euros but I choose the vendor"
    assert "budget" not in facts(read(said, asked="authority"))
    assert facts(read("anything up to 20k euros", asked="budget"))["budget"]["max"] == 20000


def test_the_year_that_money_is_for_is_no_time_frame() -> None:
    said = "we've ring-fenced £25,000 to £30,000 for this financial year"
    assert "timeline" not in facts(read(said, asked="budget"))
    assert "timeline" in facts(read("£25,000, and we start this year", asked="budget"))


def test_a_bare_name_from_who_has_told_theirs_is_the_company() -> None:
    known: dict[str, Any] = {"known": frozenset({"person_name"}), "names": {"person": "Anil Kapoor"}}
    assert facts(read("Sunrise Diagnostics", asked="need", **known)) == {"company": "Sunrise Diagnostics"}
    assert facts(read("it's Anil Mehta, not Anil Kapoor", asked="need", **known)) == {"person": "Anil Mehta"}
    both: dict[str, Any] = {"known": frozenset({"person_name", "company"}), "names": {"person": "Anil Kapoor"}}
    assert facts(read("Sunrise Diagnostics", asked="email", **both)) == {}
