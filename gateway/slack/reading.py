"""What a Slack event or a pressed button means for us: parse in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.slack.markup import decode, mentions
from leads.accounts import Account
from leads.arrivals import Arrival

CHANNEL = "slack"
TYPED = (None, "file_share", "thread_broadcast")  # the subtypes in which a person says something
SLACKBOT = "USLACKBOT"
LONGEST_ID = 100

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Me:
    """The bot: its workspace and its user."""

    team: str
    user: str
    bot: str | None


@dataclass(frozen=True)
class Said:
    """A typed message for the bot: a direct one, or one that mentions it."""

    arrival: Arrival


@dataclass(frozen=True)
class Overheard:
    """A message in a thread: for the bot when this person has a conversation with it there."""

    arrival: Arrival


@dataclass(frozen=True)
class Greeted:
    """The bot was mentioned without a word."""

    arrival: Arrival


@dataclass(frozen=True)
class Wordless:
    """A file without a text."""

    arrival: Arrival
    kind: str


@dataclass(frozen=True)
class Pressed:
    """A button below a message of the bot's."""

    arrival: Arrival
    reference: str
    channel: str
    user: str
    message: Json


Event = Said | Overheard | Greeted | Wordless | Pressed


def read_event(body: Json, me: Me) -> Event | None:
    """What somebody said, or ``None``: it does not concern us. Anything may be raised by what is malformed."""
    event = body["event"]
    if event["type"] not in ("message", "app_mention") or event.get("subtype") not in TYPED:
        return None
    if event.get("bot_id") or event.get("hidden") or event.get("user") in (None, me.user, SLACKBOT):
        return None
    raw, thread = _text(event.get("text") or ""), event.get("thread_ts")
    place = _place(event["channel"], thread or event["ts"], event["user"], me)
    in_thread = f"{_id(thread)}/" if place.is_direct and thread else ""  # answered there, see SlackSender
    arrival = Arrival(place.account, _id(body["event_id"]), in_thread + _id(event["ts"]), decode(raw, me.user))
    named = mentions(raw)
    if not place.is_direct and me.user not in named:
        return Overheard(arrival) if thread and arrival.text and not named else None
    if arrival.text:
        return Said(arrival)
    files = event.get("files")
    return Wordless(arrival, _kind(files[0])) if files else Greeted(arrival) if raw else None


def read_press(body: Json, me: Me) -> Pressed | None:
    """A pressed button of ours, or ``None``. Anything may be raised by what is malformed."""
    message, action, user = body.get("message"), body["actions"][0], body["user"]["id"]
    if message is None or "value" not in action:
        return None
    thread, moment = message.get("thread_ts"), _id(action["action_ts"])
    place = _place(body["channel"]["id"], thread or message["ts"], user, me)
    in_thread = f"{_id(thread)}/" if place.is_direct and thread else ""
    event_id = f"{_id(message['ts'])} {moment} {_id(user)}"
    arrival = Arrival(place.account, event_id[:LONGEST_ID], f"{in_thread}press-{moment}", "")
    return Pressed(arrival, _text(action["value"]), _id(body["channel"]["id"]), _id(user), message)


@dataclass(frozen=True)
class _Place:
    account: Account
    is_direct: bool


def _place(channel: Any, thread: Any, user: Any, me: Me) -> _Place:
    """A direct message has one conversation; in a channel, each person has one in each thread.

    The bot's own workspace stands in the address, not the visitor's, which differs in a shared channel.
    """
    if _id(channel).startswith("D"):
        return _Place(Account(CHANNEL, f"{me.team}/{channel}"), True)
    return _Place(Account(CHANNEL, f"{me.team}/{channel}/{_id(thread)}/{_id(user)}"), False)


def _kind(file: Json) -> str:
    kind = str(file.get("mimetype") or "").partition("/")[0]
    return {"image": "photo", "video": "photo", "audio": "voice"}.get(kind, "file")


def _id(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or "/" in value:
        raise ValueError(f"{str(value)[:LONGEST_ID]!r} is no id of Slack's")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value
