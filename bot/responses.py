"""How a response becomes words: in the visitor's language, in the operator's form of address, not the same twice."""

from collections.abc import Sequence
from typing import Any

from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.brand import load_brand
from bot.words import LANGUAGES, Variant, load_responses

VARIANT = "variant"
ASKS = "utter_ask_"
Draft = dict[str, Any]


class BilingualResponses(NaturalLanguageGenerator):
    """Named in ``endpoints.yml``. The language is the tracker's slot ``language``.

    A question may ask for a second slot in the same sentence (slot ``also_asked``), offer ways out of it (``stuck``),
    or ask for a new value (``changing``). What the bot has just said, it does not say again in the same words.
    """

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        self._brand = load_brand()
        self._responses = load_responses()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any
    ) -> Draft | None:
        """The text and buttons of a response, or ``None`` when there is no such response.

        ``values`` fill the placeholders beside the brand's own.
        """
        spoken = self._spoken(tracker)
        variants = spoken.get(_in_one_sentence(utter_action, tracker), spoken.get(utter_action))
        if not variants:
            return None
        draft = self._draft(variants, (_said_last(tracker, utter_action) + 1) % len(variants), values)
        if utter_action.startswith(ASKS) and tracker.get_slot("stuck"):
            return self._with_ways_out(draft, spoken)
        if utter_action.startswith(ASKS) and tracker.get_slot("changing") and "utter_ask_confirmed" not in utter_action:
            return {**draft, "text": self._draft(spoken["utter_new_value"], draft[VARIANT] % 2, {})["text"]}
        if draft["text"] in _just_said(tracker):
            return self._said_once_more(draft, spoken, tracker)
        return draft

    def _spoken(self, tracker: DialogueStateTracker) -> dict[str, list[Variant]]:
        language = tracker.get_slot("language")
        return self._responses[language if language in LANGUAGES else self._brand.default_language]

    def _draft(self, variants: Sequence[Variant], place: int, values: dict[str, Any]) -> Draft:
        variant = variants[place]
        text = variant.text(self._brand.address).format_map({**vars(self._brand), **values})
        return {"text": text, "buttons": [dict(button) for button in variant.buttons], VARIANT: place}

    def _with_ways_out(self, question: Draft, spoken: dict[str, list[Variant]]) -> Draft:
        ways_out = spoken["utter_choices"]
        offered = self._draft(ways_out, question[VARIANT] % len(ways_out), {"question": question["text"]})
        return {**question, "text": offered["text"], "buttons": [*question["buttons"], *offered["buttons"]]}

    def _said_once_more(self, draft: Draft, spoken: dict[str, list[Variant]], tracker: DialogueStateTracker) -> Draft:
        """Its only wording, introduced as the repetition that it is."""
        texts = [self._draft([each], 0, {"text": draft["text"]})["text"] for each in spoken["utter_as_said"]]
        return {**draft, "text": next((text for text in texts if text not in _just_said(tracker)), draft["text"])}


def _in_one_sentence(utter_action: str, tracker: DialogueStateTracker) -> str:
    also = tracker.get_slot("also_asked")
    return f"{utter_action}__{also}" if also and utter_action == f"{ASKS}{tracker.get_slot('requested_slot')}" else ""


def _just_said(tracker: DialogueStateTracker) -> set[str]:
    """The bot's own words in answer to the latest message, and to the one before."""
    events = list(tracker.events)
    messages = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    since = messages[-2] if len(messages) > 1 else 0
    return {event.text for event in events[since:] if isinstance(event, BotUttered) and event.text}


def _said_last(tracker: DialogueStateTracker, utter_action: str) -> int:
    """The variant said last, which Rasa keeps as metadata; -1, so that the first follows, when none was."""
    said = (event.metadata for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return next((each.get(VARIANT, -1) for each in said if each.get("utter_action") == utter_action), -1)
