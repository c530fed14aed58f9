"""The conversation's actions. Each parses the tracker, calls the core, utters."""

import asyncio
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    AllSlotsReset,
    SessionStarted,
    SlotSet,
)
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.readable import readable
from leads.criteria import Criteria
from leads.model import Lead
from leads.questions import open_questions
from leads.store import LeadStore

LEAVES_IT_OPEN = ("refuse", "dont_know")
READ_BACK = ("budget", "timeline")

Event = dict[str, Any]


class StartSession(Action):
    """The form is active from the first message on, so that whatever a visitor opens with leads to a question."""

    def name(self) -> str:
        return "action_session_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        return [SessionStarted(), ActiveLoop(turn.FORM), ActionExecuted("action_listen")]


class RecordFacts(Action):
    """Runs after every message: what it said is committed before anything is answered."""

    def __init__(self, store: LeadStore) -> None:
        self._store = store

    def name(self) -> str:
        return "action_validate_slot_mappings"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        facts, language = turn.said(tracker), turn.language(tracker)
        asked = tracker.get_slot("requested_slot")
        answered = any(fact.slot == asked for fact in facts)
        declined = asked if turn.intent(tracker) in LEAVES_IT_OPEN and not answered else None
        changed = await asyncio.to_thread(
            self._store.record,
            tracker.sender_id,
            turn.message_id(tracker),
            facts,
            language=language,
            declined=declined,
        )
        await self._read_back(dispatcher, tracker.sender_id, [slot for slot in READ_BACK if slot in changed], language)
        return []

    async def _read_back(
        self, dispatcher: CollectingDispatcher, conversation: str, slots: list[str], language: str
    ) -> None:
        lead = await asyncio.to_thread(self._store.of_conversation, conversation) if slots else None
        if lead is not None:
            facts = ", ".join(readable(lead.values[slot], language) for slot in slots)
            dispatcher.utter_message(response="utter_noted", facts=facts)


class AskNext(Action):
    """The form's validation: gives way to an interruption, else names the next question."""

    def __init__(self, store: LeadStore, criteria: Criteria) -> None:
        self._store, self._criteria = store, criteria

    def name(self) -> str:
        return f"validate_{turn.FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        returning = turn.comes_back_from_an_interruption(tracker)
        if turn.intent(tracker) in turn.INTERRUPTIONS and not returning:
            return [ActionExecutionRejected(turn.FORM)]
        lead = await asyncio.to_thread(self._store.of_conversation, tracker.sender_id)
        asked = tracker.get_slot("requested_slot")
        if asked and not returning:
            _say_how_it_was_taken(dispatcher, tracker, lead, asked)
        questions = open_questions(lead, self._criteria, turn.asked_in_vain(tracker))
        # Without a slot beside requested_slot the form takes a refusal for "nothing extracted" and gives way.
        return [
            SlotSet("language", turn.language(tracker)),
            SlotSet("requested_slot", questions[0] if questions else None),
        ]


class SayWhy(Action):
    """The reason for the question that is open."""

    def name(self) -> str:
        return "action_say_why"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        dispatcher.utter_message(response=f"utter_why_{tracker.get_slot('requested_slot') or 'none'}")
        return []


class Conclude(Action):
    """Says what was saved, after it was saved, and what happens next."""

    def __init__(self, store: LeadStore) -> None:
        self._store = store

    def name(self) -> str:
        return "action_conclude"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        lead = await asyncio.to_thread(self._store.of_conversation, tracker.sender_id)
        lead_class = lead.verdict.lead_class if lead else "lead"
        name = {"srl": "bant"}.get(lead_class, lead_class)
        dispatcher.utter_message(response=f"utter_saved_{name}")
        return []


class StartOver(Action):
    """Takes the answers of this conversation back, so that all questions are open again.

    Rasa runs the action of this name on the intent ``restart``; no rule can name another.
    """

    def __init__(self, store: LeadStore) -> None:
        self._store = store

    def name(self) -> str:
        return "action_restart"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        await asyncio.to_thread(self._store.start_over, tracker.sender_id)
        dispatcher.utter_message(response="utter_restarted")
        return [AllSlotsReset(), SlotSet("language", turn.language(tracker)), ActiveLoop(turn.FORM)]


def all_actions(store: LeadStore, criteria: Criteria) -> tuple[Action, ...]:
    """Every action that ``domain.yml`` names."""
    return (
        StartSession(),
        RecordFacts(store),
        AskNext(store, criteria),
        SayWhy(),
        Conclude(store),
        StartOver(store),
    )


def _say_how_it_was_taken(dispatcher: CollectingDispatcher, tracker: Tracker, lead: Lead | None, asked: str) -> None:
    if lead is not None and asked in lead.declined:
        dispatcher.utter_message(response=f"utter_{'refused' if turn.intent(tracker) == 'refuse' else 'dont_know'}")
    elif not turn.said(tracker):
        dispatcher.utter_message(response="utter_default")
