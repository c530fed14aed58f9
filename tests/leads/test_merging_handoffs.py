"""One person is handed off once: which hand-off counts, what the other one's message says, who talks with whom."""

import pytest

from leads.briefing import Briefings
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import AlreadyClaimed
from leads.inbox import Reply
from leads.merging import Merging
from leads.model import Lead, Stage
from leads.outbox import Parcel, Posted
from leads.privacy import Privacy
from leads.takeover import Sentences, Takeovers, forward
from tests.leads.made_up import MovingClock
from tests.leads.test_handoffs import POLICY, PURCHASE, QUALIFIED, House

OTHERS = {**QUALIFIED, "person_name": "Maya Stern", "email": "maya@home.example"}
WORDS = Sentences("en", {"en": "{person} is here"}, {"en": "{person} left"}, {"en": "{person} is away"})


class Sales(House):
    """The store with a hand-off behind it, and people who merge and talk."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        super().__init__(database, clock)
        self.database = database
        self.merging = Merging(database, Criteria(handoff=POLICY), clock, self.handoffs.changed)
        self.takeovers, self.briefings = Takeovers(database, clock, WORDS), Briefings(database)

    def visitor(self, **facts: object) -> Lead:
        self.clock.move(seconds=1)
        return super().visitor(**facts)

    def shown(self) -> list[tuple[str, str]]:
        """Everything that waits for Slack, posted: under which record, and what happened."""
        all_of_it: list[Parcel] = []
        while claimed := self.outbox.claim("slack"):
            for parcel in claimed:
                self.outbox.delivered(parcel, Posted({"ts": parcel.lead_id}, parcel.lead_id))
            all_of_it += claimed
        return [(parcel.lead_id, parcel.kind) for parcel in all_of_it]


@pytest.fixture
def sales(database: Database, clock: MovingClock) -> Sales:
    return Sales(database, clock)


def test_who_comes_back_to_a_claimed_lead_is_an_update_for_its_owner(sales: Sales) -> None:
    lead = sales.visitor(**QUALIFIED, **PURCHASE)
    sales.handoffs.claim(lead.id, "ben")
    sales.shown(), sales.told("webhook"), sales.told("email")
    sales.visitor(**QUALIFIED, **PURCHASE)
    assert sales.shown() == [(lead.id, "lead.updated")]
    assert sales.told("email") == []
    assert sales.told("webhook") == [("webhook:", "lead.updated")]
    assert [each.claimed_by for each in sales.handoffs.find()] == ["Ben Okafor"]


def test_the_hand_off_of_the_newer_record_belongs_to_both(sales: Sales) -> None:
    older, newer = sales.visitor(email=QUALIFIED["email"]), sales.visitor(**OTHERS, **PURCHASE)
    sales.handoffs.claim(newer.id, "ben")
    sales.shown()
    sales.merging.merge(older.id, newer.id, "ana")
    assert sales.shown() == [(newer.id, "lead.updated")], "the same message goes on"
    for record in (older.id, newer.id):
        handoff = sales.handoffs.of(record)
        assert handoff is not None
        assert handoff.claimed_by == "Ben Okafor"
    assert sales.store.get(older.id).stage is Stage.CLAIMED
    sales.merging.undo(older.id, newer.id, "ana")
    assert sales.handoffs.of(older.id) is None
    assert [sales.store.get(each.id).stage for each in (older, newer)] == [Stage.NEW, Stage.CLAIMED]


def test_of_two_hand_offs_the_older_lead_s_counts_and_the_other_message_ends(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED, **PURCHASE), sales.visitor(**OTHERS, **PURCHASE)
    sales.shown(), sales.told("webhook")
    sales.merging.merge(newer.id, older.id, "ana")
    assert set(sales.shown()) == {(newer.id, "lead.merged"), (older.id, "lead.updated")}
    events = {parcel.kind: parcel for parcel in sales.sent("webhook")}
    assert set(events) == {"lead.merged", "lead.updated"}
    merged = events["lead.merged"]
    assert (merged.lead_id, merged.data["lead"]["id"], merged.data["into"]) == (newer.id, newer.id, older.id)
    assert [each.lead_id for each in sales.handoffs.find()] == [older.id]
    claimed = sales.handoffs.claim(newer.id, "ben")
    assert claimed.lead_id == older.id
    with pytest.raises(AlreadyClaimed):
        sales.handoffs.claim(older.id, "ana")


def test_of_two_hand_offs_the_one_that_is_claimed_counts(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED, **PURCHASE), sales.visitor(**OTHERS, **PURCHASE)
    sales.handoffs.claim(newer.id, "ben")
    sales.shown()
    sales.merging.merge(newer.id, older.id, "ana")
    assert set(sales.shown()) == {(older.id, "lead.merged"), (newer.id, "lead.updated")}
    assert [(each.lead_id, each.claimed_by) for each in sales.handoffs.find()] == [(newer.id, "Ben Okafor")]
    sales.merging.undo(older.id, newer.id, "ana")
    assert set(sales.shown()) == {(older.id, "lead.updated"), (newer.id, "lead.updated")}
    assert len(sales.handoffs.find()) == 2


def test_nobody_is_reminded_of_a_lead_that_was_merged(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED, **PURCHASE), sales.visitor(**OTHERS, **PURCHASE)
    sales.handoffs.claim(older.id, "ben")
    sales.merging.merge(newer.id, older.id, "ana")
    sales.shown()
    sales.clock.move(hours=3)
    assert sales.handoffs.take_steps() == 0


def test_notes_and_outcomes_of_both_stand_on_one_briefing(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED), sales.visitor(**OTHERS)
    sales.handoffs.note(older.id, "met at the fair", "ana")
    sales.handoffs.note(newer.id, "called twice", "ben")
    sales.handoffs.close(newer.id, "won", None, "ben")
    sales.merging.merge(newer.id, older.id, "ana")
    briefing = sales.briefings.of(newer.id)
    assert briefing is not None
    assert briefing.lead.id == older.id
    assert briefing.notes == ("Ana Ruiz: met at the fair", "Ben Okafor: called twice")
    assert briefing.closed is not None
    assert briefing.closed.outcome == "won"


def test_a_person_goes_on_talking_with_the_visitor_they_have_begun_to_talk_with(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED), sales.visitor(**OTHERS)
    sales.takeovers.begin(older.id, "Ana Ruiz", "slack:C0SALES")
    sales.merging.merge(newer.id, older.id, "ana")
    sales.takeovers.say(older.id, "Ana Ruiz", "only for you", "s1", "slack:C0SALES")
    assert "only for you" in [line.text for line in sales.inbox.transcript(older.conversation)]
    assert "only for you" not in [line.text for line in sales.inbox.transcript(newer.conversation)]
    with sales.database.write() as session:
        assert forward(session, older.conversation, "thank you", sales.clock.now())
    assert sales.takeovers.hand_back(newer.id)
    sales.takeovers.say(older.id, "Ana Ruiz", "to the newest", "s2")
    assert "to the newest" in [line.text for line in sales.inbox.transcript(newer.conversation)]


def test_the_briefing_has_the_lines_of_the_newest_conversation(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED), sales.visitor(**QUALIFIED)
    for lead, line in ((newer, "I am back"), (older, "an old story")):
        message = sales.inbox.receive(lead.conversation, "c1", line)
        sales.inbox.answer(message, [Reply("Noted")], "en")
    briefing = sales.briefings.of(older.id)
    assert briefing is not None
    assert [line.text for line in briefing.lines] == ["I am back", "Noted"]


def test_when_the_oldest_is_erased_its_hand_off_goes_on_with_the_next(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED, **PURCHASE), sales.visitor(**QUALIFIED)
    sales.handoffs.claim(older.id, "ben")
    sales.shown(), sales.told("webhook")
    Privacy(sales.database, sales.clock, sales.store).erase(older.conversation)
    (handoff,) = sales.handoffs.find()
    assert (handoff.lead_id, handoff.claimed_by) == (newer.id, "Ben Okafor")
    assert sales.store.get(newer.id).stage is Stage.CLAIMED
    assert set(sales.shown()) == {(older.id, "lead.erased"), (newer.id, "lead.updated")}
    assert set(sales.told("webhook")) == {("webhook:", "lead.erased"), ("webhook:", "lead.updated")}


def test_what_a_chat_showed_of_an_erased_conversation_is_taken_away_and_the_rest_shown_anew(sales: Sales) -> None:
    older, newer = sales.visitor(**QUALIFIED, **PURCHASE), sales.visitor(**QUALIFIED, industry="fishing")
    sales.shown()
    Privacy(sales.database, sales.clock, sales.store).erase(newer.conversation)
    assert sales.shown() == [(older.id, "lead.erased"), (older.id, "lead.updated")]
    assert sales.told("webhook")[-1] == ("webhook:", "lead.updated")
