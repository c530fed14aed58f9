"""Plays every transcript below this folder against the running product.

A transcript is a list of ``turns``. Each is ``said`` (``times``: so often in a row) or ``pressed`` (a button's title),
and what must hold after it:

* ``reply``: texts that occur in the replies, in this order; ``never``: texts that do not
* ``asks``: the slot waited for, null for none; ``buttons``: titles among those offered
* ``file``: texts in the file behind the link in the reply
* ``language``: what is spoken from here on, when it is not that of the folder

What holds at the end: ``lead`` (what is stored, null for nothing), ``evidence`` (the visitor's words by criterion),
``unknown`` (the criteria still open), ``history`` (all values of a slot, oldest first), ``consents`` (every yes and no
with its proof), ``forgotten`` (texts that are in no message any more).

Whatever a transcript says, every turn is held to good manners: see ``_check_manners``.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from leads.clock import Clock
from leads.consent import version_of
from leads.criteria import Criteria
from leads.database import Database
from leads.privacy import Privacy
from leads.store import LeadStore
from tests.product import Product, Visitor

HERE = Path(__file__).parent
TRANSCRIPTS = sorted(HERE.glob("*/*/*.yml"))
FUNCTION_WORDS = {
    "en": "the you your is are and what that this it's with which we who to of for from i'm i'll would shall how can",
    "de": "ich sie das und ist sind nicht der wir ihr ihre ihnen es mit uns für wie welche wann bei zu auf soll darf",
}
TOO_FAMILIAR = re.compile(r"\b(?:du|dich|dir|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
UNFINISHED = re.compile(r"[{}]|\bNone\b|!!|utter_|_opt_in")


def called(path: Path) -> str:
    """A transcript's language and sentence."""
    return f"{path.relative_to(HERE).parts[0]}/{path.stem}"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=called)
def test_the_conversation_goes_as_written(path: Path, banter: Product) -> None:
    transcript = yaml.safe_load(path.read_text(encoding="utf-8"))
    visitor = banter.visitor(path.relative_to(HERE).parts[0])
    language, before, told = path.relative_to(HERE).parts[0], list[str](), set[str]()
    for turn in transcript["turns"]:
        replies = _take(turn, visitor)
        language = turn.get("language", language)
        context = f"{turn} → {replies}, asking for {visitor.asks}"
        _check_manners(replies, before, language, context)
        _check_turn(turn, visitor, context)
        told, before = told | set(replies), replies
    _check_end(transcript, visitor, told)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_transcript_is_short_and_half_of_them_are_in_each_language(language: str) -> None:
    transcripts = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in TRANSCRIPTS if language in path.parts]
    assert len(transcripts) >= 32
    assert all(3 <= len(each["turns"]) <= 12 for each in transcripts)


def _take(turn: dict[str, Any], visitor: Visitor) -> list[str]:
    return visitor.press(turn["pressed"]) if "pressed" in turn else visitor.say(turn["said"] * turn.get("times", 1))


def _check_manners(replies: list[str], before: list[str], language: str, context: str) -> None:
    """Never silent, never the same words twice in a row, in the visitor's language, Sie and not du, no loose ends."""
    assert all(reply.strip() for reply in replies), f"silence: {context}"
    assert replies, f"silence: {context}"
    repeated = set(replies) & set(before) or [one for one, other in pairwise(sorted(replies)) if one == other]
    assert not repeated, f"{repeated} again: {context}"
    for reply in replies:
        assert not UNFINISHED.search(reply), f"unfinished: {context}"
        assert _speaks(reply, language), f"not {language}: {context}"
        assert language != "de" or not TOO_FAMILIAR.search(reply), f"too familiar: {context}"


def _speaks(reply: str, language: str) -> bool:
    """Counts function words; what is read back (each on a line of its own) is in the visitor's words, not ours."""
    ours = "\n".join(line for line in reply.splitlines() if not line.startswith("•"))
    words = re.findall(r"[\w']+", ours.lower())
    count = {each: sum(word in known.split() for word in words) for each, known in FUNCTION_WORDS.items()}
    return count[language] == max(count.values())


def _check_turn(turn: dict[str, Any], visitor: Visitor, context: str) -> None:
    everything = "\n".join(reply["text"] for reply in visitor.replies)
    place = 0
    for text in turn.get("reply", []):
        place = everything.find(text, place)
        assert place >= 0, f"{text!r} is missing: {context}"
    for text in turn.get("never", []):
        assert text not in everything, f"{text!r} was said: {context}"
    if "asks" in turn:
        assert visitor.asks == turn["asks"], context
    offered = {button["title"] for reply in visitor.replies for button in reply["buttons"]}
    assert offered >= set(turn.get("buttons", [])), f"only {sorted(offered)} can be pressed: {context}"
    if "file" in turn:
        link = re.search(r"https?://\S+", everything)
        file = visitor.product.http.get(link.group()).raise_for_status().text if link else ""
        assert [text for text in turn["file"] if text not in file] == [], context


def _check_end(transcript: dict[str, Any], visitor: Visitor, told: set[str]) -> None:
    lead = visitor.lead
    if "lead" in transcript:
        assert (lead is None) == (transcript["lead"] is None), f"stored {lead}"
    if lead is not None:
        _check_lead(transcript, lead)
    if "consents" in transcript:
        _check_consents(transcript["consents"], visitor, told)
    remembered = "\n".join(message["text"] for message in visitor.transcript())
    assert [text for text in transcript.get("forgotten", []) if text in remembered] == []


def _check_lead(transcript: dict[str, Any], lead: dict[str, Any]) -> None:
    wrong = {key: lead[key] for key, value in (transcript.get("lead") or {}).items() if lead[key] != value}
    assert not wrong, f"stored {wrong}"
    criteria = {each["name"]: each for each in lead["criteria"]}
    for name, words in transcript.get("evidence", {}).items():
        assert criteria[name]["evidence"] == words
    for name in transcript.get("unknown", []):
        assert criteria[name]["met"] is None, criteria[name]
    for slot, values in transcript.get("history", {}).items():
        assert [fact["value"] for fact in lead["facts"] if fact["slot"] == slot] == values


def _check_consents(wanted: list[dict[str, Any]], visitor: Visitor, told: set[str]) -> None:
    """Each with the exact words that were put to the visitor, unless it was said unasked."""
    database = Database(f"sqlite:///{visitor.product.home}/banter.db")
    consents = Privacy(database, Clock(), LeadStore(database, Criteria(), Clock())).consents(visitor.conversation)
    database.close()
    shown = [
        {"purpose": each.purpose, "given": each.given, "said": each.said, "asked": each.wording is not None}
        for each in consents
    ]
    assert shown == [{"asked": True, **each} for each in wanted]
    assert all(each.wording in told for each in consents if each.wording is not None)
    assert all(each.version == version_of(each.wording) for each in consents)
