"""The graph component that picks which entry of ``data/faq`` or ``data/chitchat`` answers a question."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.text_classifier import TextClassifier, source
from bot.words import RETRIEVAL_INTENTS


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class AnswerSelector(GraphComponent):
    """One classifier for each retrieval intent."""

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        classifiers: Mapping[str, TextClassifier] | None = None,
    ) -> None:
        self._model_storage, self._resource, self._classifiers = model_storage, resource, classifiers or {}

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
    ) -> "AnswerSelector":
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
    ) -> "AnswerSelector":
        """Called by Rasa when a trained model is opened."""
        with model_storage.read_from(resource) as folder:
            classifiers = {intent: TextClassifier.load(folder / intent) for intent in RETRIEVAL_INTENTS}
        return cls(model_storage, resource, classifiers)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which entry each example belongs to."""
        examples: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for message in training_data.intent_examples:
            if key := message.get(INTENT_RESPONSE_KEY):
                examples[key.partition("/")[0]].append((message.get(TEXT), key))
        self._classifiers = {intent: TextClassifier.learn(examples[intent]) for intent in RETRIEVAL_INTENTS}
        with self._model_storage.write_to(self._resource) as folder:
            for intent, classifier in self._classifiers.items():
                (folder / intent).mkdir()
                classifier.save(folder / intent)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets what Rasa's retrieval actions read: an answer where the message is a question or small talk."""
        for message in messages:
            intent: str = (message.get(INTENT) or {}).get("name") or ""
            answers = {}
            if intent in self._classifiers:
                key, confidence = self._classifiers[intent].ranking(message.get(TEXT) or "")[0]
                response = {"intent_response_key": key, "utter_action": f"utter_{key}", "confidence": confidence}
                answers[intent] = {"response": response}
            message.set("response_selector", answers, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to the examples."""
        return training_data
