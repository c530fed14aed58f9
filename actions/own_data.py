"""What visitors may demand about their own data, at any moment."""

import asyncio
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import DeskAction, Event
from leads.consent import PURPOSES


class DataRequest(DeskAction):
    """Shows or exports what is stored, asks before it is deleted, confirms a withdrawn consent."""

    NAME = "action_data_request"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        wanted = turn.marked(tracker, "data_request")
        if wanted == "delete":
            return [SlotSet("erasure_pending", True), SlotSet("erase_confirmed", None), ActiveLoop(turn.FORM)]
        if wanted == "export":
            link = await asyncio.to_thread(self.desk.export_link, tracker.sender_id)
            dispatcher.utter_message(response="utter_your_data_as_a_file", link=link)
        elif wanted == "show":
            await self._show(dispatcher, tracker)
        elif any(fact.slot in PURPOSES and fact.value is False for fact in turn.said(tracker)):
            dispatcher.utter_message(response="utter_withdrawn")
        else:
            dispatcher.utter_message(response="utter_data_request")
        return []

    async def _show(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        lead = await self.lead(tracker)
        facts = self.desk.readable(tracker).everything(lead) if lead else ""
        if facts:
            dispatcher.utter_message(response="utter_your_data", facts=facts)
        else:
            dispatcher.utter_message(response="utter_no_data")
