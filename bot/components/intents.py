"""The graph component that names a message's intent."""

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.base import LearningComponent
from bot.components.text_classifier import TextClassifier, source

INTENT_RANKING = "intent_ranking"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(LearningComponent):
    """One classifier for both languages."""

    _classifier: TextClassifier

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa."""
        return source()

    def learn(self, training_data: TrainingData) -> None:
        """Learns from every example; those of an answer (``faq/price``) are examples of its retrieval intent."""
        examples = [(example.get(TEXT), example.get(INTENT)) for example in training_data.intent_examples]
        self._classifier = TextClassifier.learn(examples)

    def write(self, folder: Path) -> None:
        """The classifier's own files."""
        self._classifier.save(folder)

    def read(self, folder: Path) -> None:
        """The same files."""
        self._classifier = TextClassifier.load(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent and the ranking that ``FallbackClassifier`` reads."""
        for message in messages:
            ranking = [
                {"name": name, "confidence": confidence}
                for name, confidence in self._classifier.ranking(message.get(TEXT) or "")
            ]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING, ranking[:10], add_to_output=True)
        return messages
