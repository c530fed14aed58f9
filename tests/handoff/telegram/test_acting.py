"""What people of sales do in the group: claim, decide, talk with the visitor, hand back; others can do nothing."""

import pytest

from tests.gateway.fake_platform import Json
from tests.handoff.telegram.conftest import ANA, BEN, GROUP, Office
from tests.handoff.telegram.fake_sales_telegram import FakeSalesTelegram

STRANGER = 99


@pytest.fixture
def lead(office: Office) -> str:
    """A lead that stands in the group."""
    lead = office.lead()
    office.deliver()
    return lead


def toasts(telegram: FakeSalesTelegram) -> list[tuple[str | None, bool]]:
    """What was shown to those who pressed, and whether they have to confirm it."""
    return [(each.get("text"), each.get("show_alert") is True) for each in telegram.answered]


def test_of_two_who_claim_the_first_has_the_lead_and_the_other_is_told(office: Office, lead: str) -> None:
    office.presses(BEN, "I take it")
    office.presses(ANA, "I take it")
    assert toasts(office.telegram) == [
        ("The lead is yours.", False),
        ("Person 72 was faster: the lead is taken.", True),
    ]
    office.deliver()
    assert "Taken by Person 72 after" in office.shown()["text"]
    assert office.telegram.titles(office.shown()) == [["Won", "Lost"], ["Not a fit", "Open"]]


def test_a_person_of_the_file_is_known_by_their_account(office: Office, lead: str) -> None:
    office.presses(ANA, "I take it")
    handoff = office.core.handoffs.of(lead)
    assert handoff is not None
    assert (handoff.claimed_by, handoff.person) == ("Ana Ruiz", "ana")


@pytest.mark.parametrize(("button", "outcome"), [("Not a fit", "Not a fit, says"), ("Lost", "Lost, says")])
def test_a_reason_is_asked_for_by_buttons_in_place_of_the_others(
    office: Office, lead: str, button: str, outcome: str
) -> None:
    office.presses(ANA, "I take it")
    office.deliver()
    office.presses(ANA, button)
    assert office.telegram.titles(office.shown()) == [
        ["Too small", "No budget"],
        ["Needs something else", "Cannot be reached"],
        ["A competitor", "Not serious"],
        ["←"],
    ]
    office.presses(ANA, "No budget")
    office.deliver()
    assert f"{outcome} Ana Ruiz: No budget" in office.shown()["text"]
    assert office.telegram.titles(office.shown()) == [["Open"]]
    assert toasts(office.telegram)[-1] == ("Noted. Thank you.", False)


def test_who_thinks_better_of_it_gets_the_buttons_back(office: Office, lead: str) -> None:
    before = office.telegram.titles(office.shown())
    office.presses(ANA, "Not a fit")
    assert toasts(office.telegram) == [("Why does it not fit?", False)]
    office.presses(ANA, "←")
    assert office.telegram.titles(office.shown()) == before
    assert office.core.briefings.of(lead).closed is None  # type: ignore[union-attr]


def test_a_won_lead_needs_no_reason(office: Office, lead: str) -> None:
    office.presses(ANA, "I take it")
    office.deliver()
    office.presses(ANA, "Won")
    office.deliver()
    assert "Won by Ana Ruiz" in office.shown()["text"]


def test_a_press_that_comes_again_has_one_effect(office: Office, lead: str) -> None:
    update = office.person(ANA).presses("I take it")
    office.presses(ANA, "Not a fit")
    decided = office.person(ANA).presses("Too small")
    for again in (update, update, decided, decided):
        assert office.take(again)
    office.deliver()
    texts = [message["text"] for message in office.telegram.messages(GROUP)]
    assert len(texts) == 1
    assert "Too small" in texts[0]
    database = office.core.database
    with database.read() as session:
        assert session.connection().exec_driver_sql("select count(*) from feedback").scalar_one() == 1


@pytest.mark.parametrize("verb", ["claim", "won", "not_a_fit", "lost", "hand_back", "keep"])
def test_a_button_does_nothing_outside_the_chats_of_the_lead(office: Office, lead: str, verb: str) -> None:
    stranger = office.person(STRANGER, group=None)
    message = office.shown()["message_id"]
    assert office.take(stranger.presses_data(f"{verb}:{lead}", message))
    assert office.take(stranger.presses_data(f"{verb}:{lead}:too_small", message))
    assert set(toasts(office.telegram)) == {("This lead was erased.", True)}
    handoff = office.core.handoffs.of(lead)
    assert handoff is not None
    assert handoff.claimed_by is None
    assert office.core.briefings.of(lead).closed is None  # type: ignore[union-attr]


def test_buttons_of_an_erased_lead_say_so(office: Office, lead: str) -> None:
    update = office.person(ANA).presses("I take it")
    office.core.store.erase(lead)
    assert office.take(update)
    assert toasts(office.telegram) == [("This lead was erased.", True)]


def test_a_reply_to_the_lead_reaches_the_visitor_who_reads_who_is_there(office: Office, lead: str) -> None:
    assert office.replies(ANA, office.shown(), "Hello Ms Albers, shall I call?")
    assert office.transcript(lead) == [
        ("bot", None, "Ana Ruiz is here."),
        ("person", "Ana Ruiz", "Hello Ms Albers, shall I call?"),
    ]
    office.deliver()
    card, news = office.telegram.messages(GROUP)
    assert "Ana Ruiz is talking with the visitor." in card["text"]
    assert office.telegram.titles(card)[-1] == ["Hand back"]
    assert news["text"].startswith("Ana Ruiz is talking with the visitor now.")


def test_the_visitor_is_read_in_the_group_and_a_reply_to_their_line_reaches_them(office: Office, lead: str) -> None:
    office.replies(ANA, office.shown(), "Hello")
    office.core.inbox.receive(office.talk_of(lead), "m9", "Yes, <b>please</b> @all 😀")
    office.deliver()
    card, _, line = office.telegram.messages(GROUP)
    assert line["text"].replace("\u2060", "") == "Visitor: Yes, <b>please</b> @all 😀"
    assert line["reply_parameters"]["message_id"] == card["message_id"]
    assert office.replies(ANA, line, "I call at three.")
    assert office.transcript(lead)[-1] == ("person", "Ana Ruiz", "I call at three.")


def test_the_longest_line_of_a_visitor_fits(office: Office, lead: str) -> None:
    office.replies(ANA, office.shown(), "Hello")
    office.core.inbox.receive(office.talk_of(lead), "m9", "😀" * 4_000)
    office.deliver()
    *_, line = office.telegram.messages(GROUP)
    assert line["text"].endswith("😀…")


def test_a_note_stays_among_us(office: Office, lead: str) -> None:
    assert office.replies(ANA, office.shown(), "// sounds like a competitor")
    assert office.transcript(lead) == []
    *_, answer = office.telegram.messages(GROUP)
    assert answer["text"] == "Noted, among us only."
    assert "reply_parameters" in answer


def test_a_reply_that_comes_again_is_said_and_noted_once(office: Office, lead: str) -> None:
    said = office.telegram.replied(office.person(ANA), office.shown(), "Hello")
    noted = office.telegram.replied(office.person(ANA), office.shown(), "// a note")
    for update in (said, said, noted, noted):
        assert office.take(update)
    assert [text for author, _, text in office.transcript(lead) if author == "person"] == ["Hello"]
    assert office.core.briefings.of(lead).notes == ("Ana Ruiz: a note",)  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["back", "Hand back", "/back", "/back@BanteBot"])
def test_a_word_hands_back(office: Office, lead: str, words: str) -> None:
    office.replies(ANA, office.shown(), "Hello")
    office.replies(ANA, office.shown(), words)
    assert office.transcript(lead)[-1] == ("bot", None, "Ana Ruiz has left.")
    office.deliver()
    assert office.telegram.titles(office.telegram.messages(GROUP)[0])[-1] != ["Hand back"]


def test_a_button_hands_back(office: Office, lead: str) -> None:
    office.replies(ANA, office.shown(), "Hello")
    office.deliver()
    office.presses(ANA, "Hand back")
    assert office.transcript(lead)[-1] == ("bot", None, "Ana Ruiz has left.")
    assert toasts(office.telegram) == [("The assistant goes on.", False)]


def test_a_picture_or_an_edit_that_cannot_reach_the_visitor_is_told(office: Office, lead: str) -> None:
    photo = [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]
    card = office.shown()
    assert office.replies(ANA, card, None, photo=photo)
    update = office.telegram.replied(office.person(ANA), card, "Hallo")
    assert office.take({"update_id": 1, "edited_message": {**update["message"], "edit_date": 1_800_000_100}})
    texts = [message["text"] for message in office.telegram.messages(GROUP)[1:]]
    assert texts == [
        "Only text reaches the visitor. Please say it in words.",
        "The visitor has the first version already. Reply once more to correct it.",
    ]
    assert office.transcript(lead) == []


def test_a_reply_in_the_groups_name_is_said_in_it(office: Office, lead: str) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    group = {"id": GROUP, "type": "supergroup", "title": "Seegras Sales"}
    assert office.replies(ANA, office.shown(), "Hello", **{"from": anonymous, "sender_chat": group})
    assert office.transcript(lead)[-1] == ("person", "Seegras Sales", "Hello")


def test_a_reply_that_could_be_about_any_lead_is_asked_about_and_is_no_visitors(office: Office, lead: str) -> None:
    assert office.replies(ANA, {"chat_id": GROUP, "message_id": 5}, "Hello")
    assert office.telegram.messages(GROUP)[-1]["text"].startswith("I cannot tell which lead")


def test_buttons_and_replies_count_although_the_process_died_before_it_noted_the_message(office: Office) -> None:
    lead = office.lead()
    parcel = office.next_parcel()
    office.runner.run(office.destination.send(parcel))
    assert office.replies(ANA, office.shown(), "Hello")
    office.presses(ANA, "I take it")
    assert office.transcript(lead)[-1] == ("person", "Ana Ruiz", "Hello")
    assert office.core.handoffs.of(lead).claimed_by == "Ana Ruiz"  # type: ignore[union-attr]


def test_the_buttons_of_another_bot_say_nothing_about_our_leads(office: Office, lead: str) -> None:
    forged = {**office.shown(), "message_id": 5}
    update = office.telegram.replied(office.person(ANA), forged, "Hello")
    update["message"]["reply_to_message"]["from"] = {"id": 4343, "is_bot": True, "first_name": "Other"}
    assert not office.take(update)
    assert office.transcript(lead) == []


def updates_of_visitors(office: Office) -> list[Json]:
    maya, message = office.person(STRANGER, group=None), office.shown()["message_id"]
    elsewhere = {"chat_id": STRANGER, "message_id": message}
    return [
        maya.says("hello"),
        maya.presses_data("12:0"),
        maya.presses_data("claim:"),
        maya.blocks(),
        office.telegram.replied(maya, elsewhere, "a reply with the same number in another chat"),
        office.person(STRANGER).says("a message in the group that replies to nothing"),
        {"update_id": 1},
        {"update_id": 1, "message": 5},
        {"update_id": 1, "callback_query": {"id": "1", "from": {"id": "x"}, "data": f"claim:{'a' * 24}"}},
        {"message": {"reply_to_message": {"reply_to_message": []}}},
    ]


def test_what_visitors_do_is_left_to_others(office: Office, lead: str) -> None:
    for update in updates_of_visitors(office):
        assert not office.take(update), update
    assert office.core.handoffs.of(lead).claimed_by is None  # type: ignore[union-attr]


def test_an_answer_that_telegram_does_not_take_any_more_changes_nothing(office: Office, lead: str) -> None:
    for method in ("answerCallbackQuery", "editMessageReplyMarkup"):
        office.telegram.stop()
        update = office.person(ANA).presses("I take it" if method == "answerCallbackQuery" else "Not a fit")
        assert office.take(update)
        office.telegram.start()
    assert office.core.handoffs.of(lead).claimed_by == "Ana Ruiz"  # type: ignore[union-attr]
