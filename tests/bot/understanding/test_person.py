"""Who the visitor says they are, and whom they merely mention."""

import pytest

from bot.understanding.who.person import find_person

INTRODUCED_EN = [
    ("My name is Mehmet Can Öztürk", "Mehmet Can Öztürk"),
    ("my name is nguyen thi mai", "nguyen thi mai"),
    ("Orchard Ltd, Ms Heath, 30k, in May", "Heath"),
    ("Priya Nair here, VP Sales at Halcyon Labs, we're 40 people in Leeds", "Priya Nair"),
    ("I'm Ken Abe of Sakura Robotics and I'd like an offer", "Ken Abe"),
    ("Tom Fletcher, CTO at Kestrel, 40k, live by June, tom@kestrel.io", "Tom Fletcher"),
    ("Hi there, this is Moira Blackwood from Ardent Foods.", "Moira Blackwood"),
    ("Hello! My name is Desmond Okafor and I run a print shop.", "Desmond Okafor"),
    ("my name is desmond okafor", "desmond okafor"),
    ("name's bob", "bob"),
    ("Name: Rosalind Tarrant", "Rosalind Tarrant"),
    ("My full name is Mary-Anne O'Leary", "Mary-Anne O'Leary"),
    ("I am Luis de la Fuente, head of IT", "Luis de la Fuente"),
    ("i'm yolanda", "yolanda"),
    ("i'm yolanda from quillworks", "yolanda"),
    ("I’m Saoirse Quinn", "Saoirse Quinn"),
    ("call me Trip", "Trip"),
    ("Everyone calls me Bex.", "Bex"),
    ("no, my name is Hollis Grant", "Hollis Grant"),
    ("sorry, the surname is Hollisworth", "Hollisworth"),
    ("We need a bot for our dealer pages. I'm Ann Lee from Kestrel Ltd.", "Ann Lee"),
    ("Dr. Amelia Voss speaking", "Amelia Voss"),
    ("Good afternoon, Mr Peter Ashdown here from Lumen plc", "Peter Ashdown"),
    ("Could you call me back? Regards, Wendy Marsh", "Wendy Marsh"),
    ("We'd like a quote.\n\nKind regards,\nTom Fletcher\nCTO | Kestrel Ltd\n+44 20 7946 0999", "Tom Fletcher"),
    ("Ibrahim al-Rashid, Operations Manager, Delta Freight", "Ibrahim al-Rashid"),
    ("You're talking to Nadia Brooks, owner of the bakery", "Nadia Brooks"),
    ("John Doe", "John Doe"),
    ("Maria Lopez Vidal", "Maria Lopez Vidal"),
    ("Will Price, Kestrel", "Will Price"),
    ("Hi, I'm Mark", "Mark"),
    ("Gwen Tolliver is my name", "Gwen Tolliver"),
    ("I'm Vikram and I work at Tessel", "Vikram"),
    ("JANE HOLT, HALCYON LABS", "JANE HOLT"),
    ("hi im dave from bluewave, we need help with lead gen", "dave"),
    ("It's Anna from Brightwater", "Anna"),
    ("anna berg, brightwater, anna@brightwater.example", "anna berg"),
    ("Anna Berg | Head of Sales | Brightwater Ltd", "Anna Berg"),
    ("I'm David but everyone calls me Dave", "Dave"),
    ("I'm not Bob, I'm Rob", "Rob"),
    ("K. Moss", "K. Moss"),
    ("Nina Petrova. CTO. Blue Fjord Analytics.", "Nina Petrova"),
    ("Best,\nOwen Pryce\nDirector of Operations\nHarbour & Holt Ltd", "Owen Pryce"),
    ("good afternoon i'm sunil mehta i work for brightline energy", "sunil mehta"),
    ("Cheers, Tom Fletcher", "Tom Fletcher"),
    ("I'm Jan-Erik Lindqvist, CEO of Fjord AB", "Jan-Erik Lindqvist"),
]
INTRODUCED_DE = [
    ("ich bin übrigens Beat Aeschlimann", "Beat Aeschlimann"),
    ("Hier ist Maximilian Freiherr zu Hohenlinden", "Maximilian Freiherr zu Hohenlinden"),
    ("hier ist Jana Pohl von der Firma Brunnmeier AG", "Jana Pohl"),
    ("Mein Name ist Jana Pohl.", "Jana Pohl"),
    ("mein name ist jana pohl", "jana pohl"),
    ("ich bin die Jana von Brunnmeier", "Jana"),
    ("Ich heiße Torsten Quast und suche einen Chatbot", "Torsten Quast"),
    ("ich heisse torsten", "torsten"),
    ("Jana Pohl, Einkaufsleiterin bei der Brunnmeier AG", "Jana Pohl"),
    ("Guten Tag, Silke Thormann hier, Bäckerei Thormann GmbH & Co. KG", "Silke Thormann"),
    ("Ich bin Ute von der Heyden", "Ute von der Heyden"),
    ("Ich bin Ute von der Brunnmeier AG", "Ute"),
    ("Hallo, ich bin der Uwe aus Ahlen", "Uwe"),
    ("Prof. Dr. Karl-Heinz Öztürk-Lang am Apparat", "Karl-Heinz Öztürk-Lang"),
    ("Herr Ostermann mein Name, Kanzlei Ostermann", "Ostermann"),
    ("Moin, Fiete Hansen mein Name.", "Fiete Hansen"),
    ("Hier spricht Beate Zöller", "Beate Zöller"),
    ("Ja, Jana Pohl, Vertriebsleiterin", "Jana Pohl"),
    ("Wir brauchen ein Angebot.\nViele Grüße\nMarlies Köhn", "Marlies Köhn"),
    ("Mit freundlichen Grüßen, Dr. Henrik Saß, Prokurist", "Henrik Saß"),
    ("ich bin murat", "murat"),
    ("ich bin murat und arbeite bei vortex", "murat"),
    ("Nein, mein Name ist Petra Lindner", "Petra Lindner"),
    ("Mein Nachname ist Wiedenbrück", "Wiedenbrück"),
    ("nennen Sie mich Toni", "Toni"),
    ("Name: Käthe Brandl, Firma: Brandl Optik", "Käthe Brandl"),
    ("Dipl.-Ing. Rolf Zander, Geschäftsführer", "Rolf Zander"),
    ("Sabine Klein, Stadtwerke Seegrund", "Sabine Klein"),
    ("Max Ernst von der Leyden GmbH hier", "Max Ernst"),
    ("Grüezi, Urs Bänziger von der Bänziger AG", "Urs Bänziger"),
    ("Solarion GmbH, Ayşe Yıldırım", "Ayşe Yıldırım"),
    ("ich bin ayşe von solarion", "ayşe"),
    ("Ich bin's, die Sandra", "Sandra"),
    ("Einen schönen guten Tag, hier spricht Frau Uhlig", "Uhlig"),
    ("Moin, hier Hinnerk Claasen von der Reederei Claasen", "Hinnerk Claasen"),
    ("Herr Doktor Frank Ritter, Orthopädie Ritter", "Frank Ritter"),
    ("Hallo zusammen, Köster hier von Wendt", "Köster"),
    ("Köster, Wendt GmbH", "Köster"),
    ("Guten Morgen, mein Name ist Friedhelm und ich habe eine Frage", "Friedhelm"),
]
ANSWERED = [
    ("my name is spelled Thorsen", "Thorsen"),
    ("mine is Bridget O'Shea", "Bridget O'Shea"),
    ("olivia marlow", "olivia marlow"),
    ("Silke Thormann", "Silke Thormann"),
    ("Dr. h.c. Ute von der Heyden", "Ute von der Heyden"),
    ("Seán O'Brien", "Seán O'Brien"),
    ("Jean-Luc de la Tour", "Jean-Luc de la Tour"),
    ("bob", "bob"),
    ("Meier", "Meier"),
    ("Frau Meier", "Meier"),
    ("it's Meier with e i: Meier", "Meier"),
    ("it's Hollis", "Hollis"),
    ("sure, it's Greta Falk", "Greta Falk"),
    ("Bob is fine", "Bob"),
    ("das ist Jana Pohl", "Jana Pohl"),
    ("Jana reicht", "Jana"),
    ("Will", "Will"),
    ("mark", "mark"),
    ("grace young", "grace young"),
    ("Tom Fletcher, Kestrel", "Tom Fletcher"),
    ("Tom Fletcher and you?", "Tom Fletcher"),
    ("Nguyễn Văn An", "Nguyễn Văn An"),
    ("J. R. Hartley", "J. R. Hartley"),
    ("lars", "lars"),
    ("Yılmaz", "Yılmaz"),
    ("Николай Петров", "Николай Петров"),
    ("heinz-peter brandl", "heinz-peter brandl"),
    ("ken :)", "ken"),
    ("**Ken Abe**", "Ken Abe"),
    ("actually it's Katherine with a K", "Katherine"),
    ("Gerne: Petra Lindner", "Petra Lindner"),
]
NOBODY_EVEN_WHEN_ASKED = [
    "I'm interested",
    "ich bin zurück",
    "I am the CEO",
    "I'm not sure",
    "I'm looking for a chatbot",
    "ich bin auf der Suche",
    "rather not say",
    "möchte ich nicht sagen",
    "I'd rather stay anonymous",
    "that's none of your business",
    "tom@kestrel.io",
    "40k",
    "yes",
    "nein",
    "good morning",
    "Guten Tag",
    "how are you?",
    "why do you need my name?",
    "Wozu brauchen Sie den?",
    "no idea",
    "keine Ahnung",
    "I'm back",
    "i'm in a hurry",
    "I'm ready",
    "ich bin begeistert",
    "ich bin Geschäftsführer",
    "I'm Head of Sales",
    "we need a chatbot for our shop",
    "wir suchen eine Lösung",
    "I am German",
    "ich bin selbstständig",
    "im Moment nicht",
    "thanks",
    "vielen Dank",
    "next week",
    "end of May",
    "Marlow & Finch Ltd",
    "is Mr Hughes there?",
    "skip",
    "weiter",
    "12",
    "5.000 Euro",
    "we are 40 people",
    "I'm from Leeds",
    "ich bin aus Köln",
    "I'm busy right now",
    "nicht so wichtig",
    "das geht Sie nichts an",
    "what can you do",
    "hallo",
    "stop",
    "hilfe",
]
THIRD_PARTIES = [
    "is Mr Hughes there?",
    "we use Salesforce",
    "transfer it to Hughes",
    "my colleague Anna said we should ask",
    "send it to Paul",
    "mein Kollege Bernd meinte, ich soll fragen",
    "ist Frau Pohl zu sprechen?",
    "Hi Anna, we need a chatbot",
    "Guten Tag Frau Lang, wir brauchen einen Bot",
    "My colleague Sara Lind from Northwind told me about you",
    "I'm Bob's colleague",
    "The company name is Bean and Leaf",
    "Please put me through to Ms Falk",
    "our CEO Martha Quill decides that",
    "I spoke to Greta last week",
    "Ich habe mit Herrn Lang gesprochen",
    "for paul newman",
    "Grüße an Petra",
    "we saw you at Hannover Messe",
    "I'd like a demo of Banter Pro",
]
NO_NAMES = [
    "Guten Morgen",
    "Thank You",
    "Vielen Dank",
    "mein Name tut nichts zur Sache",
    "Ich bin Entscheidungsträgerin",
    "Microsoft Teams",
    "Good Morning",
    "Book Demo",
    "New York",
    "Sales Manager",
    "Vertrieb Bitte",
    "Preise Bitte",
    "Halcyon Labs",
    "Kanzlei Ostermann",
    "hello there",
    "we're growing",
    "I'm happy to hear more",
    "I am working on a new site",
    "ich bin an einem Angebot interessiert",
    "This is urgent",
    "this is great",
    "this is neat",
    "Die Übergabe vom Marketing an den Vertrieb ist ein Chaos",
    "I'm Operations Manager here",
    "hier ist nichts los",
    "ich bin Kunde bei Ihnen",
    "ich bin Student",
    "I'm a student",
    "Pricing",
    "Angebot",
    "Chatbot",
    "ok",
    "What's up",
    "Request Demo",
    "Enterprise Plan",
    "Kontakt Vertrieb",
    "Ich bin Einkaufsleiterin",
    "I'm new here",
    "I'm here for a demo",
    "Thanks, Banter",
    "Sounds good",
    "Let's go",
    "Not interested",
    "Kein Interesse",
    "Ich bin Interessent",
]


@pytest.mark.parametrize(("text", "name"), INTRODUCED_EN)
def test_a_visitor_who_introduces_themselves_in_english_is_known_by_name(text: str, name: str) -> None:
    found = find_person(text, "en")
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(("text", "name"), INTRODUCED_DE)
def test_a_visitor_who_introduces_themselves_in_german_is_known_by_name(text: str, name: str) -> None:
    found = find_person(text, "de")
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(("text", "name"), ANSWERED)
def test_a_bare_answer_to_the_question_for_the_name_is_the_name(text: str, name: str) -> None:
    found = find_person(text, "en", asked=True)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize("text", NOBODY_EVEN_WHEN_ASKED)
def test_what_does_not_answer_the_question_for_the_name_is_no_name(text: str) -> None:
    assert find_person(text, "en", asked=True) is None
    assert find_person(text, "de", asked=True) is None


@pytest.mark.parametrize("text", THIRD_PARTIES)
def test_somebody_else_whom_the_visitor_mentions_is_not_the_visitor(text: str) -> None:
    assert find_person(text) is None


@pytest.mark.parametrize("text", NO_NAMES)
def test_everyday_words_are_no_names_however_they_are_capitalised(text: str) -> None:
    assert find_person(text, "en") is None
    assert find_person(text, "de") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name's aisling", "aisling"),
        ("call me keating", "keating"),
        ("right, aisling here", "aisling"),
        ("mein name ist jensen", "jensen"),
        ("i'm nguyen thi mai from fernhill care", "nguyen thi mai"),
        ("We need a bot. Greta from Osterley Logistics Ltd here.", "Greta"),
        ("ich bin mehmet can öztürk von fernhill ug", "mehmet can öztürk"),
    ],
)
def test_a_name_may_end_like_an_ordinary_word(text: str, name: str) -> None:
    found = find_person(text)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("aisling", "aisling"),
        ("i'm aisling", "aisling"),
        ("Wei, nice to meet you", "Wei"),
        ("herr köstner, freut mich", "köstner"),
        ("annegret von der heide von fernhill", "annegret von der heide"),
        ("nun, Noor", "Noor"),
    ],
)
def test_an_answer_may_come_with_courtesies(text: str, name: str) -> None:
    found = find_person(text, asked=True)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize(
    "text",
    [
        "i'm driving",
        "ich bin gefahren",
        "call me during lunch",
        "my name is misspelled",
        "anders gesagt: wir suchen etwas",
    ],
)
def test_what_people_do_is_no_name(text: str) -> None:
    assert find_person(text, asked=True) is None
