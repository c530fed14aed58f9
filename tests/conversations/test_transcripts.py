"""Plays every transcript beside this file against the running product.

A transcript is a list of turns under ``turns``: ``said`` (or ``pressed``, a button's title), and what must hold
after it: ``reply`` (texts that occur in the replies, in this order), ``never`` (texts that do not), ``asks`` (the slot
waited for, null for none). ``lead`` is what is stored at the end, if given, ``evidence`` the visitor's
words by criterion.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.product import Product, Visitor

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*/*.yml"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_conversation_goes_as_written(path: Path, banter: Product) -> None:
    transcript = yaml.safe_load(path.read_text(encoding="utf-8"))
    visitor = banter.visitor()
    for turn in transcript["turns"]:
        replies = visitor.press(turn["pressed"]) if "pressed" in turn else visitor.say(turn["said"])
        _check_turn(turn, replies, visitor)
    _check_lead(transcript, visitor.lead)


def _check_turn(turn: dict[str, Any], replies: list[str], visitor: Visitor) -> None:
    context = f"{turn} → {replies}, asking for {visitor.asks}"
    assert replies, f"silence: {context}"
    everything = "\n".join(replies)
    place = 0
    for text in turn.get("reply", []):
        place = everything.find(text, place)
        assert place >= 0, f"{text!r} is missing: {context}"
    for text in turn.get("never", []):
        assert text not in everything, f"{text!r} was said: {context}"
    if "asks" in turn:
        assert visitor.asks == turn["asks"], context


def _check_lead(transcript: dict[str, Any], lead: dict[str, Any] | None) -> None:
    if "lead" not in transcript:
        return
    assert lead is not None
    wrong = {key: lead[key] for key, value in transcript["lead"].items() if lead[key] != value}
    assert not wrong, f"stored {wrong}"
    evidence = {each["name"]: each["evidence"] for each in lead["criteria"]}
    for name, words in transcript.get("evidence", {}).items():
        assert evidence[name] == words
