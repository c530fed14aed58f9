"""How a response becomes words: in the visitor's language, in the operator's form of address, not the same twice."""

from typing import Any

from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.brand import load_brand
from bot.words import LANGUAGES, Variant, load_responses

VARIANT = "variant"


class BilingualResponses(NaturalLanguageGenerator):
    """Named in ``endpoints.yml``. The language is the tracker's slot ``language``."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        self._brand = load_brand()
        self._responses = load_responses()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **values: Any
    ) -> dict[str, Any] | None:
        """The text and buttons of a response, or ``None`` when there is no such response.

        ``values`` fill the placeholders beside the brand's own.
        """
        language = tracker.get_slot("language")
        variants = self._responses[language if language in LANGUAGES else self._brand.default_language].get(
            utter_action
        )
        if not variants:
            return None
        place = (_said_last(tracker, utter_action) + 1) % len(variants)
        variant = variants[place]
        buttons = [dict(button) for button in variant.buttons]
        return {"text": self._filled(variant, values), "buttons": buttons, VARIANT: place}

    def _filled(self, variant: Variant, values: dict[str, Any]) -> str:
        return variant.text(self._brand.address).format_map({**vars(self._brand), **values})


def _said_last(tracker: DialogueStateTracker, utter_action: str) -> int:
    """The variant said last, which Rasa keeps as metadata; -1, so that the first follows, when none was."""
    said = (event.metadata for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return next((each.get(VARIANT, -1) for each in said if each.get("utter_action") == utter_action), -1)
