"""The graph component that picks which entry of ``data/faq`` or ``data/chitchat`` answers a question."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from sklearn.feature_extraction.text import TfidfVectorizer

FILE = "asked.json"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class AnswerSelector(GraphComponent):
    """Finds the nearest asked example by character n-grams; a few hundred examples need no trained classifier."""

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage, self._resource = model_storage, resource
        self._vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._keys: list[str] = []

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
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._learn([tuple(each) for each in read_json_file(folder / FILE)])
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Keeps every example that belongs to an entry."""
        examples = [
            (message.get(TEXT), message.get(INTENT_RESPONSE_KEY))
            for message in training_data.intent_examples
            if message.get(INTENT_RESPONSE_KEY)
        ]
        with self._model_storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / FILE, examples)
        self._learn(examples)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets what Rasa's retrieval actions read: the best entry of each retrieval intent."""
        for message in messages:
            message.set("response_selector", self._best(message.get(TEXT) or ""), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to the examples."""
        return training_data

    def _learn(self, examples: list[tuple[str, str]]) -> None:
        self._keys = [key for _, key in examples]
        self._matrix = self._vectorizer.fit_transform([text.lower() for text, _ in examples])

    def _best(self, text: str) -> dict[str, Any]:
        likeness = (self._matrix @ self._vectorizer.transform([text.lower()]).T).toarray().ravel()
        best: dict[str, Any] = {}
        for place in np.argsort(-likeness):
            key = self._keys[place]
            intent = key.partition("/")[0]
            if intent not in best:
                best[intent] = {
                    "response": {
                        "intent_response_key": key,
                        "utter_action": f"utter_{key}",
                        "confidence": float(likeness[place]),
                    }
                }
        return best
