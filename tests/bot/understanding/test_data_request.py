"""What visitors want done with their data, and the consents that they take back."""

import pytest

from bot.understanding.answers.data_request import find_data_request, find_withdrawal

BOTH, NEWS = ("contact_opt_in", "marketing_opt_in"), ("marketing_opt_in",)


def kind(text: str, is_one: bool = False) -> str | None:
    found = find_data_request(text, is_one)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("please wipe all my personal data", "delete"),
        ("I want you to forget everything about me", "delete"),
        ("Art. 17: erase my data", "delete"),
        ("lösch bitte alles, was du über mich hast", "delete"),
        ("Entfernen Sie mich aus Ihrer Datenbank", "delete"),
        ("Ich möchte, dass meine Angaben gelöscht werden", "delete"),
        ("what exactly do you have on me?", "show"),
        ("show me the information about me", "show"),
        ("was habt ihr über mich gespeichert", "show"),
        ("Ich möchte Auskunft über meine Daten", "show"),
        ("send me my data as a file", "export"),
        ("GDPR export", "export"),
        ("can I download my data", "export"),
        ("schick mir meine Daten als Datei", "export"),
        ("Ich hätte gern eine Kopie meiner Daten", "export"),
        ("my data: send me a copy, then delete it", "export"),
    ],
)
def test_what_is_wanted_is_told_apart(text: str, wanted: str) -> None:
    assert kind(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("forget it all", "delete"),
        ("gdpr", "show"),
        ("DSGVO-Anfrage", "show"),
        ("alles löschen", "delete"),
        ("hm", None),
    ],
)
def test_where_it_is_known_to_be_one_fewer_words_will_do(text: str, wanted: str) -> None:
    assert kind(text) is None
    assert kind(text, is_one=True) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "who can see my data?",
        "is my data safe?",
        "how long do you keep my data before you delete it?",
        "do you delete my data after a while?",
        "please don't delete my data",
        "we want to delete old leads",
        "wer kann meine Daten sehen?",
        "löscht ihr meine Daten irgendwann?",
        "wie lange werden meine Daten gespeichert?",
        "bitte meine Daten nicht löschen",
        "wir wollen Kundendaten exportieren können",
    ],
)
def test_a_question_about_data_protection_is_no_request(text: str) -> None:
    assert kind(text) is None


@pytest.mark.parametrize(
    ("text", "withdrawn"),
    [
        ("please don't contact me any more", BOTH),
        ("stop calling me", BOTH),
        ("I withdraw my consent", BOTH),
        ("I'd like to opt out of everything, please revoke my consent", BOTH),
        ("unsubscribe me", NEWS),
        ("take my address off your mailing list", NEWS),
        ("stop sending me newsletters", NEWS),
        ("I withdraw my consent to the newsletter", NEWS),
        ("Bitte rufen Sie mich nicht mehr an", BOTH),
        ("Ich möchte nicht mehr kontaktiert werden", BOTH),
        ("ich widerrufe meine Einwilligung", BOTH),
        ("bitte keine Anrufe mehr", BOTH),
        ("keine Newsletter mehr bitte", NEWS),
        ("Ich möchte den Newsletter abbestellen", NEWS),
        ("nehmt mich bitte aus dem Verteiler", NEWS),
    ],
)
def test_a_consent_is_taken_back(text: str, withdrawn: tuple[str, ...]) -> None:
    assert find_withdrawal(text) == withdrawn


@pytest.mark.parametrize(
    "text",
    [
        "no newsletter please",
        "please don't call me",
        "we get too many emails and can no longer answer them",
        "do I get newsletters if I don't opt out?",
        "contact me next week",
        "ich möchte keinen Newsletter",
        "bitte nicht anrufen",
        "wir bekommen so viele Mails, dass wir nicht mehr hinterherkommen",
        "melden Sie sich gern, ich möchte mehr erfahren",
        "unsere Newsletter sollen mehr Leads bringen",
    ],
)
def test_a_mere_no_or_a_need_takes_nothing_back(text: str) -> None:
    assert find_withdrawal(text) == ()
