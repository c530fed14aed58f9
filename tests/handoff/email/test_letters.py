"""What sales finds in the mailbox when a lead is handed off."""

from collections.abc import Callable
from email.message import EmailMessage

import vobject

from handoff.email.clean import clean
from tests.handoff.email.conftest import Post
from tests.handoff.event_source import CONTACT, PURCHASE

PHONE = {"phone": "+493012345678"}


def text(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def cards(letter: EmailMessage) -> list[EmailMessage]:
    return [part for part in letter.iter_attachments() if isinstance(part, EmailMessage)]


def test_a_hand_off_arrives_with_all_that_is_needed_to_call(post: Post) -> None:
    lead = post.source.lead("We plan by hand.", **CONTACT, **PURCHASE, **PHONE, job_title="Head of Logistics")
    (letter,) = post.deliver()
    assert (letter["From"], letter["To"]) == ("Banter <leads@example.com>", "ana@x.example")
    assert letter["Subject"] == "BANT lead: Ruth Albers, Seegras Logistik GmbH"
    for words in (
        "New: BANT lead, Ruth Albers",
        "Head of Logistics",
        "ruth.albers@seegras.example",
        "+49 30 12345678",
        "For Ana Ruiz (class = ",
        "[fits] Budget: up to €20,000",
        "“need: planning our delivery tours”",
        "Nothing is missing.",
        "Visitor: We plan by hand.",
        f"https://chat.example.com/console/leads/{lead}",
    ):
        assert words in text(letter)
    for words in ("New: BANT lead, Ruth Albers", "✓ fits", "“need: planning our delivery tours”", "tel:+493012345678"):
        assert words in html(letter)


def test_what_does_not_fit_and_what_is_not_known_is_said(post: Post) -> None:
    post.source.lead(**CONTACT, need="tours", budget={"min": None, "max": 10, "currency": "EUR", "period": "once"})
    (letter, *_) = post.deliver()
    assert "[does not fit] Budget: up to €10" in text(letter)
    assert "Not known yet: Authority, Time frame" in text(letter)


def test_a_letter_in_german_is_german(post_in: Callable[[str], Post]) -> None:
    post = post_in("de")
    post.source.lead(**CONTACT, **PURCHASE)
    (letter,) = post.deliver()
    assert "[passt] Budget: bis 20.000 €" in text(letter)
    assert '<html lang="de">' in html(letter)
    assert "Löschen Sie vor dem Senden" in html(letter)


def test_all_letters_about_a_lead_are_one_thread_and_those_about_another_are_not(post: Post) -> None:
    lead = post.source.lead(**CONTACT)
    post.source.tell_more(lead, **PURCHASE)
    post.source.clock.move(minutes=31)
    post.source.handoffs.take_steps()
    first, *later = post.deliver()
    assert len(later) >= 2
    assert {letter["References"] for letter in later} == {first["References"]}
    assert {letter["In-Reply-To"] for letter in later} == {first["References"]}
    assert {letter["Subject"] for letter in later} == {first["Subject"]}, "Gmail splits a thread whose subject changes"
    assert len({letter["Message-ID"] for letter in (first, *later)}) == len(later) + 1
    post.source.lead(**{**CONTACT, "person_name": "Somebody Else", "email": "else@other.example"})
    assert post.deliver()[0]["References"] != first["References"]


def test_a_repeated_letter_has_the_same_message_id(post: Post) -> None:
    post.source.lead(**CONTACT)
    (parcel,) = post.source.outbox.claim("email")
    post.send(parcel)
    post.send(parcel)
    first, again = post.server.letters
    assert first["Message-ID"] == again["Message-ID"] == f"<{parcel.id}@example.com>"
    assert first["X-Banter-Event"] == parcel.id


def test_an_answer_goes_to_the_visitor_and_no_machine_answers(post: Post) -> None:
    post.source.lead(**CONTACT)
    (letter,) = post.deliver()
    assert letter["Reply-To"] == "Ruth Albers <ruth.albers@seegras.example>"
    assert "An answer to this mail goes to ruth.albers@seegras.example." in text(letter)
    assert letter["Auto-Submitted"] == "auto-generated"


def test_without_an_address_nothing_is_said_about_answering(post: Post) -> None:
    by_phone = {slot: value for slot, value in {**CONTACT, **PHONE}.items() if slot != "email"}
    post.source.lead(**by_phone)
    (letter,) = post.deliver()
    assert letter["Reply-To"] is None
    assert "An answer to this mail" not in text(letter)


def test_the_business_card_can_be_imported(post: Post) -> None:
    post.source.lead(**CONTACT, **PURCHASE, phone="+493012345678;ext=5", job_title="Head; of, Logistics")
    (letter,) = post.deliver()
    (attached,) = cards(letter)
    assert (attached.get_filename(), attached.get_content_type()) == ("Ruth-Albers.vcf", "text/vcard")
    card = vobject.readOne(attached.get_content())
    assert (card.fn.value, card.n.value.family, card.n.value.given) == ("Ruth Albers", "Albers", "Ruth")
    assert card.org.value == ["Seegras Logistik GmbH"]
    assert card.title.value == "Head; of, Logistics"
    assert (card.email.value, card.tel.value) == ("ruth.albers@seegras.example", "+493012345678,5")
    assert "Need: planning our delivery tours\nBudget:" in card.note.value


def test_a_reminder_has_no_card_for_it_was_in_the_first_letter(post: Post) -> None:
    post.source.lead(**CONTACT)
    post.deliver()
    post.source.clock.move(minutes=31)
    post.source.handoffs.take_steps()
    (letter,) = post.deliver()
    assert "Nobody has taken this lead yet" in text(letter)
    assert cards(letter) == []


def test_a_reminder_that_comes_too_late_is_not_sent(post: Post) -> None:
    lead = post.source.lead(**CONTACT)
    post.deliver()
    post.source.clock.move(minutes=31)
    post.source.handoffs.take_steps()
    post.source.handoffs.claim(lead, "ana")
    assert post.deliver() == []


def test_who_asks_for_a_person_is_told_of_without_the_words_for_chats(post: Post) -> None:
    lead = post.source.lead(**CONTACT)
    post.deliver()
    post.source.handoffs.call_for_a_person(post.source.store.get(lead).conversation)
    (letter,) = post.deliver()
    assert text(letter).startswith("The visitor asks for a person and is waiting in the chat.")


def test_nothing_but_news_is_mailed(post: Post) -> None:
    lead = post.source.lead(**CONTACT)
    post.deliver()
    post.source.tell_more(lead, industry="logistics")
    post.source.handoffs.claim(lead, "ana")
    assert post.deliver() == []


def test_a_lead_that_was_erased_while_its_letter_waited_is_in_no_letter(post: Post) -> None:
    lead = post.source.lead(**CONTACT)
    (parcel,) = post.source.outbox.claim("email")
    post.source.erase(lead)
    assert post.send(parcel) is None
    assert post.deliver() == []
    assert post.server.letters == []


def test_no_name_breaks_out_of_a_header(post: Post) -> None:
    post.source.lead(
        **{
            **CONTACT,
            "person_name": "Eve\r\nBcc: all@victim.example\n\nHello \u202e",
            "company": "\r\nX-Evil: 1, " + "Sehr lange Gesellschaft " * 20,
        }
    )
    (letter,) = post.deliver()
    assert letter["Bcc"] is letter["X-Evil"] is None
    assert letter["Subject"].startswith("Marketing-qualified lead: Eve Bcc: all@victim.example Hello")
    assert len(letter["Subject"]) < 160
    assert not any("\u202e" in part for part in (letter["Subject"], text(letter), html(letter)))


def test_names_of_all_scripts_arrive(post: Post) -> None:
    post.source.lead(**{**CONTACT, "person_name": "عبد الرحمن الخطيب", "company": "株式会社 海 🚢"})
    (letter,) = post.deliver()
    assert letter["Subject"] == "Marketing-qualified lead: عبد الرحمن الخطيب, 株式会社 海 🚢"
    assert b"Subject: Marketing-qualified lead: =?utf-8?" in post.server.raw[0]
    (attached,) = cards(letter)
    assert vobject.readOne(attached.get_content()).fn.value == "عبد الرحمن الخطيب"


def test_half_a_character_and_control_characters_are_left_out() -> None:
    assert clean("A\ud800\x00b\u202ec\n👩‍🚀") == "Abc\n👩‍🚀"


def test_an_address_cannot_smuggle_fields_into_a_link(post: Post) -> None:
    post.source.lead(**{**CONTACT, "email": "eve?bcc=all&x@victim.example"})
    (letter,) = post.deliver()
    assert 'href="mailto:eve%3Fbcc%3Dall%26x@victim.example"' in html(letter)
