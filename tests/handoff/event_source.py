"""Leads that are really recorded, routed and handed off, for destinations that are to tell of them."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from banter.operator_files import read_labels
from banter.operator_files.handoff_words import read_handoff_words
from banter.settings import ROOT
from handoff.card import Cards
from leads.audience import Told
from leads.briefing import Briefings
from leads.business_hours import BusinessHours, Span
from leads.handoffs import HandOffs
from leads.inbox import Inbox, Reply
from leads.outbox import Outbox, Parcel
from leads.privacy import Privacy
from leads.readable import Readable
from leads.store import LeadStore
from tests.databases import fresh
from tests.leads.made_up import MovingClock, budget, said
from tests.leads.made_up_routes import criteria

ALWAYS_OPEN = BusinessHours(ZoneInfo("Europe/Berlin"), ((Span(0, 24 * 60),),) * 7, timedelta(hours=4))
TOLD = Told(frozenset({"email"}), ("webhook", "amqp"))

CONTACT: Mapping[str, Any] = {
    "contact_opt_in": True,
    "person_name": "Ruth Albers",
    "company": "Seegras Logistik GmbH",
    "email": "ruth.albers@seegras.example",
}
PURCHASE: Mapping[str, Any] = {
    "need": "planning our delivery tours",
    "budget": budget(None, 20_000, "EUR", "once"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": "2027-06-30"},
}


class EventSource:
    """A database in which things happen, and what is sent of them. Ana and Ben take turns and are always there."""

    def __init__(self, home: Path, language: str = "en") -> None:
        self.clock = MovingClock()
        self.database = fresh(home / "banter.db")
        rules = criteria(routes=[{"name": "sales", "to": "sales", "when": {"class": ["mql", "srl", "bant"]}}])
        self.handoffs = HandOffs(self.database, rules, self.clock, ALWAYS_OPEN, TOLD)
        self.store = LeadStore(self.database, rules, self.clock, self.handoffs.changed)
        self.inbox = Inbox(self.database, self.clock)
        self.outbox = Outbox(self.database, self.clock)
        self.briefings = Briefings(self.database)
        words = read_handoff_words(ROOT / "data" / "handoff" / f"{language}.yml")
        readable = Readable(language, words.labels(read_labels(ROOT / "data" / "labels" / f"{language}.yml")))
        self.cards = Cards(
            language, words, readable, rules, lambda lead: f"https://chat.example.com/console/leads/{lead}"
        )

    def lead(self, *more: str, **facts: Any) -> str:
        """The id of a lead of which this is known; ``more`` is what else the visitor said."""
        conversation = self.inbox.open("website", "en", {"utm_source": "fair"})
        self.record(conversation, **facts)
        for number, text in enumerate(more):
            message = self.inbox.receive(conversation, f"more-{number}", text)
            self.inbox.answer(message, [Reply("Noted.")], "en")
        lead = self.store.of_conversation(conversation)
        assert lead is not None
        return lead.id

    def tell_more(self, lead: str, **facts: Any) -> None:
        """Has the visitor say more."""
        self.record(self.store.get(lead).conversation, **facts)

    def record(self, conversation: str, **facts: Any) -> None:
        text = ", ".join(f"{slot}: {value}" for slot, value in facts.items())
        message = self.inbox.receive(conversation, f"said-{'-'.join(facts)}", text)
        self.store.record(conversation, str(message), said(**facts), language="en")
        self.inbox.answer(message, [Reply("Thank you!")], "en")

    def erase(self, lead: str) -> None:
        Privacy(self.database, self.clock, self.store).erase(self.store.get(lead).conversation)

    def parcels(self, kind: str) -> tuple[Parcel, ...]:
        """All that waits for a kind of destination, in order, settled as delivered."""
        found: list[Parcel] = []
        while claimed := self.outbox.claim(kind):
            for parcel in claimed:
                found.append(parcel)
                self.outbox.delivered(parcel)
        return tuple(found)

    def news(self, kind: str, event: str = "lead.handed_off") -> Parcel:
        """The newest parcel of an event."""
        return [parcel for parcel in self.parcels(kind) if parcel.kind == event][-1]

    def close(self) -> None:
        self.database.close()
