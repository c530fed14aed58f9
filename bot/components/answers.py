"""The graph component that picks which entry of ``data/faq`` or ``data/chitchat`` answers a question."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.base import LearningComponent
from bot.components.intents import CHITCHAT, FAQ, LIKELY, QUESTIONS, SURE
from bot.components.text_classifier import TextClassifier, source
from bot.understanding.answers.non_answer import is_question
from bot.understanding.intents import FALLBACK
from bot.words import RETRIEVAL_INTENTS


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class AnswerSelector(LearningComponent):
    """One classifier for each retrieval intent."""

    _classifiers: Mapping[str, TextClassifier]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa."""
        return source()

    def learn(self, training_data: TrainingData) -> None:
        """Learns which entry each example belongs to."""
        examples: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for message in training_data.intent_examples:
            if key := message.get(INTENT_RESPONSE_KEY):
                examples[key.partition("/")[0]].append((message.get(TEXT), key))
        self._classifiers = {intent: TextClassifier.learn(examples[intent]) for intent in RETRIEVAL_INTENTS}

    def write(self, folder: Path) -> None:
        """A folder for each classifier."""
        for intent, classifier in self._classifiers.items():
            (folder / intent).mkdir()
            classifier.save(folder / intent)

    def read(self, folder: Path) -> None:
        """The same folders."""
        self._classifiers = {intent: TextClassifier.load(folder / intent) for intent in RETRIEVAL_INTENTS}

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets what the actions read: an answer where the message is a question or small talk, or one for each of it.

        ``response`` answers the first question, ``others`` the further ones, in order.
        """
        for message in messages:
            intent: str = (message.get(INTENT) or {}).get("name") or ""
            answers = {}
            if self._has_no_answer(intent, message):
                message.set(INTENT, {"name": FALLBACK, "confidence": 1.0}, add_to_output=True)
            elif intent in self._classifiers:
                first, *others = self._chosen(intent, message)
                answers[intent] = {"response": first, "others": others}
            message.set("response_selector", answers, add_to_output=True)
        return messages

    def _has_no_answer(self, intent: str, message: Message) -> bool:
        """Whether it only sounds like a question or small talk, and has no answer: "that's a long story"."""
        text = message.get(TEXT) or ""
        if intent not in (FAQ, CHITCHAT) or message.get(QUESTIONS) or (intent == FAQ and is_question(text)):
            return False
        return self._classifiers[intent].ranking(text)[0][1] < LIKELY

    def _chosen(self, intent: str, message: Message) -> list[dict[str, Any]]:
        """An answer to each question; one to the whole message where its questions are not surely told apart."""
        best: dict[str, float] = {}
        for question in message.get(QUESTIONS) or () if intent == FAQ else ():
            key, confidence = self._classifiers[intent].ranking(question)[0]
            if confidence >= SURE:
                best.setdefault(key, confidence)
        if not best:
            key, confidence = self._classifiers[intent].ranking(message.get(TEXT) or "")[0]
            best[key] = confidence
        return [
            {"intent_response_key": key, "utter_action": f"utter_{key}", "confidence": confidence}
            for key, confidence in best.items()
        ]
