"""The only door into Rasa: one message in, its replies out, each message taken once."""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot import rasa_repairs
from bot.tracker_store import Turn

LONGEST_TEXT = 2_000
CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
UNSAYABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
LEADING = re.compile(r"^[\s/]+")  # \s as str.strip() has it: Rasa strips, then looks for the slash

log = logging.getLogger(__name__)


class BadMessage(Exception):
    """The request is not one message; its text says why."""


@dataclass(frozen=True)
class Incoming:
    """One message of a visitor: typed ``text``, or the payload of a button that they were offered, and its title."""

    conversation: str
    message_id: str
    text: str
    channel: str
    language: str | None
    asked_at: str | None = None
    title: str | None = None


def cleaned(text: str) -> str:
    """What Rasa may see of a typed text: no characters that break a database, no ``/intent`` injected, not too long."""
    return LEADING.sub("", UNSAYABLE.sub(" ", text))[:LONGEST_TEXT].strip()


def read_message(body: Any) -> Incoming:
    """The message in a request's JSON. Raises ``BadMessage``."""
    if not isinstance(body, dict):
        raise BadMessage("a JSON object is needed")
    conversation, message_id = body.get("conversation"), body.get("message_id")
    if not isinstance(conversation, str) or not CONVERSATION.fullmatch(conversation):
        raise BadMessage("conversation must be 1 to 64 of A-Z a-z 0-9 _ -")
    if not isinstance(message_id, str) or not 1 <= len(message_id) <= 128:
        raise BadMessage("message_id must be a text of 1 to 128 characters")
    text, button = body.get("text"), body.get("button")
    if isinstance(button, str) and button.startswith("/"):
        said = button
    elif isinstance(words := text if button is None else button, str):
        said = cleaned(words)
    else:
        raise BadMessage("text, or button with a payload, is needed")
    channel, language, asked_at, title = (
        _text(body.get(name)) for name in ("channel", "language", "asked_at", "title")
    )
    return Incoming(conversation, message_id, said, channel or "website", language, asked_at, title)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


class TurnInput(InputChannel):
    """Named in ``credentials.yml``: ``POST /webhooks/turn/messages`` takes a turn, ``GET …/health`` tells readiness.

    A failed turn is a 503 with its cause and leaves nothing behind; the same message can be sent again.
    """

    @classmethod
    def name(cls) -> str:
        """The name in addresses and trackers."""
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "TurnInput":
        """Called by Rasa before it loads the model, in time for the repairs."""
        rasa_repairs.apply()
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        turn = Blueprint("turn")

        @turn.post("/messages")
        async def messages(request: Request) -> HTTPResponse:
            try:
                incoming = read_message(json.loads(request.body))
            except (BadMessage, ValueError) as error:
                return _refusal(400, "bad_message", str(error))
            agent = request.app.ctx.agent
            if agent is None or not agent.is_ready():
                return _refusal(503, "no_model", "the model is not loaded")
            try:
                taken = await _take(agent, incoming)
            except Exception as error:  # the edge: whatever failed, the caller learns the cause and tries again
                cause = error.__cause__ or error
                log.exception("turn failed, message %s", incoming.message_id, exc_info=cause)
                return _refusal(503, "turn_failed", f"{type(error).__name__}: {error}")
            return json_response({"replies": taken.replies, "language": taken.language, "unclear": taken.unclear})

        @turn.delete("/conversations/<conversation:str>")
        async def erase(request: Request, conversation: str) -> HTTPResponse:
            await request.app.ctx.agent.tracker_store.erase(conversation)
            return json_response({}, status=200)

        @turn.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return _health(request.app)

        return turn


async def _take(agent: Any, incoming: Incoming) -> Turn:
    """Runs the turn unless it has been taken; either way the answer is what was stored."""
    store = agent.tracker_store
    known = await store.turn(incoming.conversation, incoming.message_id)
    if known is None:
        await agent.handle_message(
            UserMessage(
                incoming.text,
                CollectingOutputChannel(),
                incoming.conversation,
                input_channel=incoming.channel,
                message_id=incoming.message_id,
                metadata={"language": incoming.language, "asked_at": incoming.asked_at, "title": incoming.title},
            )
        )
        known = await store.turn(incoming.conversation, incoming.message_id)
    if known is None:
        raise rasa_repairs.TurnFailed("the turn left nothing behind")
    return known


def _health(app: Sanic) -> HTTPResponse:
    agent = app.ctx.agent
    ready = agent is not None and agent.is_ready()
    return json_response({"model": ready}, status=200 if ready else 503)


def _refusal(status: int, code: str, message: str) -> HTTPResponse:
    return json_response({"error": {"code": code, "message": message}}, status=status)
