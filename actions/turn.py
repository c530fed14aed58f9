"""What an action needs to know of a turn: the latest message, and what has happened since it came."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rasa_sdk import Tracker

from leads.errors import InvalidFact
from leads.store import Said
from leads.values import read

SLOT_OF_ENTITY = {"person": "person_name"}
FORM = "lead_form"
ASKS = "utter_ask_"
INTERRUPTIONS = frozenset(
    """
    greet bye thank contact_sales human_handoff ask_why stop restart help data_request faq chitchat out_of_scope
    """.split()  # noqa: SIM905
)
"""Intents that a rule answers before the form goes on."""
SENTENCE_ENDS = ".!?"


def intent(tracker: Tracker) -> str | None:
    """The latest message's intent."""
    name: str | None = (tracker.latest_message.get("intent") or {}).get("name")
    return name


def message_id(tracker: Tracker) -> str:
    """The latest message's id: the inbox's, by way of the turn channel."""
    return str(tracker.latest_message.get("message_id") or _last_user_event(tracker).get("message_id"))


def language(tracker: Tracker) -> str:
    """The language to answer in."""
    return tracker.get_slot("language") or "en"


def said(tracker: Tracker) -> list[Said]:
    """The facts of the latest message, each with the sentence that states it."""
    text = tracker.latest_message.get("text") or ""
    facts = [_fact(entity, text) for entity in tracker.latest_message.get("entities") or []]
    if intent(tracker) in ("contact_sales", "human_handoff"):
        facts.append(Said("requested_contact", True, text))
    return [fact for fact in facts if _is_storable(fact)]


def _is_storable(fact: Said) -> bool:
    """An entity that is no fact (the language) or beyond all measure is not understood, rather than an error."""
    try:
        read(fact.slot, fact.value)
    except InvalidFact:
        return False
    return True


def _fact(entity: Mapping[str, Any], text: str) -> Said:
    slot = SLOT_OF_ENTITY.get(entity["entity"], entity["entity"])
    words = sentence_around(text, entity.get("start") or 0, entity.get("end") or len(text))
    return Said(slot, entity["value"], words, inferred=bool(entity.get("inferred")))


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` in which ``text[start:end]`` stands; a full stop inside a word or number ends none."""
    first = max((place + 1 for place in _ends(text) if place < start), default=0)
    last = min((place + 1 for place in _ends(text) if place >= end - 1), default=len(text))
    return text[first:last].strip()


def _ends(text: str) -> Iterator[int]:
    for place, character in enumerate(text):
        if character == "\n" or (character in SENTENCE_ENDS and text[place + 1 : place + 2] in ("", " ", "\n")):
            yield place


def comes_back_from_an_interruption(tracker: Tracker) -> bool:
    """Whether something was done between the latest message and this run of the form."""
    done = (event["name"] for event in _since_the_message(tracker) if event["event"] == "action")
    return any(name not in (FORM, "action_listen") for name in done)


def asked_in_vain(tracker: Tracker) -> Mapping[str, int]:
    """How often each slot was asked for without being answered; a question in between is no failure to answer."""
    counts: Counter[str] = Counter()
    asked: str | None = None
    for event in tracker.events:
        if event["event"] == "bot":
            uttered = (event.get("metadata") or {}).get("utter_action") or ""
            asked = uttered.removeprefix(ASKS) if uttered.startswith(ASKS) else asked
        elif event["event"] == "user" and asked is not None:
            said = (event.get("parse_data") or {}).get("intent") or {}
            counts[asked] += said.get("name") not in INTERRUPTIONS
            asked = None
    return counts


def _since_the_message(tracker: Tracker) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = tracker.events
    last = max((place for place, event in enumerate(events) if event["event"] == "user"), default=-1)
    return events[last + 1 :]


def _last_user_event(tracker: Tracker) -> dict[str, Any]:
    return next((event for event in reversed(tracker.events) if event["event"] == "user"), {})
