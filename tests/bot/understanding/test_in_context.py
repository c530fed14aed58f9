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


KNOWN = frozenset({"person_name", "company", "job_title", "email", "need", "budget", "authority", "timeline"})


@pytest.mark.parametrize(
    ("said", "language", "answer"),
    [("looks right", "en", True), ("not quite", "en", False), ("stimmt alles", "de", True), ("nein", "de", False)],
)
def test_the_recap_is_answered_with_yes_or_no(said: str, language: str, answer: bool) -> None:
    understood = read(said, asked="confirmed", intent="nlu_fallback", sure=0.3, language=language, known=KNOWN)
    assert (understood.intent, facts(understood)) == ("affirm" if answer else "deny", {"confirmed": answer})


@pytest.mark.parametrize(
    ("said", "language", "corrected"),
    [
        ("no, the budget is 30k", "en", "budget"),
        ("no, 30", "en", "budget"),
        ("almost, it's Brightsea Ltd", "en", "company"),
        ("yes but write to tom@brightsea.example", "en", "email"),
        ("ja, aber 30k statt 20k", "de", "budget"),
        ("fast, die Firma heißt Brunnmeier", "de", "company"),
        ("doch erst im Herbst", "de", "timeline"),
        ("nein, das entscheidet mein Chef", "de", "authority"),
    ],
)
def test_a_correction_of_the_recap_is_a_fact_and_no_answer(said: str, language: str, corrected: str) -> None:
    for intent in ("affirm", "deny", "inform", "nlu_fallback"):
        understood = read(said, asked="confirmed", intent=intent, language=language, known=KNOWN)
        assert (understood.intent, set(facts(understood))) == ("inform", {corrected})


def test_who_stops_at_the_recap_has_not_confirmed_it() -> None:
    understood = read("that's it, stop now", asked="confirmed", intent="stop", sure=0.95, known=KNOWN)
    assert (understood.intent, facts(understood)) == ("stop", {})


def test_a_question_behind_a_yes_is_still_a_question() -> None:
    understood = read("yes, but what does it cost?", asked="contact_opt_in", intent="faq", sure=0.9)
    assert (understood.intent, facts(understood)) == ("faq", {"contact_opt_in": True})


def test_only_clear_words_erase_whatever_the_classifier_thinks() -> None:
    assert facts(read("ja, alles löschen", asked="erase_confirmed", intent="data_request", language="de")) == {
        "erase_confirmed": True
    }
    assert facts(read("well okay then", asked="erase_confirmed", intent="affirm", sure=1.0)) == {}
    assert facts(read("rather not I think", asked="erase_confirmed", intent="deny", sure=1.0)) == {
        "erase_confirmed": False
    }


ALL_KNOWN = KNOWN | {"phone", "department", "company_size", "industry", "location", "contact_opt_in"}


@pytest.mark.parametrize("intent", ["inform", "nlu_fallback", "data_request", "faq", "deny"])
@pytest.mark.parametrize(
    ("said", "language", "slot"),
    [
        ("change my budget", "en", "budget"),
        ("I'd like to change my e-mail, please", "en", "email"),
        ("the company name is wrong, can you change it?", "en", "company"),
        ("my name is wrong again", "en", "person_name"),
        ("ich möchte meine E-Mail-Adresse ändern", "de", "email"),
        ("Mein Titel ist falsch", "de", "job_title"),
        ("wir möchten das Budget ändern", "de", "budget"),
    ],
)
def test_a_change_without_the_new_value_names_the_slot(said: str, language: str, slot: str, intent: str) -> None:
    for asked in (None, "timeline", "confirmed"):
        understood = read(said, asked=asked, intent=intent, language=language, known=ALL_KNOWN)
        assert (understood.intent, facts(understood)) == ("inform", {"change": slot})


@pytest.mark.parametrize(
    ("said", "language", "entity", "value"),
    [
        ("the company is called Brightsea Ltd", "en", "company", "Brightsea Ltd"),
        ("change the company to Brightsea", "en", "company", "Brightsea"),
        ("change my name to Grace Whitlock", "en", "person", "Grace Whitlock"),
        ("typo in my name: Kathryn", "en", "person", "Kathryn"),
        ("wrong e-mail: it's grace@brightsea.example", "en", "email", "grace@brightsea.example"),
        ("wrong number, use +49 151 23456789", "en", "phone", "+4915123456789"),
        ("change my job title to Head of Sales", "en", "job_title", "Head of Sales"),
        ("the department is wrong: procurement", "en", "department", "procurement"),
        ("set the location to Leeds", "en", "location", "Leeds"),
        ("the industry is wrong, it's logistics", "en", "industry", "logistics"),
        ("not 50 people, 80", "en", "company_size", {"min": 80, "max": 80}),
        ("change my project to a support chatbot for our shop", "en", "need", "a support chatbot for our shop"),
        ("actually I'm not the one who decides", "en", "authority", "influencer"),
        ("timeline should be Q4", "en", "timeline", {"start": "2027-10-01", "end": "2027-12-31"}),
        ("mein Name schreibt sich Meyr", "de", "person", "Meyr"),
        ("falscher Name, richtig ist Jana Meyr", "de", "person", "Jana Meyr"),
        ("Ändern Sie bitte die Firma in Quarz GmbH", "de", "company", "Quarz GmbH"),
        ("falsche E-Mail, richtig ist jana@quarz.example", "de", "email", "jana@quarz.example"),
        ("Standort auf Jena ändern", "de", "location", "Jena"),
        ("nein, 80 Leute, nicht 50", "de", "company_size", {"min": 80, "max": 80}),
        ("ändere mein Anliegen: wir brauchen einen Chatbot", "de", "need", "einen Chatbot"),
        ("doch erst im Herbst", "de", "timeline", {"start": "2027-09-01", "end": None}),
        ("ich entscheide doch selbst", "de", "authority", "decision_maker"),
    ],
)
def test_a_correction_with_its_value_is_a_fact_whatever_is_asked(
    said: str, language: str, entity: str, value: Any
) -> None:
    for asked in (None, "confirmed"):
        assert facts(read(said, asked=asked, language=language, known=ALL_KNOWN)) == {entity: value}


def test_a_corrected_amount_is_the_new_one() -> None:
    for said in ("sorry, 30k not 20k", "not 20k but 30k", "30k statt 20k", "nicht 20k, sondern 30k"):
        assert facts(read(said, known=ALL_KNOWN))["budget"]["min"] == 30000


@pytest.mark.parametrize("intent", ["data_request", "deny", "nlu_fallback", "out_of_scope"])
def test_a_data_request_works_at_any_moment(intent: str) -> None:
    for asked in (None, "budget", "person_name", "confirmed"):
        understood = read("lösch bitte alles, was du über mich hast", asked=asked, intent=intent, language="de")
        assert (understood.intent, facts(understood)) == ("data_request", {"data_request": "delete"})


def test_a_question_about_data_protection_stays_a_question() -> None:
    understood = read("where is my data stored and can I see it?", asked="budget", intent="faq", sure=0.95)
    assert (understood.intent, facts(understood)) == ("faq", {})


def test_a_need_may_speak_of_data_and_newsletters() -> None:
    assert set(facts(read("we need a tool that can export my data"))) == {"need"}
    assert "marketing_opt_in" not in facts(read("Newsletter abbestellen lassen", asked="need", language="de"))


def test_a_withdrawn_consent_is_a_no_whatever_is_asked() -> None:
    understood = read("please don't contact me any more", asked="budget", intent="stop")
    assert (understood.intent, facts(understood)) == (
        "data_request",
        {"contact_opt_in": False, "marketing_opt_in": False},
    )


@pytest.mark.parametrize(
    ("said", "language"), [("no newsletter", "en"), ("no newsletter any more please", "en"), ("keine Newsletter", "de")]
)
def test_no_newsletter_is_a_plain_no_where_it_was_asked(said: str, language: str) -> None:
    for intent in ("deny", "data_request"):
        understood = read(said, asked="marketing_opt_in", intent=intent, language=language)
        assert (understood.intent, facts(understood)) == ("deny", {"marketing_opt_in": False})


def test_a_correction_that_sounds_like_a_data_request_is_one_of_a_slot() -> None:
    understood = read("wrong e-mail: it's grace@brightsea.example", asked="budget", intent="data_request")
    assert (understood.intent, facts(understood)) == ("inform", {"email": "grace@brightsea.example"})
    assert facts(read("correct my stored e-mail", intent="data_request")) == {"change": "email"}


@pytest.mark.parametrize("asked", [None, "need", "person_name", "company", "budget", "contact_opt_in"])
@pytest.mark.parametrize(
    "said",
    ["krxtpf vbnm", "fghj", "uh, let me think", "well, you know …", "tja, wie gesagt", "Moment, ich muss überlegen"],
)
def test_mash_and_thinking_aloud_are_no_answer_to_anything(said: str, asked: str | None) -> None:
    for intent in ("inform", "chitchat", "affirm", "out_of_scope"):
        assert read(said, asked=asked, intent=intent, sure=1.0) == Understood("nlu_fallback", ())


def test_a_short_name_is_no_mash() -> None:
    assert facts(read("Ng", asked="person_name")) == {"person": "Ng"}
    assert facts(read("KPMG", asked="company")) == {"company": "KPMG"}
    assert facts(read("hsbc", asked="company")) == {"company": "hsbc"}


@pytest.mark.parametrize(
    ("said", "language", "start", "end"),
    [
        ("within 4 weeks", "en", "2027-02-15", "2027-03-15"),
        ("in the next 3 months", "en", "2027-02-16", "2027-05-15"),
        ("this year", "en", "2027-01-01", "2027-12-31"),
        ("later than this year", "en", "2028-01-01", None),
        ("not this year", "en", "2028-01-01", None),
        ("next year or later", "en", "2028-01-01", None),
        ("innerhalb von 4 Wochen", "de", "2027-02-15", "2027-03-15"),
        ("in den nächsten 3 Monaten", "de", "2027-02-16", "2027-05-15"),
        ("noch dieses Jahr", "de", "2027-01-01", "2027-12-31"),
        ("nicht mehr dieses Jahr", "de", "2028-01-01", None),
    ],
)
def test_a_quick_reply_about_the_time_is_a_time_frame(said: str, language: str, start: str, end: str | None) -> None:
    for intent in ("nlu_fallback", "inform", "bye"):
        understood = read(said, asked="timeline", intent=intent, language=language)
        assert (understood.intent, facts(understood)) == ("inform", {"timeline": {"start": start, "end": end}})


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("later", "en"),
        ("later than that", "en"),
        ("some time later", "en"),
        ("später", "de"),
        ("erst viel später", "de"),
    ],
)
def test_later_is_no_date_and_leaves_the_question_open(said: str, language: str) -> None:
    for intent in ("nlu_fallback", "inform", "bye"):
        understood = read(said, asked="timeline", intent=intent, language=language)
        assert (understood.intent, facts(understood)) == ("dont_know", {})


@pytest.mark.parametrize(("said", "language"), [("see you later", "en"), ("bis später", "de")])
def test_see_you_later_is_a_goodbye(said: str, language: str) -> None:
    assert read(said, asked="timeline", intent="bye", language=language).intent == "bye"


def test_an_answer_beside_a_question_is_taken_and_the_question_stays_one() -> None:
    understood = read("30k. How long does set-up take?", asked="budget", intent="faq", sure=0.9)
    assert (understood.intent, facts(understood)["budget"]["min"]) == ("faq", 30000)
    understood = read("Brunnmeier AG. Was kostet das?", asked="company", intent="faq", sure=0.9, language="de")
    assert (understood.intent, facts(understood)) == ("faq", {"company": "Brunnmeier AG"})
    understood = read("We need a chatbot for our shop. What does it cost?", asked="email", intent="faq", sure=0.9)
    assert (understood.intent, facts(understood)) == ("faq", {"need": "a chatbot for our shop"})


@pytest.mark.parametrize("asked", ["company", "person_name", "job_title", "industry", "location", "department", "need"])
@pytest.mark.parametrize(
    "said", ["Interesting. What does it cost?", "Good question. Where are you based?", "Hm ok. Who are you?"]
)
def test_a_remark_beside_a_question_answers_nothing(said: str, asked: str) -> None:
    assert facts(read(said, asked=asked, intent="faq", sure=0.9)) == {}


def test_who_says_nothing_but_their_name_answers_whatever_it_sounds_like() -> None:
    for said, intent in (("right, aisling here", "bye"), ("you can call me aisling", "contact_sales")):
        understood = read(said, asked="person_name", intent=intent, sure=0.95)
        assert (understood.intent, facts(understood)) == ("inform", {"person": "aisling"})
    met = read("Wei, nice to meet you", asked="person_name", also="company", intent="greet", sure=0.95)
    assert (met.intent, facts(met)) == ("inform", {"person": "Wei"})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("not before May but in June", {"timeline": {"start": "2027-06-01", "end": "2027-06-30"}}),
        ("nicht im Mai, sondern im Juni", {"timeline": {"start": "2027-06-01", "end": "2027-06-30"}}),
    ],
)
def test_what_is_taken_back_is_not_stored(said: str, found: dict[str, Any]) -> None:
    assert facts(read(said, asked="confirmed", known=frozenset({"timeline"}))) == found


def test_the_old_amount_may_be_hedged() -> None:
    for said in ("make that EUR 30,000 instead of around 35k euros", "not a minimum of 12k euros, 30000 euros"):
        assert facts(read(said, asked="confirmed", known=frozenset({"budget"})))["budget"]["min"] == 30000


def test_a_month_in_a_name_or_an_address_is_no_date() -> None:
    assert "timeline" not in facts(read("i am nguyen thi mai. we need a chatbot"))
    said = "sorry, it's jo@kestrel.io, not n.mai@kestrel.io"
    assert "timeline" not in facts(read(said, asked="authority", known=frozenset({"email"})))


def test_a_title_beside_who_decides_is_the_visitors() -> None:
    said = "my boss has the last word. I'm the Managing Director"
    assert facts(read(said, asked="authority"))["job_title"] == "Managing Director"


def test_a_need_ends_where_the_visitor_turns_to_themselves() -> None:
    for said in ("cut our response time. You can reach me at jo@kestrel.io", "cut our response time, my name is Noor"):
        assert facts(read(said, asked="need"))["need"] == "cut our response time"
    asking = read("a chatbot for our website. where do you store our data?", asked="need", intent="faq", sure=0.98)
    assert (asking.intent, facts(asking)) == ("faq", {"need": "a chatbot for our website"})


def test_next_please_passes_on_a_question() -> None:
    assert read("weiter bitte", asked="email", intent="help", sure=0.6, language="de").intent == "refuse"


def test_a_change_is_no_new_beginning() -> None:
    understood = read("I'd like to change the start date 😉", asked="email", intent="restart", sure=0.72)
    assert (understood.intent, facts(understood)) == ("inform", {"change": "timeline"})


def test_who_calls_for_an_agent_is_none() -> None:
    assert facts(read("agent", asked="authority", intent="human_handoff", sure=0.97)) == {}


def test_enough_for_now_is_no_date() -> None:
    assert facts(read("that's enough for now", asked="timeline", intent="stop", sure=0.6)) == {}


def test_who_decides_after_all_is_read_with_what_is_taken_back() -> None:
    said = "Korrektur, nicht ich entscheide, sondern mein Partner"
    corrected = read(said, asked="timeline", language="de", known=frozenset({"authority"}))
    assert facts(corrected) == {"authority": "none"}


def test_when_it_must_run_is_no_need() -> None:
    said = "Laufen muss es bis Ende September, ich bin übrigens Beat Aeschlimann"
    assert "need" not in facts(read(said, asked="need", language="de"))


def test_the_period_of_the_old_amount_goes_with_it() -> None:
    said = "nicht 36.000 euro im jahr, sondern monatlich 2.000 €"
    corrected = facts(read(said, asked="authority", language="de", known=frozenset({"budget"})))
    assert corrected == {"budget": {"min": 2000, "max": 2000, "currency": "EUR", "period": "month"}}


@pytest.mark.parametrize("text", ["it depends on your offer", "kommt drauf an, was es bringt"])
def test_an_answer_that_depends_leaves_the_question_open(text: str) -> None:
    assert read(text, asked="budget", intent="nlu_fallback", sure=0.3).intent == "dont_know"


@pytest.mark.parametrize("text", ["I'm a freelancer", "selbständig", "we don't have a company yet"])
def test_who_has_no_company_is_not_asked_for_it_again(text: str) -> None:
    assert read(text, asked="company").intent == "dont_know"
