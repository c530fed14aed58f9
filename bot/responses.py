"""How a response becomes words: in the visitor's language, in the operator's form of address, not the same twice."""

from typing import Any

from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.brand import load_brand
from bot.words import LANGUAGES, Variant, load_responses


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
        texts = [(variant, self._filled(variant, values)) for variant in variants]
        said_last = _said_last(tracker, utter_action)
        variant, text = texts[(_index(texts, said_last) + 1) % len(texts)]
        return {"text": text, "buttons": [dict(button) for button in variant.buttons]}

    def _filled(self, variant: Variant, values: dict[str, Any]) -> str:
        return variant.text(self._brand.address).format_map({**vars(self._brand), **values})


def _said_last(tracker: DialogueStateTracker, utter_action: str) -> str | None:
    said = (event for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return next((event.text for event in said if event.metadata.get("utter_action") == utter_action), None)


def _index(texts: list[tuple[Variant, str]], said_last: str | None) -> int:
    """The place of the variant said last; -1, so that the first follows, when none of them was."""
    return next((place for place, (_, text) in enumerate(texts) if text == said_last), -1)
