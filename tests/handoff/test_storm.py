"""Everything fails at random, the dispatcher dies again and again: no hand-off is lost, each lead's are in order."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from leads.database import Database
from leads.outbox import Outbox, Parcel, Recipient, happened
from leads.sending import backoff_s
from tests.leads.made_up import MovingClock

LEADS = 1_000
KINDS = ("lead.created", "lead.handed_off")
DESTINATIONS = ("webhook:", "slack:C1")
DOWN_FROM_S, DOWN_UNTIL_S = 60.0, 3_660.0
"""Slack is down for an hour."""


@dataclass
class Receiver:
    """Keeps what arrives, in the order in which it arrives."""

    arrived: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    repeated: int = 0

    def take(self, parcel: Parcel) -> None:
        so_far = self.arrived[parcel.destination, parcel.lead_id]
        if (parcel.id, parcel.kind) in so_far:
            self.repeated += 1
        so_far.append((parcel.id, parcel.kind))

    def first_arrivals(self, destination: str, lead: str) -> list[str]:
        return [kind for _, kind in dict.fromkeys(self.arrived[destination, lead])]


class Storm:
    """A dispatcher whose every step may fail, in simulated time."""

    def __init__(self, database: Database, clock: MovingClock, chance: random.Random) -> None:
        self.clock, self.chance, self.receiver = clock, chance, Receiver()
        self.outbox = Outbox(database, clock)
        self.deaths = 0
        self.seconds = 0.0

    def pass_time(self, seconds: float) -> None:
        self.clock.move(seconds=seconds)
        self.seconds += seconds

    def work(self) -> None:
        """One round of a dispatcher's life, which may end in the middle: then its leases run out."""
        for kind in ("webhook", "slack"):
            for parcel in self.outbox.claim(kind, 200):
                if self.chance.random() < 0.002:
                    self.deaths += 1
                    return
                self._send(parcel)

    def _send(self, parcel: Parcel) -> None:
        is_down = parcel.destination.startswith("slack") and DOWN_FROM_S < self.seconds < DOWN_UNTIL_S
        luck = self.chance.random()
        if is_down or luck < 0.10:
            self.outbox.postpone(parcel, backoff_s(parcel.attempts), "HTTP 500")
        elif luck < 0.15:
            self.outbox.postpone(parcel, 30, "HTTP 429")
        elif luck < 0.20:
            self.receiver.take(parcel)
            self.outbox.postpone(parcel, backoff_s(parcel.attempts), "the answer got lost")
        elif luck < 0.21:
            self.receiver.take(parcel)  # and dies before it can say so
            self.deaths += 1
        else:
            self.receiver.take(parcel)
            self.outbox.delivered(parcel)


def test_of_a_thousand_leads_every_hand_off_arrives_in_order_although_slack_is_down_for_an_hour(
    tmp_path: Path,
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'leads.db'}")
    database.migrate()
    clock, chance = MovingClock(), random.Random(1)
    storm = Storm(database, clock, chance)
    for kind in KINDS:
        with database.write() as session:
            for number in range(LEADS):
                told = [Recipient(each, clock.now()) for each in DESTINATIONS]
                happened(session, f"lead-{number}", kind, {"lead": {"id": f"lead-{number}"}}, told, clock.now())
        storm.work()
        storm.pass_time(10)
    while storm.outbox.waiting():
        storm.work()
        storm.pass_time(20)
        assert storm.seconds < 3 * 24 * 3_600, "it would have been given up"
    assert storm.outbox.troubles() == ()
    wrong = [
        (destination, number)
        for destination in DESTINATIONS
        for number in range(LEADS)
        if storm.receiver.first_arrivals(destination, f"lead-{number}") != list(KINDS)
    ]
    assert wrong == []
    assert storm.deaths > 20
    assert storm.receiver.repeated > 100, "at least once: some came twice, under the same id"
    assert storm.seconds > DOWN_UNTIL_S
    database.close()
