"""The graph component that names a message's intent."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.base import LearningComponent
from bot.components.text_classifier import TextClassifier, source
from bot.understanding.questions import Part, parts

INTENT_RANKING = "intent_ranking"
NO_BUYER = "no_buyer"
"""What the message carries from here to ``FactExtractor``: how likely it is that no buyer writes, from 0 to 1."""
QUESTIONS = "questions"
"""… and the questions in it, where it has several sentences."""
WANTS_CONTACT = "wants_contact"
"""… and whether they want to be contacted, beside a question: "I'd like a demo. What does it cost?"."""
CONTACT_SALES = "contact_sales"
NOT_A_LEAD = "not_a_lead"
FAQ = "faq"
CHITCHAT = "chitchat"
SURE, CLEAR, LIKELY = 0.75, 0.6, 0.5
OVERHEARS = frozenset({"inform", FAQ, "greet", "thank", "affirm", "deny", "chitchat", "dont_know", "refuse"})
"""Intents of a message as a whole that let a question in it go unanswered."""
BUYER = "buyer"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(LearningComponent):
    """One classifier for both languages, and a second one that tells who writes.

    Job seekers and sellers use the words of every intent; were they one more of them, each would be known less surely.
    """

    _intents: TextClassifier
    _visitors: TextClassifier

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa."""
        return source()

    def learn(self, training_data: TrainingData) -> None:
        """Learns from every example; those of an answer (``faq/price``) are examples of its retrieval intent."""
        examples = training_data.intent_examples
        self._intents = TextClassifier.learn(
            [(each.get(TEXT), each.get(INTENT)) for each in examples if each.get(INTENT) != NOT_A_LEAD]
        )
        self._visitors = TextClassifier.learn([(each.get(TEXT), _visitor(each)) for each in examples], balanced=False)

    def write(self, folder: Path) -> None:
        """A folder for each classifier."""
        for name, classifier in (("intents", self._intents), ("visitors", self._visitors)):
            (folder / name).mkdir()
            classifier.save(folder / name)

    def read(self, folder: Path) -> None:
        """The same folders."""
        self._intents = TextClassifier.load(folder / "intents")
        self._visitors = TextClassifier.load(folder / "visitors")

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the intent, the ranking that ``FallbackClassifier`` reads, and what the components behind it need."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = self._ranking(text)
            several = parts(text)
            questions = self._questions(several)
            if ranking[0]["name"] in OVERHEARS and any(each["confidence"] >= CLEAR for each in questions):
                best = max(questions, key=lambda each: each["confidence"])["intent"]
                ranking = [best, *(each for each in ranking if each["name"] != FAQ)]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING, ranking[:10], add_to_output=True)
            message.set(QUESTIONS, [each["text"] for each in questions])
            message.set(WANTS_CONTACT, bool(questions) and self._wants_contact(several))
            message.set(NO_BUYER, 1.0 - dict(self._visitors.ranking(text))[BUYER])
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        return [{"name": name, "confidence": confidence} for name, confidence in self._intents.ranking(text)]

    def _questions(self, several: Sequence[Part]) -> list[dict[str, Any]]:
        """The questions among several sentences that ``data/faq`` may answer; a lone one is the message itself."""
        asked = []
        for part in several if len(several) > 1 else ():
            best = self._ranking(part.text)[0] if part.is_question else None
            if best and best["name"] == FAQ and best["confidence"] >= LIKELY:
                asked.append({"text": part.text, "confidence": best["confidence"], "intent": best})
        return asked

    def _wants_contact(self, several: Sequence[Part]) -> bool:
        best = [self._ranking(part.text)[0] for part in several if not part.is_question]
        return any(each["name"] == CONTACT_SALES and each["confidence"] >= SURE for each in best)


def _visitor(example: Message) -> str:
    return example.get(INTENT_RESPONSE_KEY) if example.get(INTENT) == NOT_A_LEAD else BUYER
