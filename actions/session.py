"""Where a conversation begins, and where it begins again."""

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, AllSlotsReset, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import DeskAction, Event
from leads import values
from leads.model import Lead
from leads.view import SLOTS

SURVIVES_THE_NIGHT = ("language", "confirmed", "promised")


class StartSession(DeskAction):
    """The form is active from the first message on, so that whatever a visitor opens with leads to a question.

    A visitor who comes back after a day starts freshly; what the lead knows is known here too.
    """

    NAME = "action_session_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        lead = await self.lead(tracker)
        remembered = [SlotSet(name, tracker.get_slot(name)) for name in SURVIVES_THE_NIGHT if tracker.get_slot(name)]
        known = _known(lead) if lead else []
        returning = [SlotSet("returning", True)] if lead and lead.values else []
        begun = [ActiveLoop(turn.FORM), ActionExecuted("action_listen")]
        return [SessionStarted(), *remembered, *known, *returning, *begun]


class StartOver(DeskAction):
    """Takes the answers of this conversation back, so that all questions are open again.

    Rasa runs the action of this name on the intent ``restart``; no rule can name another.
    """

    NAME = "action_restart"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        await asyncio.to_thread(self.desk.store.start_over, tracker.sender_id)
        dispatcher.utter_message(response="utter_restarted")
        return [AllSlotsReset(), SlotSet("language", turn.language(tracker)), ActiveLoop(turn.FORM)]


def _known(lead: Lead) -> list[Event]:
    return [SlotSet(slot, values.write(lead.values[slot])) for slot in SLOTS if slot in lead.values]
