"""A yes to news counts once it was confirmed from the mailbox, and nobody gets a letter who should not."""

from datetime import timedelta
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import select

from leads.consent import version_of
from leads.criteria import Criteria
from leads.database import Database
from leads.double_opt_in import DoubleOptIn
from leads.errors import OptInConfirmed, OptInExpired, UnknownOptIn
from leads.handoff_tables import OutboxRow
from leads.inbox import Inbox
from leads.model import Lead, Source
from leads.outbox import Outbox
from leads.privacy import Privacy
from leads.store import LeadStore, Said, nobody
from leads.suppression import Reached, Reason, Suppression
from leads.withdrawal import Withdrawals
from tests.leads.made_up import MovingClock, said

ASKED = "May we send you news?"
YES = Said("marketing_opt_in", True, "yes, gladly", wording=ASKED)
MQL = {"person_name": "Ruth Albers", "company": "Seegras", "contact_opt_in": True}
ADDRESS = "Ruth.Albers@seegras.example"


class Office:
    """A store that asks for confirmations, and the outbox in which they wait."""

    def __init__(self, database: Database, clock: MovingClock, *, on: bool = True) -> None:
        self.database, self.clock, self.suppression = database, clock, Suppression("secret")
        self.opt_ins = DoubleOptIn(database, Criteria(), clock, self.suppression, nobody, on=on)
        self.store = LeadStore(database, Criteria(), clock, self.opt_ins.changed)
        self.privacy = Privacy(database, clock, self.store, self.suppression)
        self.withdrawals = Withdrawals(database, self.store, self.suppression, clock)
        self.outbox, self.inbox, self.messages = Outbox(database, clock), Inbox(database, clock), 0

    def open(self) -> str:
        return self.inbox.open("website", "en", {})

    def hears(self, talk: str, *more: Said, **facts: Any) -> Lead:
        self.messages += 1
        self.store.record(talk, f"m{self.messages}", [*more, *said(**facts)], language="en")
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return self.store.get(lead.id)

    def requested(self) -> list[str]:
        """The requests that wait to be sent."""
        with self.database.read() as session:
            rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == "optin").order_by(OutboxRow.id))
            return [row.destination.partition(":")[2] for row in rows]


@pytest.fixture
def office(database: Database, clock: MovingClock) -> Office:
    return Office(database, clock)


def test_a_yes_is_confirmed_by_mail_and_only_then_campaigns_begin(office: Office) -> None:
    lead = office.hears(office.open(), YES, email=ADDRESS, **MQL)
    assert (lead.verdict.lead_class, lead.verdict.automation_ready) == ("mql", False)
    [request] = office.requested()
    asked = office.opt_ins.requested(request)
    assert (asked.address, asked.wording, asked.said) == (ADDRESS.lower(), ASKED, "yes, gladly")
    assert asked.expires_at - asked.requested_at == timedelta(days=7)
    office.clock.move(hours=1)
    office.opt_ins.confirm(request)
    assert office.store.get(lead.id).verdict.automation_ready
    [proof] = office.privacy.export_lead(lead.id)["confirmations"]
    assert (proof["wording"], proof["version"]) == (ASKED, version_of(ASKED))
    assert proof["confirmed_at"] > proof["requested_at"]


def test_switched_off_a_yes_counts_as_it_is(database: Database, clock: MovingClock) -> None:
    office = Office(database, clock, on=False)
    assert office.hears(office.open(), YES, email=ADDRESS, **MQL).verdict.automation_ready
    assert office.requested() == []


def test_the_order_of_yes_and_address_does_not_matter_and_one_letter_is_enough(office: Office) -> None:
    first, second = office.open(), office.open()
    office.hears(first, YES, **MQL)
    assert office.requested() == []
    office.hears(first, email=ADDRESS)
    office.hears(first, Said("marketing_opt_in", True, "yes I said"), need="tours")
    office.hears(first, email=ADDRESS.lower(), location="Kiel")
    assert len(office.requested()) == 1
    office.hears(second, email="ben@seegras.example", **MQL)
    office.hears(second, YES)
    assert len(office.requested()) == 2


def test_another_address_and_another_yes_are_confirmed_by_themselves(office: Office) -> None:
    talk = office.open()
    office.hears(talk, YES, email=ADDRESS, **MQL)
    office.opt_ins.confirm(office.requested()[0])
    assert not office.hears(talk, email="ruth@new.example").verdict.automation_ready
    assert office.hears(talk, email=ADDRESS).verdict.automation_ready
    office.hears(talk, marketing_opt_in=False)
    office.clock.move(hours=1)
    assert not office.hears(talk, YES).verdict.automation_ready
    assert len(office.requested()) == 3


@pytest.mark.parametrize("address", ["ruth at seegras", "ruth@"])
def test_an_address_that_is_none_gets_no_letter(office: Office, address: str) -> None:
    office.hears(office.open(), YES, email=address, **MQL)
    assert office.requested() == []


def test_nobodys_mailbox_is_flooded(office: Office) -> None:
    strangers = (
        {**MQL, "person_name": name}
        for name in ("Ada Holm", "Ben Cole", "Cem Oral", "Dana Fox", "Eli Roth", "Flo Zorn")
    )
    for stranger in islice(strangers, 5):
        office.hears(office.open(), YES, email=ADDRESS, **stranger)
    assert len(office.requested()) == 3
    office.clock.move(days=1)
    office.hears(office.open(), YES, email=ADDRESS, **next(strangers))
    assert len(office.requested()) == 4


def test_who_is_suppressed_gets_no_letter_unless_they_say_yes_themselves(office: Office) -> None:
    talk = office.open()
    office.hears(talk, YES, **MQL)
    office.clock.move(hours=1)
    with office.database.write() as session:
        office.suppression.add(session, Reached(ADDRESS), Reason.NEVER_AGAIN, office.clock.now())
    assert not office.hears(talk, email=ADDRESS).verdict.automation_ready
    by_sales = Said("marketing_opt_in", True, "on the phone", Source.SALES, by="Ana")
    office.clock.move(hours=1)
    office.hears(office.open(), by_sales, email=ADDRESS, **MQL)
    assert office.requested() == []
    office.hears(office.open(), YES, email=ADDRESS, **MQL)
    assert len(office.requested()) == 1


def test_an_import_which_has_its_own_proof_writes_to_nobody(office: Office) -> None:
    imported = Said("marketing_opt_in", True, "row 7", Source.IMPORT, by="contacts.csv")
    assert office.hears(office.open(), imported, email=ADDRESS, **MQL).verdict.automation_ready
    assert office.requested() == []


def test_a_yes_from_long_ago_is_no_reason_for_a_letter(office: Office) -> None:
    talk = office.open()
    office.hears(talk, YES, **MQL)
    office.clock.move(days=8)
    office.hears(talk, email=ADDRESS)
    assert office.requested() == []


def refused(office: Office, request: str, error: type[Exception]) -> None:
    for act in (office.opt_ins.requested, office.opt_ins.confirm):
        with pytest.raises(error):
            act(request)


def test_what_was_confirmed_has_expired_or_never_was_cannot_be_confirmed(office: Office) -> None:
    lead = office.hears(office.open(), YES, email=ADDRESS, **MQL)
    [request] = office.requested()
    refused(office, "forged", UnknownOptIn)
    refused(office, "", UnknownOptIn)
    office.clock.move(days=7)
    refused(office, request, OptInExpired)
    assert not office.store.get(lead.id).verdict.automation_ready
    office.clock.move(days=-1)
    office.opt_ins.confirm(request)
    refused(office, request, OptInConfirmed)


def test_what_was_withdrawn_suppressed_or_erased_since_cannot_be_confirmed(office: Office) -> None:
    talks = [office.open() for _ in range(3)]
    leads = [office.hears(talk, YES, email=f"r{n}@seegras.example", **MQL).id for n, talk in enumerate(talks)]
    requests = office.requested()
    office.withdrawals.withdraw(leads[0], "marketing_opt_in", "no more")
    with office.database.write() as session:
        office.suppression.add(session, Reached("r1@seegras.example"), Reason.NEVER_AGAIN, office.clock.now())
    office.privacy.erase_lead(leads[2])
    for request in requests:
        refused(office, request, UnknownOptIn)
    assert office.requested() == requests[:2]


def test_a_confirmed_yes_can_be_withdrawn(office: Office) -> None:
    lead = office.hears(office.open(), YES, email=ADDRESS, **MQL)
    office.opt_ins.confirm(office.requested()[0])
    assert not office.withdrawals.withdraw(lead.id, "marketing_opt_in", "no more").verdict.automation_ready


def test_an_erased_person_is_not_named_to_the_letters_that_were_sent(office: Office) -> None:
    lead = office.hears(office.open(), YES, email=ADDRESS, **MQL)
    for parcel in office.outbox.claim("optin"):
        office.outbox.delivered(parcel)
    office.privacy.erase_lead(lead.id)
    assert office.requested() == []
