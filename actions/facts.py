"""What every message says is stored before anything is answered, and read back where that matters."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import DeskAction, Event
from leads.consent import PURPOSES
from leads.model import Lead
from leads.store import Change, Said
from leads.values import READERS

LEAVES_IT_OPEN = ("refuse", "dont_know")
READ_BACK = ("budget", "timeline")
"""Read back at once: what is most easily misunderstood."""
THEIR_BUSINESS = ("company", "industry", "company_size")
UNSPOKEN = ("requested_contact",)


class RecordFacts(DeskAction):
    """Runs after every message: what it said is committed before anything is answered."""

    NAME = "action_validate_slot_mappings"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        changes = await asyncio.to_thread(self._record, tracker, turn.said(tracker))
        lead = await self.lead(tracker) if changes or tracker.get_slot("returning") else None
        welcomed = _welcome_back(dispatcher, tracker, lead)
        if lead is not None and not lead.disqualified:
            self._read_back(dispatcher, tracker, lead, changes)
        return welcomed

    def _record(self, tracker: Tracker, facts: list[Said]) -> tuple[Change, ...]:
        language, conversation = turn.language(tracker), tracker.sender_id
        if turn.intent(tracker) == "contact_sales" or (
            turn.intent(tracker) == "inform" and _is_a_buyer_after_all(facts)
        ):
            self.desk.store.disqualify(conversation, None, language=language)
        asked = tracker.get_slot("requested_slot")
        answered = any(fact.slot == asked for fact in facts)
        leaves_it_open = turn.intent(tracker) in LEAVES_IT_OPEN and not answered and asked in READERS
        return self.desk.store.record(
            conversation,
            turn.message_id(tracker),
            facts,
            language=language,
            declined=asked if leaves_it_open else None,
        )

    def _read_back(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, lead: Lead, changes: Sequence[Change]
    ) -> None:
        readable = self.desk.readable(tracker)
        spoken = [change for change in changes if change.slot in lead.values and change.slot not in UNSPOKEN]
        withdrawn = PURPOSES if turn.intent(tracker) == "data_request" else ()  # confirmed by its own words
        corrected = [change.slot for change in spoken if change.corrects and change.slot not in withdrawn]
        noted = [change.slot for change in spoken if not change.corrects and change.slot in READ_BACK]
        if corrected:
            dispatcher.utter_message(
                response="utter_corrected", facts=_series(readable.fact(slot, lead.values[slot]) for slot in corrected)
            )
        if noted:
            dispatcher.utter_message(
                response="utter_noted", facts=_series(readable.value(lead.values[slot], slot) for slot in noted)
            )


def _is_a_buyer_after_all(facts: Sequence[Said]) -> bool:
    """Who has money to spend, or tells what their business needs, whatever they were taken for."""
    told = {fact.slot for fact in facts}
    return "budget" in told or ("need" in told and not told.isdisjoint(THEIR_BUSINESS))


def _welcome_back(dispatcher: CollectingDispatcher, tracker: Tracker, lead: Lead | None) -> list[Event]:
    if not tracker.get_slot("returning"):
        return []
    name = lead.text("person_name") if lead else None
    if name:
        dispatcher.utter_message(response="utter_welcome_back_by_name", person_name=name)
    else:
        dispatcher.utter_message(response="utter_welcome_back")
    return [SlotSet("returning", None)]


def _series(said: Iterable[str]) -> str:
    return ", ".join(said)
