"""Pages of the inbox while leads change between one page and the next."""

from collections.abc import Callable

import pytest

from leads.criteria import Criteria
from leads.database import Database
from leads.errors import BadCursor
from leads.inbox import Inbox
from leads.inbox_query import LeadInbox, Order, Wanted
from leads.store import LeadStore
from tests.leads.made_up import MovingClock, said

FACTS: tuple[dict[str, object], ...] = (
    {"company": "Seegras"},
    {"company": "Tannhof", "need": "planning our tours"},
    {"company": "Ahornwerk", "need": "planning our tours", "authority": "decision_maker"},
)


class Leads:
    """Leads of three different scores, many of each."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        self.inbox, self.store = Inbox(database, clock), LeadStore(database, Criteria(), clock)
        self.clock, self.talks = clock, list[str]()

    def add(self, number: int) -> str:
        talk = self.inbox.open("website", "en", {})
        self.talks.append(talk)
        return self.tell(talk, **FACTS[number % len(FACTS)])

    def tell(self, talk: str, **facts: object) -> str:
        self.clock.move(seconds=1)
        self.store.record(talk, f"{talk}-{len(facts)}", said(**facts), language="en")
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return lead.id


@pytest.fixture
def leads(database: Database, clock: MovingClock) -> Leads:
    return Leads(database, clock)


def all_pages(inbox: LeadInbox, order: Order, limit: int, between: Callable[[], object] = lambda: None) -> list[str]:
    """Ids, page after page; something happens after the first one."""
    page = inbox.page(Wanted(), order, limit=limit)
    seen = [line.id for line in page.lines]
    between()
    while page.next is not None:
        page = inbox.page(Wanted(), order, page.next, limit)
        seen += [line.id for line in page.lines]
    return seen


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
@pytest.mark.parametrize("order", list(Order))
def test_pages_have_each_lead_once_in_order(database: Database, leads: Leads, order: Order, limit: int) -> None:
    made = [leads.add(number) for number in range(7)]
    inbox = LeadInbox(database)
    seen = all_pages(inbox, order, limit)
    assert sorted(seen) == sorted(made)
    assert seen == [line.id for line in inbox.page(Wanted(), order).lines]


def test_scores_fall_from_line_to_line(database: Database, leads: Leads) -> None:
    for number in range(6):
        leads.add(number)
    scores = [line.score for line in LeadInbox(database).page(Wanted(), Order.SCORE).lines]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


@pytest.mark.parametrize("order", list(Order))
def test_a_lead_that_comes_in_between_two_pages_moves_no_other(database: Database, leads: Leads, order: Order) -> None:
    made = [leads.add(number) for number in range(6)]
    seen = all_pages(LeadInbox(database), order, 2, lambda: leads.add(2))
    assert len(seen) == len(set(seen))
    assert set(made) <= set(seen)


def test_a_lead_that_changes_moves_up_and_no_other_is_missed_or_repeated(database: Database, leads: Leads) -> None:
    made = [leads.add(0) for _ in range(6)]
    seen = all_pages(LeadInbox(database), Order.UPDATED, 2, lambda: leads.tell(leads.talks[5], need="tours"))
    assert seen == made[::-1]
    again = all_pages(LeadInbox(database), Order.SCORE, 2, lambda: leads.tell(leads.talks[0], authority="influencer"))
    assert len(again) == len(set(again))
    assert set(made) - set(again) <= {made[0]}


@pytest.mark.parametrize("cursor", ["", "~", "x~y", "50", "2027-13-01~a", "'; drop table leads --", "9" * 50])
@pytest.mark.parametrize("order", [Order.SCORE, Order.UPDATED])
def test_a_cursor_that_was_never_given_is_refused_or_finds_nothing_wrong(
    database: Database, leads: Leads, order: Order, cursor: str
) -> None:
    made = leads.add(0)
    try:
        page = LeadInbox(database).page(Wanted(), order, cursor)
    except BadCursor:
        return
    assert {line.id for line in page.lines} <= {made}
