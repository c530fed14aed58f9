"""Visitors who are, or may be, the same person."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from leads.criteria import Criteria
from leads.database import Database
from leads.inbox import Inbox
from leads.merging import Merging
from leads.model import Lead
from leads.privacy import Privacy
from leads.store import LeadStore
from tests.leads.made_up import NOON, MovingClock, budget, said

RUTH = {"person_name": "Ruth Albers", "company": "Seegras Logistik GmbH", "email": "ruth.albers@seegras.example"}
PURCHASE = {
    "contact_opt_in": True,
    "need": "planning our tours",
    "budget": budget(None, 20_000, "EUR"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": None},
}


class TickingClock(MovingClock):
    """A clock on which no two moments are the same: what comes first is older."""

    def now(self) -> datetime:
        self.move(milliseconds=1)
        return super().now()


class House:
    """Visitors, each in a conversation of their own, and the lead that sales sees."""

    def __init__(self, database: Database) -> None:
        clock = TickingClock()
        self.store, self.inbox = LeadStore(database, Criteria(), clock), Inbox(database, clock)
        self.merging, self.privacy = Merging(database, Criteria(), clock), Privacy(database, clock, self.store)
        self._messages = 0

    def visitor(self, **facts: Any) -> str:
        """A conversation in which these facts are said in one message."""
        talk = self.inbox.open("website", "en", {})
        self.tell(talk, **facts)
        return talk

    def tell(self, talk: str, *, language: str = "en", declined: str | None = None, **facts: Any) -> None:
        self._messages += 1
        self.store.record(talk, f"m{self._messages}", said(**facts), language=language, declined=declined)

    def lead(self, talk: str) -> Lead:
        """As sales sees it."""
        (lead,) = self.store.find(conversation=talk).leads
        return lead

    def own(self, talk: str) -> Lead:
        """As the visitor's conversation knows it."""
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return lead

    def duplicates(self, talk: str) -> list[tuple[str, str]]:
        return [(each.lead.conversation, each.reason) for each in self.merging.duplicates(self.own(talk).id)]


def at_rest(lead: Lead) -> Lead:
    """A lead without the moment at which it was last looked at, and how often."""
    return replace(lead, updated_at=NOON, version=1)


def everything(house: House) -> list[Lead]:
    return [at_rest(lead) for lead in house.store.find().leads]
