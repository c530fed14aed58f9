"""Leads in a real database, a hand-off that tells HubSpot, and a stand-in for HubSpot to receive it."""

import asyncio
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from banter.operator_files import read_labels
from banter.operator_files.handoff_words import read_handoff_words
from banter.settings import ROOT
from handoff.card import Cards
from handoff.crm.fields import Fields
from handoff.crm.hubspot import HubSpotDestination
from handoff.crm.hubspot_api import HubSpotApi
from handoff.crm.mapping import CrmMapping
from handoff.crm.text import Notes
from leads.audience import Told
from leads.briefing import Briefings
from leads.business_hours import BusinessHours, Span
from leads.criteria import Criteria
from leads.database import Database
from leads.handoffs import HandOffs
from leads.inbox import Inbox
from leads.model import Lead
from leads.outbox import Outbox, Parcel
from leads.readable import Readable
from leads.sending import NotNow, Refused
from leads.store import LeadStore
from tests.databases import fresh
from tests.handoff.crm.fake_hubspot import TOKEN, FakeHubSpot
from tests.leads.made_up import MovingClock, said

ALWAYS = BusinessHours(ZoneInfo("UTC"), ((Span(0, 1440),),) * 7, timedelta(hours=4))
SHIPPED = (ROOT / "crm.yml").read_text(encoding="utf-8")


class House:
    """What visitors tell arrives in HubSpot, parcel by parcel, when the test says so."""

    def __init__(self, database: Database, hubspot: FakeHubSpot, **mapping: Any) -> None:
        self.clock, criteria = MovingClock(), Criteria()
        self.handoffs = HandOffs(database, criteria, self.clock, ALWAYS, Told(streams=("hubspot",)))
        self.store = LeadStore(database, criteria, self.clock, self.handoffs.changed)
        self.inbox, self.outbox = Inbox(database, self.clock), Outbox(database, self.clock)
        self._database, self._hubspot, self._runner = database, hubspot, asyncio.Runner()
        self._messages, self.left_alone = 0, set[str | None]()
        self.use(**mapping)

    def use(self, token: str = TOKEN, **mapping: Any) -> None:
        """Starts again with another token, or with these sections in ``crm.yml``."""
        words = read_handoff_words(ROOT / "data" / "handoff" / "en.yml")
        readable = Readable("en", words.labels(read_labels(ROOT / "data" / "labels" / "en.yml").addressing("sie")))
        link = "https://chat.seegras.example/console/leads/{}".format
        cards = Cards("en", words, readable, Criteria(), link)
        self._close()
        self.destination = HubSpotDestination(
            HubSpotApi(token, self._hubspot.url),
            CrmMapping.model_validate({**yaml.safe_load(SHIPPED), **mapping}),
            Fields(readable, Criteria(), link),
            Notes(Briefings(self._database), cards),
            lambda email, _: email in self.left_alone,
        )

    def visitor(self, **facts: Any) -> Lead:
        """A lead in a conversation of its own."""
        return self.tells(self.inbox.open("website", "en", {"utm_campaign": "spring"}), **facts)

    def tells(self, talk: str, **facts: Any) -> Lead:
        """The lead after one more message."""
        self._messages += 1
        message = f"m{self._messages}"
        self.inbox.receive(talk, message, "…")
        self.store.record(talk, message, said(**facts), language="en")
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return lead

    def send(self, parcel: Parcel) -> None:
        """One attempt, settled as the dispatcher does."""
        self.outbox.delivered(parcel, self._runner.run(self.destination.send(parcel)))

    def deliver(self) -> int:
        """Sends all that waits, in order; returns how many parcels that were."""
        sent = 0
        while parcels := self.outbox.claim("hubspot"):
            for parcel in parcels:
                self.send(parcel)
                sent += 1
        return sent

    def fails(self) -> NotNow | Refused:
        """Sends the next parcel, which must fail, and has it wait a minute."""
        (parcel,) = self.outbox.claim("hubspot", 1)
        with pytest.raises((NotNow, Refused)) as failed:
            self._runner.run(self.destination.send(parcel))
        self.outbox.postpone(parcel, 60, str(failed.value))
        self.clock.move(seconds=60)
        assert isinstance(failed.value, NotNow | Refused)
        assert TOKEN not in str(failed.value)
        return failed.value

    def waiting(self) -> int:
        """How many parcels are still to be sent to HubSpot."""
        return self.outbox.waiting().get("hubspot", 0)

    def attempt(self, parcel: Parcel) -> None:
        """One attempt that may fail, settled as the dispatcher does."""
        try:
            self.send(parcel)
        except NotNow as error:
            self.outbox.postpone(parcel, 30, str(error))

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Does something where the destination's connections live."""
        self._runner.run(work)

    def close(self) -> None:
        self._close()
        self._runner.close()

    def _close(self) -> None:
        if hasattr(self, "destination"):
            self._runner.run(self.destination.close())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = fresh(tmp_path / "leads.db")
    yield database
    database.close()


@pytest.fixture
def hubspot() -> Iterator[FakeHubSpot]:
    with FakeHubSpot() as hubspot:
        yield hubspot


@pytest.fixture
def house(database: Database, hubspot: FakeHubSpot) -> Iterator[House]:
    house = House(database, hubspot)
    yield house
    house.close()
