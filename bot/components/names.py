"""The graph component around the name recogniser: which words of a message look like a person, a company or a title."""

import hashlib
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.brand import ROOT
from bot.components.base import LearningComponent
from bot.names.recognizer import NameRecognizer
from bot.names.sentences import ANSWERED, Sentence, sentences

NAMED = "named"
"""What the message carries from here to ``FactExtractor``: a list of ``Candidate``."""
SENTENCES = 32_000
MAY_NAME_SOMEBODY = "inform"
"""The examples of every other intent name nobody, so the recogniser learns from them what is not a name."""


def lessons(count: int, training_data: TrainingData) -> list[Sentence]:
    """``count`` generated sentences, and what names nobody, not even when it follows the question for a name."""
    nobody = [each.get(TEXT) for each in training_data.intent_examples if each.get(INTENT) != MAY_NAME_SOMEBODY]
    unasked = [Sentence(text, ()) for text in nobody]
    asked = [Sentence(text, (), ANSWERED[number % len(ANSWERED)]) for number, text in enumerate(nobody)]
    return [*sentences(count), *unasked, *asked]


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=True)
class NameAnnotator(LearningComponent):
    """Only annotates; whether a name is believed is decided where everything else about the message is known."""

    _recognizer: NameRecognizer

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``sentences``: how many are made for training."""
        return {"sentences": SENTENCES}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """What is learned from besides the examples; without it Rasa would reuse what older templates taught."""
        digest = hashlib.sha256()
        for path in (*sorted(ROOT.glob("data/ner/*.yml")), *sorted(ROOT.glob("bot/names/*.py"))):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def learn(self, training_data: TrainingData) -> None:
        """Learns once; the same templates and examples give the same recogniser."""
        self._recognizer = NameRecognizer.trained(lessons(self._config["sentences"], training_data))

    def write(self, folder: Path) -> None:
        """spaCy's own files."""
        self._recognizer.to_disk(folder)

    def read(self, folder: Path) -> None:
        """The same files."""
        self._recognizer = NameRecognizer.from_disk(folder)

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Rasa hands the tracker over by the parameter's name; there is none outside a conversation."""
        asked = tracker.get_slot("requested_slot") if tracker else None
        for message in messages:
            text = message.get(TEXT) or ""
            if not text.startswith("/"):  # a button's payload
                message.set(NAMED, self._recognizer.find(text, asked))
        return messages
