"""What all our graph components owe Rasa: how they are made, and for those that learn, how they are kept."""

from abc import abstractmethod
from pathlib import Path
from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

Self = TypeVar("Self", bound="LearningComponent")


class PlainComponent(GraphComponent):
    """A component that needs no training."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GraphComponent:
        """Called by Rasa."""
        return cls()


class LearningComponent(GraphComponent):
    """A component that learns once, and keeps what it has learned in a folder of the model."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._model_storage, self._resource = config, model_storage, resource

    @abstractmethod
    def learn(self, training_data: TrainingData) -> None:
        """Learns from the examples."""

    @abstractmethod
    def write(self, folder: Path) -> None:
        """Keeps what was learned."""

    @abstractmethod
    def read(self, folder: Path) -> None:
        """Recalls what was learned."""

    @classmethod
    def create(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Called by Rasa when a trained model is opened."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.read(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa in training."""
        self.learn(training_data)
        with self._model_storage.write_to(self._resource) as folder:
            self.write(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to the examples."""
        return training_data
