"""Who fell silent is reminded once; nobody is pestered."""

from datetime import timedelta

import pytest

from leads.accounts import Account
from leads.arrivals import Arrivals
from leads.database import Database
from leads.deliveries import Deliveries
from leads.inbox import Inbox, Reply
from leads.silence import Silence
from tests.leads.made_up import MovingClock, arrival

QUIET = timedelta(minutes=15)
YES = {"title": "Yes", "payload": "yes"}


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def inbox(database: Database, clock: MovingClock) -> Inbox:
    return Inbox(database, clock)


@pytest.fixture
def silence(database: Database, clock: MovingClock) -> Silence:
    return Silence(database, clock)


@pytest.fixture
def talk(inbox: Inbox) -> str:
    return inbox.open("website", "en", {})


def says(inbox: Inbox, talk: str, text: str, *replies: Reply) -> None:
    inbox.answer(inbox.receive(talk, text, text), replies, "en")


def test_who_left_a_question_open_is_reminded_once_with_its_buttons(
    inbox: Inbox, silence: Silence, clock: MovingClock, talk: str
) -> None:
    says(inbox, talk, "hello", Reply("May we call?", (YES,), "contact_opt_in"))
    assert silence.longer_than(QUIET) == ()
    clock.move(minutes=15)
    [silent] = silence.longer_than(QUIET)
    assert silence.remind(silent, "Still there?")
    reminder = inbox.transcript(talk)[-1]
    assert (reminder.text, reminder.asks, reminder.buttons) == ("Still there?", "contact_opt_in", (YES,))
    clock.move(minutes=45)
    assert silence.longer_than(QUIET) == ()
    says(inbox, talk, "sorry, I was away", Reply("And your budget?", (), "budget"))
    clock.move(minutes=45)
    assert silence.longer_than(QUIET) == ()


def test_after_a_goodbye_nobody_is_reminded(inbox: Inbox, silence: Silence, clock: MovingClock, talk: str) -> None:
    says(inbox, talk, "hello", Reply("What do you need?", (), "need"))
    says(inbox, talk, "bye", Reply("Goodbye."))
    clock.move(minutes=15)
    assert silence.longer_than(QUIET) == ()


def test_on_the_next_day_it_is_too_late(inbox: Inbox, silence: Silence, clock: MovingClock, talk: str) -> None:
    says(inbox, talk, "hello", Reply("What do you need?", (), "need"))
    clock.move(days=1)
    assert silence.longer_than(QUIET) == ()


def test_who_writes_at_the_last_moment_is_not_reminded(
    inbox: Inbox, silence: Silence, clock: MovingClock, talk: str
) -> None:
    says(inbox, talk, "hello", Reply("What do you need?", (), "need"))
    clock.move(minutes=15)
    [silent] = silence.longer_than(QUIET)
    inbox.receive(talk, "m2", "a chatbot")
    assert not silence.remind(silent, "Still there?")
    assert silence.longer_than(QUIET) == ()


def test_two_processes_remind_one_visitor_once(inbox: Inbox, silence: Silence, clock: MovingClock, talk: str) -> None:
    says(inbox, talk, "hello", Reply("What do you need?", (), "need"))
    clock.move(minutes=15)
    [first], [second] = silence.longer_than(QUIET), silence.longer_than(QUIET)
    assert [silence.remind(silent, "Still there?") for silent in (first, second)] == [True, False]


def test_a_reminder_goes_out_on_a_channel_that_is_pushed_to(
    inbox: Inbox, silence: Silence, clock: MovingClock, database: Database
) -> None:
    talk = Arrivals(database, clock).receive(arrival("hello", 1, Account("telegram", "42"))) or ""
    waiting = inbox.next_waiting(talk)
    assert waiting is not None
    inbox.answer(waiting.message_id, [Reply("What do you need?", (), "need")], "en")
    deliveries = Deliveries(database, clock)
    deliveries.delivered(deliveries.claim("telegram")[0].id)
    clock.move(minutes=15)
    silence.remind(silence.longer_than(QUIET)[0], "Still there?")
    assert [each.text for each in deliveries.claim("telegram")] == ["Still there?"]
