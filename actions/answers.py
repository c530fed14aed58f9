"""Answers to what is no answer: greetings, questions, small talk, a call for a human, visitors who are no lead."""

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import DeskAction, Event

ABUSE = "chitchat/insult"
REPHRASINGS = 2


class Greet(DeskAction):
    """Returns a greeting, unless the visitor has just been welcomed back; who stopped and greets again goes on."""

    NAME = "action_greet"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        if not turn.has_been_uttered(tracker, "utter_welcome_back", "utter_welcome_back_by_name"):
            dispatcher.utter_message(response="utter_greet")
        return [] if tracker.active_loop_name else [ActiveLoop(turn.FORM)]


class Answer(DeskAction):
    """Answers every question of a message, and small talk. Abuse is answered calmly, once; then it is passed over."""

    NAME = "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        entries = turn.entries(tracker)
        if ABUSE in entries and turn.was_uttered_before(tracker, f"utter_{ABUSE}"):
            if tracker.get_slot("requested_slot") is None:
                dispatcher.utter_message(response="utter_after_abuse")
            return []
        for entry in entries:
            dispatcher.utter_message(response=f"utter_{entry}")
        return []


class CallAHuman(DeskAction):
    """Says that a colleague is called, and when one will be there."""

    NAME = "action_call_a_human"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        await asyncio.to_thread(self.desk.handoffs.call_for_a_person, tracker.sender_id)
        now = self.desk.local_now()
        if self.desk.hours.is_open(now):
            dispatcher.utter_message(response="utter_human_handoff")
        else:
            opening = self.desk.readable(tracker).opening(self.desk.hours.next_opening(now), now)
            dispatcher.utter_message(response="utter_human_handoff_later", when=opening)
        return []


class NotALead(DeskAction):
    """Notes why somebody is no lead, and shows where they get help instead."""

    NAME = "action_not_a_lead"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        entry = turn.entries(tracker)[0]
        reason = entry.partition("/")[2]
        await asyncio.to_thread(self.desk.store.disqualify, tracker.sender_id, reason, language=turn.language(tracker))
        dispatcher.utter_message(response=f"utter_{entry}")
        return []


class Unclear(DeskAction):
    """When nothing was asked and nothing understood: two rephrasings, then choices, then a human."""

    NAME = "action_unclear"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        failures = turn.unclear_in_a_row(tracker)
        if failures > REPHRASINGS + 1:
            dispatcher.utter_message(response="utter_offer_human")
        elif failures > REPHRASINGS:
            dispatcher.utter_message(response="utter_suggestions")
        else:
            unclear = "utter_out_of_scope" if turn.intent(tracker) == "out_of_scope" else "utter_default"
            dispatcher.utter_message(response=unclear)
        return []
