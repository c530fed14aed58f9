"""A team whose group is in Telegram: the core on SQLite, the destination, and a stand-in for Telegram."""

import asyncio
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from banter.assembly import Core, assemble, told
from banter.handing_over import cards, destinations, listening
from banter.settings import Settings
from handoff.destination import Destination
from handoff.telegram.listening import TelegramListening
from leads.handoff_policy import HandOffPolicy
from leads.handoffs import HandOffs
from leads.outbox import Outbox, Parcel
from leads.store import LeadStore
from leads.takeover import Sentences, Takeovers
from tests.gateway.fake_platform import Json
from tests.gateway.telegram.fake_telegram import TOKEN, Person
from tests.handoff.telegram.fake_sales_telegram import FakeSalesTelegram
from tests.leads.made_up import CONTACT, PURCHASE, MovingClock, budget, said

GROUP, ANA, BEN = -100700, 71, 72
SECTION: Mapping[str, Any] = {
    "language": "en",
    "people": {
        "ana": {"name": "Ana Ruiz", "telegram": ANA},
        "ben": {"name": "Ben Adler"},
    },
    "teams": {"sales": {"members": ["ana", "ben"], "telegram": GROUP}},
    "routes": [{"name": "all", "when": {"class": ["lead", "mql", "srl", "bant"]}, "to": "sales", "at_night": True}],
}
FACTS: Mapping[str, Any] = {
    **CONTACT,
    **PURCHASE,
    "budget": budget("20000", "20000", "EUR", "once"),
    "timeline": {"start": "2027-04-01", "end": "2027-06-30"},
}
SENTENCES = Sentences("en", {"en": "{person} is here."}, {"en": "{person} has left."}, {"en": "{person} is away."})


def with_section(section: Mapping[str, Any] = SECTION, clock: MovingClock | None = None) -> Callable[[Settings], Core]:
    """The product's core with another section ``handoff``."""

    def assembled(settings: Settings) -> Core:
        core = assemble(settings)
        time = clock or core.clock
        criteria = core.criteria.model_copy(update={"handoff": HandOffPolicy.model_validate(section)})
        handoffs = HandOffs(core.database, criteria, time, core.brand.business_hours.hours, told(settings))
        return replace(
            core,
            criteria=criteria,
            clock=time,
            handoffs=handoffs,
            store=LeadStore(core.database, criteria, time, handoffs.changed),
            outbox=Outbox(core.database, time),
            takeovers=Takeovers(core.database, time, SENTENCES),
        )

    return assembled


@dataclass
class Office:
    """The sales side without a web process: what is in the outbox is sent when the test says so."""

    core: Core
    clock: MovingClock
    telegram: FakeSalesTelegram
    destination: Destination
    listening: TelegramListening
    runner: asyncio.Runner
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def lead(self, **facts: Any) -> str:
        """A new lead that has said these things, in the words ``<slot>: <value>``."""
        talk = self.core.inbox.open("website", "en", {})
        return self.tells(talk, **(facts or FACTS))

    def tells(self, talk: str, **facts: Any) -> str:
        """The visitor of a conversation tells more; the lead's id."""
        message = self.core.inbox.receive(talk, f"m{next(self.numbers)}", "…")
        self.core.store.record(talk, str(message), said(**facts), language="en")
        return self.lead_of(talk)

    def lead_of(self, talk: str) -> str:
        lead = self.core.store.of_conversation(talk)
        assert lead is not None
        return lead.id

    def talk_of(self, lead: str) -> str:
        briefing = self.core.briefings.of(lead)
        assert briefing is not None
        return briefing.lead.conversation

    def next_parcel(self) -> Parcel:
        (parcel, *_) = self.core.outbox.claim("telegram", 1)
        return parcel

    def send(self, parcel: Parcel) -> None:
        """Raises what the destination raises."""
        posted = self.runner.run(self.destination.send(parcel))
        self.core.outbox.delivered(parcel, posted)

    def deliver(self) -> None:
        """Sends all that is due."""
        while parcels := self.core.outbox.claim("telegram", 1):
            self.send(parcels[0])

    def take(self, update: Json) -> bool:
        """What the listening says to an update; its small answers have arrived when this returns."""
        return self.runner.run(self._taken(update))

    def shown(self, chat: int = GROUP) -> Json:
        """The only message in a chat."""
        (message,) = self.telegram.messages(chat)
        return message

    def person(self, number: int, group: int | None = GROUP) -> Person:
        return Person(self.telegram, number, group=group)

    def presses(self, number: int, title: str) -> None:
        assert self.take(self.person(number).presses(title))

    def replies(self, number: int, message: Json, text: str | None = "Hello", **parts: Any) -> bool:
        return self.take(self.telegram.replied(self.person(number), message, text, **parts))

    def transcript(self, lead: str) -> list[tuple[str, str | None, str]]:
        lines = self.core.inbox.transcript(self.talk_of(lead))
        return [(line.author, line.person, line.text) for line in lines if line.text != "…"]

    async def _taken(self, update: Json) -> bool:
        taken = await self.listening.take(update)
        if others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others)
        return taken


def settings_in(home: Path, telegram: FakeSalesTelegram, **environment: str) -> Settings:
    access = {"BANTER_TELEGRAM_TOKEN": TOKEN, "BANTER_TELEGRAM_API_URL": telegram.url}
    public = {"BANTER_PUBLIC_URL": "https://chat.seegras.example"}
    return Settings.from_environment({"BANTER_HOME": str(home), **access, **public, **environment})


@pytest.fixture
def telegram() -> Iterator[FakeSalesTelegram]:
    with FakeSalesTelegram() as telegram:
        telegram.chats = {GROUP: "Sales", ANA: "Ana"}
        yield telegram


@pytest.fixture
def office(tmp_path: Path, telegram: FakeSalesTelegram) -> Iterator[Office]:
    with opened(settings_in(tmp_path, telegram), telegram) as office:
        yield office


class opened:
    """An office for the time of a test."""

    def __init__(self, settings: Settings, telegram: FakeSalesTelegram, section: Mapping[str, Any] = SECTION) -> None:
        self._settings, self._telegram, self._section = settings, telegram, section

    def __enter__(self) -> Office:
        clock = MovingClock()
        core = with_section(self._section, clock)(self._settings)
        _, destination = destinations(self._settings, core, cards(self._settings, core))
        hears = listening(self._settings, core, lambda: None)["telegram"]
        assert isinstance(hears, TelegramListening)
        self._office = Office(core, clock, self._telegram, destination, hears, asyncio.Runner())
        return self._office

    def __exit__(self, *_: object) -> None:
        office = self._office
        office.runner.run(office.listening.close())
        office.runner.run(office.destination.close())
        office.runner.close()
        office.core.database.close()
