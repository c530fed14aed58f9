"""What the visitor needs, in their own words."""

import pytest

from bot.understanding.deal.need import find_need

STATED = [
    ("we need a chatbot for our dealer pages", "a chatbot for our dealer pages"),
    ("Hi, we need a chatbot for our dealer pages, please.", "a chatbot for our dealer pages"),
    ("we want fewer unqualified calls", "fewer unqualified calls"),
    ("We're looking for a way to qualify leads at night", "a way to qualify leads at night"),
    ("I'm looking for a CRM integration", "a CRM integration"),
    ("We'd like to automate our quote requests", "to automate our quote requests"),
    ("Our problem is that nobody answers the web form", "nobody answers the web form"),
    ("I'm Ann from Kestrel and we need more leads from our website. Call me!", "more leads from our website"),
    ("We are trying to reduce the load on our sales team", "reduce the load on our sales team"),
    ("Tom here, we need a lead bot and my budget is 10k", "a lead bot"),
    ("we struggle with slow follow-ups", "slow follow-ups"),
    ("We urgently need help with visitor qualification", "visitor qualification"),
    ("I'm interested in a bilingual chat assistant", "a bilingual chat assistant"),
    ("We want to replace our contact form", "to replace our contact form"),
    ("Wir möchten Anfragen auf der Website vorqualifizieren", "Anfragen auf der Website vorqualifizieren"),
    ("Wir brauchen einen Chatbot für unsere Händlerseiten", "einen Chatbot für unsere Händlerseiten"),
    ("Wir suchen eine Lösung, die Anfragen sortiert.", "eine Lösung, die Anfragen sortiert"),
    ("ich bin auf der Suche nach einem Chat für unsere Kanzlei", "einem Chat für unsere Kanzlei"),
    ("Guten Tag, wir benötigen dringend mehr Termine mit Interessenten, danke!", "mehr Termine mit Interessenten"),
    ("Für die Brunnmeier AG suchen wir einen mehrsprachigen Chatbot", "einen mehrsprachigen Chatbot"),
    ("Unser Ziel ist es, weniger Anrufe zu bekommen", "weniger Anrufe zu bekommen"),
    ("I run a small dental practice and want to stop missed enquiries", "to stop missed enquiries"),
    ("Looking for a chatbot that books meetings", "a chatbot that books meetings"),
    ("Unsere Firma Wendt GmbH sucht einen Chatbot", "einen Chatbot"),
    ("Wir benötigen ein Angebot für einen Chatbot auf unserer Website.", "einen Chatbot auf unserer Website"),
    ("Wir wollen unseren Vertrieb entlasten", "unseren Vertrieb entlasten"),
    ("Es geht um die Automatisierung unserer Anfragen", "die Automatisierung unserer Anfragen"),
    ("ich interessiere mich für einen Chatbot auf Deutsch", "einen Chatbot auf Deutsch"),
    ("wir hätten gern einen Bot fürs Autohaus", "einen Bot fürs Autohaus"),
    ("Ich heiße Torsten Quast und suche einen Chatbot", "einen Chatbot"),
    ("no, all we want is fewer phone calls", "fewer phone calls"),
    ("fine. we want fewer useless calls", "fewer useless calls"),
    ("we need help with enquiries", "enquiries"),
    ("it's about sorting wholesale enquiries", "sorting wholesale enquiries"),
    ("Wir sind eine Agentur und wollen Anfragen vorsortieren", "Anfragen vorsortieren"),
    ("wir brauchen ein Formular das sprechen kann", "ein Formular das sprechen kann"),
    ("wir brauchen ein Newsletter-Werkzeug", "ein Newsletter-Werkzeug"),
    ("what we really need is a bot for our dealers", "a bot for our dealers"),
    ("was wir brauchen, ist ein Bot für die Händler", "ein Bot für die Händler"),
    ("wir müssen Rückrufe schneller einplanen", "Rückrufe schneller einplanen"),
    ("we want to know which callers are serious", "to know which callers are serious"),
    ("wir wollen wissen, welche Anrufer es ernst meinen", "wissen, welche Anrufer es ernst meinen"),
    ("Our quotes go out far too late and we want to change that", "Our quotes go out far too late"),
    ("Callbacks get lost in our inbox. We need a solution for that.", "Callbacks get lost in our inbox"),
    ("Unsere Angebote gehen viel zu spät raus und das wollen wir ändern", "Unsere Angebote gehen viel zu spät raus"),
    ("we copy leads by hand, that has to stop", "we copy leads by hand"),
    ("Bei uns bleiben Anfragen tagelang liegen und das muss aufhören", "Bei uns bleiben Anfragen tagelang liegen"),
]
TOLD = [
    ("Hi there, our hotline is swamped every Monday", "our hotline is swamped every Monday"),
    (
        "We run a nursery. Half of our visitors leave without asking anything.",
        "Half of our visitors leave without asking anything",
    ),
    ("nobody follows up on our trade fair contacts", "nobody follows up on our trade fair contacts"),
    ("Mo Fry, our reps drown in unqualified leads, mo@fry.example", "our reps drown in unqualified leads"),
    (
        "Unser Innendienst kommt mit den Rückrufen nicht hinterher.",
        "Unser Innendienst kommt mit den Rückrufen nicht hinterher",
    ),
    ("wir tippen jede Anfrage von Hand ins CRM", "wir tippen jede Anfrage von Hand ins CRM"),
    ("Niemand bei uns beantwortet das Kontaktformular", "Niemand bei uns beantwortet das Kontaktformular"),
]
NO_PROBLEM = [
    "this takes too long",
    "too many questions!",
    "you ask too many things, we have no time",
    "that's too expensive for us",
    "unser Budget ist viel zu klein",
    "Ihr Chat ist furchtbar",
    "das dauert ewig",
    "we never met before",
    "we missed each other yesterday",
    "why does nobody answer our mails?",
    "warum meldet sich niemand bei uns?",
    "wir sind zu viert",
    "you useless bot",
    "so ein Schrott",
]
ANSWERED = [
    ("stop answering the same questions all day", "stop answering the same questions all day"),
    ("nicht mehr jeden Tag dieselben Fragen beantworten", "nicht mehr jeden Tag dieselben Fragen beantworten"),
    ("I'm in procurement. The handover to sales is a mess and we need to fix it", "The handover to sales is a mess"),
    ("Am Wochenende antwortet bei uns niemand, das wollen wir ändern", "Am Wochenende antwortet bei uns niemand"),
    ("Chat für unsere Kanzlei", "Chat für unsere Kanzlei"),
    ("fewer unqualified calls", "fewer unqualified calls"),
    ("mainly lead qualification on the website", "lead qualification on the website"),
    ("can you help us qualify leads from our website?", "qualify leads from our website"),
    ("Können Sie uns helfen, Anfragen zu sortieren?", "Anfragen zu sortieren"),
    ("our form is a mess and nobody follows up", "our form is a mess and nobody follows up"),
    ("Unsere Hotline ist überlastet", "Unsere Hotline ist überlastet"),
    ("Terminbuchung automatisieren, bitte", "Terminbuchung automatisieren"),
    ("more leads", "more leads"),
    ("Is there a way to filter out spam enquiries?", "filter out spam enquiries"),
    ("We get 500 enquiries a month and can't keep up", "We get 500 enquiries a month and can't keep up"),
    ("a chatbot", "a chatbot"),
    ("too many calls from job seekers", "too many calls from job seekers"),
    ("Leadqualifizierung", "Leadqualifizierung"),
    ("Hallo, Anfragen vorsortieren", "Anfragen vorsortieren"),
    ("important calls reach nobody", "important calls reach nobody"),
    ("im Laden klingelt dauernd das Telefon", "im Laden klingelt dauernd das Telefon"),
    ("it takes ages until somebody calls back", "it takes ages until somebody calls back"),
    ("the old contact form is rubbish", "the old contact form is rubbish"),
    ("we don't know which leads are worth a call", "we don't know which leads are worth a call"),
    ("bei uns weiß niemand, welche Anfrage wichtig ist", "bei uns weiß niemand, welche Anfrage wichtig ist"),
]
NO_NEED_EVEN_WHEN_ASKED = [
    "I'd like an offer",
    "could someone from sales help me?",
    "Vertrieb bitte",
    "ich hätte gern ein Angebot",
    "I have a question",
    "hi",
    "I want to talk to sales",
    "yes",
    "nein",
    "don't know",
    "weiß nicht",
    "rather not say",
    "what do you cost?",
    "Was kostet das?",
    "I want a demo",
    "I'd like a demo of your lead bot",
    "Wir hätten gerne eine Demo für unser Team",
    "I need to run it by my boss",
    "I'm Anna from Brightwater",
    "Ich vertrete die Firma Wendt",
    "ich möchte einen Rückruf",
    "ich will mit einem Menschen sprechen",
    "thanks",
    "I need help",
    "ich brauche Hilfe",
    "can you call me?",
    "Können Sie mich anrufen?",
    "I'd like to speak to someone from sales",
    "ich möchte nicht",
    "we need to think about it",
    "please send me an offer",
    "bitte um ein Angebot",
    "ich brauche ein Angebot",
    "I need a quote from you",
    "wie geht's?",
    "I'd like to get in touch",
    "Ich möchte gerne Kontakt aufnehmen",
    "I want to know more",
    "mehr Informationen bitte",
    "tom@kestrel.io",
    "I want to book a meeting",
    "ich hätte gerne einen Termin",
    "what do we need to start?",
    "no",
    "ok",
    "not sure yet",
    "hmm, let me think",
    "give me a moment to think",
    "muss kurz überlegen",
    "nothing special",
    "nichts Besonderes",
    "siehe oben",
    "you stupid piece of junk",
    "so ein blöder Mist",
    "we want to know what it costs",
    "I want to know who you are",
    "wir wollen wissen, was das kostet",
    "we need it by May",
]
NO_NEED_UNASKED = [
    "fewer calls",
    "Halcyon Labs",
    "I'm Ken Abe of Sakura Robotics",
    "40k",
    "next month",
    "I sign it off",
    "Jana Pohl",
]


@pytest.mark.parametrize(("text", "need"), STATED)
def test_a_stated_need_is_kept_in_the_visitors_words(text: str, need: str) -> None:
    found = find_need(text)
    assert found is not None
    assert found.value == need


@pytest.mark.parametrize(("text", "need"), TOLD)
def test_trouble_that_is_told_is_a_need_unasked(text: str, need: str) -> None:
    found = find_need(text)
    assert found is not None
    assert found.value == need


@pytest.mark.parametrize("text", NO_PROBLEM)
def test_trouble_with_the_chat_or_the_price_is_none(text: str) -> None:
    assert find_need(text) is None


def test_a_need_that_never_ends_is_taken_as_far_as_it_fits() -> None:
    found = find_need("Our small team answers every enquiry twice. " * 100, asked=True)
    assert found is not None
    assert found.value.startswith("Our small team answers every enquiry twice. Our")
    assert len(found.value) <= 600


@pytest.mark.parametrize(("text", "need"), ANSWERED)
def test_an_answer_of_substance_is_the_need(text: str, need: str) -> None:
    found = find_need(text, asked=True)
    assert found is not None
    assert found.value == need


@pytest.mark.parametrize("text", NO_NEED_EVEN_WHEN_ASKED)
def test_asking_for_an_offer_or_for_sales_states_no_need(text: str) -> None:
    assert find_need(text, asked=True) is None
    assert find_need(text, "de", asked=True) is None


@pytest.mark.parametrize("text", NO_NEED_UNASKED)
def test_a_text_that_states_no_need_gives_none_unless_asked(text: str) -> None:
    assert find_need(text) is None
