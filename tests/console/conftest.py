"""A real lead database, and visitors who have said something."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from console.desk import ConsoleDesk
from leads.inbox import Inbox, Reply
from leads.model import Lead
from leads.store import LeadStore, Said
from leads.user import Role
from tests.console.desk import Browser, Told, desk_of, signed_in
from tests.databases import fresh

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
def told() -> Told:
    return Told()


@pytest.fixture
def desk(tmp_path: Path, told: Told) -> Iterator[ConsoleDesk]:
    database = fresh(tmp_path / "leads.db")
    yield desk_of(database, told=told)
    database.close()


@pytest.fixture
def house(desk: ConsoleDesk) -> House:
    """Its leads are handed to nobody; those of ``desk.store`` are."""
    return House(LeadStore(desk.database, desk.criteria, desk.clock), desk.inbox)


@pytest.fixture
def stranger(desk: ConsoleDesk) -> Iterator[Browser]:
    with Browser(desk) as browser:
        yield browser


@pytest.fixture
def operator(desk: ConsoleDesk) -> Iterator[Browser]:
    """An admin who is signed in, by the name ``admin``."""
    with signed_in(desk, Role.ADMIN) as browser:
        yield browser
