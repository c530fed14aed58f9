"""The graph component that names a message's intent."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.text_classifier import TextClassifier, source

INTENT_RANKING = "intent_ranking"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """One classifier for both languages."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, classifier: TextClassifier | None = None
    ) -> None:
        self._model_storage, self._resource, self._classifier = model_storage, resource, classifier

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa."""
        return source()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentClassifier":
        """Called by Rasa before training."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "IntentClassifier":
        """Called by Rasa when a trained model is opened."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, TextClassifier.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from every example; those of an answer (``faq/price``) are examples of its retrieval intent."""
        examples = [(example.get(TEXT), example.get(INTENT)) for example in training_data.intent_examples]
        self._classifier = TextClassifier.learn(examples)
        with self._model_storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent and the ranking that ``FallbackClassifier`` reads."""
        assert self._classifier is not None, "Rasa calls train or load first"
        for message in messages:
            ranking = [
                {"name": name, "confidence": confidence}
                for name, confidence in self._classifier.ranking(message.get(TEXT) or "")
            ]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING, ranking[:10], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to the examples."""
        return training_data
