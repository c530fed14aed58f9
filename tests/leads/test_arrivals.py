"""Messages from accounts, on real SQLite and PostgreSQL: each account one conversation, each event one effect."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from leads.accounts import EVENTS_KEPT, Account
from leads.arrivals import Arrival, Arrivals
from leads.clock import Clock
from leads.database import Database
from leads.deliveries import Deliveries
from leads.errors import StoreUnavailable
from leads.inbox import Inbox, Reply
from tests.leads.made_up import MAYA, TODAY, MovingClock, arrival

TOGETHER = 8


def rows(database: Database, table: str) -> int:
    with database.read() as session:
        return int(session.execute(text(f"select count(*) from {table}")).scalar_one())


def erase(database: Database, conversation: str) -> None:
    with database.write() as session:
        session.execute(text("delete from conversations where id = :id"), {"id": conversation})


def test_the_first_message_opens_the_accounts_conversation(arrivals: Arrivals, inbox: Inbox) -> None:
    talk = arrivals.receive(arrival("Guten Tag", 1, language="de", source={"utm_campaign": "fair"}))
    assert talk is not None
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    assert (waiting.channel, waiting.language, waiting.text) == ("telegram", "de", "Guten Tag")
    assert waiting.account == MAYA


def test_later_messages_go_into_the_same_conversation(arrivals: Arrivals, inbox: Inbox) -> None:
    first, second = arrivals.receive(arrival("one", 1)), arrivals.receive(arrival("two", 2))
    assert first == second
    assert [line.text for line in inbox.transcript(first or "")] == ["one", "two"]


def test_the_same_address_on_another_channel_is_another_account(arrivals: Arrivals) -> None:
    other = Account("slack", MAYA.address)
    assert arrivals.receive(arrival("one", 1)) != arrivals.receive(arrival("one", 1, other))


def test_an_event_delivered_again_has_no_effect(arrivals: Arrivals, database: Database) -> None:
    assert arrivals.receive(arrival("one", 1)) is not None
    assert arrivals.receive(arrival("one", 1)) is None
    assert rows(database, "messages") == 1


def test_two_events_with_the_same_message_are_one_message(arrivals: Arrivals, database: Database) -> None:
    arrivals.receive(Arrival(MAYA, "as a mention", "message-1", "one"))
    assert arrivals.receive(Arrival(MAYA, "as a message", "message-1", "one")) is None
    assert rows(database, "messages") == 1


def test_an_event_delivered_again_after_its_conversation_was_erased_opens_no_new_one(
    arrivals: Arrivals, database: Database
) -> None:
    talk = arrivals.receive(arrival("delete my data", 1))
    erase(database, talk or "")
    assert arrivals.receive(arrival("delete my data", 1)) is None
    assert rows(database, "conversations") == rows(database, "accounts") == 0


def test_who_writes_after_the_conversation_was_erased_gets_a_new_one(arrivals: Arrivals, database: Database) -> None:
    talk = arrivals.receive(arrival("one", 1))
    erase(database, talk or "")
    assert arrivals.receive(arrival("two", 2)) not in (None, talk)


def test_an_event_of_long_ago_is_forgotten(arrivals: Arrivals, database: Database, clock: MovingClock) -> None:
    arrivals.receive(arrival("one", 1))
    clock.move(seconds=(EVENTS_KEPT - timedelta(hours=1)).total_seconds())
    arrivals.receive(arrival("two", 2))
    Deliveries(database, clock).tidy()
    assert rows(database, "events") == 2
    clock.move(hours=2)
    Deliveries(database, clock).tidy()
    assert rows(database, "events") == 1


def test_a_later_source_fills_what_is_unknown_and_replaces_nothing(arrivals: Arrivals, database: Database) -> None:
    arrivals.receive(arrival("one", 1, source={"utm_campaign": "fair"}))
    arrivals.receive(arrival("two", 2, source={"utm_campaign": "mailing", "start": "mailing"}))
    with database.read() as session:
        [source] = session.execute(text("select source from conversations")).scalars()
    assert '"fair"' in str(source).replace("'", '"')
    assert '"start": "mailing"' in str(source).replace("'", '"')


def test_a_first_guess_at_the_language_never_replaces_the_language_spoken(arrivals: Arrivals, inbox: Inbox) -> None:
    talk = arrivals.receive(arrival("hello", 1, language="de")) or ""
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    inbox.answer(waiting.message_id, [], "en")
    arrivals.receive(arrival("again", 2, language="de"))
    found = arrivals.talk_of(MAYA)
    assert found is not None
    assert found.language == "en"


def test_a_message_can_be_answered_without_the_bot(
    arrivals: Arrivals, inbox: Inbox, deliveries: Deliveries, database: Database
) -> None:
    talk = arrivals.receive(arrival("[sticker]", 1), Reply("Please write.")) or ""
    assert inbox.next_waiting(talk) is None
    assert [(line.author, line.text) for line in inbox.transcript(talk)] == [
        ("visitor", "[sticker]"),
        ("bot", "Please write."),
    ]
    assert [each.text for each in deliveries.claim("telegram")] == ["Please write."]


def test_what_an_account_wrote_is_found_by_the_channels_id(arrivals: Arrivals) -> None:
    assert arrivals.text_of(MAYA, "message-1") is None
    arrivals.receive(arrival("one", 1))
    assert arrivals.text_of(MAYA, "message-1") == "one"
    assert arrivals.text_of(MAYA, "message-2") is None


def test_a_button_is_found_only_by_the_account_that_was_shown_it(arrivals: Arrivals, inbox: Inbox) -> None:
    talk = arrivals.receive(arrival("one", 1)) or ""
    other = Account("telegram", "another")
    arrivals.receive(arrival("one", 2, other))
    yes = {"title": "Yes", "payload": "/affirm"}
    message = inbox.add(talk, Reply("Really?", (yes,)))
    assert arrivals.button(MAYA, message, 0) == yes
    assert arrivals.button(MAYA, message, 1) is None
    assert arrivals.button(MAYA, message, -1) is None
    assert arrivals.button(MAYA, message + 1, 0) is None
    assert arrivals.button(other, message, 0) is None
    assert arrivals.button(Account("telegram", "nobody"), message, 0) is None


@pytest.mark.parametrize("same_event", [True, False])
def test_messages_of_a_new_account_that_come_together_open_one_conversation(
    database: Database, inbox: Inbox, same_event: bool
) -> None:
    for attempt in range(5):
        together = threading.Barrier(TOGETHER)
        account = Account("telegram", f"account {attempt}")

        def send(number: int, account: Account = account, together: threading.Barrier = together) -> str | None:
            together.wait()
            event = arrival("hello", 0 if same_event else number, account)
            return Arrivals(database, Clock(TODAY)).receive(
                Arrival(account, f"{account.address} {event.event_id}", event.external_id, event.text)
            )

        with ThreadPoolExecutor(TOGETHER) as pool:
            talks = list(pool.map(send, range(TOGETHER)))
        assert len(set(talks) - {None}) == 1
        assert talks.count(None) == (TOGETHER - 1 if same_event else 0)
        [talk] = set(talks) - {None}
        assert len(inbox.transcript(talk or "")) == (1 if same_event else TOGETHER)
    assert rows(database, "conversations") == 5


def test_messages_and_erasures_that_race_leave_every_message_stored_or_erased_and_no_orphan(
    database: Database, arrivals: Arrivals
) -> None:
    """A transaction that loses a race for a lock may be refused; the channel then delivers its event again."""
    done = threading.Event()

    def erase_again_and_again() -> None:
        while not done.is_set():
            talk = arrivals.talk_of(MAYA)
            if talk is not None:
                erase(database, talk.id)

    def send(number: int) -> str | None:
        while True:
            try:
                return Arrivals(database, Clock(TODAY)).receive(arrival("hello", number))
            except StoreUnavailable:
                continue

    with ThreadPoolExecutor(5) as pool:
        eraser = pool.submit(erase_again_and_again)
        talks = list(pool.map(send, range(40)))
        done.set()
        eraser.result()
    assert None not in talks
    assert rows(database, "accounts") == rows(database, "conversations") <= 1
    assert rows(database, "events") == 40
