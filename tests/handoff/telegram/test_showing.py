"""One message for each lead in the team's group: sent once, kept up to date, answered with the news."""

from pathlib import Path

import pytest

from leads.sending import NotNow, Refused, Unreachable
from tests.gateway.fake_platform import BAD_GATEWAY, RESET_AFTERWARDS
from tests.gateway.telegram.fake_telegram import TOKEN, refused, too_many
from tests.handoff.telegram.conftest import ANA, FACTS, GROUP, Office, opened, settings_in
from tests.handoff.telegram.fake_sales_telegram import FakeSalesTelegram

MOVED = -1009000


def test_a_lead_that_is_handed_off_stands_in_the_group_and_rings_for_the_person_who_shall_call(office: Office) -> None:
    office.lead()
    office.deliver()
    message = office.shown()
    assert message["text"].startswith(
        "Ruth Albers\nSeegras Logistik GmbH\nBANT lead, 100 of 100\nFor Ana Ruiz (class = bant)\n\n✅ Need"
    )
    assert f'<a href="tg://user?id={ANA}">Ana Ruiz</a>' in message["html"]
    assert office.telegram.titles(message) == [["I take it"], ["Not a fit", "Open"]]
    assert message["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    "url", ["http://localhost:8080", "http://127.0.0.1:8080", "http://10.0.0.7", "http://bante.local"]
)
def test_a_button_that_no_phone_can_open_is_left_out(tmp_path: Path, telegram: FakeSalesTelegram, url: str) -> None:
    with opened(settings_in(tmp_path, telegram, BANTER_PUBLIC_URL=url), telegram) as office:
        office.lead()
        office.deliver()
        assert office.telegram.titles(office.shown()) == [["I take it"], ["Not a fit"]]


def test_an_address_that_telegram_refuses_all_the_same_costs_only_the_button(office: Office) -> None:
    says = "Bad Request: inline keyboard button URL 'https://chat.seegras.example' is invalid: Wrong HTTP URL"
    office.telegram.fail("sendMessage", refused(400, says))
    office.lead()
    office.deliver()
    assert office.telegram.titles(office.shown()) == [["I take it"], ["Not a fit"]]


def test_what_the_visitor_adds_changes_the_message_in_its_place_and_no_phone_rings(office: Office) -> None:
    lead = office.lead()
    office.deliver()
    office.tells(office.talk_of(lead), job_title="Head of Logistics")
    office.deliver()
    assert office.shown()["text"].startswith("Ruth Albers, Head of Logistics\n")


def test_the_same_content_again_is_no_error(office: Office) -> None:
    lead = office.lead()
    office.deliver()
    before = dict(office.shown())
    office.core.handoffs.claim(lead, "ana")
    office.deliver()
    office.core.outbox.replay(2)
    office.deliver()
    assert office.shown()["message_id"] == before["message_id"]
    assert office.core.outbox.troubles() == ()


def test_a_message_that_somebody_deleted_is_sent_anew(office: Office) -> None:
    lead = office.lead()
    office.deliver()
    office.telegram.sent.clear()
    office.core.handoffs.claim(lead, "ana")
    office.deliver()
    assert "Taken by Ana Ruiz" in office.shown()["text"]


def test_a_reminder_and_an_escalation_ring_for_those_who_are_to_act(office: Office) -> None:
    office.lead()
    office.deliver()
    office.clock.move(minutes=31)
    office.core.handoffs.take_steps()
    office.deliver()
    office.clock.move(minutes=31)
    office.core.handoffs.take_steps()
    office.deliver()
    card, reminder, escalation = office.telegram.messages(GROUP)
    assert reminder["reply_parameters"]["message_id"] == card["message_id"]
    assert reminder["text"] == "Ana Ruiz: Nobody has taken this lead yet. The visitor is waiting."
    assert reminder["html"].startswith(f'<a href="tg://user?id={ANA}">Ana Ruiz</a>: ')
    assert escalation["text"] == "Nobody has taken this lead. Now it is up to Ben Adler."
    assert "For Ben Adler" in card["text"]


def test_the_first_message_in_a_chat_says_why_it_comes_now(tmp_path: Path, telegram: FakeSalesTelegram) -> None:
    ben = {"name": "Ben Adler", "telegram": 72}
    section = {
        "language": "en",
        "people": {"ana": {"name": "Ana Ruiz", "telegram": ANA}, "ben": ben},
        "teams": {"sales": {"members": ["ana", "ben"]}},
        "routes": [{"name": "all", "to": "sales", "at_night": True}],
    }
    telegram.chats[72] = "Ben"
    with opened(settings_in(tmp_path, telegram), telegram, section) as office:
        office.lead()
        for _ in range(2):
            office.clock.move(minutes=31)
            office.core.handoffs.take_steps()
        office.deliver()
        assert office.shown(72)["text"].startswith(
            "Nobody has taken this lead. Now it is up to Ben Adler.\n\nRuth Albers\n"
        )
        assert office.telegram.messages(ANA)


def test_telegram_is_left_alone_for_as_long_as_it_asks(office: Office) -> None:
    office.lead()
    office.telegram.fail("sendMessage", too_many(17))
    parcel = office.next_parcel()
    with pytest.raises(NotNow) as refusal:
        office.send(parcel)
    assert refusal.value.retry_after_s == 17
    office.send(parcel)
    assert office.shown()


def test_news_that_could_not_be_sent_come_later_and_the_message_stands_there_once(office: Office) -> None:
    lead = office.lead()
    office.deliver()
    office.core.handoffs.claim(lead, "ana")
    office.core.handoffs.release(lead, "ana")
    office.send(office.next_parcel())
    office.telegram.fail("sendMessage", too_many(5))
    parcel = office.next_parcel()
    with pytest.raises(NotNow):
        office.send(parcel)
    office.send(parcel)
    _, news = office.telegram.messages(GROUP)
    assert news["text"] == "Ana Ruiz has put this lead back. Who takes it?"


@pytest.mark.parametrize("failure", [BAD_GATEWAY, RESET_AFTERWARDS, refused(500, "Internal Server Error")])
def test_a_failing_call_is_tried_again_and_its_cause_holds_no_token(office: Office, failure: object) -> None:
    office.lead()
    office.telegram.fail("sendMessage", failure)  # type: ignore[arg-type]
    with pytest.raises(NotNow) as refusal:
        office.send(office.next_parcel())
    assert TOKEN not in str(refusal.value)


def test_a_group_that_threw_the_bot_out_is_told_with_what_to_do(office: Office) -> None:
    office.lead()
    office.telegram.kicked.add(GROUP)
    with pytest.raises(Unreachable, match=f"bot was kicked.*add the bot to the group {GROUP}"):
        office.send(office.next_parcel())


def test_a_chat_that_does_not_exist_is_told_with_what_to_do(office: Office) -> None:
    office.lead()
    del office.telegram.chats[GROUP]
    with pytest.raises(Unreachable, match=r"Chat not found.*correct telegram in qualification\.yml"):
        office.send(office.next_parcel())


def test_a_message_that_telegram_will_never_take_is_given_up(office: Office) -> None:
    office.lead()
    office.telegram.fail("sendMessage", refused(400, "Bad Request: can't parse entities"))
    with pytest.raises(Refused, match="Can't parse entities"):
        office.send(office.next_parcel())


def test_a_rejected_token_is_named_by_its_variable(tmp_path: Path, telegram: FakeSalesTelegram) -> None:
    with opened(settings_in(tmp_path, telegram, BANTER_TELEGRAM_TOKEN="1:secret"), telegram) as office:
        office.lead()
        with pytest.raises(NotNow, match="BANTER_TELEGRAM_TOKEN") as refusal:
            office.send(office.next_parcel())
        assert "secret" not in str(refusal.value)


def test_a_group_that_became_a_supergroup_is_followed(
    office: Office, telegram: FakeSalesTelegram, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = office.lead()
    office.deliver()
    telegram.chats[MOVED], telegram.moved[GROUP] = "Sales", MOVED
    office.core.handoffs.claim(lead, "ana")
    office.deliver()
    assert "Taken by Ana Ruiz" in office.shown(MOVED)["text"]
    assert f"write telegram: {MOVED} in qualification.yml in place of {GROUP}" in capsys.readouterr().out
    office.person(ANA, MOVED).presses("Won")
    assert office.take(telegram.updates[-1])
    office.deliver()
    assert "Won by Ana Ruiz" in office.shown(MOVED)["text"]
    office.lead(**{**FACTS, "email": "other@seegras.example"})
    office.deliver()
    assert len(telegram.messages(MOVED)) == 2


@pytest.mark.parametrize("is_old", [False, True])
def test_of_an_erased_lead_nothing_stays_in_the_group(office: Office, is_old: bool) -> None:
    lead = office.lead()
    office.deliver()
    talk = office.talk_of(lead)
    office.core.takeovers.say(lead, "Ana Ruiz", "Hello", "1", f"telegram:{GROUP}")
    office.core.inbox.receive(talk, "m9", "my secret is 4711")
    office.deliver()
    assert any("4711" in message["text"] for message in office.telegram.messages(GROUP))
    office.telegram.keeps_old_messages = is_old
    assert office.core.store.erase(lead)
    office.deliver()
    texts = {message["text"] for message in office.telegram.messages(GROUP)}
    assert texts == {"The visitor had their data erased."}
    assert len(office.telegram.messages(GROUP)) == (3 if is_old else 1)
    assert all(not office.telegram.titles(message) for message in office.telegram.messages(GROUP))
    assert office.core.outbox.postings(lead) == {}


def test_a_lead_that_is_erased_before_it_was_sent_is_never_shown(office: Office) -> None:
    lead = office.lead()
    parcel = office.next_parcel()
    assert office.core.store.erase(lead)
    office.send(parcel)
    office.deliver()
    assert office.telegram.messages(GROUP) == []
