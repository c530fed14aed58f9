"""The chat over a real WebSocket: answers in order, news from elsewhere, and nothing a visitor sends breaks it."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from gateway.limits import MESSAGES_PER_CONVERSATION
from gateway.tokens import Tokens
from gateway.website_socket import LARGEST_TEXT
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.store import LeadStore, Said
from leads.tables import MessageRow
from tests.gateway.conftest import Site, Visitor, running_site
from tests.gateway.fake_bot import FakeBot, reply

YES = ("Yes", '/inform{"contact_opt_in": true}')
ELSEWHERE = "https://www.ahornwerk.example"


class Talk:
    """One visitor's socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.lines: list[dict[str, Any]] = []
        self.lead: str | None = None

    def send(self, **frame: Any) -> None:
        self.socket.send(json.dumps(frame))

    def next(self, patience: float = 10) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(self.socket.recv(patience))
        if "messages" in frame:
            self.lines += frame["messages"]
            self.lead = frame["lead"]
        return frame

    def until(self, happened: Callable[[], bool], patience: float = 10) -> None:
        deadline = time.monotonic() + patience
        while not happened():
            self.next(deadline - time.monotonic())

    def refusal(self, patience: float = 10) -> tuple[int, str]:
        """The next refusal; lines that come before it are kept."""
        while "error" not in (frame := self.next(patience)):
            pass
        return frame["status"], frame["error"]["code"]

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(line["author"], line["text"]) for line in self.lines]

    def ended_with(self) -> int:
        """The code with which the server closes, whatever it says before."""
        try:
            while True:
                self.socket.recv(15)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006


@contextmanager
def raw_socket(site: Site, **options: Any) -> Iterator[Talk]:
    with connect(site.url.replace("http", "ws") + "/chat/socket", **options) as socket:
        yield Talk(socket)


@contextmanager
def talk(visitor: Visitor, **options: Any) -> Iterator[Talk]:
    """A socket of a visitor, which has been told the transcript so far."""
    with raw_socket(visitor.site, **options) as talk:
        talk.send(token=visitor.token)
        assert "messages" in talk.next()
        yield talk


def test_the_transcript_comes_first_and_then_a_message_is_received_and_answered(site: Site) -> None:
    site.bot.answers = lambda _: [reply("May we call you?", YES, asks="contact_opt_in")]
    visitor = site.visitor()
    with talk(visitor) as socket:
        assert socket.lines == []
        socket.send(id="one", text="hello")
        assert socket.next() == {"id": "one", "status": 202}
        socket.until(lambda: len(socket.lines) == 2)
    said, answer = socket.lines
    assert (said["author"], said["text"], said["sent_as"], said["answers"]) == ("visitor", "hello", "one", None)
    assert (answer["author"], answer["text"], answer["answers"]) == ("bot", "May we call you?", said["id"])
    assert (answer["buttons"], answer["asks"]) == ([{"title": "Yes", "payload": YES[1]}], "contact_opt_in")
    with talk(visitor) as again:
        assert again.lines == socket.lines


def test_a_button_can_be_pressed(site: Site) -> None:
    site.bot.answers = lambda _: [reply("May we call you?", YES)]
    with talk(site.visitor()) as socket:
        socket.send(id="one", text="hello")
        socket.until(lambda: len(socket.lines) == 2)
        socket.send(id="two", button=YES[1])
        socket.until(lambda: len(socket.lines) == 4)
    assert site.bot.taken[-1]["button"] == YES[1]
    assert socket.said[2] == ("visitor", "Yes")


def test_messages_sent_at_once_are_answered_in_the_order_of_their_frames(site: Site) -> None:
    site.bot.takes_s = 0.05
    visitor = site.visitor()
    with talk(visitor) as socket:
        for number in range(8):
            socket.send(id=str(number), text=f"message {number}")
        socket.until(lambda: len(socket.lines) == 16)
    assert site.bot.heard == [f"message {number}" for number in range(8)]
    assert visitor.transcript()[::2] == [("visitor", f"message {number}") for number in range(8)]


def test_the_same_id_again_is_received_again_and_said_once(site: Site) -> None:
    visitor = site.visitor()
    with talk(visitor) as socket:
        for _ in range(3):
            socket.send(id="one", text="hello")
        socket.send(id="one", text="goodbye")
        assert socket.refusal() == (409, "id_conflict")
        socket.until(lambda: len(socket.lines) == 2)
        visitor.say("hello", id="one")
    assert site.bot.heard == ["hello"]
    assert site.inbox_rows(visitor.conversation) == 1


def test_a_second_tab_is_told_what_the_first_one_says_and_is_answered(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as first, talk(visitor) as second:
        first.send(id="one", text="hello")
        second.until(lambda: len(second.lines) == 2)
        visitor.say("over HTTP")
        for each in (first, second):
            each.until(lambda each=each: len(each.lines) == 4)  # type: ignore[misc]
    assert first.said == second.said == visitor.transcript()


def test_what_another_process_writes_comes_by_itself(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as socket:
        database = Database(shared_site.database_url)
        with database.write() as session:
            row = MessageRow(conversation_id=visitor.conversation, author="person", text="Ida here", at=Clock().now())
            session.add(row)
        database.close()
        socket.until(lambda: bool(socket.lines), patience=3)
    assert socket.said == [("person", "Ida here")]


def test_the_class_of_the_lead_is_told_when_it_changes(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as socket:
        assert socket.lead is None
        database = Database(shared_site.database_url)
        said = [Said("company", "Seegras", "we are Seegras")]
        LeadStore(database, Criteria(), Clock()).record(visitor.conversation, "1", said, language="en")
        database.close()
        socket.send(id="one", text="we are Seegras")
        socket.until(lambda: len(socket.lines) == 2)
        assert socket.lead == "lead"


def test_while_the_bot_is_down_the_answer_is_pending_and_comes_by_itself(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions, 0.3) as site:
        bot.stop()
        with talk(site.visitor()) as socket:
            socket.send(id="one", text="hello")
            assert socket.refusal() == (503, "answer_pending")
            bot.start()
            socket.until(lambda: ("bot", "You said: hello") in socket.said)


def test_a_site_that_stops_ends_its_sockets_and_the_transcript_is_there_when_it_is_back(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions:
        with running_site(tmp_path, bot, actions) as site:
            visitor = site.visitor()
            visitor.say("hello")
            with talk(visitor) as socket:
                pass
            lingering = connect(site.url.replace("http", "ws") + "/chat/socket")
            lingering.send(json.dumps({"token": visitor.token}))
            started = time.monotonic()
        assert time.monotonic() - started < 20
        assert Talk(lingering).ended_with() in (1006, 1012)
        with running_site(tmp_path, bot, actions) as visitor.site, talk(visitor) as again:
            assert again.lines == socket.lines


# ---- who may


def test_one_visitors_lines_never_reach_another(shared_site: Site) -> None:
    first, second = shared_site.visitor(), shared_site.visitor()
    with talk(first) as mine, talk(second) as theirs:
        mine.send(id="one", text="my secret")
        mine.until(lambda: len(mine.lines) == 2)
        theirs.send(id="one", text="hello")
        theirs.until(lambda: len(theirs.lines) == 2)
    assert "my secret" not in str(theirs.lines)


@pytest.mark.parametrize(
    "frame",
    [
        {"token": "garbage"},
        {"token": Tokens("somebody else").sign("talk")},
        {"token": 5},
        {"token": None},
        {"id": "one", "text": "hello"},
        {"ping": True},
        [],
        "hello",
        None,
    ],
)
def test_without_a_token_of_ours_nothing_is_told(shared_site: Site, frame: Any) -> None:
    with raw_socket(shared_site) as socket:
        socket.socket.send(json.dumps(frame))
        assert socket.refusal() == (401, "unknown_token")
        assert socket.ended_with() == 4401


def test_who_sends_no_token_is_not_waited_for(shared_site: Site) -> None:
    with raw_socket(shared_site) as socket:
        assert socket.ended_with() == 4408


def test_an_erased_conversation_is_ended(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as socket:
        database = Database(shared_site.database_url)
        store = LeadStore(database, Criteria(), Clock())
        store.record(visitor.conversation, "1", [Said("company", "Seegras", "we are Seegras")], language="en")
        lead = store.of_conversation(visitor.conversation)
        assert lead is not None
        store.erase(lead.id)
        database.close()
        socket.send(id="one", text="hello")
        assert socket.refusal() == (404, "unknown_conversation")
        assert socket.ended_with() == 4404
    with raw_socket(shared_site) as socket:
        socket.send(token=visitor.token)
        assert socket.ended_with() == 4401


def test_only_listed_origins_and_our_own_pages_may_connect(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions, origins=[ELSEWHERE]) as site:
        visitor = site.visitor()
        for origin in (None, site.url, ELSEWHERE, ELSEWHERE.upper()):
            with talk(visitor, origin=origin) as socket:
                socket.send(ping=True)
                assert socket.next() == {"pong": True}
        for origin in (
            "https://ahornwerk.example",
            ELSEWHERE + ".evil.example",
            "http://www.ahornwerk.example",
            "null",
        ):
            with pytest.raises(InvalidStatus) as refused, raw_socket(site, origin=origin):
                pass
            assert refused.value.response.status_code == 403


# ---- whatever is sent


@pytest.mark.parametrize(
    ("frame", "status", "code"),
    [
        ("", 422, "invalid"),
        ("{", 422, "invalid"),
        ("hello", 422, "invalid"),
        ("null", 422, "invalid"),
        ("[]", 422, "invalid"),
        ("NaN", 422, "invalid"),
        ("[" * 20_000, 422, "invalid"),
        ('{"id": "1", "text": ' + "9" * 6_000 + "}", 422, "invalid"),
        (b"\x00\xff", 422, "invalid"),
        (b'{"id": "1", "text": "hello"}', 422, "invalid"),
        ("{}", 422, "invalid"),
        ('{"text": "hello"}', 422, "invalid"),
        ('{"id": "1"}', 422, "invalid"),
        ('{"id": "1", "text": 5}', 422, "invalid"),
        ('{"id": 1, "text": "hello"}', 422, "invalid"),
        ('{"id": "a b", "text": "hello"}', 422, "invalid"),
        ('{"id": "' + "i" * 129 + '", "text": "hello"}', 422, "invalid"),
        ('{"id": "\\ud800", "text": "hello"}', 422, "invalid"),
        ('{"id": "1", "text": "hello", "button": "/affirm"}', 422, "invalid"),
        ('{"id": "1", "text": "hello", "author": "bot"}', 422, "invalid"),
        ('{"id": "1", "text": "hello", "\\ud800": 1}', 422, "invalid"),
        ('{"ping": 1, "text": "x"}', 422, "invalid"),
        ('{"token": "again"}', 422, "invalid"),
        ('{"id": "1", "text": "  "}', 422, "empty_message"),
        ('{"id": "1", "text": "\\u0000"}', 422, "empty_message"),
        ('{"id": "1", "button": "/restart"}', 422, "unknown_button"),
        ('{"id": "1", "text": "' + "x" * (LARGEST_TEXT + 1) + '"}', 413, "too_large"),
    ],
)
def test_a_malformed_frame_is_answered_and_the_next_one_is_understood(
    shared_site: Site, frame: str | bytes, status: int, code: str
) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as socket:
        socket.socket.send(frame)
        assert socket.refusal() == (status, code)
        socket.send(ping=True)
        assert socket.next() == {"pong": True}
        assert shared_site.inbox_rows(visitor.conversation) == 0


def test_a_lone_surrogate_in_a_text_is_answered(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as socket:
        socket.socket.send('{"id": "1", "text": "a \\ud800 b"}')
        socket.until(lambda: len(socket.lines) == 2)
    assert visitor.transcript()[0] == ("visitor", "a   b")


def test_a_frame_of_a_megabyte_ends_this_connection_and_nothing_else(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    with talk(visitor) as socket, talk(visitor) as other:
        socket.send(id="1", text="x" * 1_000_000)
        assert socket.ended_with() == 1009
        other.send(ping=True)
        assert other.next() == {"pong": True}


def test_who_sends_too_much_is_asked_to_wait(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions, BANTER_LIMITS="on") as site:
        visitor = site.visitor()
        with talk(visitor) as socket:
            for number in range(MESSAGES_PER_CONVERSATION.amount + 1):
                socket.send(id=str(number), text="hello")
            assert socket.refusal(patience=20) == (429, "too_many_requests")
        assert site.inbox_rows(visitor.conversation) == MESSAGES_PER_CONVERSATION.amount
