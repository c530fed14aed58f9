"""A person takes a conversation over: the bot is silent, the visitor knows, nothing is lost."""

from datetime import timedelta

import pytest

from leads.accounts import Account
from leads.arrivals import Arrival, Arrivals
from leads.criteria import Criteria
from leads.database import Database
from leads.deliveries import Deliveries
from leads.errors import UnknownLead
from leads.inbox import Inbox, Reply
from leads.outbox import Outbox
from leads.store import LeadStore
from leads.takeover import Sentences, Takeovers
from tests.leads.made_up import MovingClock, said

PATIENCE = timedelta(minutes=5)
SENTENCES = Sentences(
    "en",
    {"en": "{person} is here.", "de": "{person} ist da."},
    {"en": "{person} has left."},
    {"en": "{person} cannot answer."},
)
BUTTONS = ({"title": "I decide", "payload": "/affirm"},)


@pytest.fixture
def takeovers(database: Database, clock: MovingClock) -> Takeovers:
    return Takeovers(database, clock, SENTENCES)


@pytest.fixture
def moving_inbox(database: Database, clock: MovingClock) -> Inbox:
    return Inbox(database, clock)


def asked(inbox: Inbox, database: Database, clock: MovingClock, language: str = "en") -> tuple[str, str]:
    """A conversation in which the bot has just asked something, and its lead."""
    talk = inbox.open("website", language, {})
    message = inbox.receive(talk, "m1", "we are Seegras")
    store = LeadStore(database, Criteria(), clock)
    store.record(talk, str(message), said(company="Seegras"), language=language)
    inbox.answer(message, [Reply("Noted."), Reply("Who decides?", BUTTONS, "authority")], language)
    lead = store.of_conversation(talk)
    assert lead is not None
    return talk, lead.id


def texts(inbox: Inbox, talk: str) -> list[str]:
    return [line.text for line in inbox.transcript(talk)]


def test_the_visitor_reads_who_is_there_and_what_they_say(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    assert takeovers.say(lead, "Ana Ruiz", "Hello, this is Ana.", "s1", "slack:C1")
    *_, joined, line = moving_inbox.transcript(talk)
    assert (joined.author, joined.text) == ("bot", "Ana Ruiz is here.")
    assert (line.author, line.person, line.text) == ("person", "Ana Ruiz", "Hello, this is Ana.")


def test_the_same_line_again_is_said_once(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    takeovers.say(lead, "Ana Ruiz", "Hello", "s1")
    assert not takeovers.say(lead, "Ana Ruiz", "Hello", "s1")
    assert texts(moving_inbox, talk).count("Hello") == 1


def test_what_the_visitor_writes_then_goes_to_the_person_and_not_to_the_bot(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    takeovers.say(lead, "Ana Ruiz", "Hello", "s1", "slack:C1")
    message = moving_inbox.receive(talk, "m2", "is it you?")
    assert moving_inbox.replies(message) == ()
    assert moving_inbox.next_waiting(talk) is None
    outbox = Outbox(database, clock)
    (parcel,) = outbox.claim("slack")
    assert (parcel.kind, parcel.data["text"], parcel.destination) == ("conversation.message", "is it you?", "slack:C1")


def test_an_answer_that_the_bot_was_thinking_of_is_not_said_but_its_question_is_kept_for_later(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    message = moving_inbox.receive(talk, "m2", "I decide")
    takeovers.say(lead, "Ana Ruiz", "Hello", "s1")
    moving_inbox.answer(message, [Reply("Noted."), Reply("By when?", (), "timeline")], "en")
    assert "By when?" not in texts(moving_inbox, talk)
    assert takeovers.hand_back(lead)
    assert texts(moving_inbox, talk)[-2:] == ["Ana Ruiz has left.", "By when?"]


def test_the_bot_goes_on_with_the_question_that_was_open(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    takeovers.begin(lead, "Ana Ruiz")
    assert takeovers.hand_back(lead)
    *_, left, question = moving_inbox.transcript(talk)
    assert left.text == "Ana Ruiz has left."
    assert (question.text, question.buttons, question.asks) == ("Who decides?", BUTTONS, "authority")
    assert not takeovers.hand_back(lead), "it is handed back already"
    message = moving_inbox.receive(talk, "m2", "I do")
    assert moving_inbox.replies(message) is None, "the bot answers again"


def test_a_second_person_who_writes_takes_the_place_of_the_first(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    takeovers.say(lead, "Ana Ruiz", "Hello", "s1")
    takeovers.say(lead, "Ben Okafor", "I know more about that.", "s2")
    assert texts(moving_inbox, talk)[-4:] == [
        "Ana Ruiz is here.",
        "Hello",
        "Ben Okafor is here.",
        "I know more about that.",
    ]
    taken = takeovers.of(talk)
    assert taken is not None
    assert taken.person == "Ben Okafor"


def test_a_visitor_who_waits_too_long_gets_the_bot_back(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    takeovers.say(lead, "Ana Ruiz", "Hello", "s1")
    clock.move(minutes=15)
    assert takeovers.waiting_longer_than(PATIENCE) == (), "nobody waits for an answer"
    moving_inbox.receive(talk, "m2", "are you there?")
    clock.move(seconds=PATIENCE.total_seconds())
    assert takeovers.waiting_longer_than(PATIENCE) == (talk,)
    assert takeovers.lapse(talk, PATIENCE)
    assert texts(moving_inbox, talk)[-2:] == ["Ana Ruiz cannot answer.", "Who decides?"]
    assert not takeovers.lapse(talk, PATIENCE)


def test_an_answer_in_the_last_moment_keeps_the_conversation(
    takeovers: Takeovers, moving_inbox: Inbox, database: Database, clock: MovingClock
) -> None:
    talk, lead = asked(moving_inbox, database, clock)
    takeovers.say(lead, "Ana Ruiz", "Hello", "s1")
    moving_inbox.receive(talk, "m2", "are you there?")
    clock.move(seconds=PATIENCE.total_seconds())
    takeovers.say(lead, "Ana Ruiz", "Sorry, yes.", "s2")
    assert not takeovers.lapse(talk, PATIENCE)


def test_a_visitor_of_a_channel_is_sent_what_the_person_says(
    takeovers: Takeovers, arrivals: Arrivals, deliveries: Deliveries, database: Database, clock: MovingClock
) -> None:
    account = Account("telegram", "77")
    talk = arrivals.receive(Arrival(account, "e1", "1", "we are Seegras"))
    assert talk is not None
    store = LeadStore(database, Criteria(), clock)
    store.record(talk, "1", said(company="Seegras"), language="de")
    lead = store.of_conversation(talk)
    assert lead is not None
    takeovers.say(lead.id, "Ana Ruiz", "Hallo", "s1")
    sent = []
    while claimed := deliveries.claim("telegram"):
        sent += [each.text for each in claimed]
        for each in claimed:
            deliveries.delivered(each.id)
    assert sent == ["Ana Ruiz is here.", "Hallo"], "the conversation's language is not known yet"


def test_an_unknown_lead_cannot_be_taken_over(takeovers: Takeovers) -> None:
    with pytest.raises(UnknownLead):
        takeovers.begin("nobody", "Ana Ruiz")
