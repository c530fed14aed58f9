"""Scores the intent that the trained assistant names."""

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.understanding.lines import Line
from benchmarks.understanding.model import TrainedModel
from benchmarks.understanding.outcome import Outcome

SAME_AS = {
    "ask_price": {"faq"},
    "book_demo": {"contact_sales"},
    "bot_challenge": {"chitchat", "faq"},
    "canthelp": {"help"},
    "explain": {"ask_why", "help"},
    "repeat": {"help", "ask_why"},
}
"""What the other sources call our intents."""


def score_intents(lines: Iterable[Line], model: TrainedModel) -> Iterator[Outcome]:
    """A message as it stands, with no question before it."""
    for line in lines:
        accepted = {ours for theirs in (line["intent"], *line.get("also_ok", ())) for ours in _ours(theirs)}
        reading = model.understand(line["text"])
        intent = reading["intent"]
        if any(entity["entity"].endswith("_opt_in") and _said(entity) in accepted for entity in reading["entities"]):
            accepted.add("inform")  # "please don't call me" needs no question: it is a fact
        expected, got = " or ".join(sorted(accepted)), f"{intent['name']} ({intent['confidence']:.2f})"
        yield Outcome("intent", line["lang"], line["text"], expected, got, intent["name"] in accepted)


def _ours(theirs: str) -> set[str]:
    return SAME_AS.get(theirs, {theirs})


def _said(consent: dict[str, Any]) -> str:
    return "affirm" if consent["value"] else "deny"
