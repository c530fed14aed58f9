"""How a conversation ends: with what was saved, after it was saved, and an honest word about what happens next."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import DeskAction, Event
from leads.model import Lead, LeadClass

SAID_BY_CLASS = {
    LeadClass.LEAD: "utter_saved_lead",
    LeadClass.MQL: "utter_saved_mql",
    LeadClass.SRL: "utter_saved_bant",
    LeadClass.BANT: "utter_saved_bant",
}


class Conclude(DeskAction):
    """Runs when nothing is open any more."""

    NAME = "action_conclude"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        if turn.has_been_uttered(tracker, "utter_erased", "utter_withdrawn", "utter_welcome"):
            return []
        lead = await self.lead(tracker)
        if turn.is_hopeless(tracker):
            dispatcher.utter_message(response="utter_offer_human")
        elif lead is None:
            dispatcher.utter_message(response="utter_help")
        elif lead.disqualified:
            dispatcher.utter_message(response="utter_noted_without_a_promise")
        elif lead.yes("contact_opt_in") is False:
            known = turn.was_uttered_before(tracker, "utter_saved_no_contact")
            name = "utter_noted_without_a_promise" if known else "utter_saved_no_contact"
            dispatcher.utter_message(response=name)
        elif not tracker.get_slot("promised"):
            self.promise(dispatcher, tracker, lead)
            return [SlotSet("promised", True)]
        else:
            dispatcher.utter_message(response="utter_updated" if turn.said(tracker) else "utter_anything_new")
        return []

    def promise(self, dispatcher: CollectingDispatcher, tracker: Tracker, lead: Lead) -> None:
        """What happens next, and by when: counted in business hours, as the operator keeps them."""
        now, hours = self.desk.local_now(), self.desk.hours
        when = self.desk.readable(tracker).moment(hours.after(now, hours.answer_within), now)
        dispatcher.utter_message(response=SAID_BY_CLASS[lead.verdict.lead_class], when=when)
        if self.desk.takes_bookings and lead.verdict.lead_class in (LeadClass.SRL, LeadClass.BANT):
            dispatcher.utter_message(response="utter_booking")


class Goodbye(Conclude):
    """Says goodbye; who leaves during the recap is told what happens next all the same."""

    NAME = "action_goodbye"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[Event]:
        lead = await self.lead(tracker)
        promises = lead is not None and lead.verdict.lead_class != LeadClass.LEAD and not tracker.get_slot("promised")
        if lead is not None and promises:
            self.promise(dispatcher, tracker, lead)
        dispatcher.utter_message(response="utter_bye")
        return [SlotSet("promised", True)] if promises else []
