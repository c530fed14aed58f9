"""Hand-off on real databases: in the lead's own transaction, to the right person, claimed once, never forgotten."""

from datetime import timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest

from leads.audience import Told
from leads.business_hours import BusinessHours, Span
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import AlreadyClaimed, UnknownLead
from leads.feedback import Feedback
from leads.handoff_policy import HandOffPolicy
from leads.handoffs import HandOffs
from leads.inbox import Inbox
from leads.model import Lead, Stage
from leads.outbox import Outbox, Parcel
from leads.store import LeadStore
from tests.leads.made_up import MovingClock, budget, said

ALWAYS = BusinessHours(ZoneInfo("UTC"), ((Span(0, 1440),),) * 7, timedelta(hours=4))
OFFICE = BusinessHours(ZoneInfo("UTC"), ((Span(9 * 60, 17 * 60),),) * 5 + ((), ()), timedelta(hours=4))
PEOPLE = {
    "ana": {"name": "Ana Ruiz", "email": "ana@example.com", "slack": "U0ANA"},
    "ben": {"name": "Ben Okafor", "email": "ben@example.com"},
    "carla": {"name": "Carla Voss", "email": "carla@example.com"},
}
POLICY = HandOffPolicy.model_validate(
    {
        "people": PEOPLE,
        "teams": {
            "sales": {"members": ["ana", "ben"], "team_lead": "carla", "slack": "C0SALES"},
            "marketing": {"email": ["marketing@example.com"]},
        },
    }
)
QUALIFIED = {
    "contact_opt_in": True,
    "person_name": "Ruth Albers",
    "company": "Seegras",
    "email": "ruth@seegras.example",
}
PURCHASE = {
    "need": "planning tours",
    "budget": budget(None, 20_000, "EUR"),
    "authority": "decision_maker",
    "timeline": {"start": "2027-04-01", "end": None},
}


class House:
    """The store with a hand-off behind it."""

    def __init__(self, database: Database, clock: MovingClock, hours: BusinessHours = ALWAYS, **told: object) -> None:
        criteria = Criteria(handoff=POLICY)
        configured = Told(frozenset({"slack", "email"}), ("webhook",)) if not told else Told(**told)  # type: ignore[arg-type]
        self.handoffs = HandOffs(database, criteria, clock, hours, configured)
        self.store = LeadStore(database, criteria, clock, self.handoffs.changed)
        self.inbox, self.outbox, self.clock = Inbox(database, clock), Outbox(database, clock), clock
        self._messages = 0

    def visitor(self, **facts: object) -> Lead:
        """A lead in a conversation of its own."""
        talk = self.inbox.open("website", "en", {})
        return self.tells(talk, **facts)

    def tells(self, talk: str, **facts: object) -> Lead:
        """The lead after one more message."""
        self._messages += 1
        self.store.record(talk, f"m{self._messages}", said(**facts), language="en")
        lead = self.store.of_conversation(talk)
        assert lead is not None
        return lead

    def sent(self, kind: str) -> list[Parcel]:
        """Everything that waits for a kind of destination now, delivered."""
        all_of_it: list[Parcel] = []
        while claimed := self.outbox.claim(kind):
            all_of_it += claimed
            for parcel in claimed:
                self.outbox.delivered(parcel)
        return all_of_it

    def told(self, kind: str) -> list[tuple[str, str]]:
        """The same, as destinations and what happened."""
        return [(parcel.destination, parcel.kind) for parcel in self.sent(kind)]


@pytest.fixture
def house(database: Database, clock: MovingClock) -> House:
    return House(database, clock)


def test_a_bant_lead_goes_to_somebody_of_sales_with_the_reason(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    handoff = house.handoffs.of(lead.id)
    assert handoff is not None
    assert (handoff.team, handoff.person, handoff.because) == ("sales", "ana", "class = bant")
    assert lead.stage is Stage.HANDED_OFF
    assert house.told("slack") == [("slack:C0SALES", "lead.handed_off")]
    assert house.told("email") == [("email:ana@example.com", "lead.handed_off")]
    assert house.told("webhook") == [("webhook:", "lead.created"), ("webhook:", "lead.handed_off")]


def test_a_mere_lead_is_told_to_programs_only(house: House) -> None:
    lead = house.visitor(company="Seegras")
    assert house.handoffs.of(lead.id) is None
    assert house.told("slack") == []
    assert house.told("webhook") == [("webhook:", "lead.created")]


def test_leads_are_shared_out_in_turn(house: House) -> None:
    people = []
    for number in range(4):
        lead = house.visitor(**{**QUALIFIED, **PURCHASE, "email": f"v{number}@seegras.example"})
        handoff = house.handoffs.of(lead.id)
        assert handoff is not None
        people.append(handoff.person)
        house.clock.move(minutes=1)
    assert people == ["ana", "ben", "ana", "ben"]


def test_a_lead_that_rises_on_the_same_route_stays_with_its_person(house: House) -> None:
    talk = house.inbox.open("website", "en", {})
    srl = house.tells(talk, **QUALIFIED, need="planning tours", budget=PURCHASE["budget"])
    first = house.handoffs.of(srl.id)
    bant = house.tells(talk, authority="decision_maker", timeline=PURCHASE["timeline"])
    assert (srl.verdict.lead_class, bant.verdict.lead_class) == ("srl", "bant")
    second = house.handoffs.of(srl.id)
    assert first is not None
    assert second is not None
    assert first.person == second.person
    assert house.told("email") == [
        ("email:ana@example.com", "lead.handed_off"),
        ("email:ana@example.com", "lead.qualified"),
    ]


def test_a_lead_of_marketing_that_becomes_one_of_sales_goes_there(house: House) -> None:
    talk = house.inbox.open("website", "en", {})
    lead = house.tells(talk, **QUALIFIED)
    assert house.told("email") == [("email:marketing@example.com", "lead.handed_off")]
    house.tells(talk, **PURCHASE)
    handoff = house.handoffs.of(lead.id)
    assert handoff is not None
    assert handoff.team == "sales"
    assert ("slack:C0SALES", "lead.handed_off") in house.told("slack")


def test_a_visitor_who_comes_back_goes_to_the_person_who_had_them(house: House) -> None:
    of_the_office = {**QUALIFIED, "email": "office@seegras.example"}
    first, second = (house.visitor(**of_the_office, **PURCHASE) for _ in range(2))
    handoffs = [house.handoffs.of(lead.id) for lead in (first, second)]
    assert [each.person for each in handoffs if each] == ["ana", "ana"]
    assert "owner of an earlier conversation" in (handoffs[1].because if handoffs[1] else "")


def test_what_the_visitor_adds_updates_what_sales_sees_and_sends_no_further_letter(house: House) -> None:
    talk = house.inbox.open("website", "en", {})
    house.tells(talk, **QUALIFIED, **PURCHASE)
    house.told("slack"), house.told("email")
    house.tells(talk, phone="+4930901820")
    assert house.told("slack") == [("slack:C0SALES", "lead.updated")]
    assert house.told("email") == []


def test_a_message_that_says_nothing_new_tells_nobody_anything(house: House) -> None:
    talk = house.inbox.open("website", "en", {})
    house.tells(talk, **QUALIFIED, **PURCHASE)
    house.told("slack"), house.told("webhook")
    house.tells(talk, company="Seegras")
    assert house.told("slack") == house.told("webhook") == []


def test_who_asks_for_a_person_is_handed_off_whatever_is_known(house: House) -> None:
    lead = house.visitor(requested_contact=True)
    assert house.handoffs.of(lead.id) is None
    house.handoffs.call_for_a_person(lead.conversation)
    assert house.told("slack") == [("slack:C0SALES", "lead.handed_off"), ("slack:C0SALES", "lead.person_wanted")]


def test_with_nothing_configured_hand_offs_go_to_the_log_and_the_list(database: Database, clock: MovingClock) -> None:
    house = House(database, clock, people=frozenset())
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    assert house.told("log") == [("log:", "lead.handed_off")]
    assert [each.lead_id for each in house.handoffs.find()] == [lead.id]


def test_at_night_nobody_is_told_before_the_office_opens_but_programs_are(
    database: Database, clock: MovingClock
) -> None:
    house = House(database, clock, OFFICE)
    clock.move(hours=10)  # Monday, 22:00
    house.visitor(**QUALIFIED, **PURCHASE)
    assert house.told("slack") == house.told("email") == []
    assert len(house.told("webhook")) == 2
    clock.move(hours=11)  # Tuesday, 09:00
    assert house.told("slack") == [("slack:C0SALES", "lead.handed_off")]


def test_one_of_two_people_gets_a_lead_and_the_other_is_told_who(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.clock.move(minutes=7)
    claimed = house.handoffs.claim(lead.id, "U0ANA")
    assert (claimed.claimed_by, claimed.time_to_claim) == ("Ana Ruiz", timedelta(minutes=7))
    assert house.handoffs.claim(lead.id, "ana").claimed_by == "Ana Ruiz", "asking again changes nothing"
    with pytest.raises(AlreadyClaimed) as refused:
        house.handoffs.claim(lead.id, "ben")
    assert refused.value.by == "Ana Ruiz"
    assert house.store.get(lead.id).stage is Stage.CLAIMED
    assert house.told("slack")[-1] == ("slack:C0SALES", "lead.claimed")


def test_of_people_who_claim_at_the_same_moment_one_wins(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    won: list[str] = []
    lost: list[str] = []
    together = Barrier(4)

    def claim(name: str) -> None:
        together.wait()
        try:
            house.handoffs.claim(lead.id, name)
            won.append(name)
        except AlreadyClaimed as error:
            lost.append(error.by)

    threads = [Thread(target=claim, args=(name,)) for name in ("Ana", "Ben", "Carla", "Dev")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert lost == won * 3


def test_a_lead_that_is_put_back_can_be_claimed_by_another(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.handoffs.claim(lead.id, "ana")
    assert house.handoffs.release(lead.id, "ana").claimed_by is None
    assert house.handoffs.claim(lead.id, "ben").claimed_by == "Ben Okafor"


def test_nobody_claims_so_the_person_is_reminded_then_the_next_then_the_team_lead(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.told("email")
    steps = []
    for _ in range(5):
        house.clock.move(minutes=30)
        house.handoffs.take_steps()
        steps += house.told("email")
    assert ("email:ana@example.com", "lead.reminder") in steps
    assert steps.index(("email:ben@example.com", "lead.escalated")) < steps.index(
        ("email:carla@example.com", "lead.escalated")
    )
    assert house.handoffs.take_steps() == 0, "everybody has been asked"
    handoff = house.handoffs.of(lead.id)
    assert handoff is not None
    assert handoff.person == "carla"


def test_who_has_claimed_a_lead_is_not_reminded(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.handoffs.claim(lead.id, "ana")
    house.clock.move(hours=5)
    assert house.handoffs.take_steps() == 0


def test_time_to_claim_runs_in_business_time(database: Database, clock: MovingClock) -> None:
    house = House(database, clock, OFFICE)
    clock.move(hours=4, minutes=50)  # Monday, 16:50
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    clock.move(hours=16)  # Tuesday, 08:50
    assert house.handoffs.take_steps() == 0, "ten minutes of business time have passed"
    clock.move(minutes=40)  # Tuesday, 09:30
    assert house.handoffs.take_steps() == 1
    assert house.handoffs.claim(lead.id, "ana").time_to_claim == timedelta(minutes=40)


def test_what_became_of_a_lead_ends_its_hand_off(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.handoffs.close(lead.id, "not_a_fit", "too_small", "ana")
    assert house.store.get(lead.id).stage is Stage.LOST
    house.clock.move(hours=5)
    assert house.handoffs.take_steps() == 0
    *_, last = house.sent("webhook")
    assert (last.kind, last.data["outcome"], last.data["reason"], last.data["by"]) == (
        "lead.closed",
        "not_a_fit",
        "too_small",
        "Ana Ruiz",
    )


def test_won_and_lost_deals_show_which_criteria_told_them_apart(house: House, database: Database) -> None:
    visitors = [{**QUALIFIED, **PURCHASE, "email": f"v{number}@seegras.example"} for number in range(8)]
    with_authority = [house.visitor(**visitor) for visitor in visitors[:4]]
    without = [house.visitor(**{**visitor, "authority": "none"}) for visitor in visitors[4:]]
    for lead, outcome in zip([*with_authority, *without], ["won"] * 3 + ["lost"] * 4 + ["won"], strict=True):
        house.handoffs.close(lead.id, "lost", None, "ana")
        house.handoffs.close(lead.id, outcome, None, "ana")
    found = {each.name: each for each in Feedback(database).by_criterion()}
    authority = found["authority"]
    assert (authority.met_won, authority.met_lost, authority.unmet_won, authority.unmet_lost) == (3, 1, 1, 3)
    assert authority.lift == 3.0
    assert found["need"].lift is None, "all of them had a need"


def test_an_erased_lead_is_told_to_whoever_knew_of_it(house: House) -> None:
    lead = house.visitor(**QUALIFIED, **PURCHASE)
    house.told("webhook")
    house.store.erase(lead.id)
    (last,) = house.sent("webhook")
    assert (last.kind, last.data) == ("lead.erased", {"lead": {"id": lead.id}})
    assert house.told("slack") == [], "Slack had not been told yet"
    with pytest.raises(UnknownLead):
        house.handoffs.claim(lead.id, "ana")
