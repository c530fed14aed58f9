"""Messages on their way out to Telegram: render out."""

from datetime import timedelta

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from gateway.pace import Place
from gateway.reception import reference
from gateway.telegram.reading import CHANNEL
from gateway.words import Words
from leads.accounts import Account
from leads.deliveries import Outgoing
from leads.sending import NotNow, Refused, Unreachable

GONE = (  # what Telegram says (400) when it is the chat that can't be written to, not the message
    *("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "group chat was deactivated"),
    *("not enough rights to send", "have no rights to send", "chat_write_forbidden", "topic_closed", "topic_deleted"),
    *("chat_restricted", "message thread not found", "bot was kicked", "need administrator rights"),
)
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


class TelegramSender:
    """Sends plain text: whatever a reply says, nothing in it is markup."""

    channel = CHANNEL
    longest_text = 2_048  # Telegram takes 4,096 UTF-16 units: that many characters fit always
    per_second = 30.0

    def __init__(self, bot: Bot, words: Words) -> None:
        self._bot, self._words = bot, words

    def place(self, account: Account) -> Place:
        """One message a second to a person, twenty a minute to a group."""
        chat, _, person = account.address.partition("/")
        return Place(chat, 3.0 if person else 1.0)

    async def send(self, part: Outgoing) -> None:
        """Sends one message. Raises ``NotNow``, ``Refused``, ``Unreachable``."""
        chat, _, inside = part.account.address.partition("/")
        try:
            try:
                await self._send(int(chat), inside, part)
            except ChatMigrated as moved:
                await self._send(moved.new_chat_id, inside, part)
        except RetryAfter as error:
            raise NotNow("429: too many requests", seconds(error)) from error
        except Forbidden as error:
            raise Unreachable(f"403: {error.message}") from error
        except BadRequest as error:
            gone = any(words in error.message.casefold() for words in GONE)
            raise (Unreachable if gone else Refused)(f"400: {error.message}") from error
        except TelegramError as error:  # also a rejected token: with the right one the message still goes
            raise NotNow(described(error, self._bot)) from error

    async def _send(self, chat: int, inside: str, part: Outgoing) -> None:
        topic = inside.partition("/")[2]
        answered = part.reply_to if inside and (part.reply_to or "").isdecimal() else None
        await self._bot.send_message(
            chat,
            part.text,
            message_thread_id=int(topic) if topic else None,
            reply_parameters=ReplyParameters(int(answered), allow_sending_without_reply=True) if answered else None,
            reply_markup=self._markup(part, is_group=bool(inside)),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    def _markup(self, part: Outgoing, is_group: bool) -> Markup | None:
        if part.buttons:
            rows = [
                [InlineKeyboardButton(button["title"], callback_data=reference(part.message_id, place))]
                for place, button in enumerate(part.buttons)
            ]
            return InlineKeyboardMarkup(rows)
        if is_group:  # there a bot is shown only what replies to it
            return ForceReply(selective=True) if part.asks else None
        if part.asks == "phone":
            share = KeyboardButton(self._words.say("share_phone", part.language), request_contact=True)
            return ReplyKeyboardMarkup([[share]], resize_keyboard=True, one_time_keyboard=True)
        return ReplyKeyboardRemove()


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def described(error: TelegramError, bot: Bot) -> str:
    """What went wrong, without the token that Telegram has in its addresses."""
    return f"{type(error).__name__}: {error.message}".replace(bot.token, "…")
