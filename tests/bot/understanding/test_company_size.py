"""How many people a company employs, and other numbers of people."""

import pytest

from bot.understanding.who.company_size import find_company_size

LANGUAGES = ["en", "de"]


def said(text: str, language: str, asked: bool = False) -> tuple[int | None, int | None] | None:
    size = find_company_size(text, language, asked)
    return (size.minimum, size.maximum) if size else None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("we're 40 people", (40, 40)),
        ("we are 40", (40, 40)),
        ("about 250 employees", (250, 250)),
        ("35 Leute", (35, 35)),
        ("50-100 MA", (50, 100)),
        ("between 50 and 80 employees", (50, 80)),
        ("zwischen 50 und 80 Mitarbeitern", (50, 80)),
        ("2-3 thousand employees", (2000, 3000)),
        ("ein Team von zwölf", (12, 12)),
        ("über 500 Mitarbeiter", (500, None)),
        ("200+ staff", (200, None)),
        ("weniger als 10 Mitarbeiter", (None, 10)),
        ("bis zu 50 Mitarbeiter", (None, 50)),
        ("just me", (1, 1)),
        ("ich bin Einzelunternehmer", (1, 1)),
        ("10k employees", (10000, 10000)),
        ("a dozen of us", (12, 12)),
        ("twenty-five employees", (25, 25)),
        ("wir sind 1.200 Mitarbeitende", (1200, 1200)),
        ("we have around 3,500 employees worldwide", (3500, 3500)),
        ("we are a 12-person team", (12, 12)),
        ("a 40-strong company", (40, 40)),
        ("wir sind zu fünft", (5, 5)),
        ("wir sind ein zwölfköpfiges Team", (12, 12)),
        ("Wir beschäftigen 300 Menschen", (300, 300)),
        ("Mitarbeiter: 80", (80, 80)),
        ("headcount is 120", (120, 120)),
        ("45 Mitarbeiter*innen", (45, 45)),
        ("45 Mitarbeiter/innen", (45, 45)),
        ("bei uns arbeiten 70 Leute", (70, 70)),
        ("two thousand people work here", (2000, 2000)),
        ("budget 50k, 80 employees, start in May", (80, 80)),
        ("das wäre für unsere 40 Mitarbeiter", (40, 40)),
    ],
)
def test_a_head_count_is_read(text: str, size: tuple[int | None, int | None], language: str) -> None:
    assert said(text, language) == size


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "60",
        "our budget is 20k",
        "2 people will decide",
        "zwei Leute entscheiden das",
        "we need training for 20 employees",
        "Schulung für 15 Mitarbeiter",
        "we want to hire 5 people",
        "wir suchen 3 Mitarbeiter",
        "we are 40 km away",
        "I'm 40 years old",
        "we have 5 people in sales",
        "in 2 weeks we will decide",
        "open 24/7",
        "we serve 500 customers",
        "5 people need access",
        "we are in 5 countries",
        "my number is 0151 23456789",
        "licences for 30 users",
    ],
)
def test_other_numbers_are_no_head_count(text: str, language: str) -> None:
    assert said(text, language) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("60", (60, 60)),
        ("ca. 60", (60, 60)),
        ("so um die 60", (60, 60)),
        ("around 60 I think", (60, 60)),
        ("50 to 60", (50, 60)),
        ("between 50 and 80", (50, 80)),
        ("fünfzig", (50, 50)),
        ("more than 10,000", (10000, None)),
        ("under 20", (None, 20)),
        ("100+", (100, None)),
        ("alone", (1, 1)),
    ],
)
def test_a_bare_number_is_an_answer_when_asked(text: str, size: tuple[int | None, int | None], language: str) -> None:
    assert said(text, language, asked=True) == size


@pytest.mark.parametrize("text", ["3 months", "20.000 €", "500 users", "2 people will decide", "no idea", "why?"])
def test_an_answer_to_something_else_is_no_head_count(text: str) -> None:
    assert said(text, "en", asked=True) is None


def test_the_span_covers_what_was_said() -> None:
    text = "well, we have over 200 employees now"
    size = find_company_size(text)
    assert size is not None
    assert text[size.start : size.end] == "over 200 employees"


@pytest.mark.parametrize(
    ("text", "language", "heads"),
    [
        ("Ina Voss, 40 people, Kiel", "en", 40),
        ("Ina Voss, Kiel, about 40 people", "en", 40),
        ("ina voss, 40 leute, 20k, ab juni", "de", 40),
        ("20k, ab Juni, rund 60 Leute", "de", 60),
    ],
)
def test_a_count_between_commas_is_the_company(text: str, language: str, heads: int) -> None:
    size = find_company_size(text, language)
    assert size is not None
    assert (size.minimum, size.maximum) == (heads, heads)


def test_people_who_come_or_ask_are_no_staff() -> None:
    for text in ("at the fair, 40 people asked us the same", "every day 40 people, sometimes more, write to us"):
        assert find_company_size(text) is None


def test_a_list_of_facts_may_end_a_sentence() -> None:
    found = find_company_size("Ina Voss, 20k, 250 people. we need a chatbot")
    assert found is not None
    assert found.minimum == 250
