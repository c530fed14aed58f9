"""How Telegram refuses something, in the words of the outbox, with what has to be done about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from leads.sending import NotNow, Refused, Unreachable

NO_WAY_IN = (  # what Telegram says (400) when it is the chat that can't be written to, not the message
    *("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "group chat was deactivated"),
    *("not enough rights", "have no rights to send", "chat_write_forbidden", "chat_restricted", "bot was kicked"),
    *("need administrator rights", "topic_closed", "topic_deleted"),
)
NO_SUCH_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


@contextmanager
def outcomes(bot: Bot, address: str) -> Iterator[None]:
    """Raises ``NotNow``, ``Refused`` or ``Unreachable`` for what Telegram refuses."""
    try:
        yield
    except RetryAfter as error:
        raise NotNow("429: too many requests", seconds(error)) from error
    except InvalidToken as error:
        raise NotNow("Telegram rejects the token; check BANTER_TELEGRAM_TOKEN") from error
    except Forbidden as error:
        raise Unreachable(f"403: {error.message}; {remedy(address)}") from error
    except BadRequest as error:
        if says(error, *NO_WAY_IN):
            raise Unreachable(f"400: {error.message}; {remedy(address)}") from error
        raise Refused(f"400: {error.message}") from error
    except TelegramError as error:
        raise NotNow(described(error, bot)) from error


def says(error: TelegramError, *words: str) -> bool:
    """Whether the error is one of those; Telegram tells them apart by their texts only."""
    return any(each in error.message.casefold() for each in words)


def remedy(address: str) -> str:
    """What makes a chat reachable, for the operator."""
    if address.startswith("-"):
        return f"add the bot to the group {address} and let it write there, or correct telegram in qualification.yml"
    return f"the person with the id {address} has to open the chat with the bot and press Start"


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def described(error: TelegramError, bot: Bot) -> str:
    """What went wrong, without the token that Telegram has in its addresses."""
    return f"{type(error).__name__}: {error.message}".replace(bot.token, "…")
