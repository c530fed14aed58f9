"""What Slack sends when somebody of sales does something: parse in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from handoff.slack.blocks import Act
from handoff.slack.markup import decode, emoji_in, mentions
from handoff.slack.modal import MODAL, REASON, WORDS
from handoff.slack.standing import thread_of

TYPED = (None, "file_share", "thread_broadcast")  # the subtypes in which a person says something


@dataclass(frozen=True)
class Place:
    """Where somebody is to be answered, for their eyes only."""

    channel: str
    user: str
    thread: str | None = None


@dataclass(frozen=True)
class Pressed:
    """A button of a hand-off; ``trigger`` allows to ask something for three seconds."""

    act: Act
    lead_id: str
    place: Place
    trigger: str


@dataclass(frozen=True)
class Explained:
    """Why a lead does not fit, or was lost; ``id`` is that of the form, ``words`` are free."""

    id: str
    lead_id: str
    outcome: str
    reason: str
    words: str
    place: Place


@dataclass(frozen=True)
class Written:
    """A reply in a thread; ``id`` is the same for each event of it. ``text`` is empty for a file alone.

    ``names_somebody``: it mentions a member of the workspace other than the bot.
    """

    id: str
    thread: str
    text: str
    names_somebody: bool
    place: Place


class _Id(BaseModel):
    id: str


class _Action(BaseModel):
    action_id: str
    value: str


class _Shown(BaseModel):
    ts: str
    thread_ts: str | None = None


class _Press(BaseModel):
    user: _Id
    channel: _Id
    trigger_id: str
    message: _Shown
    actions: tuple[_Action, ...]


class _Reply(BaseModel):
    user: str
    channel: str
    ts: str
    thread_ts: str
    text: str = ""
    subtype: str | None = None
    bot_id: str | None = None
    hidden: bool = False


def read(body: Mapping[str, Any]) -> Pressed | Explained | Written | None:
    """The event in a payload, or ``None``: it can't concern sales, or it is nothing that a person says."""
    try:
        match body.get("type"):
            case "event_callback":
                return _written(body)
            case "block_actions":
                return _pressed(_Press.model_validate(body))
            case "view_submission":
                return _explained(body)
    except (AttributeError, LookupError, TypeError, ValidationError, ValueError):
        return None  # it does not have Slack's form
    return None


def _pressed(press: _Press) -> Pressed | None:
    action = press.actions[0]
    if action.action_id not in {*Act}:
        return None
    place = Place(press.channel.id, press.user.id, press.message.thread_ts)
    return Pressed(Act(action.action_id), action.value, place, press.trigger_id)


def _explained(body: Mapping[str, Any]) -> Explained | None:
    view = body["view"]
    if view["callback_id"] != MODAL:
        return None
    about, given = json.loads(view["private_metadata"]), view["state"]["values"]
    words = str(given[WORDS][WORDS].get("value") or "").strip()
    reason = str(given[REASON][REASON]["selected_option"]["value"])
    place = Place(str(about["channel"]), str(body["user"]["id"]))
    return Explained(str(view["id"]), str(about["lead"]), str(about["outcome"]), reason, words, place)


def _written(body: Mapping[str, Any]) -> Written | None:
    if body["event"]["type"] not in ("message", "app_mention"):
        return None
    reply = _Reply.model_validate(body["event"])
    if reply.subtype not in TYPED or reply.bot_id or reply.hidden or reply.thread_ts == reply.ts:
        return None
    bot = str(body["authorizations"][0]["user_id"]) if body.get("authorizations") else ""
    if reply.user == bot:
        return None
    return Written(
        id=f"slack/{thread_of(reply.channel, reply.ts)}",
        thread=thread_of(reply.channel, reply.thread_ts),
        text=decode(reply.text, emoji_in(body["event"].get("blocks")), bot),
        names_somebody=bool(mentions(reply.text) - {bot}),
        place=Place(reply.channel, reply.user, reply.thread_ts),
    )
