"""What the visitor is, and where in their company."""

import pytest

from bot.understanding.who.job_title import find_department, find_job_title

TITLES = [
    ("I'm employed as Marketing Manager", "Marketing Manager"),
    ("Ich bin als Vertriebsleiter tätig", "Vertriebsleiter"),
    ("Orchard, Ida Holt, 30k, in May, Head of Sales. We need a bot", "Head of Sales"),
    ("Priya Nair here, VP Sales at Halcyon Labs, we're 40 people in Leeds", "VP Sales"),
    ("Tom Fletcher, CTO at Kestrel, 40k, live by June, tom@kestrel.io", "CTO"),
    ("I am the CEO", "CEO"),
    ("I'm Head of Growth at 3D Forge", "Head of Growth"),
    ("I'm the founder and CEO of Tessel", "founder and CEO"),
    ("I work as a marketing manager at Ardent", "marketing manager"),
    ("my role is Director of IT", "Director of IT"),
    ("I'm a senior buyer for Delta Freight", "senior buyer"),
    ("Ibrahim al-Rashid, Operations Manager, Delta Freight", "Operations Manager"),
    ("I'm just an intern", "intern"),
    ("Regards,\nTom Fletcher\nChief Technology Officer | Kestrel Ltd", "Chief Technology Officer"),
    ("title: Key Account Manager", "Key Account Manager"),
    ("I'm the owner", "owner"),
    ("Managing Director", "Managing Director"),
    ("I am a VP of Customer Success & Support", "VP of Customer Success & Support"),
    ("Jane Holt (Product Owner), Halcyon", "Product Owner"),
    ("Jana Pohl, Einkaufsleiterin bei der Brunnmeier AG", "Einkaufsleiterin"),
    ("Ich bin Geschäftsführer der Zander Metallbau GmbH", "Geschäftsführer"),
    ("ich bin inhaberin und geschäftsführerin", "inhaberin und geschäftsführerin"),
    ("Mit freundlichen Grüßen, Dr. Henrik Saß, Prokurist", "Prokurist"),
    ("Ich arbeite als Werkstudentin im Marketing", "Werkstudentin"),
    ("ich bin der Leiter Vertrieb bei Hagedorn", "Leiter Vertrieb"),
    ("Ich bin Leiterin der IT bei den Stadtwerken", "Leiterin der IT"),
    ("meine Position ist Referentin für Öffentlichkeitsarbeit", "Referentin für Öffentlichkeitsarbeit"),
    ("ich bin hier nur der Praktikant", "Praktikant"),
    ("Rolf Zander, Vertriebsleiter DACH, Zander Reisen", "Vertriebsleiter DACH"),
    ("Ich bin Rechtsanwalt", "Rechtsanwalt"),
    ("Ich bin Marketing-Managerin", "Marketing-Managerin"),
    ("Ich bin Sachbearbeiter im Einkauf", "Sachbearbeiter"),
    ("Teamleiterin Kundenservice", "Teamleiterin Kundenservice"),
    ("Vorstand", "Vorstand"),
    ("Ich bin die Assistentin der Geschäftsführung", "Assistentin der Geschäftsführung"),
]
ANSWERED_TITLES = [
    ("growth hacker", "growth hacker"),
    ("I'm the growth wizard", "growth wizard"),
    ("Einkaufsleiterin", "Einkaufsleiterin"),
    ("CEO", "CEO"),
    ("head of it", "head of it"),
    ("Leiter Einkauf", "Leiter Einkauf"),
    ("als Referent", "Referent"),
    ("Mädchen für alles", "Mädchen für alles"),
    ("VP of Sales, since last year", "VP of Sales"),
]
NO_TITLE = [
    "my boss decides",
    "our CEO Martha Quill decides that",
    "is the manager there?",
    "I want to talk to the sales manager",
    "mein Chef entscheidet",
    "der Geschäftsführer unterschreibt",
    "our head of IT said so",
    "we need a manager for our leads",
    "I'm interested",
    "hello",
    "we're a team of developers",
    "I'd like to speak to a consultant",
    "kann ich mit dem Vertriebsleiter sprechen?",
    "Ken Abe",
    "I'm ready to lead",
    "ich bin zurück",
    "support",
    "We need lead management",
]
NO_TITLE_EVEN_WHEN_ASKED = [
    "rather not say",
    "keine Angabe",
    "don't know",
    "yes",
    "why?",
    "40k",
    "next week",
    "hello",
    "danke",
    "tom@kestrel.io",
    "we need a chatbot",
    "it depends",
    "what do you mean",
]
DEPARTMENTS = [
    ("I'm on the finance team", "finance"),
    ("I belong to the operations department", "operations"),
    ("I'm in marketing", "marketing"),
    ("I work in the sales department", "sales"),
    ("I'm from the marketing team", "marketing"),
    ("I run operations at Tessel", "operations"),
    ("Department: IT", "IT"),
    ("VP Sales", "Sales"),
    ("I'm Head of Human Resources", "Human Resources"),
    ("Jana Pohl, Einkaufsleiterin bei der Brunnmeier AG", "Einkauf"),
    ("ich arbeite im Vertrieb", "Vertrieb"),
    ("ich bin aus dem Einkauf", "Einkauf"),
    ("Ich leite die Produktion", "Produktion"),
    ("Abteilung Marketing", "Marketing"),
    ("Leiter Logistik", "Logistik"),
]
ANSWERED_DEPARTMENTS = [
    ("marketing", "marketing"),
    ("IT", "IT"),
    ("Einkauf", "Einkauf"),
    ("im Vertrieb", "Vertrieb"),
    ("the innovation lab", "innovation"),
    ("Schadenregulierung", "Schadenregulierung"),
    ("aus der Stabsstelle", "Stabsstelle"),
]
NO_DEPARTMENT = [
    "Wir sind im Bereich Logistik tätig",
    "could someone from sales help me?",
    "I want to talk to sales",
    "Vertrieb bitte",
    "we need support",
    "hello",
    "our marketing is bad",
    "we want more sales",
    "is it possible?",
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_the_visitors_job_title_is_found(text: str, title: str) -> None:
    found = find_job_title(text)
    assert found is not None
    assert found.value == title


@pytest.mark.parametrize(("text", "title"), ANSWERED_TITLES)
def test_an_answer_to_the_question_for_the_title_may_be_any_title(text: str, title: str) -> None:
    found = find_job_title(text, asked=True)
    assert found is not None
    assert found.value == title


@pytest.mark.parametrize("text", NO_TITLE)
def test_other_peoples_titles_and_everyday_words_are_not_the_visitors_title(text: str) -> None:
    assert find_job_title(text) is None


@pytest.mark.parametrize("text", NO_TITLE_EVEN_WHEN_ASKED)
def test_what_does_not_answer_the_question_for_the_title_is_no_title(text: str) -> None:
    assert find_job_title(text, asked=True) is None
    assert find_department(text, asked=True) is None


@pytest.mark.parametrize(("text", "department"), DEPARTMENTS)
def test_the_visitors_department_is_found(text: str, department: str) -> None:
    found = find_department(text)
    assert found is not None
    assert found.value == department


@pytest.mark.parametrize(("text", "department"), ANSWERED_DEPARTMENTS)
def test_an_answer_to_the_question_for_the_department_may_be_any_department(text: str, department: str) -> None:
    found = find_department(text, asked=True)
    assert found is not None
    assert found.value == department


@pytest.mark.parametrize("text", NO_DEPARTMENT)
def test_a_department_that_the_visitor_does_not_work_in_is_not_theirs(text: str) -> None:
    assert find_department(text) is None
