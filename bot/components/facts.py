"""The graph component around ``bot.understanding``: which facts a message states, given the question just asked."""

import os
from datetime import date
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.base import PlainComponent
from bot.components.intents import FAQ, NO_BUYER, WANTS_CONTACT
from bot.understanding.in_context import Guess, understand

NAMES = (("person", "person_name"), ("company", "company"))


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class FactExtractor(PlainComponent):
    """Adds one entity per fact, and names the intent ``inform`` where the message answers the question."""

    def __init__(self) -> None:
        fixed = os.environ.get("BANTER_TODAY")
        self._fixed_day = date.fromisoformat(fixed) if fixed else None

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Rasa hands the tracker over by the parameter's name; there is none outside a conversation."""
        slots = tracker.current_slot_values() if tracker else {}
        for message in messages:
            if not (message.get(TEXT) or "").startswith("/"):  # a button's payload is read by Rasa itself
                self._read(message, slots)
        return messages

    def _read(self, message: Message, slots: dict[str, Any]) -> None:
        intent = message.get(INTENT) or {}
        understood = understand(
            message.get(TEXT) or "",
            language=message.get("language") or "en",
            today=self._fixed_day or date.today(),
            asked=slots.get("requested_slot"),
            also=slots.get("also_asked"),
            known=frozenset(name for name, value in slots.items() if value is not None),
            names={entity: slots[slot] for entity, slot in NAMES if slots.get(slot)},
            guess=Guess(intent.get("name"), intent.get("confidence", 0.0)),
            no_buyer=message.get(NO_BUYER) or 0.0,
            named=tuple(message.get("named") or ()),
        )
        facts = [
            {
                "entity": fact.entity,
                "value": fact.value,
                "start": fact.start,
                "end": fact.end,
                "extractor": "FactExtractor",
                **({"inferred": True} if fact.inferred else {}),
                **({"confidence_entity": fact.confidence} if fact.confidence is not None else {}),
            }
            for fact in understood.facts
        ]
        if understood.intent == FAQ and message.get(WANTS_CONTACT):
            facts.append({"entity": "requested_contact", "value": True, "extractor": "FactExtractor"})
        message.set(ENTITIES, [*message.get(ENTITIES, []), *facts], add_to_output=True)
        if understood.intent != intent.get("name"):
            message.set(INTENT, {"name": understood.intent, "confidence": 1.0}, add_to_output=True)
