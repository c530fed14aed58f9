"""Counters and words follow every change: whatever happens, they are what a recount finds."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from leads import counters
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.funnel import DropOff, Funnel, Grouping, Slice, Steps
from leads.inbox import Inbox, Reply
from leads.inbox_query import LeadInbox, Wanted
from leads.lead_words import words_of
from leads.model import Stage
from leads.report_tables import LeadWordRow
from leads.store import LeadStore
from leads.tables import ConversationRow, LeadRow
from tests.leads.conftest import ALL_TABLES
from tests.leads.made_up import TODAY, budget, said

QUALIFIED = {
    "contact_opt_in": True,
    "person_name": "Ruth Müller",
    "company": "Seegras Logistik GmbH",
    "email": "ruth.albers@seegras.example",
    "need": "planning our tours",
    "budget": budget(20_000, 30_000, "EUR"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": None},
}
EVER = Slice(TODAY.replace(year=2000), TODAY.replace(year=2100))


class House:
    """A database in which things happen to conversations by number."""

    def __init__(self, database: Database) -> None:
        self.database, clock = database, Clock(TODAY)
        self.inbox, self.store = Inbox(database, clock), LeadStore(database, Criteria(), clock)
        self.talks: list[str] = []
        self.messages = 0

    def opens(self, _: int) -> None:
        number = len(self.talks)
        source = {"utm_medium": ("cpc", "newsletter", "")[number % 3], "utm_campaign": f"c{number % 2}"}
        self.talks.append(self.inbox.open(("website", "telegram")[number % 2], None, source))

    def writes(self, number: int) -> None:
        self.messages += 1
        message = self.inbox.receive(self.talks[number], f"m{self.messages}", "hello")
        if self.messages % 3:
            self.inbox.answer(message, [Reply("And?", asks=("company", "email")[self.messages % 2])], "en")

    def tells(self, number: int) -> None:
        self.messages += 1
        slot = list(QUALIFIED)[self.messages % len(QUALIFIED)]
        self.store.record(self.talks[number], f"m{self.messages}", said(**{slot: QUALIFIED[slot]}), language="en")

    def tells_all(self, number: int) -> None:
        self.messages += 1
        self.store.record(self.talks[number], f"m{self.messages}", said(**QUALIFIED), language="de")

    def moves_on(self, number: int) -> None:
        with self.database.write() as session:
            lead = session.scalars(select(LeadRow).where(LeadRow.conversation_id == self.talks[number])).one_or_none()
            if lead is not None:
                self.messages += 1
                lead.stage = list(Stage)[self.messages % len(Stage)]

    def starts_over(self, number: int) -> None:
        self.store.start_over(self.talks[number])

    def comes_back(self, number: int) -> None:
        self.inbox.visited(self.talks[number], {"utm_medium": "email", "utm_campaign": f"m{self.messages}"})

    def is_erased(self, number: int) -> None:
        lead = self.store.of_conversation(self.talks[number])
        if lead is not None:
            self.store.erase(lead.id)
            del self.talks[number]

    def loses_its_lead(self, number: int) -> None:
        with self.database.write() as session:
            session.execute(delete(LeadRow).where(LeadRow.conversation_id == self.talks[number]))

    def is_deleted(self, number: int) -> None:
        with self.database.write() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == self.talks.pop(number)))


STEPS: tuple[Callable[[House, int], None], ...] = (
    House.opens,
    House.writes,
    House.tells,
    House.tells_all,
    House.moves_on,
    House.starts_over,
    House.comes_back,
    House.is_erased,
    House.loses_its_lead,
    House.is_deleted,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 20)), min_size=5, max_size=16))
def test_whatever_happens_counters_and_words_are_what_a_recount_finds(
    database: Database, history: list[tuple[Callable[[House, int], None], int]]
) -> None:
    with database.write() as session:
        for table in reversed(ALL_TABLES.split(", ")):
            session.execute(text(f"delete from {table}"))
    house = House(database)
    house.opens(0)
    for step, number in history:
        if not house.talks:
            house.opens(0)
        step(house, number % len(house.talks))
    with database.read() as session:
        assert counters.stored(session) == counters.counted(session)
        leads = session.scalars(select(LeadRow)).all()
        words = {(lead.id, w) for lead in leads for w in _words(lead)}
        assert {(row.lead_id, row.word) for row in session.scalars(select(LeadWordRow))} == words


def test_a_bant_lead_counts_for_every_class_below_and_is_counted_as_won(database: Database) -> None:
    house = House(database)
    house.opens(0)
    house.opens(0)
    house.writes(0)
    house.tells_all(0)
    with database.write() as session:
        session.scalars(select(LeadRow)).one().stage = Stage.CUSTOMER
    funnel = Funnel(database)
    assert funnel.steps(EVER) == Steps(2, 1, 1, 1, 1, 1, 1, 1)
    assert {name: steps.visitors for name, steps in funnel.grouped(EVER, Grouping.CATEGORY).items()} == {
        "permission": 1,
        "sea": 1,
    }
    assert [(each.category, each.campaign, each.won) for each in funnel.sources(EVER.since, EVER.until)] == [
        ("sea", "c0", 1)
    ]
    assert funnel.time_to_qualify(EVER) is not None


def test_the_question_after_which_nothing_was_said_is_where_visitors_give_up(database: Database) -> None:
    house = House(database)
    house.opens(0)
    talk = house.talks[0]
    for number, slot in enumerate(("need", "budget")):
        message = house.inbox.receive(talk, f"x{number}", "well")
        house.inbox.answer(message, [Reply("And?", asks=slot)], "en")
    assert Funnel(database).drop_off(EVER.since, EVER.until) == (DropOff("budget", 1, 1), DropOff("need", 1, 0))


def test_a_transaction_that_fails_counts_nothing(database: Database) -> None:
    house = House(database)
    try:
        with database.write() as session:
            session.add(ConversationRow(id="t", channel="website", source={}, created_at=Clock().now()))
            session.flush()
            raise LookupError
    except LookupError:
        pass
    assert Funnel(database).steps(EVER) == Steps()
    house.opens(0)
    assert Funnel(database).steps(EVER).visitors == 1


def test_wrong_counters_are_told_and_put_right(database: Database) -> None:
    house = House(database)
    house.opens(0)
    with database.write() as session:
        session.execute(text("update funnel_days set visitors = 7"))
        assert not counters.recount(session)
    with database.write() as session:
        assert counters.recount(session)
    assert Funnel(database).steps(EVER).visitors == 1


def test_a_lead_is_found_by_every_way_of_writing_its_words(database: Database) -> None:
    house = House(database)
    house.opens(0)
    house.tells_all(0)
    inbox = LeadInbox(database)
    for words in (
        "MUELLER",
        "müll",
        "muller log",
        "seegras.ex",
        "ruth.albers@seegras.example",
        "@seegras",
        "gmbh ruth",
    ):
        assert len(inbox.page(Wanted(words=words)).lines) == 1, words
    for words in ("eegras", "ruth vestergaard", "%", "@"):
        assert inbox.page(Wanted(words=words)).lines == (), words


def _words(lead: LeadRow) -> frozenset[str]:
    return words_of(lead.person_name, lead.company, email=lead.email, phone=lead.phone)
