"""The inbox, on real SQLite and on real PostgreSQL: committed before acknowledged, kept until answered."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from leads.clock import Clock
from leads.database import Database
from leads.errors import MessageConflict, UnknownConversation
from leads.inbox import REMEMBERED_BUTTONS, Inbox, Reply
from tests.leads.made_up import TODAY

YES = {"title": "Yes", "payload": '/inform{"contact_opt_in": true}'}


@pytest.fixture
def talk(inbox: Inbox) -> str:
    return inbox.open("website", "de", {"page": "/pricing"})


def test_conversations_have_ids_that_nobody_can_guess(inbox: Inbox) -> None:
    ids = {inbox.open("website", None, {}) for _ in range(20)}
    assert len(ids) == 20
    assert all(len(each) >= 20 for each in ids)


def test_a_conversation_exists_once_it_was_opened(inbox: Inbox, talk: str) -> None:
    assert inbox.exists(talk)
    assert not inbox.exists("another")


def test_a_received_message_waits_with_all_that_the_bot_needs(inbox: Inbox, talk: str) -> None:
    message = inbox.receive(talk, "c1", "Guten Tag")
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert (waiting.message_id, waiting.conversation, waiting.channel, waiting.language) == (
        message,
        talk,
        "website",
        "de",
    )
    assert (waiting.text, waiting.payload, waiting.attempts) == ("Guten Tag", None, 0)
    assert waiting.received_at.utcoffset() is not None


def test_a_received_message_is_there_for_the_next_process(inbox: Inbox, talk: str, database: Database) -> None:
    inbox.receive(talk, "c1", "Guten Tag")
    later = Database(database.url)
    assert Inbox(later, Clock(TODAY)).conversations_waiting() == (talk,)
    later.close()


def test_the_same_client_id_again_is_the_same_message(inbox: Inbox, talk: str) -> None:
    first = inbox.receive(talk, "c1", "hello")
    assert inbox.receive(talk, "c1", "hello") == first
    assert [line.text for line in inbox.transcript(talk)] == ["hello"]


def test_the_same_client_id_in_another_conversation_is_another_message(inbox: Inbox, talk: str) -> None:
    assert inbox.receive(talk, "c1", "hello") != inbox.receive(inbox.open("website", None, {}), "c1", "hello")


@pytest.mark.parametrize(("text", "payload"), [("other", None), ("hello", "/affirm")])
def test_the_same_client_id_with_other_content_is_a_conflict(
    inbox: Inbox, talk: str, text: str, payload: str | None
) -> None:
    inbox.receive(talk, "c1", "hello")
    with pytest.raises(MessageConflict):
        inbox.receive(talk, "c1", text, payload)
    assert [line.text for line in inbox.transcript(talk)] == ["hello"]


def test_a_message_for_an_unknown_conversation_is_refused(inbox: Inbox) -> None:
    with pytest.raises(UnknownConversation):
        inbox.receive("nobody", "c1", "hello")


def test_replies_are_unknown_until_the_message_is_answered(inbox: Inbox, talk: str) -> None:
    message = inbox.receive(talk, "c1", "hello")
    replies = (Reply("Hi"), Reply("May we call?", (YES,), "contact_opt_in"))
    assert inbox.replies(message) is None
    inbox.answer(message, replies, "en")
    assert inbox.replies(message) == replies
    assert inbox.next_waiting(talk) is None
    assert inbox.conversations_waiting() == ()


def test_a_message_can_be_answered_with_silence(inbox: Inbox, talk: str) -> None:
    message = inbox.receive(talk, "c1", "hello")
    inbox.answer(message, (), None)
    assert inbox.replies(message) == ()


def test_an_answered_message_keeps_its_first_replies(inbox: Inbox, talk: str) -> None:
    message = inbox.receive(talk, "c1", "hello")
    inbox.answer(message, [Reply("first")], "en")
    inbox.answer(message, [Reply("second")], "de")
    assert inbox.replies(message) == (Reply("first"),)
    assert [line.text for line in inbox.transcript(talk)] == ["hello", "first"]


def test_the_bots_language_becomes_the_conversations(inbox: Inbox, talk: str) -> None:
    inbox.answer(inbox.receive(talk, "c1", "hello"), [], "en")
    inbox.receive(talk, "c2", "again")
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert waiting.language == "en"


def test_messages_wait_in_the_order_in_which_they_came(inbox: Inbox, talk: str) -> None:
    ids = [inbox.receive(talk, f"c{number}", f"text {number}") for number in range(3)]
    for expected in ids:
        waiting = inbox.next_waiting(talk)
        assert waiting is not None
        assert waiting.message_id == expected
        inbox.answer(expected, [], None)


def test_a_failed_attempt_is_counted_and_the_message_still_waits(inbox: Inbox, talk: str) -> None:
    message = inbox.receive(talk, "c1", "hello")
    inbox.note_failure(message, "no model " * 200)
    inbox.note_failure(message, "no model")
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert waiting.attempts == 2


def test_the_transcript_shows_each_message_with_its_replies_below(inbox: Inbox, talk: str) -> None:
    first, second = inbox.receive(talk, "c1", "one"), inbox.receive(talk, "c2", "two")
    inbox.answer(first, [Reply("to one")], None)
    inbox.answer(second, [Reply("to two", (YES,), "need")], None)
    lines = inbox.transcript(talk)
    assert [(line.author, line.text) for line in lines] == [
        ("visitor", "one"),
        ("bot", "to one"),
        ("visitor", "two"),
        ("bot", "to two"),
    ]
    assert (lines[3].buttons, lines[3].asks) == ((YES,), "need")


def test_a_button_was_offered_only_where_it_was_shown(inbox: Inbox, talk: str) -> None:
    inbox.answer(inbox.receive(talk, "c1", "hello"), [Reply("May we call?", (YES,))], None)
    assert inbox.offered(talk, YES["payload"]) == "Yes"
    assert inbox.offered(talk, "/restart") is None
    assert inbox.offered(inbox.open("website", None, {}), YES["payload"]) is None


def test_a_button_of_long_ago_is_not_offered_any_more(inbox: Inbox, talk: str) -> None:
    inbox.answer(inbox.receive(talk, "c1", "hello"), [Reply("May we call?", (YES,))], None)
    inbox.answer(inbox.receive(talk, "c2", "well"), [Reply(f"{n}") for n in range(REMEMBERED_BUTTONS)], None)
    assert inbox.offered(talk, YES["payload"]) is None


def test_a_pressed_button_stands_in_the_transcript_with_its_title(inbox: Inbox, talk: str) -> None:
    inbox.receive(talk, "c1", "Yes", YES["payload"])
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert (waiting.text, waiting.payload) == ("Yes", YES["payload"])
    assert inbox.transcript(talk)[0].text == "Yes"


def test_the_same_message_sent_by_many_at_once_is_received_once(inbox: Inbox, talk: str) -> None:
    together = threading.Barrier(8)

    def send(_: int) -> int:
        together.wait()
        return inbox.receive(talk, "c1", "hello")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(8)))) == 1
    assert len(inbox.transcript(talk)) == 1
