"""What is said: in the visitor's language, in the operator's form of address, never twice the same."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.brand import load_brand
from bot.responses import BilingualResponses
from bot.words import LANGUAGES, load_entries, load_responses

SPOKEN = load_responses()
NAMES = sorted(SPOKEN["en"])
BRAND = load_brand()
VALUES = dict.fromkeys("facts person when person_name question link slot value text".split(), "42")  # noqa: SIM905


@pytest.fixture(scope="module")
def responses(domain: Domain) -> BilingualResponses:
    return BilingualResponses(EndpointConfig(), domain)


class Talk:
    """A conversation in which responses are uttered one after another, as Rasa does it."""

    def __init__(self, responses: BilingualResponses, domain: Domain, language: Any) -> None:
        self.responses = responses
        events: list[Event] = [] if language is None else [SlotSet("language", language)]
        self.tracker = DialogueStateTracker.from_events("talk", events, domain.slots)

    def say(self, name: str, **values: Any) -> dict[str, Any]:
        said = asyncio.run(self.responses.generate(name, self.tracker, "turn", **values))
        assert said is not None
        metadata = {key: value for key, value in said.items() if key not in ("text", "buttons")}
        self.tracker.update(BotUttered(said["text"], {"buttons": said["buttons"]}, {**metadata, "utter_action": name}))
        return said


def test_both_languages_can_say_the_same_things() -> None:
    assert sorted(SPOKEN["de"]) == NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slot_decides_the_language(responses: BilingualResponses, domain: Domain, language: str) -> None:
    for name in NAMES:
        wording = [variant.text(BRAND.address) for variant in SPOKEN[language][name]]
        said = Talk(responses, domain, language).say(name, **VALUES)
        assert said["text"] == wording[0].format(**vars(BRAND), **VALUES)


@pytest.mark.parametrize("language", [None, "fr"])
def test_without_a_language_of_ours_the_operators_default_is_spoken(
    responses: BilingualResponses, domain: Domain, language: Any
) -> None:
    default = Talk(responses, domain, BRAND.default_language).say("utter_greet")
    assert Talk(responses, domain, language).say("utter_greet") == default


def test_what_there_is_no_response_for_is_not_said(responses: BilingualResponses, domain: Domain) -> None:
    talk = Talk(responses, domain, "en")
    assert asyncio.run(responses.generate("utter_nothing", talk.tracker, "turn")) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_response_with_variants_is_said_twice_in_a_row_in_the_same_words(
    responses: BilingualResponses, domain: Domain, language: str
) -> None:
    for name in NAMES:
        if len(SPOKEN[language][name]) > 1:
            talk = Talk(responses, domain, language)
            said = [talk.say(name, **VALUES)["text"] for _ in range(5)]
            assert all(one != next_one for one, next_one in pairwise(said)), name


def test_another_variant_comes_though_other_things_were_said_in_between(
    responses: BilingualResponses, domain: Domain
) -> None:
    talk = Talk(responses, domain, "en")
    first = talk.say("utter_greet")
    talk.say("utter_help")
    assert talk.say("utter_greet") != first


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_variant_comes_though_its_placeholders_hold_other_words(
    responses: BilingualResponses, domain: Domain, language: str
) -> None:
    talk = Talk(responses, domain, language)
    said = [talk.say("utter_noted", facts=facts)["text"].replace(facts, "…") for facts in ("AAA", "BBB", "CCC")]
    assert said[0] != said[1] != said[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_of_every_variant_is_filled(
    responses: BilingualResponses, domain: Domain, language: str
) -> None:
    for name in NAMES:
        talk = Talk(responses, domain, language)
        for _ in SPOKEN[language][name]:
            text = talk.say(name, **{**VALUES, "facts": "50 € {so}"})["text"]
            assert "{" not in text.replace("{so}", ""), (name, text)


def test_who_is_addressed_with_sie_and_who_with_du() -> None:
    for name, variants in SPOKEN["de"].items():
        for variant in variants:
            words = variant.text("du").replace("\n", " ").split(" ")
            assert not {"Ihnen", "Ihre", "Ihren", "Ihrem", "Ihrer"} & set(words), (name, variant.du)
            formal = variant.text("sie").casefold().replace("\n", " ").replace(",", " ").split(" ")
            assert not {"du", "dich", "dir", "dein", "deine", "deinen", "deiner", "deinem"} & set(formal), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_has_a_title_of_words_and_a_payload(language: str) -> None:
    for name, variants in SPOKEN[language].items():
        for button in (each for variant in variants for each in variant.buttons):
            assert isinstance(button["title"], str), (name, button)
            assert button["payload"].strip(), (name, button)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_only_wording_is_introduced_as_the_repetition_that_it_is(
    responses: BilingualResponses, domain: Domain, language: str
) -> None:
    talk = Talk(responses, domain, language)
    said = [talk.say("utter_faq/price")["text"] for _ in range(4)]
    assert all(one != next_one for one, next_one in pairwise(said))
    assert all(text.endswith(said[0]) for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_slots_are_asked_for_in_one_sentence(responses: BilingualResponses, domain: Domain, language: str) -> None:
    talk = Talk(responses, domain, language)
    alone = talk.say("utter_ask_person_name")["text"]
    for slot, value in (("requested_slot", "person_name"), ("also_asked", "company")):
        talk.tracker.update(SlotSet(slot, value))
    together = talk.say("utter_ask_person_name")["text"]
    assert together in [each.text(BRAND.address) for each in SPOKEN[language]["utter_ask_person_name__company"]]
    assert together != alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_went_wrong_often_comes_with_ways_out(
    responses: BilingualResponses, domain: Domain, language: str
) -> None:
    talk = Talk(responses, domain, language)
    plain = talk.say("utter_ask_authority")
    talk.tracker.update(SlotSet("stuck", True))
    stuck = talk.say("utter_ask_authority")
    assert len(stuck["buttons"]) == len(plain["buttons"]) + 2
    assert {"/refuse", "/human_handoff"} <= {button["payload"] for button in stuck["buttons"]}


def test_who_changes_an_answer_is_asked_for_the_new_value(responses: BilingualResponses, domain: Domain) -> None:
    talk = Talk(responses, domain, "en")
    talk.tracker.update(SlotSet("changing", True))
    said = talk.say("utter_ask_authority")
    assert said["text"] == SPOKEN["en"]["utter_new_value"][0].text(BRAND.address)
    assert said["buttons"]


def test_a_said_button_can_be_changed_without_changing_the_next_one(
    responses: BilingualResponses, domain: Domain
) -> None:
    talk = Talk(responses, domain, "de")
    talk.say("utter_ask_contact_opt_in")["buttons"][0]["title"] = "changed"
    said = [talk.say("utter_ask_contact_opt_in")["buttons"][0]["title"] for _ in range(3)]
    assert "changed" not in said


def test_every_answer_of_the_question_files_is_a_response_in_both_languages() -> None:
    for entry in load_entries():
        for language in LANGUAGES:
            assert SPOKEN[language][f"utter_{entry.key}"] == [entry.answers[language]]
            assert entry.asks[language]
