"""What visitors want changed: the slot they name, and nothing where they speak of something else."""

import time

import pytest

from bot.understanding.answers.change import find_changes


def slots(text: str, *known: str) -> list[str]:
    return [change.slot for change in find_changes(text, known)]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("change my budget", "budget"),
        ("can I change the time frame?", "timeline"),
        ("please fix the company", "company"),
        ("the company name is wrong", "company"),
        ("my name isn't right", "person_name"),
        ("I made a typo in my name", "person_name"),
        ("you got my e-mail wrong", "email"),
        ("oops, wrong email", "email"),
        ("wrong number", "phone"),
        ("I want to use a different number", "phone"),
        ("the number of employees is incorrect", "company_size"),
        ("my job title is not right", "job_title"),
        ("the department needs to be changed", "department"),
        ("the industry is wrong", "industry"),
        ("please correct the location", "location"),
        ("can I edit my request", "need"),
        ("I want to correct who decides", "authority"),
        ("I'd like to change my consent", "contact_opt_in"),
        ("change my newsletter choice", "marketing_opt_in"),
        ("ich möchte meine E-Mail-Adresse ändern", "email"),
        ("bei der Mailadresse habe ich mich vertippt", "email"),
        ("das Budget stimmt nicht", "budget"),
        ("stimmt das Budget so nicht?", "budget"),
        ("der Zeitrahmen hat sich geändert", "timeline"),
        ("Sie haben meinen Namen falsch", "person_name"),
        ("Firma ändern", "company"),
        ("Die Mitarbeiterzahl ist falsch", "company_size"),
        ("Die Telefonnummer ist nicht mehr aktuell", "phone"),
        ("kann ich eine andere Nummer angeben?", "phone"),
        ("mein Titel stimmt nicht", "job_title"),
        ("falsche Abteilung", "department"),
        ("die Branche passt nicht", "industry"),
        ("den Standort bitte korrigieren", "location"),
        ("ich möchte mein Anliegen ändern", "need"),
        ("die Angabe, wer entscheidet, ist falsch", "authority"),
        ("ich möchte meine Einwilligung ändern", "contact_opt_in"),
    ],
)
def test_every_slot_can_be_named(text: str, slot: str) -> None:
    assert slots(text) == [slot]


@pytest.mark.parametrize(
    "text",
    [
        "we want to change our company website",
        "we want to update our phone system",
        "we need to fix our e-mail routing",
        "we want to change how our department works",
        "our company is growing",
        "the budget is 30k",
        "am I in the wrong department?",
        "we have to correct the addresses of our customers",
        "that's wrong",
        "wir möchten unseren Kundenservice verbessern",
        "unser Ziel ist, Anfragen schneller zu bearbeiten",
        "wir ändern gerade die Software",
        "ich möchte das Angebot ändern",
        "bin ich hier in der falschen Abteilung?",
        "das ist falsch",
    ],
)
def test_what_is_no_slot_of_the_visitor_is_left_alone(text: str) -> None:
    assert slots(text) == []


def test_a_slip_in_the_name_of_a_slot_names_it_all_the_same_and_the_value_stands_where_it_stood() -> None:
    text = "the compnay name is wrong, it is Seegras"
    (change,) = find_changes(text)
    assert (change.slot, text[change.start : change.end]) == ("company", "the compnay name is wrong")
    assert text[change.value :].endswith("Seegras")


def test_several_slots_can_be_named_at_once() -> None:
    assert slots("I'd like to change my budget and the timeline") == ["budget", "timeline"]
    assert slots("Budget und Zeitrahmen ändern") == ["budget", "timeline"]


def test_an_address_is_the_one_that_is_known() -> None:
    assert slots("my address is wrong", "email") == ["email"]
    assert slots("meine Adresse stimmt nicht", "location") == ["location"]


def test_a_long_message_takes_no_longer_than_a_blink() -> None:
    find_changes("change my budget")
    for piece in ("a ", "my name ", "change my budget and ", "budget, ", "is wrong ", "E-Mail-", "\n"):
        began = time.process_time()
        find_changes((piece * 2000)[:2000])
        assert time.process_time() - began <= 0.1, piece
