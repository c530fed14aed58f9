"""The form: what to ask next, and the recap before the end."""

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecutionRejected, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import DeskAction, Event
from actions.taking import say_how_it_was_taken
from leads.model import Lead
from leads.questions import Asked, Question, keeps_out_of_reach, next_question
from leads.values import READERS
from leads.view import SLOTS

RECAP, ERASURE = "confirmed", "erase_confirmed"
"""Questions whose answers are no facts about a lead."""
ASKS_BACK = frozenset({"ask_why", "faq", "help", "chitchat"})
"""What somebody may say who is still to decide about erasing everything."""
RECAP_AT_MOST = 2
WORTH_A_RECAP = 2
"""So many facts."""


class AskNext(DeskAction):
    """The form's validation: gives way to an interruption, else names the next question."""

    NAME = f"validate_{turn.FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        returning = turn.comes_back_from_an_interruption(tracker)
        waiting = tracker.get_slot("requested_slot")
        agrees = waiting == RECAP and turn.intent(tracker) == "thank"
        decides = waiting == ERASURE and turn.intent(tracker) not in ASKS_BACK
        if turn.intent(tracker) in turn.INTERRUPTIONS and not (returning or agrees or decides):
            return [ActionExecutionRejected(turn.FORM)]
        if decides and not returning and await self._erases(dispatcher, tracker):
            return _asking(None)
        lead, asked = await self.lead(tracker), turn.asked(tracker)
        if waiting and not returning and not decides:
            say_how_it_was_taken(dispatcher, tracker, lead, asked, self.desk)
        elif not returning and not asked.ever and not turn.answers_something(tracker):
            dispatcher.utter_message(response="utter_greet")  # whatever that was, somebody has come in
        question = None if agrees else self._next(tracker, lead, asked, returning)
        often = self.desk.criteria.questions.ask_at_most
        return [
            *([SlotSet(RECAP, True)] if agrees else []),
            *([SlotSet("erasure_pending", None)] if decides and not returning else []),
            *_asking(question, stuck=question is not None and asked.in_vain.get(question.slot) == often),
            SlotSet("changing", True if turn.marked(tracker, "change") and not returning else None),
        ]

    async def _erases(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
        """Deletion asks once; whatever is not a plain yes leaves everything as it is."""
        if not tracker.get_slot(ERASURE) or turn.intent(tracker) == "deny":
            dispatcher.utter_message(response="utter_not_erased")
            return False
        await asyncio.to_thread(self.desk.privacy.request_erasure, tracker.sender_id)
        dispatcher.utter_message(response="utter_erased")
        return True

    def _next(self, tracker: Tracker, lead: Lead | None, asked: Asked, returning: bool) -> Question | None:
        if turn.is_hopeless(tracker) or (lead is None and not asked.ever and turn.intent(tracker) == "thank"):
            return None
        if returning and tracker.get_slot("erasure_pending"):
            return Question(ERASURE)
        change = turn.marked(tracker, "change")
        if change in READERS and not returning:
            return Question(change)
        question = next_question(lead, self.desk.criteria, self.desk.moment(), asked)
        return Question(RECAP) if question is None and _wants_a_recap(tracker, lead, asked) else question


class Recap(DeskAction):
    """Asks whether everything was understood: at length once, then in short; after a no, what to change."""

    NAME = f"action_ask_{RECAP}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        lead = await self.lead(tracker)
        readable = self.desk.readable(tracker)
        if lead is None or RECAP not in turn.asked(tracker).ever:
            dispatcher.utter_message(response="utter_ask_confirmed", facts=readable.summary(lead) if lead else "")
        elif turn.intent(tracker) == "deny":
            known = [slot for slot in SLOTS if slot in lead.values]
            buttons = [{"title": readable.name(slot), "payload": f'/inform{{"change": "{slot}"}}'} for slot in known]
            dispatcher.utter_message(response="utter_ask_confirmed__change", buttons=buttons)
        elif turn.answers_something(tracker):
            dispatcher.utter_message(response="utter_ask_confirmed__changed")
        else:
            dispatcher.utter_message(response="utter_ask_confirmed__again")
        return []


class SayWhy(DeskAction):
    """The reason for the question that is open."""

    NAME = "action_say_why"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        dispatcher.utter_message(response=f"utter_why_{tracker.get_slot('requested_slot') or 'none'}")
        return []


def _asking(question: Question | None, stuck: bool = False) -> list[Event]:
    """The form asks by itself; without a slot beside requested_slot it takes a refusal for nothing extracted."""
    return [
        SlotSet("also_asked", question.also if question else None),
        SlotSet("stuck", stuck or None),
        SlotSet("requested_slot", question.slot if question else None),
    ]


def _wants_a_recap(tracker: Tracker, lead: Lead | None, asked: Asked) -> bool:
    if lead is None or lead.disqualified or lead.yes("contact_opt_in") is False or keeps_out_of_reach(lead):
        return False
    if tracker.get_slot(RECAP) or tracker.get_slot("promised"):
        return False
    known = [slot for slot in SLOTS if slot in lead.values]
    return len(known) >= WORTH_A_RECAP and asked.in_vain.get(RECAP, 0) < RECAP_AT_MOST
