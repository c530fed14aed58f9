"""What stands in YAML and what stands in Python say the same."""

import json
import re
import string
from typing import Any

import pytest
import yaml

from actions import turn
from actions.questions import ERASURE, RECAP
from actions.table import ACTIONS
from banter.operator_files import Brand, read_brand, read_criteria
from banter.settings import ROOT
from bot.understanding import in_context
from bot.words import LANGUAGES, Variant, load_entries, load_responses
from leads.criteria import Criteria
from leads.values import READERS, read
from leads.view import SLOTS

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES = load_responses()
FORM_SLOTS = DOMAIN["forms"]["lead_form"]["required_slots"]
FILLED_IN = {"person", "facts", "when", "person_name", "question", "link", "slot", "value", "text"}


def _rules() -> list[dict[str, Any]]:
    files = sorted((ROOT / "data" / "rules").glob("*.yml"))
    return [rule for path in files for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]]


def _variants() -> list[tuple[str, str, Variant]]:
    return [
        (language, name, variant)
        for language in LANGUAGES
        for name, variants in RESPONSES[language].items()
        for variant in variants
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_slot_of_the_form_has_a_question_and_a_reason(language: str) -> None:
    wanted = {f"utter_{kind}_{slot}" for kind in ("ask", "why") for slot in FORM_SLOTS}
    assert wanted <= RESPONSES[language].keys()


def test_both_languages_have_the_same_responses() -> None:
    assert RESPONSES["en"].keys() == RESPONSES["de"].keys()


def test_each_question_that_visitors_ask_has_examples_and_an_answer_in_both_languages() -> None:
    for entry in load_entries():
        for language in LANGUAGES:
            assert len(entry.asks[language]) >= 5, entry.key
            assert entry.answers[language].sie, entry.key


def test_every_text_is_a_text_and_every_placeholder_is_filled() -> None:
    known = set(Brand.model_fields) | FILLED_IN
    for language, name, variant in _variants():
        for text in (variant.sie, variant.du):
            assert isinstance(text, str), (language, name)
            assert text.strip(), (language, name)
            fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
            assert fields <= known, (language, name, fields)


def test_every_button_has_a_title_and_a_payload_that_its_slot_can_hold() -> None:
    for language, name, variant in _variants():
        for button in variant.buttons:
            assert isinstance(button["title"], str), (language, name, "YAML reads a bare Yes or No as true or false")
            if not button["payload"].startswith("/"):
                continue  # words, as if the visitor had typed them
            intent, _, facts = button["payload"].removeprefix("/").partition("{")
            assert intent in DOMAIN["intents"], (language, name)
            for slot, value in json.loads("{" + facts if facts else "{}").items():
                assert isinstance(value, bool) if slot in (RECAP, ERASURE) else read(slot, value) is not None


def test_the_domain_and_the_action_server_name_the_same_actions() -> None:
    assert {action.NAME for action in ACTIONS} == set(DOMAIN["actions"])


def test_every_response_that_rules_and_actions_utter_exists() -> None:
    steps = [step.get("action", "") for rule in _rules() for step in rule["steps"]]
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").glob("*.py"))
    named = set(re.findall(r'"(utter_\w+)"', source)) - {"utter_action"}
    uttered = {name for name in steps if name.startswith("utter_")} | named
    assert {name for name in uttered if not name.endswith("_")} <= RESPONSES["en"].keys()


def test_every_interruption_has_a_rule_and_is_known_on_both_sides() -> None:
    answered = {step["intent"] for rule in _rules() for step in rule["steps"] if "intent" in step}
    by_rasa_itself = {"restart"}
    said_by_the_form_itself = {"out_of_scope"}
    assert in_context.INTERRUPTIONS - said_by_the_form_itself == turn.INTERRUPTIONS
    assert answered | by_rasa_itself >= turn.INTERRUPTIONS
    assert set(DOMAIN["intents"]) >= turn.INTERRUPTIONS


def test_the_slots_have_the_same_names_everywhere() -> None:
    assert set(FORM_SLOTS) - {RECAP, ERASURE} == set(SLOTS)
    assert set(DOMAIN["slots"]) >= {"language", *FORM_SLOTS}
    assert set(READERS) - {"requested_contact"} == set(SLOTS)


def test_the_shipped_criteria_are_the_defaults_that_the_file_promises() -> None:
    shipped = read_criteria(ROOT / "qualification.yml")
    assert shipped.model_copy(update={"rates": {}}) == Criteria()


def test_the_shipped_brand_can_be_read() -> None:
    assert read_brand(ROOT / "banter.yml").company


def test_every_make_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = set(re.findall(r"(?:`|^ {4})make ([\w-]+)", readme, re.MULTILINE))
    assert {"run", "test"} <= commands <= targets


def test_every_path_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w./-]+(?:/|\.yml|\.md|\.py))`", readme) + re.findall(r"\]\(((?!http)[^)#]+)\)", readme)
    assert named
    assert not [path for path in named if not (ROOT / path).exists() and not path.startswith("var/")]
