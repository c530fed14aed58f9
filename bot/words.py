"""Everything the assistant can say, by language and response name, from ``data/``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.brand import ROOT

LANGUAGES = ("en", "de")
RETRIEVAL_INTENTS = ("faq", "chitchat", "not_a_lead")


@dataclass(frozen=True)
class Variant:
    """One way to say something; in German, possibly in both forms of address."""

    sie: str
    du: str
    buttons: tuple[Mapping[str, str], ...] = ()

    def text(self, address: str) -> str:
        """The text in the operator's form of address (sie or du)."""
        return self.du if address == "du" else self.sie


@dataclass(frozen=True)
class Entry:
    """An answer to a question that visitors ask: ``key`` is for example ``faq/price``."""

    key: str
    asks: Mapping[str, Sequence[str]]
    answers: Mapping[str, Variant]


def load_entries(data: Path = ROOT / "data") -> list[Entry]:
    """All question-and-answer files, one entry each."""
    return [
        _entry(f"{intent}/{path.stem}", _yaml(path))
        for intent in RETRIEVAL_INTENTS
        for path in sorted((data / intent).glob("*.yml"))
    ]


def load_responses(data: Path = ROOT / "data") -> dict[str, dict[str, list[Variant]]]:
    """Language → response name → variants, the answers of ``load_entries`` among them (``utter_faq/price``)."""
    responses = {
        language: {
            name: [_variant(each) for each in variants]
            for name, variants in _yaml(data / "responses" / f"{language}.yml").items()
        }
        for language in LANGUAGES
    }
    for entry in load_entries(data):
        for language in LANGUAGES:
            responses[language][f"utter_{entry.key}"] = [entry.answers[language]]
    return responses


def _yaml(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _entry(key: str, raw: Mapping[str, Any]) -> Entry:
    return Entry(
        key,
        {language: raw[language]["ask"] for language in LANGUAGES},
        {language: _variant(raw[language]["answer"]) for language in LANGUAGES},
    )


def _variant(raw: str | Mapping[str, Any]) -> Variant:
    if isinstance(raw, str):
        return Variant(raw, raw)
    text = raw.get("text", raw)
    sie, du = (text, text) if isinstance(text, str) else (text["sie"], text["du"])
    return Variant(sie, du, tuple(raw.get("buttons", ())))
