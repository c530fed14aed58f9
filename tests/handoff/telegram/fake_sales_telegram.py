"""The hand-written Bot API once more, with what a sales group needs: HTML, edits, deletions, chats that come and go."""

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.gateway.fake_platform import Json
from tests.gateway.telegram.fake_telegram import BOT, FakeTelegram, Person

TOKENS = re.compile(r'<(/?)(b|i|a|blockquote)(?: href="[^"<>]*"| expandable)?>')
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)")
HOST = re.compile(r"[^.]+(\.[^.]+)+")
Answer = tuple[int, Json, Mapping[str, str]]


class BadMarkup(Exception):
    """Telegram can't parse the entities of a message."""


class FakeSalesTelegram(FakeTelegram):
    """``chats`` are the names of those that the bot can see; ``sent`` shows each message as it is now."""

    def __init__(self) -> None:
        super().__init__()
        self.chats: dict[int, str] = {}
        self.kicked: set[int] = set()
        self.moved: dict[int, int] = {}
        self.keeps_old_messages = False

    def messages(self, chat: int) -> list[Json]:
        """What stands in a chat, in order."""
        return [message for message in self.sent if message["chat_id"] == chat]

    def titles(self, message: Json) -> list[list[str]]:
        """The buttons below a message, row by row."""
        return [[button["text"] for button in row] for row in message["reply_markup"]["inline_keyboard"]]

    def replied(self, person: Person, message: Json, text: str | None = "Hello", **parts: Any) -> Json:
        """Somebody's reply to a message of the bot, which shows no reply of its own, as in real updates."""
        chat = {"id": message["chat_id"], "type": "supergroup", "title": self.chats.get(message["chat_id"], "")}
        of_bot = {"message_id": message["message_id"], "date": 1_800_000_000, "chat": chat, "from": BOT, "text": "…"}
        below = {"reply_markup": message["reply_markup"]} if "reply_markup" in message else {}
        said = {} if text is None else {"text": text}
        base = person.message(**{**said, **parts, "reply_to_message": {**of_bot, **below}})
        return {"update_id": next(self.ids), "message": {**base, "chat": chat}}

    def _getchat(self, arguments: Json) -> Answer:
        trouble = self._trouble(arguments["chat_id"])
        if trouble is not None:
            return trouble
        chat = {"id": arguments["chat_id"], "type": "supergroup", "title": self.chats[arguments["chat_id"]]}
        return _ok({**chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS})

    def _sendmessage(self, arguments: Json) -> Answer:
        trouble = self._trouble(arguments["chat_id"])
        if trouble is not None:
            return trouble
        try:
            shown = _shown(arguments)
        except BadMarkup as error:
            return _refused(400, f"Bad Request: {error}")
        return super()._sendmessage(shown)

    def _editmessagetext(self, arguments: Json) -> Answer:
        try:
            shown = _shown(arguments)
        except BadMarkup as error:
            return _refused(400, f"Bad Request: {error}")
        if len(shown["text"].encode("utf-16-le")) > 2 * 4096:
            return _refused(400, "Bad Request: MESSAGE_TOO_LONG")
        return self._edit(arguments, {"text": shown["text"], "html": shown["html"]})

    def _editmessagereplymarkup(self, arguments: Json) -> Answer:
        return self._edit(arguments, {})

    def _deletemessages(self, arguments: Json) -> Answer:
        if self.keeps_old_messages:
            return _refused(400, "Bad Request: message can't be deleted for everyone")
        with self.changed:
            self.sent = [each for each in self.sent if each["message_id"] not in arguments["message_ids"]]
        return _ok(True)

    def _edit(self, arguments: Json, change: Json) -> Answer:
        trouble = self._trouble(arguments["chat_id"])
        if trouble is not None:
            return trouble
        found = [each for each in self.messages(arguments["chat_id"]) if each["message_id"] == arguments["message_id"]]
        if not found:
            return _refused(400, "Bad Request: message to edit not found")
        change = {**change, "reply_markup": arguments.get("reply_markup", {"inline_keyboard": []})}
        if all(found[0].get(name) == value for name, value in change.items()):
            return _refused(400, "Bad Request: message is not modified: specified new message content is the same")
        with self.changed:
            found[0].update(change)
        return _ok(True)

    def _trouble(self, chat: int) -> Answer | None:
        if chat in self.kicked:
            return _refused(403, "Forbidden: bot was kicked from the supergroup chat")
        if chat in self.moved:
            return _refused(
                400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[chat]
            )
        return None if chat in self.chats else _refused(400, "Bad Request: chat not found")


GIFT_KINDS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
GIFTS = dict.fromkeys(GIFT_KINDS, False)


def _shown(arguments: Json) -> Json:
    for row in arguments.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            if "url" in button and not HOST.fullmatch(urlsplit(button["url"]).hostname or ""):
                raise BadMarkup(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    raw = str(arguments["text"])
    return {**arguments, "text": plain(raw) if arguments.get("parse_mode") == "HTML" else raw, "html": raw}


def plain(marked: str) -> str:
    """What HTML shows. Raises ``BadMarkup`` for all that Telegram refuses, and for what it would show as it stands."""
    open_tags: list[str] = []
    for closes, tag in TOKENS.findall(marked):
        if closes and (not open_tags or open_tags.pop() != tag):
            raise BadMarkup(f"can't parse entities: unmatched end tag {tag}")
        if not closes:
            open_tags.append(tag)
    text = TOKENS.sub("", marked)
    if open_tags or "<" in text or ENTITY.search(text):
        raise BadMarkup(f"can't parse entities: {open_tags} {text}")
    return html.unescape(text)


def _ok(result: Any) -> Answer:
    return 200, {"ok": True, "result": result}, {}


def _refused(status: int, description: str, **parameters: Any) -> Answer:
    body = {"ok": False, "error_code": status, "description": description}
    return status, {**body, "parameters": parameters} if parameters else body, {}
