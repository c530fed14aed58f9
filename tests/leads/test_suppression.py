"""Who was erased or wants to be left alone is known again, though nobody can read who that is."""

import pytest
from sqlalchemy import select

from leads.criteria import Criteria
from leads.database import Database
from leads.double_opt_in import DoubleOptIn
from leads.inbox import Inbox
from leads.privacy import Privacy
from leads.privacy_tables import SuppressionRow
from leads.store import LeadStore, nobody
from leads.suppression import Reached, Reason, Suppression, SuppressionList
from leads.withdrawal import Withdrawals
from tests.leads.made_up import MovingClock, said

CONTACT = {
    "person_name": "Ruth Albers",
    "company": "Seegras",
    "email": "Ruth.Albers@Seegras.example",
    "phone": "+493012345678",
    "contact_opt_in": True,
    "marketing_opt_in": True,
}


class Office:
    """A store whose double opt-in is off, and a list."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        suppression = Suppression("a secret for tests")
        judged = DoubleOptIn(database, Criteria(), clock, suppression, nobody, on=False)
        self.clock, self.suppression, self.list = clock, suppression, SuppressionList(database, suppression)
        self.store = LeadStore(database, Criteria(), clock, judged.changed)
        self.privacy = Privacy(database, clock, self.store, suppression)
        self.withdrawals = Withdrawals(database, self.store, suppression, clock)
        self.inbox = Inbox(database, clock)

    def hears(self, **facts: object) -> str:
        """The conversation of a visitor who says this."""
        talk = self.inbox.open("website", "en", {})
        self.store.record(talk, "1", said(**facts), language="en")
        return talk

    def lead(self, talk: str) -> str:
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return lead.id


@pytest.fixture
def office(database: Database, clock: MovingClock) -> Office:
    return Office(database, clock)


def test_who_was_erased_is_known_by_each_address_however_it_is_written(office: Office) -> None:
    office.privacy.erase(office.hears(**CONTACT))
    people = [
        Reached("ruth.albers@seegras.example"),
        Reached(" RUTH.ALBERS@SEEGRAS.EXAMPLE "),
        Reached(None, "+49 30 12345678;ext=12"),
        Reached("ruth@seegras.example", "+493012345679"),
        Reached(),
    ]
    assert office.list.of_many(people) == (True, True, True, False, False)
    assert office.list.of_many(people, "marketing_opt_in") == (True, True, True, False, False)
    assert office.list.count() == 4


def test_what_is_kept_tells_nobody_who_it_is(office: Office, database: Database) -> None:
    office.privacy.erase(office.hears(**CONTACT))
    with database.read() as session:
        rows = session.scalars(select(SuppressionRow)).all()
    assert {(len(row.point), row.reason) for row in rows} == {(64, "erased")}
    other = SuppressionList(database, Suppression("another secret"))
    assert not other.holds(Reached("ruth.albers@seegras.example"))


def test_never_again_withdraws_everything_and_keeps_the_lead(office: Office) -> None:
    talk = office.hears(**CONTACT)
    lead = office.withdrawals.never_again(office.lead(talk), "Never contact me again")
    assert (lead.yes("contact_opt_in"), lead.yes("marketing_opt_in")) == (False, False)
    assert office.list.holds(Reached("ruth.albers@seegras.example"))
    assert not lead.verdict.automation_ready


def test_other_records_of_the_same_address_are_not_written_to_by_campaigns(office: Office) -> None:
    first, second = office.hears(**CONTACT), office.hears(**CONTACT)
    assert office.store.get(office.lead(second)).verdict.automation_ready
    office.clock.move(hours=1)
    office.privacy.erase(first)
    assert not office.store.get(office.lead(second)).verdict.automation_ready
    office.store.record(second, "2", said(need="tours"), language="en")
    assert not office.store.get(office.lead(second)).verdict.automation_ready


def test_a_person_who_says_yes_again_in_a_new_conversation_may_be_contacted_for_that(office: Office) -> None:
    office.privacy.erase(office.hears(**CONTACT))
    office.clock.move(days=1)
    office.hears(**{**CONTACT, "marketing_opt_in": False})
    assert not office.list.holds(Reached("ruth.albers@seegras.example"))
    assert office.list.holds(Reached("ruth.albers@seegras.example"), "marketing_opt_in")


def test_a_yes_that_was_said_before_lifts_nothing(office: Office, database: Database) -> None:
    talk = office.hears(**CONTACT)
    office.clock.move(hours=1)
    with database.write() as session:
        office.suppression.add(session, Reached("ruth.albers@seegras.example"), Reason.NEVER_AGAIN, office.clock.now())
    office.store.record(talk, "2", said(need="tours"), language="en")
    assert office.list.holds(Reached("ruth.albers@seegras.example"))


def test_an_import_of_thousands_is_looked_up_in_one_go(office: Office) -> None:
    office.privacy.erase(office.hears(**CONTACT))
    people = [*(Reached(f"person{n}@x.example", f"+49301000{n:04}") for n in range(1_500)), Reached(CONTACT["email"])]
    assert [place for place, held in enumerate(office.list.of_many(people)) if held] == [1_500]
    refuses = office.list.refuses()
    assert [place for place, who in enumerate(people) if refuses(who.email, who.phone)] == [1_500]
