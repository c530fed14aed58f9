"""Repairs of Rasa 3.6.21, made when the turn channel is created; each is one function and has one test.

Another version of Rasa is refused: what is repaired here was read in this one's source.
"""

from typing import Any

import jsonschema
import rasa
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor

VERSION = "3.6.21"


class TurnFailed(Exception):
    """A part of a turn failed; nothing of the turn is stored, and it can be taken again."""


def apply() -> None:
    """Makes all repairs, once. Raises ``RuntimeError`` on another version of Rasa."""
    if rasa.__version__ != VERSION:
        raise RuntimeError(f"The repairs are for Rasa {VERSION}, not {rasa.__version__}; read them again first.")
    if getattr(Agent, "repaired_by_banter", False):
        return
    _check_action_answers_with_one_validator()
    _fail_the_turn_when_an_action_fails()
    _fail_the_turn_when_the_extraction_fails()
    _trust_the_tracker_store()
    Agent.repaired_by_banter = True


def _check_action_answers_with_one_validator() -> None:
    """``jsonschema.validate`` checks its own schema at each call, 19 of a turn's 27 ms. Compiled once it costs 0.3."""
    schema = RemoteAction.action_response_format_spec()
    validator = jsonschema.validators.validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _fail_the_turn_when_an_action_fails() -> None:
    """The processor logs an action's exception and goes on as if it had run: "thank you", with nothing stored."""
    original = MessageProcessor._run_action

    async def run_action(self: MessageProcessor, action: Action, *args: Any, **kwargs: Any) -> bool:
        watched = _Watched(action)
        go_on: bool = await original(self, watched, *args, **kwargs)
        if watched.failure is not None:
            raise TurnFailed(f"{action.name()}: {watched.failure}") from watched.failure
        return go_on

    MessageProcessor._run_action = run_action


def _fail_the_turn_when_the_extraction_fails() -> None:
    """``action_extract_slots`` swallows what a remote action raises; under another type it passes through."""
    original = RemoteAction.run

    async def run(self: RemoteAction, *args: Any, **kwargs: Any) -> Any:
        try:
            return await original(self, *args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            raise TurnFailed(f"{self.name()}: {error}") from error

    RemoteAction.run = run


def _trust_the_tracker_store() -> None:
    """``FailSafeTrackerStore`` makes a failed read an empty conversation, and a failed write a forgotten one."""

    def create(store: Any, domain: Any) -> Any:
        store.domain = domain
        return store

    Agent._create_tracker_store = staticmethod(create)


class _Watched:
    """An action that remembers its failure while the processor swallows it."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self.failure: Exception | None = None

    async def run(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await self._action.run(*args, **kwargs)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            self.failure = error
            raise

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)
