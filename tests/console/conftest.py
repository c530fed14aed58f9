"""A real lead database, and visitors who have said something."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.inbox import Inbox, Reply
from leads.model import Lead
from leads.store import LeadStore, Said

SENTENCE = "I am Jonas Lindqvist of Falkenried AG and we need a faster warehouse"


@dataclass(frozen=True)
class House:
    """The core, with a way to let somebody talk."""

    store: LeadStore
    inbox: Inbox

    def hears(self, text: str = SENTENCE, *, channel: str = "website", **facts: Any) -> Lead:
        """A new visitor says one sentence that contains these facts; the lead it makes."""
        conversation = self.inbox.open(channel, "en", {"page": "https://nordlicht.example/pricing"})
        message = self.inbox.receive(conversation, "1", text)
        said = [Said(slot, value, text) for slot, value in facts.items()]
        self.store.record(conversation, str(message), said, language="en")
        self.inbox.answer(message, [Reply("Thank you, noted.", ({"title": "Go on", "payload": "/go"},))], "en")
        lead = self.store.of_conversation(conversation)
        assert lead is not None
        return lead


CONTACTABLE: dict[str, Any] = {
    "person_name": "Jonas Lindqvist",
    "company": "Falkenried AG",
    "email": "jonas@falkenried.example",
    "contact_opt_in": True,
}
BANT_FACTS: dict[str, Any] = {
    **CONTACTABLE,
    "need": "a faster warehouse",
    "budget": {"min": 15000, "max": 20000, "currency": "EUR", "period": None},
    "authority": "decision_maker",
    "timeline": {"start": "2027-03-01", "end": "2027-03-31"},
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'leads.db'}")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def house(database: Database) -> House:
    clock = Clock()
    return House(LeadStore(database, Criteria(), clock), Inbox(database, clock))
