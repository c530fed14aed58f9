"""What an action needs to know of a turn: the latest message, and what has happened since it came."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from rasa_sdk import Tracker

from leads.consent import PURPOSES
from leads.errors import InvalidFact
from leads.model import Source
from leads.questions import Asked
from leads.store import Said
from leads.values import read

Event = dict[str, Any]

SLOT_OF_ENTITY = {"person": "person_name"}
FORM = "lead_form"
ASKS = "utter_ask_"
VARIANT = "__"
"""``utter_ask_budget__again`` asks for the budget, in other words."""
INTERRUPTIONS = frozenset(
    """
    greet bye thank contact_sales human_handoff ask_why stop restart help data_request faq chitchat not_a_lead
    """.split()  # noqa: SIM905
)
"""Intents that a rule answers before the form goes on."""
HOPELESS = 5
ANSWERS = frozenset({"affirm", "deny", "refuse", "dont_know"})
RETRIEVED = ("faq", "chitchat", "not_a_lead")
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
    """The facts of the latest message, each with the sentence that states it; a button is quoted by its title."""
    title = (tracker.latest_message.get("metadata") or {}).get("title")
    text = title or tracker.latest_message.get("text") or ""
    facts = [_fact(entity, text) for entity in tracker.latest_message.get("entities") or []]
    if intent(tracker) in ("contact_sales", "human_handoff"):
        facts.append(Said("requested_contact", True, text))
    return [_with_its_question(fact, tracker) for fact in facts if _is_storable(fact)]


def marked(tracker: Tracker, kind: str) -> Any:
    """What the latest message says beside facts: the ``change`` of a slot, a ``data_request``; ``None``: nothing."""
    entities = tracker.latest_message.get("entities") or []
    return next((entity["value"] for entity in entities if entity["entity"] == kind), None)


def entries(tracker: Tracker) -> list[str]:
    """The answers that the latest message asks for, such as ``faq/price``, in the order of its questions."""
    selected = (tracker.latest_message.get("response_selector") or {}).get(intent(tracker)) or {}
    chosen = [selected.get("response"), *(selected.get("others") or [])]
    return [each["intent_response_key"] for each in chosen if each]


def _is_storable(fact: Said) -> bool:
    """An entity that is no fact (the language) or beyond all measure is not understood, rather than an error."""
    try:
        read(fact.slot, fact.value)
    except InvalidFact:
        return False
    return True


def _fact(entity: Mapping[str, Any], text: str) -> Said:
    slot = SLOT_OF_ENTITY.get(entity["entity"], entity["entity"])
    words = sentence_around(text, min(entity.get("start") or 0, len(text)), entity.get("end") or len(text))
    source = Source.INFERRED if entity.get("inferred") else Source.VISITOR
    return Said(slot, entity["value"], words, source, confidence=entity.get("confidence_entity"))


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


def has_been_uttered(tracker: Tracker, *names: str) -> bool:
    """Whether one of the responses has been uttered since the latest message came."""
    return any(_uttered(event) in names for event in _since_the_message(tracker))


def was_uttered_before(tracker: Tracker, name: str) -> bool:
    """Whether a response has been uttered in this session."""
    return any(_uttered(event) == name for event in _of_this_session(tracker))


def asked(tracker: Tracker) -> Asked:
    """What was asked in this session; neither a question in between nor a correction is a failure to answer."""
    in_vain: Counter[str] = Counter()
    ever: set[str] = set()
    waiting: str | None = None
    for event in _of_this_session(tracker):
        if (slot := _asked_for(event)) is not None:
            waiting = slot
            ever.add(slot)
        elif event["event"] == "user" and waiting is not None:
            in_vain[waiting] += _intent_of(event) not in INTERRUPTIONS and not _says_something(event)
            waiting = None
    return Asked(in_vain, frozenset(ever))


def unclear_in_a_row(tracker: Tracker) -> int:
    """How many messages, up to the latest, nobody could make anything of."""
    messages = (event for event in reversed(_of_this_session(tracker)) if event["event"] == "user")
    return sum(1 for _ in takewhile(_is_unclear, messages))


def is_hopeless(tracker: Tracker) -> bool:
    """Whether so many messages in a row were unclear that asking on helps nobody."""
    return unclear_in_a_row(tracker) >= HOPELESS


def answers_something(tracker: Tracker) -> bool:
    """Whether the latest message says anything that can be used: a fact, or a yes or no to a question of ours."""
    return any(each["entity"] != "language" for each in tracker.latest_message.get("entities") or [])


def _is_unclear(event: Event) -> bool:
    return _intent_of(event) not in INTERRUPTIONS | ANSWERS and not _says_something(event)


def _says_something(event: Event) -> bool:
    """Whether a message states a fact, be it one that was not asked for."""
    return any(each["entity"] != "language" for each in (event.get("parse_data") or {}).get("entities") or [])


def _with_its_question(fact: Said, tracker: Tracker) -> Said:
    """A consent is proved by the words that asked for it, when it answers them."""
    if fact.slot not in PURPOSES:
        return fact
    latest = next((event for event in reversed(tracker.events) if _asked_for(event)), None)
    answers = latest is not None and _asked_for(latest) == fact.slot
    return replace(fact, wording=latest["text"] if latest and answers else None)


def _asked_for(event: Event) -> str | None:
    name = _uttered(event)
    return name.removeprefix(ASKS).partition(VARIANT)[0] if name.startswith(ASKS) else None


def _uttered(event: Event) -> str:
    return (event.get("metadata") or {}).get("utter_action") or "" if event["event"] == "bot" else ""


def _intent_of(event: Event) -> str | None:
    name: str | None = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    return name


def _of_this_session(tracker: Tracker) -> list[Event]:
    begun = (place for place, event in enumerate(tracker.events) if event["event"] == "session_started")
    events: list[Event] = tracker.events[max(begun, default=0) :]
    return events


def _since_the_message(tracker: Tracker) -> list[Event]:
    events: list[Event] = tracker.events
    last = max((place for place, event in enumerate(events) if event["event"] == "user"), default=-1)
    return events[last + 1 :]


def _last_user_event(tracker: Tracker) -> Event:
    return next((event for event in reversed(tracker.events) if event["event"] == "user"), {})
