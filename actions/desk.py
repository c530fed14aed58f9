"""What every action works with, and the shape that all of them have: parse the tracker, call the core, utter."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from leads.business_hours import BusinessHours
from leads.clock import Clock
from leads.criteria import Criteria
from leads.handoffs import HandOffs
from leads.labels import Labels
from leads.model import Lead
from leads.privacy import Privacy
from leads.questions import Moment
from leads.readable import Readable
from leads.store import LeadStore

Event = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """The core and the operator's settings.

    ``export_link`` makes the address where a visitor gets their own data; ``takes_bookings``: they may book a call.
    """

    store: LeadStore
    handoffs: HandOffs
    privacy: Privacy
    criteria: Criteria
    clock: Clock
    hours: BusinessHours
    labels: Mapping[str, Labels]
    export_link: Callable[[str], str]
    takes_bookings: bool

    def readable(self, tracker: Tracker) -> Readable:
        """Values in the visitor's language."""
        language = turn.language(tracker)
        return Readable(language, self.labels[language])

    def moment(self) -> Moment:
        """Now, and the day that counts as today."""
        return Moment(self.clock.now(), self.clock.today())

    def local_now(self) -> datetime:
        """The moment on the office's own clock; a fixed day has the time of day that it is now."""
        now = self.clock.now().astimezone(self.hours.zone)
        fixed = self.clock.fixed_day
        return now if fixed is None else now.replace(year=fixed.year, month=fixed.month, day=fixed.day)


class DeskAction(Action):
    """An action that works at a desk. ``NAME`` is its name in ``domain.yml``."""

    NAME: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def name(self) -> str:
        return self.NAME

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        raise NotImplementedError

    async def lead(self, tracker: Tracker) -> Lead | None:
        """The conversation's lead, if there is one."""
        return await asyncio.to_thread(self.desk.store.of_conversation, tracker.sender_id)
