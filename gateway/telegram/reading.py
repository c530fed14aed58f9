"""What a Telegram update means for us: parse in."""

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, MessageEntity, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from leads.accounts import Account
from leads.arrivals import Arrival

CHANNEL = "telegram"
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
CAMPAIGN = re.compile(r"[A-Za-z0-9_-]{1,64}")  # all that a link t.me/bot?start=… can carry
LANGUAGES = ("en", "de")
KINDS = {  # attributes of a message without text: what a visitor would call it
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "sticker": "sticker",
    "animation": "sticker",
    "dice": "sticker",
    "photo": "photo",
    "video": "photo",
    "story": "photo",
    "document": "file",
    "location": "other",
    "venue": "other",
    "poll": "other",
}


@dataclass(frozen=True)
class Said:
    """A typed message, or the number of a shared contact."""

    arrival: Arrival


@dataclass(frozen=True)
class Commanded:
    """``/name``; a campaign behind ``/start`` is in the arrival's source."""

    arrival: Arrival
    command: str


@dataclass(frozen=True)
class Wordless:
    """A picture, a voice message, …"""

    arrival: Arrival
    kind: str


@dataclass(frozen=True)
class Edited:
    """A message ``of`` earlier has another text now."""

    arrival: Arrival
    of: str


@dataclass(frozen=True)
class Pressed:
    """A button; ``query`` wants to be answered."""

    arrival: Arrival
    reference: str
    query: str


@dataclass(frozen=True)
class Blocked:
    """The visitor blocked the bot or deleted the chat."""

    account: Account


Event = Said | Commanded | Wordless | Edited | Pressed | Blocked


def read(update: Update, me: User) -> Event | None:
    """The event in an update, or ``None``: it does not concern us. Anything may be raised by what is malformed."""
    event_id = f"{me.id}:{update.update_id}"
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if update.callback_query is not None:
        return _press(update.callback_query, event_id)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot or not _is_for(message, me):
        return None
    if update.edited_message is not None:
        return _edit(message, event_id, me)
    return _message(message, event_id, me)


def account_of(chat: Chat, user: User, thread: int | None = None) -> Account:
    """A private chat; in a group a person, in the topic where they write."""
    if chat.type == ChatType.PRIVATE:
        return Account(CHANNEL, f"{int(chat.id)}")
    return Account(CHANNEL, f"{int(chat.id)}/{int(user.id)}" + (f"/{int(thread)}" if thread else ""))


def _message(message: Message, event_id: str, me: User) -> Event | None:
    text = message.text or message.caption
    if message.contact is not None:
        return Said(_arrival(message, event_id, _number(message.contact.phone_number)))
    if not text:
        kind = next((kind for name, kind in KINDS.items() if getattr(message, name, None)), None)
        return None if kind is None else Wordless(_arrival(message, event_id, ""), kind)
    command = COMMAND.fullmatch(text.strip())
    if command is None or (command[2] and command[2].casefold() != (me.username or "").casefold()):
        said = _without_mention(message, text, me)
        return (
            Said(_arrival(message, event_id, said)) if said else Commanded(_arrival(message, event_id, text), "start")
        )
    name, behind = command[1].casefold(), (command[3] or "").strip()
    source = {"start": behind, "utm_campaign": behind} if name == "start" and CAMPAIGN.fullmatch(behind) else {}
    return Commanded(_arrival(message, event_id, text.strip(), source), name)


def _edit(message: Message, event_id: str, me: User) -> Event | None:
    text = message.text or message.caption
    if not text:
        return None  # a live location that moves, say
    said = _arrival(message, event_id, _without_mention(message, text, me), as_id=f"edit-{event_id}")
    return Edited(said, str(message.message_id))


def _press(query: CallbackQuery, event_id: str) -> Event | None:
    message = query.message
    if message is None or query.data is None:
        return None
    thread = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    account = account_of(message.chat, query.from_user, thread)
    arrival = Arrival(account, event_id, f"press-{event_id}", "", language=_language(query.from_user))
    return Pressed(arrival, str(query.data), str(query.id))


def _membership(change: ChatMemberUpdated) -> Event | None:
    if change.chat.type != ChatType.PRIVATE or change.new_chat_member.status != ChatMemberStatus.BANNED:
        return None
    return Blocked(account_of(change.chat, change.from_user))


def _arrival(
    message: Message, event_id: str, text: str, source: dict[str, str] | None = None, as_id: str | None = None
) -> Arrival:
    assert message.from_user is not None
    thread = message.message_thread_id if message.is_topic_message else None
    account = account_of(message.chat, message.from_user, thread)
    external_id = as_id or str(int(message.message_id))
    return Arrival(account, event_id, external_id, text, None, _language(message.from_user), source or {})


def _is_for(message: Message, me: User) -> bool:
    """Whether a message is for the bot: in a group only when it is addressed."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    if message.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return False
    answered = message.reply_to_message.from_user if message.reply_to_message else None
    if answered is not None and answered.id == me.id:
        return True
    command = COMMAND.fullmatch((message.text or "").strip())
    if command is not None:
        return (command[2] or "").casefold() == (me.username or "").casefold()
    return bool(_mentions(message, me))


def _mentions(message: Message, me: User) -> list[str]:
    """How the message names the bot: ``@name``, or a link to it in other words."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    if message.text:
        found = message.parse_entities(kinds)
    else:
        found = message.parse_caption_entities(kinds) if message.caption else {}
    name = f"@{me.username}".casefold()
    return [
        words
        for entity, words in found.items()
        if words.casefold() == name or (entity.user is not None and entity.user.id == me.id)
    ]


def _without_mention(message: Message, text: str, me: User) -> str:
    for words in _mentions(message, me):
        text = re.sub(rf"\s*{re.escape(words)}", "", text, count=1).strip(" ,:\n\t")
    return text


def _language(user: User) -> str | None:
    """What the account is set to (de-AT is de): a first guess."""
    language = (user.language_code or "").partition("-")[0].casefold()
    return language if language in LANGUAGES else None


def _number(phone: str) -> str:
    """A shared number as a person would type it; Telegram leaves the plus out, and it is always international."""
    return phone if phone.startswith("+") else f"+{phone}"
