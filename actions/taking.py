"""How an answer was taken: refused, not known, not understood. What was understood is read back elsewhere."""

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import turn
from actions.desk import Desk
from leads.model import Lead
from leads.questions import Asked


def say_how_it_was_taken(
    dispatcher: CollectingDispatcher, tracker: Tracker, lead: Lead | None, asked: Asked, desk: Desk
) -> None:
    """Says it in a clause before the next question; nothing when the answer speaks for itself."""
    slot = tracker.get_slot("requested_slot")
    if turn.marked(tracker, "change"):
        dispatcher.utter_message(response="utter_change")
    elif lead is not None and slot in lead.declined and turn.intent(tracker) in ("refuse", "dont_know"):
        dispatcher.utter_message(response=f"utter_{'refused' if turn.intent(tracker) == 'refuse' else 'dont_know'}")
    elif not turn.answers_something(tracker) and not turn.is_hopeless(tracker):
        _say_it_was_not_understood(dispatcher, tracker, lead, asked, desk)


def _say_it_was_not_understood(
    dispatcher: CollectingDispatcher, tracker: Tracker, lead: Lead | None, asked: Asked, desk: Desk
) -> None:
    """Two rephrasings, then choices beside the question itself, then the question is left to a colleague."""
    slot = tracker.get_slot("requested_slot")
    failures, often = asked.in_vain.get(slot, 0), desk.criteria.questions.ask_at_most
    if lead is not None and slot in lead.values and not lead.is_only_inferred(slot):
        readable = desk.readable(tracker)
        value = readable.value(lead.values[slot], slot)
        dispatcher.utter_message(response="utter_kept_as_it_is", slot=readable.slot(slot), value=value)
    elif failures > often:
        dispatcher.utter_message(response="utter_let_go")
    elif failures < often:
        unclear = "utter_out_of_scope" if turn.intent(tracker) == "out_of_scope" else "utter_default"
        dispatcher.utter_message(response=unclear)
