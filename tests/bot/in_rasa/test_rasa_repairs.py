"""Each repair of Rasa, tried on Rasa's own classes with a stand-in for the action server."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import sqlalchemy as sa
from rasa.core.actions.action import ActionExtractSlots, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import rasa_repairs
from bot.rasa_repairs import TurnFailed
from bot.tracker_store import TurnTrackerStore
from tests.bot.in_rasa.fake_action_server import FakeActionServer

ACTION = "action_conclude"
RECORDS = "action_validate_slot_mappings"


@pytest.fixture(autouse=True, scope="module")
def repaired() -> None:
    rasa_repairs.apply()


@pytest.fixture
def server() -> Iterator[FakeActionServer]:
    fake = FakeActionServer()
    yield fake
    fake.stop()


def conversation(domain: Domain) -> DialogueStateTracker:
    asked: list[Event] = [ActionExecuted("action_listen"), UserUttered("hello", {"name": "greet"}, message_id="1")]
    return DialogueStateTracker.from_events("talk", asked, domain.slots)


def run_action(server: FakeActionServer, domain: Domain, tracker: DialogueStateTracker) -> bool:
    """Has a processor run the action as a turn does; it needs no model for that."""
    processor = object.__new__(MessageProcessor)
    processor.domain = domain
    action = RemoteAction(ACTION, EndpointConfig(server.url))
    prediction = PolicyPrediction.for_action_name(domain, ACTION, "RulePolicy")
    nlg = TemplatedNaturalLanguageGenerator({})
    goes_on: bool = asyncio.run(processor._run_action(action, tracker, CollectingOutputChannel(), nlg, prediction))
    return goes_on


def extract(server: FakeActionServer, domain: Domain) -> list[Event]:
    """Has Rasa fill the slots after a message, which calls our action that records the facts."""
    run = ActionExtractSlots(EndpointConfig(server.url)).run(
        CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), conversation(domain), domain
    )
    return asyncio.run(run)


def fails_with_500(server: FakeActionServer) -> None:
    server.status, server.answer = 500, {"error": "the database is away"}


def answers_nonsense(server: FakeActionServer) -> None:
    server.answer = {"events": "none"}


def answers_an_unknown_event(server: FakeActionServer) -> None:
    server.answer = {"events": [{"event": "nothing_that_exists"}], "responses": []}


def is_down(server: FakeActionServer) -> None:
    server.stop()


FAILURES = pytest.mark.parametrize("failing", [fails_with_500, answers_nonsense, answers_an_unknown_event, is_down])
Failing = Callable[[FakeActionServer], None]


def test_repairs_made_twice_are_made_once() -> None:
    before = (RemoteAction.run, RemoteAction._validate_action_result, MessageProcessor._run_action)
    rasa_repairs.apply()
    assert (RemoteAction.run, RemoteAction._validate_action_result, MessageProcessor._run_action) == before


def test_an_action_that_works_is_executed(server: FakeActionServer, domain: Domain) -> None:
    server.answer = {"events": [{"event": "slot", "name": "language", "value": "de"}], "responses": [{"text": "Hi"}]}
    tracker = conversation(domain)
    assert run_action(server, domain, tracker) is True
    assert server.called == [ACTION]
    assert tracker.get_slot("language") == "de"
    assert ACTION in [event.action_name for event in tracker.events if isinstance(event, ActionExecuted)]


@FAILURES
def test_a_failing_action_fails_the_turn_instead_of_counting_as_executed(
    server: FakeActionServer, domain: Domain, failing: Failing
) -> None:
    failing(server)
    with pytest.raises(TurnFailed, match=ACTION) as caught:
        run_action(server, domain, conversation(domain))
    assert caught.value.__cause__ is not None


def test_an_action_that_gives_way_is_a_rejection_and_no_failure(server: FakeActionServer, domain: Domain) -> None:
    server.status, server.answer = 400, {"action_name": ACTION, "error": "not now"}
    tracker = conversation(domain)
    run_action(server, domain, tracker)
    assert isinstance(tracker.events[-1], ActionExecutionRejected)


def test_a_turn_that_goes_round_in_circles_ends(server: FakeActionServer, domain: Domain) -> None:
    """Without a word of the bot: the gateway then says that something went wrong."""
    processor = object.__new__(MessageProcessor)
    processor.domain, processor.action_endpoint = domain, EndpointConfig(server.url)
    processor.nlg, processor.max_number_of_predictions = TemplatedNaturalLanguageGenerator({}), 10
    processor.on_circuit_break = None
    again = PolicyPrediction.for_action_name(domain, ACTION, "RulePolicy")
    processor._predict_next_with_tracker = lambda _: again
    output = CollectingOutputChannel()
    asyncio.run(processor._run_prediction_loop(output, conversation(domain)))
    assert server.called == [ACTION] * 10
    assert output.messages == []


def test_slots_are_filled_with_what_our_action_answers(server: FakeActionServer, domain: Domain) -> None:
    server.answer = {"events": [{"event": "slot", "name": "need", "value": "tours"}], "responses": []}
    assert SlotSet("need", "tours") in extract(server, domain)
    assert server.called == [RECORDS]


@FAILURES
def test_facts_that_could_not_be_recorded_fail_the_turn(
    server: FakeActionServer, domain: Domain, failing: Failing
) -> None:
    failing(server)
    with pytest.raises(TurnFailed, match=RECORDS):
        extract(server, domain)


def test_the_tracker_store_is_used_as_it_is_and_its_errors_are_seen(tmp_path: Path, domain: Domain) -> None:
    url = f"sqlite:///{tmp_path / 'tracker.db'}"
    store = TurnTrackerStore(domain, url)
    agent = Agent(domain=domain, tracker_store=store)
    assert agent.tracker_store is store
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("drop table tracker_events"))
    engine.dispose()
    with pytest.raises(sa.exc.OperationalError):
        asyncio.run(agent.tracker_store.retrieve("talk"))
    with pytest.raises(sa.exc.OperationalError):
        asyncio.run(agent.tracker_store.save(conversation(domain)))


def test_an_agent_gives_its_domain_to_the_tracker_store(tmp_path: Path, domain: Domain) -> None:
    store = TurnTrackerStore(Domain.empty(), f"sqlite:///{tmp_path / 'tracker.db'}")
    assert Agent(domain=domain, tracker_store=store).tracker_store.domain.slots == domain.slots


ANSWERS: list[Any] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "language", "value": "de"}], "responses": [{"text": "Hi"}]},
    {"events": [{"event": "action", "name": "action_listen", "policy": None, "confidence": None}]},
    {"events": [{"event": "active_loop", "name": "lead_form", "timestamp": None}]},
    {"responses": [{}]},
    {},
    {"events": None},
    {"events": "none"},
    {"events": [{}]},
    {"events": [{"event": "slot"}]},
    {"events": [{"event": 5}]},
    {"events": [{"event": "nothing_that_exists"}]},
    {"events": [], "responses": ["Hi"]},
    {"responses": {}},
    [],
    None,
    "events",
]


def verdict(check: Callable[[Any], Any], answer: Any) -> bool:
    try:
        check(answer)
    except jsonschema.ValidationError:
        return False
    return True


def by_jsonschema(answer: Any) -> None:
    jsonschema.validate(answer, RemoteAction.action_response_format_spec())


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_the_compiled_validator_judges_as_jsonschema_does(answer: Any) -> None:
    assert verdict(RemoteAction(ACTION, None)._validate_action_result, answer) is verdict(by_jsonschema, answer)


def test_the_compiled_validator_is_at_least_five_times_faster() -> None:
    answer: dict[str, Any] = ANSWERS[1]
    compiled = RemoteAction(ACTION, None)._validate_action_result
    assert fastest(lambda: by_jsonschema(answer)) > 5 * fastest(lambda: compiled(answer))


def fastest(check: Callable[[], Any], times: int = 7) -> float:
    """The shortest of some runs, in seconds: what else the machine does only makes others longer."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        check()
        taken.append(time.process_time() - started)
    return min(taken)
