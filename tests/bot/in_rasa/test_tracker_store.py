"""Rasa's memory in a real SQLite file: a turn is stored whole or not at all."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import Turn, TurnTrackerStore

BUTTON = {"title": "Ja", "payload": '/inform{"contact_opt_in": true}'}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'tracker.db'}"


@pytest.fixture
def store(url: str, domain: Domain) -> TurnTrackerStore:
    return TurnTrackerStore(domain, url)


def begin() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(message_id: str, language: str = "de", value: Any = "Touren 🚚 planen") -> list[Event]:
    entity = {"entity": "need", "value": value, "start": 0, "end": 5}
    return [
        UserUttered("Touren planen", {"name": "inform", "confidence": 0.9}, [entity], message_id=message_id),
        SlotSet("language", language),
        SlotSet("need", value),
        BotUttered("Notiert.", {"buttons": None}, {"utter_action": "utter_noted"}),
        ActionExecuted("lead_form", policy="RulePolicy", confidence=1.0),
        BotUttered("Dürfen wir anrufen?", {"buttons": [BUTTON]}, {"utter_action": "utter_ask_contact_opt_in"}),
        ActionExecuted("action_listen"),
    ]


def tracker(domain: Domain, events: list[Event], sender: str = "talk") -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, events, domain.slots)


def read(store: TurnTrackerStore, sender: str = "talk") -> DialogueStateTracker | None:
    return asyncio.run(store.retrieve(sender))


def events(found: DialogueStateTracker | None) -> list[dict[str, Any]]:
    return [event.as_dict() for event in found.events] if found else []


def test_a_conversation_nobody_had_is_not_there(store: TurnTrackerStore) -> None:
    assert read(store) is None
    assert asyncio.run(store.turn("talk", "1")) is None
    assert list(asyncio.run(store.keys())) == []


def test_a_conversation_read_back_equals_what_was_saved(store: TurnTrackerStore, url: str, domain: Domain) -> None:
    saved = tracker(domain, [*begin(), *turn("1"), *turn("2", "en", {"min": 1, "max": None})])
    asyncio.run(store.save(saved))
    found = read(TurnTrackerStore(domain, url))
    assert found is not None
    assert found == saved
    assert events(found) == events(saved)
    assert found.current_slot_values() == saved.current_slot_values()
    assert found.latest_message is not None
    assert found.latest_message.message_id == "2"
    assert asyncio.run(store.retrieve_full_tracker("talk")) == saved


def test_saving_again_adds_only_what_is_new(store: TurnTrackerStore, domain: Domain) -> None:
    whole = [*begin(), *turn("1"), *turn("2")]
    for count in (3, 3 + 7, 3 + 14, 3 + 14):
        asyncio.run(store.save(tracker(domain, whole[:count])))
    assert events(read(store)) == events(tracker(domain, whole))


def test_a_turn_is_remembered_by_its_message_with_replies_and_language(store: TurnTrackerStore, domain: Domain) -> None:
    asyncio.run(store.save(tracker(domain, [*begin(), *turn("1")])))
    assert asyncio.run(store.turn("talk", "1")) == Turn(
        [
            {"text": "Notiert.", "buttons": [], "asks": None},
            {"text": "Dürfen wir anrufen?", "buttons": [BUTTON], "asks": "contact_opt_in"},
        ],
        "de",
    )
    assert asyncio.run(store.turn("talk", "2")) is None
    assert asyncio.run(store.turn("another", "1")) is None


def test_a_turn_knows_that_its_message_was_not_understood(store: TurnTrackerStore, domain: Domain) -> None:
    sorry = BotUttered("Sorry?", metadata={"utter_action": "utter_default"})
    asked, *rest = turn("1")
    asyncio.run(store.save(tracker(domain, [*begin(), asked, sorry, *rest, *turn("2")])))
    first, second = (asyncio.run(store.turn("talk", message)) for message in ("1", "2"))
    assert first is not None
    assert second is not None
    assert (first.unclear, second.unclear) == (True, False)


def test_a_message_that_nothing_followed_is_no_turn_yet(store: TurnTrackerStore, domain: Domain) -> None:
    asyncio.run(store.save(tracker(domain, [*begin(), turn("1")[0]])))
    assert asyncio.run(store.turn("talk", "1")) is None


def test_a_turn_without_a_word_is_a_turn(store: TurnTrackerStore, domain: Domain) -> None:
    asyncio.run(store.save(tracker(domain, [*begin(), turn("1")[0], ActionExecuted("action_listen")])))
    assert asyncio.run(store.turn("talk", "1")) == Turn([], None)


def test_a_turn_that_cannot_be_stored_leaves_none_of_its_events(store: TurnTrackerStore, domain: Domain) -> None:
    first = [*begin(), *turn("1")]
    asyncio.run(store.save(tracker(domain, first)))
    with pytest.raises(sa.exc.IntegrityError):
        asyncio.run(store.save(tracker(domain, [*first, *turn("1")])))
    assert events(read(store)) == events(tracker(domain, first))
    asyncio.run(store.save(tracker(domain, [*first, *turn("2")])))
    assert asyncio.run(store.turn("talk", "2")) is not None


def test_an_event_that_is_no_json_leaves_nothing_of_its_turn(store: TurnTrackerStore, domain: Domain) -> None:
    with pytest.raises(TypeError):
        asyncio.run(store.save(tracker(domain, [*begin(), *turn("1"), SlotSet("need", object())])))
    assert read(store) is None
    assert asyncio.run(store.turn("talk", "1")) is None


def test_an_erased_conversation_is_gone_and_no_other(store: TurnTrackerStore, domain: Domain) -> None:
    for sender in ("talk", "other"):
        asyncio.run(store.save(tracker(domain, [*begin(), *turn("1")], sender)))
    asyncio.run(store.erase("talk"))
    assert read(store) is None
    assert asyncio.run(store.turn("talk", "1")) is None
    assert list(asyncio.run(store.keys())) == ["other"]
    assert asyncio.run(store.turn("other", "1")) is not None


def test_erasing_what_is_not_there_is_no_error(store: TurnTrackerStore) -> None:
    asyncio.run(store.erase("nobody"))


def test_conversations_can_be_saved_at_the_same_time(store: TurnTrackerStore, domain: Domain) -> None:
    async def save_all() -> None:
        trackers = [tracker(domain, [*begin(), *turn("1")], f"talk{number}") for number in range(12)]
        await asyncio.gather(*(store.save(each) for each in trackers))

    asyncio.run(save_all())
    assert len(list(asyncio.run(store.keys()))) == 12


def test_a_database_that_is_away_is_an_error_and_not_an_empty_conversation(
    store: TurnTrackerStore, url: str, domain: Domain
) -> None:
    asyncio.run(store.save(tracker(domain, begin())))
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("drop table tracker_events"))
    engine.dispose()
    with pytest.raises(sa.exc.OperationalError):
        read(store)
    with pytest.raises(sa.exc.OperationalError):
        asyncio.run(store.save(tracker(domain, begin())))
