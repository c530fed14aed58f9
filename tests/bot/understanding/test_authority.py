"""Who signs, who advises, and who has no say."""

import pytest

from bot.understanding.deal.authority import find_authority, infer_authority

STATED = [
    ("my boss signs, I shortlist", "influencer"),
    ("I sign it off", "decision_maker"),
    ("I decide", "decision_maker"),
    ("it's my call", "decision_maker"),
    ("That's my decision alone", "decision_maker"),
    ("I make the final decision", "decision_maker"),
    ("I'm the decision maker", "decision_maker"),
    ("I hold the budget authority", "decision_maker"),
    ("it's up to me", "decision_maker"),
    ("my boss decides, I prepare it", "influencer"),
    ("not me, our CFO", "influencer"),
    ("I have no say", "none"),
    ("I don't have any say in that", "none"),
    ("I have no decision-making authority", "none"),
    ("we decide together", "influencer"),
    ("I decide together with my co-founder", "influencer"),
    ("I only recommend, the board approves", "influencer"),
    ("our CFO has the final say", "influencer"),
    ("I'm just gathering information for my manager", "influencer"),
    ("that's up to our CEO", "influencer"),
    ("unterschreiben tut der Verwaltungsrat", "influencer"),
    ("ich gebe da nur eine Empfehlung ab", "influencer"),
    ("nicht ich entscheide, sondern mein Partner", "none"),
    ("Esme here, I own Quarrystone", "decision_maker"),
    ("mir gehört die Gärtnerei Blumhoff", "decision_maker"),
    ("I can sign contracts up to 50k", "decision_maker"),
    ("I'm part of the buying committee", "influencer"),
    ("I need approval from my director", "influencer"),
    ("I can't decide that", "influencer"),
    ("I need to run it by my boss", "influencer"),
    ("Ich muss das mit meinem Chef abstimmen", "influencer"),
    ("Budget liegt bei mir", "decision_maker"),
    ("Ich kann das selbst entscheiden", "decision_maker"),
    ("Ich kann das nicht entscheiden", "influencer"),
    ("Die Entscheidung fällt bei uns im Team", "influencer"),
    ("I'm just an intern", "none"),
    ("ich allein", "decision_maker"),
    ("Das entscheide ich", "decision_maker"),
    ("wir entscheiden gemeinsam", "influencer"),
    ("ich hole nur Angebote ein", "influencer"),
    ("keine Entscheidungsbefugnis", "none"),
    ("ich entscheide selbst", "decision_maker"),
    ("Mein Chef entscheidet, ich bereite vor", "influencer"),
    ("das entscheidet die Geschäftsführung", "influencer"),
    ("Ich unterschreibe selbst", "decision_maker"),
    ("die Entscheidung liegt bei mir", "decision_maker"),
    ("die Entscheidung treffe ich", "decision_maker"),
    ("Ich bin der Entscheider", "decision_maker"),
    ("ich habe Prokura", "decision_maker"),
    ("ich entscheide das nicht", "influencer"),
    ("nicht ich, sondern unser Einkaufsleiter", "influencer"),
    ("da habe ich nichts zu sagen", "none"),
    ("ich treffe die Vorauswahl", "influencer"),
    ("Ich entscheide gemeinsam mit meiner Geschäftspartnerin", "influencer"),
    ("ich bin nur der Praktikant", "none"),
    ("Meine Chefin muss zustimmen", "influencer"),
    ("Ich darf das nicht allein entscheiden", "influencer"),
    ("our managing director, on my advice", "influencer"),
    ("die Inhaberin, auf meine Empfehlung hin", "influencer"),
    ("I sit on the committee that decides", "influencer"),
    ("I belong to the group who signs", "influencer"),
    ("ich bin Teil der Runde, die entscheidet", "influencer"),
    ("ich sitze im Entscheidungsgremium", "influencer"),
    ("the four of us decide", "influencer"),
    ("both of us decide", "influencer"),
    ("wir drei entscheiden das", "influencer"),
    ("das entscheiden wir zu zweit", "influencer"),
    ("ten people, Leeds, go live in June, my decision", "decision_maker"),
    ("Hamm, ab Juni, meine Entscheidung", "decision_maker"),
    ("beim Einkauf habe ich das letzte Wort", "decision_maker"),
    ("someone else decides", "none"),
    ("Jemand anderes entscheidet", "none"),
    ("it gets decided by others", "none"),
    ("das entscheiden andere", "none"),
    ("it's my brother who decides, not me", "none"),
    ("das entscheidet meine Schwester, nicht ich", "none"),
]
ANSWERED = [
    ("Chef bin ich", "decision_maker"),
    ("der Inhaber bin ich selbst", "decision_maker"),
    ("Einkaufsleiter bin ich", "influencer"),
    ("the boss is me", "decision_maker"),
    ("bin ich", "decision_maker"),
    ("ganz alleine", "decision_maker"),
    ("we have a steering committee", "influencer"),
    ("me", "decision_maker"),
    ("ich", "decision_maker"),
    ("yes, I do", "decision_maker"),
    ("that's me", "decision_maker"),
    ("das bin ich", "decision_maker"),
    ("only me", "decision_maker"),
    ("CEO", "decision_maker"),
    ("I'm the owner", "decision_maker"),
    ("Einkaufsleiter", "influencer"),
    ("Praktikant", "none"),
    ("my boss", "influencer"),
    ("our CFO", "influencer"),
    ("mein Chef", "influencer"),
    ("no, my boss", "influencer"),
    ("me and my co-founder", "influencer"),
    ("ich und mein Chef", "influencer"),
    ("we both", "influencer"),
    ("no", "none"),
    ("nein", "none"),
    ("die Geschäftsleitung", "influencer"),
    ("partly", "influencer"),
    ("zusammen mit der Chefin", "influencer"),
    ("der Vorstand", "influencer"),
    ("🙋 me", "decision_maker"),
    ("🙋‍♀️ ich", "decision_maker"),
    ("wir beide zusammen", "influencer"),
    ("both of us together", "influencer"),
    ("me. call me after lunch", "decision_maker"),
    ("ich. Sie erreichen mich mittags", "decision_maker"),
    ("me and my two partners", "influencer"),
    ("the two of us", "influencer"),
    ("zu dritt", "influencer"),
    ("someone else", "none"),
    ("no, that's somebody else", "none"),
    ("jemand anders", "none"),
    ("das machen andere", "none"),
]
NOT_STATED = [
    "who decides?",
    "me",
    "ich",
    "yes",
    "CEO",
    "we need a chatbot",
    "I'm Ken from Tessel",
    "wer entscheidet bei Ihnen?",
    "I have a question",
    "Wir haben uns entschieden, einen Chatbot zu kaufen",
    "I'd like an offer",
    "my boss told me about you",
    "hello",
    "I'm not sure yet",
    "weiß ich nicht",
    "some of us work from home",
    "two of us need a demo",
    "we make our customers' decisions easier",
    "my decision was quick last time",
    "jemand anders hat mir geschrieben",
]
NOT_ANSWERED = [
    "yes",
    "yeah",
    "Ja.",
    "genau",
    "me, my e-mail is hard to spell",
    "don't know",
    "weiß ich nicht",
    "rather not say",
    "why?",
    "40k",
    "next week",
    "hello",
    "it depends",
]
TITLES = [
    ("CEO", "decision_maker"),
    ("Chief Executive Officer", "decision_maker"),
    ("CTO", "decision_maker"),
    ("owner", "decision_maker"),
    ("Co-Founder", "decision_maker"),
    ("Managing Director", "decision_maker"),
    ("President", "decision_maker"),
    ("Inhaber", "decision_maker"),
    ("Inhaberin", "decision_maker"),
    ("Geschäftsführer", "decision_maker"),
    ("Geschäftsführerin", "decision_maker"),
    ("Prokurist", "decision_maker"),
    ("Vorstand", "decision_maker"),
    ("Gesellschafter", "decision_maker"),
    ("VP Sales", "influencer"),
    ("Vice President Marketing", "influencer"),
    ("head of IT", "influencer"),
    ("Einkaufsleiter", "influencer"),
    ("Leiterin Vertrieb", "influencer"),
    ("Referent", "influencer"),
    ("Marketing Manager", "influencer"),
    ("Assistentin der Geschäftsführung", "influencer"),
    ("Product Owner", "influencer"),
    ("Assistant to the CEO", "influencer"),
    ("Praktikant", "none"),
    ("intern", "none"),
    ("Werkstudentin", "none"),
    ("Trainee", "none"),
    ("Azubi", "none"),
    ("poet", None),
    ("", None),
    ("International Sales", None),
    ("Deputy CEO", "influencer"),
]


@pytest.mark.parametrize(("text", "say"), STATED)
def test_a_statement_about_who_decides_tells_the_visitors_say(text: str, say: str) -> None:
    found = find_authority(text)
    assert found is not None
    assert found.value == say


@pytest.mark.parametrize(("text", "say"), ANSWERED)
def test_an_answer_to_who_decides_may_be_short(text: str, say: str) -> None:
    found = find_authority(text, asked=True)
    assert found is not None
    assert found.value == say


@pytest.mark.parametrize("text", NOT_STATED)
def test_nothing_is_read_into_a_text_that_does_not_speak_of_deciding(text: str) -> None:
    assert find_authority(text) is None


@pytest.mark.parametrize("text", NOT_ANSWERED)
def test_what_does_not_answer_who_decides_tells_no_say(text: str) -> None:
    assert find_authority(text, asked=True) is None


@pytest.mark.parametrize(("title", "say"), TITLES)
def test_a_job_title_suggests_a_say(title: str, say: str | None) -> None:
    assert infer_authority(title) == say


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("na ja, ich", "decision_maker"),
        ("well, that's me", "decision_maker"),
        ("moment, ich. unsere branche ist pharma.", "decision_maker"),
        ("just me. I'm the Sales Director", "decision_maker"),
        ("me, ring me on 020 7946 0018", "decision_maker"),
        ("nun, der Chef", "influencer"),
        ("ich nicht", "none"),
        ("not me", "none"),
        ("our head office, I'm not involved", "none"),
    ],
)
def test_an_answer_may_begin_with_a_hesitation_and_go_on(text: str, say: str) -> None:
    found = find_authority(text, asked=True)
    assert found is not None
    assert found.value == say
