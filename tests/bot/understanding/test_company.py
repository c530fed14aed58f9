"""Whom the visitor works for, and which companies are somebody else's."""

import pytest

from bot.understanding.who.company import find_company

SAID_EN = [
    ("Priya Nair here, VP Sales at Halcyon Labs, we're 40 people in Leeds", "Halcyon Labs"),
    ("I'm Ken Abe of Sakura Robotics and I'd like an offer", "Sakura Robotics"),
    ("Tom Fletcher, CTO at Kestrel, 40k, live by June, tom@kestrel.io", "Kestrel"),
    ("our company is called Marlow & Finch", "Marlow & Finch"),
    ("our company is called marlow and finch", "marlow and finch"),
    ("the company is called Apex", "Apex"),
    ("company: Ardent Foods", "Ardent Foods"),
    ("I work for Kestrel in Leeds", "Kestrel"),
    ("i work at vortex and we need a bot", "vortex"),
    ("I'm with Tessel Freight", "Tessel Freight"),
    ("I'm calling from Lumen plc about a chatbot", "Lumen plc"),
    ("We're Quillworks, a small agency in Bath", "Quillworks"),
    ("We at Brightwater Ltd need help with leads", "Brightwater Ltd"),
    ("This is Moira Blackwood from Ardent Foods.", "Ardent Foods"),
    ("Regards,\nTom Fletcher\nCTO | Kestrel Ltd", "Kestrel Ltd"),
    ("Ibrahim al-Rashid, Operations Manager, Delta Freight", "Delta Freight"),
    ("Will Price, Kestrel", "Kestrel"),
    ("Halcyon Labs, Inc. would like a demo", "Halcyon Labs, Inc."),
    ("Marlow & Finch Ltd", "Marlow & Finch Ltd"),
    ("HALCYON", "HALCYON"),
    ("I run Nadia's Bakery in York", "Nadia's Bakery"),
    ("I'm the CEO of Fjord AB", "Fjord AB"),
    ("I'm Head of Growth at 3D Forge", "3D Forge"),
    ("Jane, owner of Bean & Leaf, we have 12 staff", "Bean & Leaf"),
    ("my employer is Bank of Wessex", "Bank of Wessex"),
    ("I work at the University of Marlbury", "University of Marlbury"),
    ("We are Oak & Ash LLP and need more leads", "Oak & Ash LLP"),
    ("I represent Delmar S.A. in Lyon", "Delmar S.A."),
    ("hi im dave from bluewave, we need help with lead gen", "bluewave"),
    ("we're a 30-person logistics firm in Hamburg called Hafenkontor", "Hafenkontor"),
    ("I'm Greta from the sales team at Oakhaven", "Oakhaven"),
    ("our agency, Fern Digital, handles 300 leads a month", "Fern Digital"),
    ("Ravi Menon (Head of Digital, Solstice Hotels)", "Solstice Hotels"),
    ("Bean and Leaf is the company name", "Bean and Leaf"),
    ("As head of sales at Northwind I need better leads", "Northwind"),
    ("at Northwind we use Salesforce and need a bot", "Northwind"),
    ("This is Dr. Ahmed El-Sayed calling from St. Mary's Hospital", "St. Mary's Hospital"),
    ("I’m at Nadia’s Bakery", "Nadia’s Bakery"),
    ("sorry, the company is called Apex Fittings, not Apex Fitness", "Apex Fittings"),
]
SAID_DE = [
    ("hier ist Jana Pohl von der Firma Brunnmeier AG", "Brunnmeier AG"),
    ("ich bin die Jana von Brunnmeier", "Brunnmeier"),
    ("Jana Pohl, Einkaufsleiterin bei der Brunnmeier AG", "Brunnmeier AG"),
    ("wir sind die Stadtwerke Seegrund", "Stadtwerke Seegrund"),
    ("ich arbeite bei vortex", "vortex"),
    ("Ich arbeite für die Thormann Gruppe", "Thormann Gruppe"),
    ("die Firma heißt Kessler Optik", "Kessler Optik"),
    ("unsere firma heißt kessler optik", "kessler optik"),
    ("Unser Unternehmen heißt Nordlicht Solar GmbH", "Nordlicht Solar GmbH"),
    ("Firma: Brandl Optik e.K.", "Brandl Optik e.K."),
    ("Guten Tag, Silke Thormann hier, Bäckerei Thormann GmbH & Co. KG", "Bäckerei Thormann GmbH & Co. KG"),
    ("Für die Brunnmeier AG suchen wir einen Chatbot", "Brunnmeier AG"),
    ("Die Kessler OHG braucht mehr Anfragen", "Kessler OHG"),
    ("Wir sind die Kanzlei Ostermann in Köln und brauchen Hilfe", "Kanzlei Ostermann"),
    ("Wir sind Brunnmeier aus Ahlen", "Brunnmeier"),
    ("Ich bin Geschäftsführer der Zander Metallbau GmbH", "Zander Metallbau GmbH"),
    ("Sabine Klein, Stadtwerke Seegrund", "Stadtwerke Seegrund"),
    ("Ich bin Ute von der Brunnmeier AG", "Brunnmeier AG"),
    ("Rolf Zander, Inhaber von Zander Reisen", "Zander Reisen"),
    ("ich komme von der Firma Hagedorn", "Hagedorn"),
    ("ich bin bei der Volksbank Ahlen", "Volksbank Ahlen"),
    ("Name: Käthe Brandl, Firma: Brandl Optik", "Brandl Optik"),
    ("Ich bin Sandra und bei Wendt für den Einkauf zuständig", "Wendt"),
    ("wir sind ein Handwerksbetrieb mit 12 Leuten und heißen Elektro Brandt", "Elektro Brandt"),
    ("Unsere Firma Wendt GmbH sucht einen Chatbot", "Wendt GmbH"),
    ("Wir, das Autohaus Wiegand, bekommen zu viele unpassende Anfragen", "Autohaus Wiegand"),
    ("ich bin die neue Marketingleiterin der Firma Sonnleitner", "Sonnleitner"),
    ("Ich bin der Marco und arbeite im Marketing der Lindner Gruppe", "Lindner Gruppe"),
    ("Firma Solarion, mein Name ist Ayşe", "Solarion"),
    ("Wir von Solarion suchen einen Bot", "Solarion"),
    ("vortex gmbh", "vortex gmbh"),
    ("Institut für Hörtechnik gGmbH", "Institut für Hörtechnik gGmbH"),
    ("ich arbeite beim Turnverein Ahlen e.V. in der Verwaltung", "Turnverein Ahlen e.V."),
    ("Müller & Söhne", "Müller & Söhne"),
    ("Wir heißen Pixelhof UG (haftungsbeschränkt)", "Pixelhof UG (haftungsbeschränkt)"),
]
ANSWERED = [
    ("Schreinerei Voss in Lübeck", "Schreinerei Voss"),
    ("Marlow & Finch Ltd", "Marlow & Finch Ltd"),
    ("Bäckerei Thormann GmbH & Co. KG", "Bäckerei Thormann GmbH & Co. KG"),
    ("3M", "3M"),
    ("1&1", "1&1"),
    ("vortex gmbh", "vortex gmbh"),
    ("praxis dr. roth", "praxis dr. roth"),
    ("Kanzlei Ostermann", "Kanzlei Ostermann"),
    ("it's Marlow and Finch", "Marlow and Finch"),
    ("it's marlow and finch.", "marlow and finch"),
    ("die Firma heißt Kessler Optik", "Kessler Optik"),
    ("kestrel", "kestrel"),
    ("We're called Tessel", "Tessel"),
    ("Brunnmeier AG, wir sind 40 Leute", "Brunnmeier AG"),
    ("Brunnmeier, und ich brauche ein Angebot", "Brunnmeier"),
    ("Kestrel Labs Inc.", "Kestrel Labs Inc."),
    ("sure, Halcyon Labs", "Halcyon Labs"),
    ("wir sind die stadtwerke ahlen", "stadtwerke ahlen"),
    ("das ist die Hagedorn KG", "Hagedorn KG"),
    ("booking-fish.com", "booking-fish.com"),
    ("Freiwillige Feuerwehr Ahlen", "Freiwillige Feuerwehr Ahlen"),
    ("Smith, Jones & Partners", "Smith, Jones & Partners"),
    ("the marlbury trust", "marlbury trust"),
    ("Haus der Technik", "Haus der Technik"),
    ("I work for tessel freight", "tessel freight"),
    ("bei Kessler", "Kessler"),
    ("Northwind here", "Northwind"),
    ("AT&S", "AT&S"),
    ("Kestrel. We build drones.", "Kestrel"),
    ("Olivia Marlow", "Olivia Marlow"),
    ("Sunday Supplies Ltd", "Sunday Supplies Ltd"),
]
NO_COMPANY_EVEN_WHEN_ASKED = [
    "rather not say",
    "möchte ich nicht sagen",
    "I'm interested",
    "why?",
    "which company?",
    "Wieso wollen Sie das wissen?",
    "yes",
    "nein",
    "hi",
    "Guten Tag",
    "don't know",
    "keine Ahnung",
    "tom@kestrel.io",
    "40k",
    "50 people",
    "40 Mitarbeiter",
    "5.000 €",
    "by June",
    "end of May",
    "we need a chatbot",
    "wir suchen eine Lösung für Anfragen",
    "that's confidential",
    "I'm self-employed",
    "ich bin selbstständig",
    "keine Firma",
    "no company",
    "I don't have a company",
    "privat",
    "I'm a freelancer",
    "thanks",
    "skip",
    "we are a small agency",
    "0171 2345678",
    "wie geht es Ihnen?",
    "lieber nicht",
    "we're growing fast",
    "ok cool",
    "I'd like an offer",
    "ich möchte mit jemandem sprechen",
    "das sage ich Ihnen nicht",
    "what do you cost",
]
NOT_THEIRS = [
    "we use Salesforce",
    "we use Acme CRM Ltd at the moment",
    "is this Banter GmbH?",
    "Wir nutzen Hubspot",
    "send it to Kestrel Ltd",
    "unser Kunde ist die Meier GmbH",
    "Our biggest competitor is Apex Inc",
    "we bought it from Delta Freight Ltd",
    "Do you know Lumen plc?",
    "transfer the money to Oak LLP",
    "ich habe bei Ihnen gekauft",
    "we're growing",
    "we are a small agency",
    "wir sind eine kleine Agentur",
    "wir sind 40 Leute",
    "wir sind Marktführer",
    "Wir sind ein Familienbetrieb aus Ahlen",
    "I'm from Leeds",
    "I'm from Germany",
    "ich bin aus Köln",
    "I'm from the marketing team",
    "ich bin aus dem Vertrieb",
    "I don't work for Northwind anymore",
    "My colleague from Northwind told me about you",
    "We are a client of Northwind",
    "I work at night",
    "I work from home",
    "I work for a small agency",
    "ich arbeite bei einer Bank",
    "we are Shopify users",
    "I'm at the office",
    "ich bin bei der Arbeit",
    "Guten Tag",
    "hello",
    "yes",
    "FAQ",
    "CRM",
    "ASAP",
    "OK",
    "CEO",
    "B2B",
    "I'm with you",
    "ich bin für alles offen",
    "ich arbeite im Vertrieb",
    "our company is growing",
    "our company is 40 people strong",
    "John Doe",
    "Unser Unternehmen ist neu am Markt",
    "the business is doing well",
    "Wir sind Händler",
    "I work in marketing",
    "40 kg",
]


@pytest.mark.parametrize(("text", "company"), SAID_EN)
def test_the_visitors_company_is_found_in_english(text: str, company: str) -> None:
    found = find_company(text, "en")
    assert found is not None
    assert found.value == company


@pytest.mark.parametrize(("text", "company"), SAID_DE)
def test_the_visitors_company_is_found_in_german(text: str, company: str) -> None:
    found = find_company(text, "de")
    assert found is not None
    assert found.value == company


@pytest.mark.parametrize(("text", "company"), ANSWERED)
def test_a_bare_answer_to_the_question_for_the_company_is_the_company(text: str, company: str) -> None:
    found = find_company(text, "de", asked=True)
    assert found is not None
    assert found.value == company


@pytest.mark.parametrize("text", NO_COMPANY_EVEN_WHEN_ASKED)
def test_what_does_not_answer_the_question_for_the_company_is_no_company(text: str) -> None:
    assert find_company(text, "en", asked=True) is None
    assert find_company(text, "de", asked=True) is None


@pytest.mark.parametrize("text", NOT_THEIRS)
def test_neither_a_description_nor_somebody_elses_company_is_the_visitors(text: str) -> None:
    assert find_company(text, "en") is None
    assert find_company(text, "de") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ich schreibe für pfannkuchen manufaktur ost", "pfannkuchen manufaktur ost"),
        ("wait, the company name is jensen freight", "jensen freight"),
        ("ok so we are fernhill publishing", "fernhill publishing"),
    ],
)
def test_a_company_in_lower_case_may_begin_like_an_ordinary_word(text: str, name: str) -> None:
    found = find_company(text, asked=True)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize("text", ["x", "worst chat ever", "anders gesagt: wir suchen etwas"])
def test_what_is_only_said_is_no_company(text: str) -> None:
    assert find_company(text, asked=True) is None
