"""The queue of deliveries, on real SQLite and PostgreSQL: in order, once, until sent or given up."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from leads.accounts import Account
from leads.arrivals import Arrivals
from leads.database import Database
from leads.deliveries import GIVE_UP_AFTER, LEASE, Deliveries, Outgoing
from leads.inbox import Inbox, Reply
from leads.tables import Author
from tests.leads.made_up import MAYA, MovingClock, arrival

JONAS = Account("telegram", "700200")
YES = {"title": "Yes", "payload": "/affirm"}


@pytest.fixture
def inbox(database: Database, clock: MovingClock) -> Inbox:
    return Inbox(database, clock)


@pytest.fixture
def talk(arrivals: Arrivals) -> str:
    return arrivals.receive(arrival("hello", 1)) or ""


def answered(inbox: Inbox, talk: str, *texts: str) -> None:
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert inbox.answer(waiting.message_id, [Reply(each) for each in texts], "en")


def texts(claimed: tuple[Outgoing, ...]) -> list[str]:
    return [each.text for each in claimed]


def test_replies_to_an_account_are_queued_with_the_answer(inbox: Inbox, talk: str, deliveries: Deliveries) -> None:
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert deliveries.wait_s("telegram") is None
    inbox.answer(waiting.message_id, [Reply("May we call?", (YES,), "phone")], "de")
    assert deliveries.wait_s("telegram") == 0
    [outgoing] = deliveries.claim("telegram")
    assert (outgoing.account, outgoing.text, outgoing.buttons) == (MAYA, "May we call?", (YES,))
    assert (outgoing.asks, outgoing.language, outgoing.reply_to) == ("phone", "de", "message-1")
    assert outgoing.attempts == 1


def test_replies_that_a_visitor_fetches_are_not_queued(inbox: Inbox, database: Database) -> None:
    talk = inbox.open("website", "en", {})
    inbox.answer(inbox.receive(talk, "c1", "hello"), [Reply("hi")], "en")
    inbox.add(talk, Reply("Are you still there?"))
    with database.read() as session:
        assert session.execute(text("select count(*) from deliveries")).scalar_one() == 0


def test_each_channel_claims_its_own(inbox: Inbox, arrivals: Arrivals, deliveries: Deliveries) -> None:
    for channel in ("telegram", "slack"):
        answered(inbox, arrivals.receive(arrival("hello", 1, Account(channel, "1"))) or "", f"hi {channel}")
    assert texts(deliveries.claim("slack")) == ["hi slack"]
    assert deliveries.wait_s("slack") == LEASE.total_seconds()
    assert deliveries.wait_s("telegram") == 0


def test_a_conversation_is_sent_in_order_one_message_at_a_time(inbox: Inbox, talk: str, deliveries: Deliveries) -> None:
    answered(inbox, talk, "one", "two")
    inbox.add(talk, Reply("three"))
    for expected in ("one", "two", "three"):
        [outgoing] = deliveries.claim("telegram")
        assert outgoing.text == expected
        assert deliveries.claim("telegram") == ()
        deliveries.delivered(outgoing.id)
    assert deliveries.wait_s("telegram") is None


def test_conversations_do_not_wait_for_each_other(
    inbox: Inbox, talk: str, arrivals: Arrivals, deliveries: Deliveries
) -> None:
    answered(inbox, talk, "to Maya", "more to Maya")
    answered(inbox, arrivals.receive(arrival("hello", 2, JONAS)) or "", "to Jonas")
    first, second = deliveries.claim("telegram")
    assert {first.text, second.text} == {"to Maya", "to Jonas"}
    deliveries.postpone(first.id if first.account == MAYA else second.id, 60, "503")
    deliveries.delivered(second.id if first.account == MAYA else first.id)
    assert deliveries.claim("telegram") == ()


def test_a_postponed_message_is_due_later_and_those_behind_it_wait(
    inbox: Inbox, talk: str, deliveries: Deliveries, clock: MovingClock
) -> None:
    answered(inbox, talk, "one", "two")
    [outgoing] = deliveries.claim("telegram")
    deliveries.postpone(outgoing.id, 30, "429: Too Many Requests")
    assert deliveries.claim("telegram") == ()
    assert deliveries.wait_s("telegram") == 30
    clock.move(seconds=30)
    [again] = deliveries.claim("telegram")
    assert (again.text, again.attempts) == ("one", 2)


def test_trouble_is_visible_until_the_message_is_delivered(inbox: Inbox, talk: str, deliveries: Deliveries) -> None:
    answered(inbox, talk, "one")
    [outgoing] = deliveries.claim("telegram")
    assert deliveries.troubles("telegram") == ()
    deliveries.postpone(outgoing.id, 0, "502: Bad Gateway")
    [trouble] = deliveries.troubles("telegram")
    assert (trouble.account, trouble.conversation, trouble.attempts) == (MAYA, talk, 1)
    assert (trouble.cause, trouble.given_up) == ("502: Bad Gateway", False)
    deliveries.delivered(outgoing.id)
    assert deliveries.troubles("telegram") == ()


def test_a_queue_survives_a_restart(inbox: Inbox, talk: str, deliveries: Deliveries, database: Database) -> None:
    answered(inbox, talk, "one")
    later = Database(database.url)
    clock = MovingClock()
    assert texts(Deliveries(later, clock).claim("telegram")) == ["one"]
    assert deliveries.claim("telegram") == ()
    clock.move(seconds=LEASE.total_seconds())
    assert texts(Deliveries(later, clock).claim("telegram")) == ["one"], "whoever claimed it died before it was sent"
    later.close()


def test_a_message_that_cannot_be_sent_for_days_is_given_up_and_the_next_one_tried(
    inbox: Inbox, talk: str, deliveries: Deliveries, clock: MovingClock
) -> None:
    answered(inbox, talk, "one", "two")
    [outgoing] = deliveries.claim("telegram")
    clock.move(seconds=GIVE_UP_AFTER.total_seconds() - 30)
    deliveries.postpone(outgoing.id, 10, "still 503")
    clock.move(seconds=10)
    [outgoing] = deliveries.claim("telegram")
    assert outgoing.text == "one"
    deliveries.postpone(outgoing.id, 60, "still 503")
    assert texts(deliveries.claim("telegram")) == ["two"]
    assert [(each.cause, each.given_up) for each in deliveries.troubles("telegram")] == [("still 503", True)]


def test_a_message_that_the_channel_refuses_is_given_up_alone(inbox: Inbox, talk: str, deliveries: Deliveries) -> None:
    answered(inbox, talk, "one", "two")
    [outgoing] = deliveries.claim("telegram")
    deliveries.give_up(outgoing.id, "400: message is too long")
    assert texts(deliveries.claim("telegram")) == ["two"]
    assert deliveries.unreachable(talk) is None


def test_an_account_that_cannot_be_reached_is_marked_and_all_that_waits_for_it_given_up(
    inbox: Inbox, talk: str, deliveries: Deliveries, arrivals: Arrivals
) -> None:
    answered(inbox, talk, "one", "two")
    deliveries.claim("telegram")
    deliveries.close(MAYA, "403: bot was blocked by the user")
    assert deliveries.claim("telegram") == ()
    assert deliveries.unreachable(talk) == "403: bot was blocked by the user"
    assert [each.given_up for each in deliveries.troubles("telegram")] == [True, True]
    arrivals.receive(arrival("I am back", 2))
    assert deliveries.unreachable(talk) is None


def test_closing_an_account_that_never_wrote_is_nothing(deliveries: Deliveries) -> None:
    deliveries.close(Account("telegram", "nobody"), "blocked")
    assert deliveries.troubles("telegram") == ()


def test_what_is_settled_is_not_changed_by_a_sender_that_comes_late(
    inbox: Inbox, talk: str, deliveries: Deliveries
) -> None:
    answered(inbox, talk, "one")
    [outgoing] = deliveries.claim("telegram")
    deliveries.close(MAYA, "blocked")
    deliveries.delivered(outgoing.id)
    assert [each.given_up for each in deliveries.troubles("telegram")] == [True]


def test_the_parts_of_a_long_message_that_were_sent_are_remembered(
    inbox: Inbox, talk: str, deliveries: Deliveries
) -> None:
    answered(inbox, talk, "long")
    [outgoing] = deliveries.claim("telegram")
    assert outgoing.parts == 0
    deliveries.part_sent(outgoing.id, 2)
    deliveries.postpone(outgoing.id, 0, "429")
    [again] = deliveries.claim("telegram")
    assert again.parts == 2


def test_a_message_that_answers_nothing_is_in_the_transcript_and_sent(
    inbox: Inbox, talk: str, deliveries: Deliveries
) -> None:
    answered(inbox, talk, "hi")
    inbox.add(talk, Reply("Are you still there?"))
    inbox.add(talk, Reply("Ines here, from sales."), Author.PERSON)
    assert [(line.author, line.text) for line in inbox.transcript(talk)] == [
        ("visitor", "hello"),
        ("bot", "hi"),
        ("bot", "Are you still there?"),
        ("person", "Ines here, from sales."),
    ]
    sent = []
    while claimed := deliveries.claim("telegram"):
        sent += [(each.text, each.reply_to) for each in claimed]
        deliveries.delivered(claimed[0].id)
    assert sent == [("hi", "message-1"), ("Are you still there?", None), ("Ines here, from sales.", None)]


def test_erasing_a_conversation_takes_what_waits_for_it_along(
    inbox: Inbox, talk: str, deliveries: Deliveries, database: Database
) -> None:
    answered(inbox, talk, "one")
    [outgoing] = deliveries.claim("telegram")
    with database.write() as session:
        session.execute(text("delete from conversations"))
    deliveries.part_sent(outgoing.id, 1)
    deliveries.postpone(outgoing.id, 1, "503")
    deliveries.give_up(outgoing.id, "400")
    deliveries.delivered(outgoing.id)
    assert deliveries.wait_s("telegram") is None


def test_a_conversation_erased_by_its_own_turn_gets_last_words_of_which_nothing_is_kept(
    inbox: Inbox, talk: str, deliveries: Deliveries, database: Database
) -> None:
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert waiting.account is not None
    with database.write() as session:
        session.execute(text("delete from conversations"))
    assert inbox.answer(waiting.message_id, [Reply("All of it is deleted.")], "en") is False
    deliveries.say_last(waiting.account, ["All of it is deleted."])
    [outgoing] = deliveries.claim("telegram")
    assert (outgoing.account, outgoing.text, outgoing.message_id) == (MAYA, "All of it is deleted.", None)
    deliveries.delivered(outgoing.id)
    with database.read() as session:
        assert session.execute(text("select count(*) from deliveries")).scalar_one() == 0


def test_a_message_that_many_claim_at_once_is_claimed_once(inbox: Inbox, talk: str, deliveries: Deliveries) -> None:
    for number in range(10):
        inbox.add(talk, Reply(f"{number}"))
        together = threading.Barrier(6)

        def claim(_: int, together: threading.Barrier = together) -> tuple[Outgoing, ...]:
            together.wait()
            return deliveries.claim("telegram")

        with ThreadPoolExecutor(6) as pool:
            claimed = [each for some in pool.map(claim, range(6)) for each in some]
        assert texts(tuple(claimed)) == [f"{number}"]
        deliveries.delivered(claimed[0].id)
