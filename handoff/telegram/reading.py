"""What an update of Telegram means for sales: parse in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from handoff.telegram.keyboard import Choice

ADDRESSED = re.compile(r"(/\w+)@\w+")  # in a group a command that is tapped names the bot
LONGEST_NAME = 200


class Chat(BaseModel):
    """A chat, or a group in whose name somebody writes."""

    id: int
    title: str = ""


class User(BaseModel):
    """An account."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""


class Message(BaseModel):
    """As far as it matters here; Telegram leaves out what the replied-to message replies to."""

    message_id: int
    chat: Chat
    from_: User | None = Field(None, alias="from")
    sender_chat: Chat | None = None
    text: str | None = None
    reply_to_message: "Message | None" = None


class Query(BaseModel):
    """A pressed button."""

    id: str
    from_: User = Field(alias="from")
    message: Message | None = None
    data: str = ""


class Update(BaseModel):
    """The three kinds that can concern sales."""

    callback_query: Query | None = None
    message: Message | None = None
    edited_message: Message | None = None


@dataclass(frozen=True)
class Who:
    """``id`` is that of the account, ``name`` as Telegram shows it."""

    id: str
    name: str


@dataclass(frozen=True)
class Pressed:
    """One of our buttons; ``query`` wants to be answered."""

    query: str
    chat: int
    message: int
    who: Who
    choice: Choice


@dataclass(frozen=True)
class Written:
    """A reply ``to`` a message that ``author``, an account, had sent; ``text`` is ``None`` for a picture, say."""

    chat: int
    message: int
    who: Who
    text: str | None
    to: int
    author: int
    is_edit: bool


def read(update: Mapping[str, Any]) -> Pressed | Written | None:
    """The event in an update, or ``None``: it can't concern sales."""
    try:
        parsed = Update.model_validate(update)
    except ValidationError:
        return None
    if parsed.callback_query is not None:
        return _pressed(parsed.callback_query)
    message = parsed.message or parsed.edited_message
    return None if message is None else _written(message, is_edit=parsed.edited_message is not None)


def _pressed(query: Query) -> Pressed | None:
    choice = Choice.read(query.data)
    if choice is None or query.message is None:
        return None
    chat, message = query.message.chat.id, query.message.message_id
    return Pressed(query.id, chat, message, _who(query.from_, None), choice)


def _written(message: Message, is_edit: bool) -> Written | None:
    """Bots write nothing to visitors, but a group may: so Telegram shows an administrator who wants no name."""
    to, sender = message.reply_to_message, message.from_
    if to is None or to.from_ is None or not to.from_.is_bot or sender is None:
        return None
    if sender.is_bot and message.sender_chat is None:
        return None
    text = None if message.text is None else ADDRESSED.sub(r"\1", message.text, count=1)
    who = _who(sender, message.sender_chat)
    return Written(message.chat.id, message.message_id, who, text, to.message_id, to.from_.id, is_edit)


def _who(user: User, group: Chat | None) -> Who:
    name = group.title if group is not None else f"{user.first_name} {user.last_name}"
    return Who(f"{user.id}", " ".join(name.split())[:LONGEST_NAME] or f"{user.id}")
