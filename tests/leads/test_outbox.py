"""The outbox on real databases: at least once, one at a time, in order for each lead, never lost."""

import pytest

from leads.database import Database
from leads.errors import UnknownParcel
from leads.outbox import GIVE_UP_AFTER, LEASE, Outbox, Posted, Recipient, erased, happened
from tests.leads.made_up import MovingClock


@pytest.fixture
def outbox(database: Database, clock: MovingClock) -> Outbox:
    return Outbox(database, clock)


def tell(database: Database, clock: MovingClock, lead: str, kind: str, *destinations: str, latest: str = "") -> None:
    with database.write() as session:
        told = [Recipient(each, clock.now()) for each in destinations]
        happened(session, lead, kind, {"lead": {"id": lead}}, told, clock.now(), latest.split())


def test_a_parcel_is_sent_to_each_destination_under_one_id(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.created", "webhook:", "slack:C1")
    (to_webhook,), (to_slack,) = outbox.claim("webhook"), outbox.claim("slack")
    assert to_webhook.id == to_slack.id
    assert (to_slack.kind, to_slack.address, to_slack.attempts) == ("lead.created", "C1", 1)


def test_what_was_claimed_is_claimed_by_nobody_else_until_its_lease_is_over(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.created", "webhook:")
    (first,) = outbox.claim("webhook")
    assert outbox.claim("webhook") == ()
    clock.move(seconds=LEASE.total_seconds())
    (again,) = outbox.claim("webhook")
    assert (again.id, again.attempts) == (first.id, 2), "whoever had it died"


def test_who_comes_back_after_the_lease_settles_nothing(outbox: Outbox, database: Database, clock: MovingClock) -> None:
    tell(database, clock, "one", "lead.created", "webhook:")
    (late,) = outbox.claim("webhook")
    clock.move(seconds=LEASE.total_seconds())
    (current,) = outbox.claim("webhook")
    outbox.give_up(late, "too late")
    assert not any(trouble.given_up for trouble in outbox.troubles())
    outbox.delivered(current)
    assert outbox.waiting() == {}


def test_the_second_event_of_a_lead_waits_for_the_first_and_holds_up_no_other_lead(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.created", "webhook:")
    tell(database, clock, "one", "lead.updated", "webhook:")
    tell(database, clock, "two", "lead.created", "webhook:")
    claimed = outbox.claim("webhook")
    assert [(each.lead_id, each.kind) for each in claimed] == [("one", "lead.created"), ("two", "lead.created")]
    outbox.postpone(claimed[0], 60, "busy")
    outbox.delivered(claimed[1])
    assert outbox.claim("webhook") == (), "the first event of lead one is still to come"
    clock.move(seconds=60)
    (first,) = outbox.claim("webhook")
    outbox.delivered(first)
    (second,) = outbox.claim("webhook")
    assert second.kind == "lead.updated"


def test_what_is_tried_for_days_is_given_up_and_the_next_event_goes_on(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.created", "webhook:")
    tell(database, clock, "one", "lead.updated", "webhook:")
    (first,) = outbox.claim("webhook")
    clock.move(seconds=GIVE_UP_AFTER.total_seconds())
    (again,) = outbox.claim("webhook")
    outbox.postpone(again, 1, "HTTP 500")
    assert again.id == first.id
    (trouble,) = outbox.troubles()
    assert (trouble.given_up, trouble.cause) == (True, "HTTP 500")
    assert outbox.claim("webhook")[0].kind == "lead.updated"


def test_what_was_given_up_is_replayed_under_its_old_id(outbox: Outbox, database: Database, clock: MovingClock) -> None:
    tell(database, clock, "one", "lead.created", "webhook:")
    (parcel,) = outbox.claim("webhook")
    outbox.give_up(parcel, "HTTP 410")
    assert outbox.replay_given_up("slack") == 0
    assert outbox.replay_given_up() == 1
    assert outbox.claim("webhook")[0].id == parcel.id
    with pytest.raises(UnknownParcel):
        outbox.replay(4711)


def test_a_destination_that_shows_the_newest_gets_no_second_parcel_while_one_waits(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.handed_off", "slack:C1", "webhook:")
    tell(database, clock, "one", "lead.updated", "slack:C1", "webhook:", latest="slack")
    assert outbox.waiting() == {"slack": 1, "webhook": 2}
    (parcel,) = outbox.claim("slack")
    tell(database, clock, "one", "lead.updated", "slack:C1", latest="slack")
    assert outbox.waiting()["slack"] == 2, "the one on its way may have been rendered before"
    outbox.delivered(parcel)


def test_a_lead_is_found_again_by_the_thread_in_which_it_stands(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.handed_off", "slack:C1")
    (parcel,) = outbox.claim("slack")
    outbox.delivered(parcel, Posted({"ts": "17.1"}, thread="17.1"))
    assert outbox.lead_at("slack:C1", "17.1") == "one"
    assert outbox.lead_at("slack:C2", "17.1") is None
    tell(database, clock, "one", "lead.updated", "slack:C1")
    assert outbox.claim("slack")[0].reference == {"ts": "17.1"}


def test_who_was_told_of_a_lead_is_told_that_it_was_erased_and_nothing_else_of_it_stays(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.handed_off", "slack:C1", "email:ana@example.com")
    (parcel,) = outbox.claim("slack")
    outbox.delivered(parcel, Posted({"ts": "17.1"}, thread="17.1"))
    with database.write() as session:
        erased(session, "one", clock.now())
    assert outbox.claim("email") == (), "it was never sent"
    (last,) = outbox.claim("slack")
    assert (last.kind, last.data, last.reference) == ("lead.erased", {"lead": {"id": "one"}}, {"ts": "17.1"})
    outbox.delivered(last)
    assert outbox.lead_at("slack:C1", "17.1") is None


def test_a_message_that_arrives_while_its_lead_is_erased_is_erased_too(
    outbox: Outbox, database: Database, clock: MovingClock
) -> None:
    tell(database, clock, "one", "lead.handed_off", "slack:C1")
    (parcel,) = outbox.claim("slack")
    with database.write() as session:
        erased(session, "one", clock.now())
    (too_early,) = outbox.claim("slack")
    outbox.delivered(too_early)
    outbox.delivered(parcel, Posted({"ts": "17.1"}, thread="17.1"))
    (last,) = outbox.claim("slack")
    assert (last.kind, last.reference) == ("lead.erased", {"ts": "17.1"})
