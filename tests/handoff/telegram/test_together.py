"""The web process with a sales group in Telegram and a visitor on the website: from the hand-off to the hand-back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from banter.assembly import Core
from banter.settings import Settings
from handoff.telegram.standing import mark
from tests.gateway.conftest import Site, Visitor, running_site
from tests.gateway.fake_bot import FakeBot
from tests.gateway.telegram.fake_telegram import LONGEST_POLL_S, TOKEN, Person
from tests.handoff.telegram.conftest import ANA, BEN, FACTS, GROUP, with_section
from tests.handoff.telegram.fake_sales_telegram import FakeSalesTelegram
from tests.leads.made_up import said


@dataclass
class Company:
    """A running installation whose team reads in Telegram."""

    site: Site
    core: Core
    telegram: FakeSalesTelegram

    def qualified(self) -> Visitor:
        """A visitor whose lead has arrived in the group; the test says what the action server would have stored."""
        visitor = self.site.visitor("en")
        visitor.say("hello")
        self.core.store.record(visitor.conversation, "1", said(**FACTS), language="en")
        self.telegram.wait_until(lambda: self.telegram.messages(GROUP))
        return visitor

    def rep(self, number: int) -> Person:
        return Person(self.telegram, number, group=GROUP)

    def reply(self, number: int, text: str, to: int = 0) -> None:
        message = self.telegram.messages(GROUP)[to]
        place = mark(GROUP, message["message_id"])
        self.telegram.wait_until(lambda: self.core.outbox.marked("telegram", place))
        update = self.telegram.replied(self.rep(number), message, text)
        self.telegram.arrive(message=update["message"])

    def wait_for(self, text: str) -> None:
        """Returns when some message in the group says it."""
        self.telegram.wait_until(lambda: any(text in each["text"] for each in self.telegram.messages(GROUP)))


@pytest.fixture
def company(tmp_path: Path, telegram: FakeSalesTelegram) -> Iterator[Company]:
    cores: list[Core] = []

    def assembled(settings: Settings) -> Core:
        cores.append(with_section()(settings))
        return cores[0]

    access = {"BANTER_TELEGRAM_TOKEN": TOKEN, "BANTER_TELEGRAM_API_URL": telegram.url}
    telegram.chats[STRANGER] = "Maya"
    with (
        FakeBot() as bot,
        FakeBot() as actions,
        running_site(tmp_path, bot, actions, assembled=assembled, **access) as site,
    ):
        yield Company(site, cores[0], telegram)


STRANGER = 7


def test_a_conversation_between_a_visitor_and_the_group_from_the_claim_to_the_hand_back(company: Company) -> None:
    visitor = company.qualified()
    company.rep(ANA).presses("I take it")
    company.rep(BEN).presses("I take it")
    company.wait_for("Taken by Ana Ruiz")
    company.telegram.wait_until(lambda: len(company.telegram.answered) == 2)
    assert [each["text"] for each in company.telegram.answered] == [
        "The lead is yours.",
        "Ana Ruiz was faster: the lead is taken.",
    ]
    company.reply(ANA, "Hello, shall I call you?")
    company.telegram.wait_until(lambda: ("person", "Hello, shall I call you?") in visitor.transcript())
    company.wait_for("Ana Ruiz is talking with the visitor now.")
    assert visitor.say("Yes please, at three.") == []
    company.wait_for("Visitor: Yes please, at three.")
    company.reply(ANA, "I will.", to=-1)
    company.reply(ANA, "// she is the boss", to=-1)
    company.wait_for("Noted, among us only.")
    company.reply(ANA, "back")
    company.wait_for("The assistant goes on with the conversation.")
    assert [line for line in visitor.transcript() if line[0] == "person"] == [
        ("person", "Hello, shall I call you?"),
        ("person", "I will."),
    ]
    assert visitor.say("are you there?") == ["You said: are you there?"]
    assert all("boss" not in text for _, text in visitor.transcript())


def test_visitors_in_telegram_are_answered_as_ever(company: Company) -> None:
    company.qualified()
    company.telegram.person(STRANGER).says("hello")
    company.telegram.wait_for(STRANGER, "You said: hello")
    company.telegram.replied(company.telegram.person(STRANGER), {"chat_id": STRANGER, "message_id": 1}, "again")
    company.telegram.person(STRANGER).says("again")
    company.telegram.wait_for(STRANGER, "You said: hello", "You said: again")


def test_what_the_group_does_while_the_database_is_away_is_done_later(company: Company) -> None:
    visitor = company.qualified()
    engine = create_engine(company.site.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("begin immediate")
        update = company.telegram.replied(company.rep(ANA), company.telegram.messages(GROUP)[0], "Hello")
        company.telegram.arrive(message=update["message"])
        assert company.telegram.stays(lambda: len(company.telegram.updates) == 1, 2 * LONGEST_POLL_S)
        connection.exec_driver_sql("rollback")
    engine.dispose()
    company.telegram.wait_until(lambda: not company.telegram.updates)
    assert visitor.transcript()[-1] == ("person", "Hello")
