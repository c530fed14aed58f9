"""What the operator's files may name: intents, slots and responses of the Rasa project."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from banter.operator_files.entries import FOLDERS
from banter.operator_files.placeholders import NEEDED, OF_THE_BRAND
from banter.operator_files.texts import LANGUAGES, Setting


@dataclass(frozen=True)
class Project:
    """``setting`` is that of an answer; ``asked`` are the slots that have questions; ``said`` the responses needed."""

    setting: Setting
    asked: frozenset[str]
    said: frozenset[str]


def read_project(root: Path) -> Project:
    """From ``domain.yml`` and ``data/rules``, which are no operator's files: what is wrong there, Rasa tells."""
    domain = _yaml(root / "domain.yml")
    rules = [rule for path in sorted((root / "data" / "rules").glob("*.yml")) for rule in _yaml(path)["rules"]]
    slots = frozenset(domain["slots"])
    setting = Setting(
        language=LANGUAGES[0],
        placeholders=OF_THE_BRAND,
        intents=frozenset(_name(each) for each in domain["intents"]),
        slots=slots | {_name(each) for each in domain["entities"]},
    )
    by_rules = {name for name in _actions(rules) if name.startswith("utter_")}
    retrieved = {f"utter_{folder}" for folder in FOLDERS}  # utter_faq says one of its answers
    return Project(setting, slots, NEEDED | (by_rules - retrieved))


def _actions(rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        yield from (step["action"] for step in rule["steps"] if "action" in step)


def _name(written: Any) -> str:
    """Of an intent or entity, which may have settings below its name."""
    return str(next(iter(written)) if isinstance(written, dict) else written)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
