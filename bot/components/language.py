"""The graph component that names each message's language."""

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.brand import load_brand
from bot.components.base import PlainComponent
from bot.understanding.language import find_language


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class LanguageIdentifier(PlainComponent):
    """Sets ``language`` on the message and, where it changes, an entity that fills the slot ``language``."""

    def __init__(self) -> None:
        self._default = load_brand().default_language

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Rasa hands the tracker over by the parameter's name; there is none outside a conversation."""
        spoken = tracker.get_slot("language") if tracker else None
        for message in messages:
            text = message.get(TEXT) or ""
            known = spoken or (message.get(METADATA) or {}).get("language")
            language = known if text.startswith("/") else find_language(text, known)
            message.set("language", language or self._default, add_to_output=True)
            if language is not None and language != spoken:
                entity = {"entity": "language", "value": language, "start": 0, "end": len(text)}
                message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages
