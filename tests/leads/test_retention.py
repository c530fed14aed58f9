"""What is kept too long is removed, nothing else is, and what was removed is told."""

from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select, update

from leads.criteria import Criteria
from leads.database import Database
from leads.double_opt_in import DoubleOptIn
from leads.handoff_tables import OutboxRow, TakeoverRow
from leads.inbox import Inbox, Reply
from leads.model import Stage
from leads.outbox import Outbox, Recipient, happened
from leads.retention import Removed, Retention
from leads.retention_section import Period, RetentionSection
from leads.store import LeadStore, nobody
from leads.suppression import Suppression
from leads.tables import Base, LeadRow
from tests.leads.made_up import MovingClock, said

MQL = {"person_name": "Ruth", "company": "Seegras", "email": "ruth@seegras.example", "contact_opt_in": True}


class Office:
    """Leads that grow old."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        self.database, self.clock, self.forgotten = database, clock, list[str]()
        opt_ins = DoubleOptIn(database, Criteria(), clock, Suppression("secret"), nobody, on=True)
        self.store, self.inbox = LeadStore(database, Criteria(), clock, opt_ins.changed), Inbox(database, clock)
        self.outbox = Outbox(database, clock)

    def retention(self, **periods: str) -> Retention:
        return Retention(self.database, self.clock, RetentionSection(**periods), self._forget)  # type: ignore[arg-type]

    def purge(self, dry_run: bool = False, **periods: str) -> dict[str, int]:
        removed = self.retention(**periods).purge(dry_run=dry_run)
        return {each.name: each.count for each in removed if each.count}

    def lead(self, **facts: Any) -> str:
        talk = self.talk("we are Seegras")
        self.store.record(talk, "1", said(**facts), language="en")
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return lead.id

    def talk(self, text: str, answered: bool = True) -> str:
        talk = self.inbox.open("website", "en", {})
        message = self.inbox.receive(talk, "c1", text)
        if answered:
            self.inbox.answer(message, [Reply("Noted")], "en")
        return talk

    def at(self, stage: Stage, lead: str) -> str:
        with self.database.write() as session:
            session.execute(update(LeadRow).where(LeadRow.id == lead).values(stage=stage))
        return lead

    def left(self) -> set[str]:
        return {lead.id for lead in self.store.find(limit=1_000).leads}

    def count(self, table: type[Base]) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def _forget(self, conversations: Sequence[str]) -> None:
        self.forgotten += conversations


@pytest.fixture
def office(database: Database, clock: MovingClock) -> Office:
    return Office(database, clock)


def test_each_class_has_its_own_period(office: Office) -> None:
    plain, mql = office.lead(company="Seegras"), office.lead(**MQL)
    talk = office.store.get(plain).conversation
    office.clock.move(days=91)
    young = office.lead(company="Seetang")
    assert office.purge(lead="90 days", mql="12 months") == {"leads, lead": 1}
    assert office.left() == {mql, young}
    assert office.forgotten == [talk]
    assert office.inbox.transcript(talk) == ()
    office.clock.move(days=300)
    assert office.purge(mql="12 months") == {"leads, mql": 1}
    assert office.left() == {young}


def test_a_dry_run_tells_the_same_and_removes_nothing(office: Office) -> None:
    lead, talk = office.lead(**MQL), office.talk("hello")
    office.clock.move(days=400)
    periods = {"mql": "30 days", "conversations_without_lead": "30 days"}
    expected = {"leads, mql": 1, "conversations": 1}
    assert office.purge(dry_run=True, **periods) == expected
    assert office.left() == {lead}
    assert office.inbox.exists(talk)
    assert office.forgotten == []
    assert office.purge(**periods) == expected
    assert office.purge(**periods) == {}


def test_an_opportunity_and_a_customer_go_by_their_own_period_only(office: Office) -> None:
    one, other, third = ({**MQL, "email": f"{name}@seegras.example"} for name in ("ada", "ben", "cem"))
    kept, customer = office.at(Stage.OPPORTUNITY, office.lead(**one)), office.at(Stage.CUSTOMER, office.lead(**other))
    office.at(Stage.LOST, office.lead(**third))
    office.clock.move(days=800)
    assert office.purge(mql="30 days") == {"leads, mql": 1}
    assert office.left() == {kept, customer}
    assert office.purge(customer="24 months") == {"leads, customer": 1}
    assert office.left() == {kept}


def test_what_is_still_being_talked_about_stays(office: Office) -> None:
    written, taken = office.lead(company="Seegras"), office.lead(company="Seetang")
    waiting = office.talk("is anybody there?", answered=False)
    with office.database.write() as session:
        talk = office.store.get(taken).conversation
        session.add(TakeoverRow(conversation_id=talk, person="Ana", since=office.clock.now()))
    office.clock.move(days=100)
    office.inbox.receive(office.store.get(written).conversation, "c2", "me again")
    assert office.purge(lead="90 days", conversations_without_lead="30 days") == {}
    assert office.left() == {written, taken}
    assert office.inbox.exists(waiting)


def test_more_than_one_batch_goes_and_each_is_told(office: Office) -> None:
    for _ in range(450):
        office.inbox.open("website", "en", {})
    office.clock.move(days=31)
    batches: list[int] = []
    removed = office.retention(conversations_without_lead="30 days").purge(progress=batches.append)
    assert Removed("conversations", None, 450) in removed
    assert batches == [200, 200, 50]
    assert len(set(office.forgotten)) == 450


def test_of_what_was_sent_the_last_word_to_each_destination_stays_with_its_lead(office: Office) -> None:
    lead = office.lead(company="Seegras")
    for number in range(3):
        with office.database.write() as session:
            now = office.clock.now()
            happened(session, lead, "lead.updated", {"n": number}, [Recipient("webhook:", now)], now)
        for parcel in office.outbox.claim("webhook"):
            office.outbox.delivered(parcel)
    office.clock.move(days=31)
    assert office.purge(delivered_events="30 days") == {"outbox": 2, "events of leads": 2}
    office.store.erase(lead)
    [told] = office.outbox.claim("webhook")
    assert (told.kind, told.lead_id) == ("lead.erased", lead)
    office.outbox.delivered(told)
    office.clock.move(days=31)
    assert office.purge(delivered_events="30 days") == {"outbox": 1, "events of leads": 1}
    assert office.count(OutboxRow) == 0


def test_what_was_not_sent_yet_stays(office: Office) -> None:
    lead = office.lead(company="Seegras")
    with office.database.write() as session:
        happened(session, lead, "lead.updated", {}, [Recipient("webhook:", office.clock.now())], office.clock.now())
    office.clock.move(days=400)
    assert office.purge(delivered_events="30 days") == {}


def test_a_request_that_nobody_confirmed_goes_when_it_is_too_old(office: Office) -> None:
    office.lead(marketing_opt_in=True, **MQL)
    office.clock.move(days=6)
    assert office.purge(bant="24 months") == {}
    office.clock.move(days=2)
    assert office.purge(bant="24 months") == {"requests to confirm": 1}


def test_without_periods_nothing_is_ever_removed(office: Office) -> None:
    office.lead(**MQL)
    office.clock.move(days=10_000)
    assert not office.retention().is_on
    assert office.purge() == {}


def test_a_month_is_one_of_the_calendar() -> None:
    day = datetime(2027, 3, 31, 12, tzinfo=timezone.utc)
    assert Period(months=1).before(day) == datetime(2027, 2, 28, 12, tzinfo=timezone.utc)
    assert Period(months=15).before(day) == datetime(2025, 12, 31, 12, tzinfo=timezone.utc)
    assert Period(days=31).before(day) == datetime(2027, 2, 28, 12, tzinfo=timezone.utc)


@pytest.mark.parametrize("raw", [90, "90", "0 days", "-3 months", "90 weeks", "ninety days", True, None, "1e3 days"])
def test_what_is_no_period_is_told(raw: object) -> None:
    with pytest.raises(ValidationError, match="such as 90 days or 12 months"):
        RetentionSection.model_validate({"lead": raw})
