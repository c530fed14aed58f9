"""Answers to a question that asks for the name and the company at once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.in_context import Guess, understand
from bot.understanding.who.person_and_company import find_person_and_company

_WORDS = "Grace Whitlock , / & Ltd GmbH from von Pine I'm CTO and und Jana 12 @ . 's – ( 👍"
_PIECES = st.sampled_from(_WORDS.split())


def read(text: str, language: str = "en") -> tuple[str | None, str | None]:
    person, company = find_person_and_company(text, language)
    return person.value if person else None, company.value if company else None


@pytest.mark.parametrize(
    ("text", "person", "company"),
    [
        ("Grace Whitlock, Harbour & Pine", "Grace Whitlock", "Harbour & Pine"),
        ("Grace Whitlock / Harbour & Pine Ltd", "Grace Whitlock", "Harbour & Pine Ltd"),
        ("Grace from Harbour & Pine", "Grace", "Harbour & Pine"),
        ("Whitlock, Harbour and Pine", "Whitlock", "Harbour and Pine"),
        ("grace whitlock, harbour and pine", "grace whitlock", "harbour and pine"),
        ("I'm Grace and I work at Harbour & Pine", "Grace", "Harbour & Pine"),
        ("Grace Whitlock and the company is Harbour & Pine", "Grace Whitlock", "Harbour & Pine"),
        ("Name: Grace Whitlock, Company: Harbour & Pine", "Grace Whitlock", "Harbour & Pine"),
        ("Dr. Grace Whitlock, Whitlock Consulting", "Grace Whitlock", "Whitlock Consulting"),
        ("Quarry Ltd, Tobias Reed", "Tobias Reed", "Quarry Ltd"),
        ("Jana Pohl, Brunnmeier", "Jana Pohl", "Brunnmeier"),
        ("Jana Pohl von der Brunnmeier AG", "Jana Pohl", "Brunnmeier AG"),
        ("Brunnmeier AG, Jana Pohl", "Jana Pohl", "Brunnmeier AG"),
        ("Ich bin Jana, Firma Brunnmeier", "Jana", "Brunnmeier"),
        ("Jana Pohl - Stadtwerke Gera", "Jana Pohl", "Stadtwerke Gera"),
        ("haha sorry, the cat. Wilma Ost, Thornbury Seeds", "Wilma Ost", "Thornbury Seeds"),
        ("Kfz-Werkstatt Emmerich", None, "Kfz-Werkstatt Emmerich"),
        ("es geht um die Gärtnerei Blumhoff", None, "Gärtnerei Blumhoff"),
        ("Mein Name ist Kerkhoff, Metallbau Kerkhoff GmbH", "Kerkhoff", "Metallbau Kerkhoff GmbH"),
    ],
)
def test_both_are_read(text: str, person: str, company: str) -> None:
    assert read(text) == (person, company)


@pytest.mark.parametrize("text", ["Grace Whitlock", "Grace", "Kerkhoff", "Jana Pohl", "Name: Jana Pohl"])
def test_a_name_alone_is_a_persons(text: str) -> None:
    assert read(text) == (text.removeprefix("Name: "), None)


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Harbour & Pine Ltd", "Harbour & Pine Ltd"),
        ("Harbour & Pine", "Harbour & Pine"),
        ("Metallbau Kerkhoff GmbH", "Metallbau Kerkhoff GmbH"),
        ("Metallbau Kerkhoff", "Metallbau Kerkhoff"),
        ("Fa. Brunnmeier Gärten", "Brunnmeier Gärten"),
        ("Praxis Dr. Wiegand", "Praxis Dr. Wiegand"),
        ("Dachdecker Ohlsen", "Dachdecker Ohlsen"),
        ("Blumen Ohlsen", "Blumen Ohlsen"),
        ("I'm with Kestrel", "Kestrel"),
        ("wir sind die Brunnmeier AG", "Brunnmeier AG"),
        ("Firma: Brunnmeier", "Brunnmeier"),
    ],
)
def test_a_company_alone_is_one_where_form_or_words_say_so(text: str, company: str) -> None:
    assert read(text) == (None, company)


@pytest.mark.parametrize("text", ["Tom Fletcher, Leeds", "Tom Fletcher, self-employed", "Tom Fletcher, CTO"])
def test_a_place_or_a_title_is_no_company(text: str) -> None:
    assert read(text) == ("Tom Fletcher", None)


@pytest.mark.parametrize("text", ["why do you ask?", "I'd rather not say", "keine Ahnung", "no", "später", ""])
def test_what_answers_nothing_names_nobody(text: str) -> None:
    assert read(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grace Whitlock, Harbour & Pine", {"person": "Grace Whitlock", "company": "Harbour & Pine"}),
        ("Grace Whitlock", {"person": "Grace Whitlock"}),
        ("Harbour & Pine Ltd", {"company": "Harbour & Pine Ltd"}),
        (
            "Grace Whitlock, CTO, Harbour & Pine, grace@harbour-pine.example",
            {
                "person": "Grace Whitlock",
                "job_title": "CTO",
                "company": "Harbour & Pine",
                "email": "grace@harbour-pine.example",
            },
        ),
    ],
)
def test_a_joined_question_is_answered_in_whole_or_in_part(text: str, expected: dict[str, str]) -> None:
    understood = understand(
        text,
        language="en",
        today=date(2027, 2, 15),
        asked="person_name",
        also="company",
        guess=Guess("nlu_fallback", 0.3),
    )
    facts = {fact.entity: fact.value for fact in understood.facts if not fact.inferred}
    assert (understood.intent, facts) == ("inform", expected)


@given(text=st.text(max_size=200) | st.lists(_PIECES, max_size=25).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_both_quote_the_text_and_never_overlap(text: str) -> None:
    person, company = find_person_and_company(text)
    for found in (person, company):
        assert found is None or (found.value and text[found.start : found.end] == found.value)
    assert not (person and company) or person.end <= company.start or company.end <= person.start


def test_a_vom_leads_to_the_company() -> None:
    person, company = find_person_and_company("Vroni Ost vom Zahnzentrum Fernhall")
    assert person is not None
    assert company is not None
    assert (person.value, company.value) == ("Vroni Ost", "Zahnzentrum Fernhall")


def test_the_von_of_a_name_leads_to_no_company() -> None:
    for said in ("ute von der heide von fernhall textil", "Ute von der Heide von der Firma Fernhall Textil 👍"):
        person, company = find_person_and_company(said)
        assert person is not None
        assert person.value.lower() == "ute von der heide"
        assert company is not None
        assert company.value.lower() == "fernhall textil"
