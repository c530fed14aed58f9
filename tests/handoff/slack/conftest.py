"""A team whose channel is in Slack: the web process with its dispatcher, and the core to look into."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from banter.assembly import Core, assemble
from banter.settings import Settings
from leads.outbox import Trouble
from tests.databases import fresh
from tests.gateway.conftest import Visitor
from tests.gateway.fake_bot import FakeBot
from tests.gateway.fake_platform import Json
from tests.gateway.slack.conftest import SlackChats, running_chats
from tests.gateway.slack.fake_slack import BOT_TOKEN
from tests.handoff.slack.sales_slack import SalesSlack
from tests.leads.made_up import CONTACT, PURCHASE, budget, said

CHANNEL, ANA, BEN, ZOE = "C0SALES", "U0ANA", "U0BEN", "U0ZOE"
QUALIFICATION = """\
handoff:
  language: en
  people:
    ana: {name: Ana Ruiz, slack: U0ANA}
    ben: {name: Ben Adler, slack: U0BEN}
  teams:
    sales: {members: [ana], slack: C0SALES}
  routes:
    - {name: ben's, when: {class: [srl, bant], language: [de]}, to: ben, at_night: true}
    - {name: sales, when: {class: [lead, mql, srl, bant]}, to: sales, at_night: true}
"""
FACTS = {
    **CONTACT,
    **PURCHASE,
    "budget": budget(20_000, 20_000, "EUR", "once"),
    "timeline": {"start": "2027-04-01", "end": "2027-06-30"},
}


@dataclass
class Office:
    """The running product, and the sales side of it."""

    chats: SlackChats
    slack: SalesSlack
    core: Core

    def visitor(self, language: str = "en", **facts: Any) -> tuple[Visitor, str]:
        """A visitor of the website who has said these things, and the id of the lead."""
        visitor = self.chats.site.visitor(language)
        visitor.say("Hello")
        return visitor, self.tells(visitor, language, **(facts or FACTS))

    def tells(self, visitor: Visitor, language: str = "en", **facts: Any) -> str:
        """Facts as the assistant writes them down; the lead's id."""
        self.core.store.record(visitor.conversation, uuid.uuid4().hex, said(**facts), language=language)
        lead = self.core.store.of_conversation(visitor.conversation)
        assert lead is not None
        return lead.id

    def handed_off(self, channel: str = CHANNEL) -> tuple[Visitor, str, Json]:
        """A lead that the team reads about: visitor, id and message."""
        visitor, lead = self.visitor()
        self.slack.wait_until(lambda: self.slack.cards(channel) and self.is_quiet())
        return visitor, lead, self.slack.card(channel)

    def is_quiet(self) -> bool:
        """Whether everything was sent, or given up."""
        return not self.core.outbox.waiting()

    def wait_until(self, happened: Callable[[], Any]) -> None:
        self.slack.wait_until(happened)

    def settled(self) -> None:
        self.wait_until(self.is_quiet)

    def troubles(self) -> tuple[Trouble, ...]:
        return self.core.outbox.troubles()


def file(home: Path, text: str = QUALIFICATION) -> str:
    path = home / "qualification.yml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@contextmanager
def opened(home: Path, slack: SalesSlack, bot: FakeBot, **environment: str) -> Iterator[Office]:
    """An office for the time of a test."""
    named = {"BANTER_QUALIFICATION": file(home), **environment}
    access = {"BANTER_HOME": str(home), "BANTER_SLACK_BOT_TOKEN": BOT_TOKEN}
    fresh(home / "banter.db").close()
    core = assemble(Settings.from_environment({**access, **named}))
    try:
        with running_chats(home, slack, bot, **named) as chats:
            yield Office(chats, slack, core)
    finally:
        core.database.close()


@pytest.fixture
def slack() -> Iterator[SalesSlack]:
    with SalesSlack() as slack:
        slack.names = {ZOE: "Zoë Q. Stranger", CHANNEL: "sales"}
        yield slack


@pytest.fixture
def bot() -> Iterator[FakeBot]:
    with FakeBot() as bot:
        yield bot


@pytest.fixture
def office(tmp_path: Path, slack: SalesSlack, bot: FakeBot) -> Iterator[Office]:
    with opened(tmp_path, slack, bot) as office:
        slack.wait_until(lambda: slack.calls)
        yield office
