"""Each question of a message gets its answer, a single one gets one, and what is said beside them counts."""

from typing import Any, cast

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.answers import AnswerSelector
from bot.components.facts import FactExtractor
from bot.components.intents import IntentClassifier
from bot.components.language import LanguageIdentifier
from bot.importer import BanterImporter
from tests.bot.in_rasa.conftest import ROOT

NOWHERE = cast(ModelStorage, None)


class Pipeline:
    """The components that learn quickly, trained on the project's data, in the order of ``config.yml``."""

    def __init__(self) -> None:
        importer = BanterImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data")])
        examples = importer.get_nlu_data()
        self._intents = IntentClassifier({}, NOWHERE, Resource("intents"))
        self._answers = AnswerSelector({}, NOWHERE, Resource("answers"))
        self._intents.learn(examples)
        self._answers.learn(examples)

    def read(self, text: str, domain: Domain, asked: str | None = None) -> dict[str, Any]:
        tracker = DialogueStateTracker(UserMessage(text).sender_id, domain.slots)
        tracker.update(SlotSet("requested_slot", asked))
        messages = LanguageIdentifier().process([Message({TEXT: text})], tracker)
        messages = FactExtractor().process(self._intents.process(messages), tracker)
        return self._answers.process(messages)[0].as_dict(only_output_properties=True)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def answers(reading: dict[str, Any]) -> list[str]:
    chosen = reading["response_selector"].get(reading["intent"]["name"])
    if chosen is None:
        return []
    return [each["intent_response_key"] for each in (chosen["response"], *chosen["others"])]


def facts(reading: dict[str, Any]) -> dict[str, Any]:
    return {each["entity"]: each["value"] for each in reading["entities"] if each["entity"] != "language"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does it cost and where is the data stored?", ["faq/price", "faq/security_hosting"]),
        ("Is it available in German and can we test it?", ["faq/languages", "faq/trial"]),
        ("I'd like to know how long it takes and what it costs.", ["faq/how_long", "faq/price"]),
        ("Was kostet das? Und wie lange dauert die Einrichtung?", ["faq/price", "faq/how_long"]),
        ("Seid ihr DSGVO-konform und wo stehen die Server?", ["faq/data_protection", "faq/security_hosting"]),
    ],
)
def test_each_question_is_answered_in_order(pipeline: Pipeline, domain: Domain, text: str, expected: list[str]) -> None:
    reading = pipeline.read(text, domain)
    assert (reading["intent"]["name"], answers(reading)) == ("faq", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does it cost per month and per user?", "faq/price"),
        ("how much is it, and how much is the set-up?", "faq/price"),
        ("Do you integrate with HubSpot or Pipedrive?", "faq/integrations"),
        ("Was kostet der kleinste Tarif, und was kostet der größte?", "faq/price"),
        ("Hallo zusammen! Wo sitzt ihr denn?", "faq/company_location"),
    ],
)
def test_one_question_never_gets_two_answers(pipeline: Pipeline, domain: Domain, text: str, expected: str) -> None:
    assert answers(pipeline.read(text, domain)) == [expected]


def test_what_is_said_beside_the_questions_counts(pipeline: Pipeline, domain: Domain) -> None:
    reading = pipeline.read("We need a chatbot for our shop. What does it cost? How long does it take?", domain)
    assert answers(reading) == ["faq/price", "faq/how_long"]
    assert facts(reading) == {"need": "a chatbot for our shop"}


def test_an_answer_beside_a_question_is_taken(pipeline: Pipeline, domain: Domain) -> None:
    reading = pipeline.read("30k. How long does set-up take?", domain, asked="budget")
    assert answers(reading) == ["faq/how_long"]
    assert facts(reading)["budget"]["min"] == 30000


def test_who_wants_a_demo_and_asks_something_gets_both(pipeline: Pipeline, domain: Domain) -> None:
    reading = pipeline.read("I'd like a demo. What does it cost?", domain)
    assert answers(reading) == ["faq/price"]
    assert facts(reading)["requested_contact"] is True


def test_who_is_no_lead_gets_the_answer_of_their_kind(pipeline: Pipeline, domain: Domain) -> None:
    assert answers(pipeline.read("do you have any vacancies?", domain)) == ["not_a_lead/job_seeker"]
    assert answers(pipeline.read("ich habe eine Presseanfrage", domain)) == ["not_a_lead/press"]
    assert answers(pipeline.read("I forgot my password", domain)) == ["not_a_lead/support"]
