"""What a company does, in the visitor's words."""

import pytest

from bot.understanding.who.industry import find_industry


def said(text: str, asked: bool = False, language: str = "en") -> str | None:
    industry = find_industry(text, language, asked)
    assert industry is None or text[industry.start : industry.end] == industry.value
    return industry.value if industry else None


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("we're in logistics", "logistics"),
        ("we are in the packaging industry", "packaging"),
        ("in the automotive sector", "automotive"),
        ("our industry is renewable energy", "renewable energy"),
        ("we're a dental practice", "dental practice"),
        ("we're a small logistics company from Leeds", "logistics"),
        ("I run a bakery", "bakery"),
        ("our firm is in insurance", "insurance"),
        ("we do real estate", "real estate"),
        ("we're in marketing", "marketing"),
        ("we're in IT", "IT"),
    ],
)
def test_an_industry_is_read_in_english(text: str, industry: str) -> None:
    assert said(text) == industry


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("in der Chemiebranche", "Chemiebranche"),
        ("wir sind im Maschinenbau tätig", "Maschinenbau"),
        ("Branche: Optik", "Optik"),
        ("Wir sind eine kleine Steuerkanzlei", "Steuerkanzlei"),
        ("wir sind ein Softwareunternehmen aus Köln", "Softwareunternehmen"),
        ("wir kommen aus der Medizintechnik", "Medizintechnik"),
        ("ich arbeite in der Automobilindustrie", "Automobilindustrie"),
        ("wir sind im Bereich Logistik tätig", "Logistik"),
        ("wir machen Werkzeugbau", "Werkzeugbau"),
    ],
)
def test_an_industry_is_read_in_german(text: str, industry: str) -> None:
    assert said(text, language="de") == industry


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "Lebensmittel",
        "I work in marketing",
        "I'm the head of logistics",
        "Leiter Logistik",
        "we are Weber Logistics GmbH",
        "wir sind die Weber Logistik GmbH",
        "our customers are in logistics",
        "we are looking for a logistics solution",
        "do you work with logistics companies?",
        "wir suchen Software für die Logistik",
        "we need software",
        "we're in the same industry",
        "we are in Leeds",
        "we are in general happy",
        "it is fine",
    ],
)
def test_an_industry_that_is_not_clearly_theirs_is_left_alone(text: str, language: str) -> None:
    assert said(text, language=language) is None


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Lebensmittel", "Lebensmittel"),
        ("mechanical engineering", "mechanical engineering"),
        ("beekeeping", "beekeeping"),
        ("in der IT", "IT"),
        ("a law firm", "law firm"),
        ("we make pet food", "pet food"),
        ("yes", None),
        ("keine Ahnung", None),
        ("50 people", None),
        ("what do you mean by industry?", None),
        ("I don't want to say", None),
    ],
)
def test_a_bare_term_is_an_answer_when_asked(text: str, industry: str | None) -> None:
    assert said(text, asked=True) == industry
