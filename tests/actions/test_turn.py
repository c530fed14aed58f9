"""What an action reads from a tracker, with trackers as Rasa sends them."""

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions import turn
from leads.questions import Asked
from leads.store import Said

Event = dict[str, Any]


def tracker(
    text: str = "hello",
    intent: str = "inform",
    entities: list[Event] | None = None,
    events: list[Event] | None = None,
    slots: dict[str, Any] | None = None,
    message_id: str | None = "17",
) -> Tracker:
    latest = {"text": text, "intent": {"name": intent}, "entities": entities or [], "message_id": message_id}
    return Tracker("talk", slots or {}, latest, events or [], False, None, {"name": turn.FORM}, "action_listen")


def entity(kind: str, value: Any, text: str, words: str) -> Event:
    start = text.index(words)
    return {"entity": kind, "value": value, "start": start, "end": start + len(words)}


def uttered(name: str | None) -> Event:
    return {"event": "bot", "text": "words", "metadata": {} if name is None else {"utter_action": name}}


def written(intent: str, *entities: str) -> Event:
    parsed = {"intent": {"name": intent}, "entities": [{"entity": each} for each in entities]}
    return {"event": "user", "text": "words", "parse_data": parsed}


def done(name: str) -> Event:
    return {"event": "action", "name": name}


USER: Event = {"event": "user", "text": "hello", "message_id": "18"}


def test_the_intent_is_the_latest_messages() -> None:
    assert turn.intent(tracker(intent="ask_why")) == "ask_why"


def test_before_any_message_there_is_no_intent() -> None:
    assert turn.intent(Tracker("talk", {}, {}, [], False, None, {}, None)) is None


def test_the_message_id_is_the_inboxs() -> None:
    assert turn.message_id(tracker(message_id="17")) == "17"


def test_the_message_id_is_read_from_the_events_where_the_message_does_not_carry_it() -> None:
    events = [{**USER, "message_id": "16"}, USER, done("lead_form")]
    assert turn.message_id(tracker(message_id=None, events=events)) == "18"


@pytest.mark.parametrize(("slot", "language"), [("de", "de"), ("en", "en"), (None, "en")])
def test_the_language_is_the_slots_and_english_where_none_is_known(slot: str | None, language: str) -> None:
    assert turn.language(tracker(slots={"language": slot})) == language


def test_each_entity_is_a_fact_with_the_sentence_that_states_it() -> None:
    text = "Hi there. I am Ruth Albers! We are Seegras GmbH, about 3.5 km off."
    said = turn.said(
        tracker(
            text,
            entities=[
                entity("person", "Ruth Albers", text, "Ruth Albers"),
                entity("company", "Seegras GmbH", text, "Seegras GmbH"),
                {"entity": "language", "value": "en", "start": 0, "end": len(text)},
            ],
        )
    )
    assert said == [
        Said("person_name", "Ruth Albers", "I am Ruth Albers!"),
        Said("company", "Seegras GmbH", "We are Seegras GmbH, about 3.5 km off."),
    ]


def test_how_sure_the_recogniser_is_of_a_name_goes_with_it() -> None:
    name = entity("person", "Ruth", "ask Ruth", "Ruth") | {"confidence_entity": 0.81}
    assert [fact.confidence for fact in turn.said(tracker("ask Ruth", entities=[name]))] == [0.81]


def test_a_pressed_button_is_quoted_by_its_title() -> None:
    pressed = tracker('/inform{"contact_opt_in": false}', entities=[{"entity": "contact_opt_in", "value": False}])
    pressed.latest_message["metadata"] = {"title": "No, thanks"}
    assert turn.said(pressed) == [Said("contact_opt_in", False, "No, thanks")]


def test_an_entity_without_a_place_is_stated_by_the_whole_message() -> None:
    said = turn.said(tracker("One. Two.", entities=[{"entity": "contact_opt_in", "value": True}]))
    assert said == [Said("contact_opt_in", True, "One. Two.")]


@pytest.mark.parametrize("intent", ["contact_sales", "human_handoff"])
def test_asking_for_a_person_is_a_fact(intent: str) -> None:
    assert turn.said(tracker("Please call me", intent)) == [Said("requested_contact", True, "Please call me")]


def test_a_value_that_no_fact_can_have_is_not_understood() -> None:
    beyond = {"entity": "budget", "value": {"min": 1e300, "max": None, "currency": None, "period": None}}
    assert turn.said(tracker(entities=[beyond, {"entity": "company", "value": "Seegras"}])) == [
        Said("company", "Seegras", "hello")
    ]


def test_a_message_without_entities_says_nothing() -> None:
    assert turn.said(tracker("hello", "greet")) == []
    assert turn.said(Tracker("talk", {}, {"entities": None}, [], False, None, {}, None)) == []


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("We need tours.", "tours", "We need tours."),
        ("One. Two. Three.", "Two", "Two."),
        ("One. Two. Three.", "Three", "Three."),
        ("no stop at all", "stop", "no stop at all"),
        ("Write to ruth@seegras.example now. Bye.", "ruth@seegras.example", "Write to ruth@seegras.example now."),
        ("We have 1.500 euros. Bye.", "1.500", "We have 1.500 euros."),
        ("Really?! Yes. We have it.", "Yes", "Yes."),
        ("First line\nsecond line\n\nlast", "second", "second line"),
        ("We are Seegras Inc. Hello.", "Seegras Inc.", "We are Seegras Inc."),
        ("We are Seegras Inc. and buy.", "Seegras Inc.", "We are Seegras Inc."),
        ("😀 Größe: 5. 20 Leute.", "20 Leute", "20 Leute."),
    ],
)
def test_the_sentence_around_some_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    assert turn.sentence_around(text, start, start + len(words)) == sentence


def test_words_that_cross_sentences_are_quoted_with_both() -> None:
    assert turn.sentence_around("Zero. One. Two. Three.", 6, 14) == "One. Two."


@pytest.mark.parametrize(
    ("since", "returns"),
    [
        ([], False),
        ([done("action_listen")], False),
        ([done("lead_form"), done("action_listen")], False),
        ([done("utter_greet")], True),
        ([done("utter_faq"), done("lead_form")], True),
        ([done("action_say_why")], True),
        ([{"event": "slot", "name": "language", "value": "en"}], False),
    ],
)
def test_something_done_since_the_message_is_an_interruption(since: list[Event], returns: bool) -> None:
    events = [done("utter_greet"), USER, *since]
    assert turn.comes_back_from_an_interruption(tracker(events=events)) is returns


def in_vain(events: list[Event]) -> dict[str, int]:
    return {slot: count for slot, count in turn.asked(tracker(events=events)).in_vain.items() if count}


def test_a_question_counts_as_asked_in_vain_with_each_message_that_does_not_answer_it() -> None:
    events = [
        uttered("utter_ask_need"),
        written("dont_know"),
        uttered("utter_default"),
        uttered("utter_ask_need"),
        written("faq"),
        uttered("utter_faq/price"),
        uttered("utter_ask_need"),
        written("nlu_fallback", "language"),
        uttered(None),
        uttered("utter_ask_need"),
        written("inform", "company"),
        uttered("utter_ask_email"),
        written("inform", "email"),
        uttered("utter_ask_person_name__company"),
        written("inform", "person"),
    ]
    assert in_vain(events) == {"need": 2}
    assert turn.asked(tracker(events=events)).ever == {"need", "email", "person_name"}


def test_two_messages_after_one_question_are_one_failure_to_answer() -> None:
    assert in_vain([uttered("utter_ask_need"), written("inform"), written("inform")]) == {"need": 1}


@pytest.mark.parametrize(("said", "failures"), [("confirmed", 0), ("change", 0), ("budget", 0), ("language", 1)])
def test_anything_said_about_a_recap_answers_it(said: str, failures: int) -> None:
    assert in_vain([uttered("utter_ask_confirmed__again"), written("inform", said)]).get("confirmed", 0) == failures


def test_in_a_new_conversation_nothing_was_asked() -> None:
    assert turn.asked(tracker()) == Asked()


def test_a_new_session_begins_to_count_anew() -> None:
    events = [uttered("utter_ask_need"), written("inform"), {"event": "session_started"}, uttered("utter_ask_email")]
    assert turn.asked(tracker(events=events)) == Asked({}, frozenset({"email"}))


def test_unclear_messages_are_counted_up_to_the_last_clear_one() -> None:
    unclear, clear = written("nlu_fallback", "language"), written("inform", "company")
    assert turn.unclear_in_a_row(tracker(events=[unclear, clear, unclear, uttered("utter_default"), unclear])) == 2
    assert turn.unclear_in_a_row(tracker(events=[unclear, unclear, written("faq")])) == 0
    assert turn.unclear_in_a_row(tracker(events=[unclear, written("out_of_scope")])) == 2
    assert turn.is_hopeless(tracker(events=[unclear] * 5))
    assert not turn.is_hopeless(tracker(events=[unclear] * 4))


def test_a_consent_is_proved_by_the_words_that_asked_for_it() -> None:
    question = {**uttered("utter_ask_contact_opt_in"), "text": "May we contact you?"}
    yes = [{"entity": "contact_opt_in", "value": True}]
    [asked] = turn.said(tracker("yes", "affirm", yes, [question, USER]))
    [volunteered] = turn.said(tracker("call me", "inform", yes, [question, uttered("utter_ask_budget"), USER]))
    assert (asked.wording, volunteered.wording) == ("May we contact you?", None)


def test_what_a_message_says_beside_facts() -> None:
    wanted = tracker("change my budget", entities=[{"entity": "change", "value": "budget"}])
    assert turn.marked(wanted, "change") == "budget"
    assert turn.marked(wanted, "data_request") is None
    assert turn.said(wanted) == []


def test_every_question_of_a_message_has_its_answer() -> None:
    asked = tracker("what does it cost, and where is it hosted?", "faq")
    chosen = [{"intent_response_key": f"faq/{name}"} for name in ("price", "hosting")]
    asked.latest_message["response_selector"] = {"faq": {"response": chosen[0], "others": chosen[1:]}}
    assert turn.entries(asked) == ["faq/price", "faq/hosting"]
    assert turn.entries(tracker()) == []
