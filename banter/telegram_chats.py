"""Whether the Telegram chats of ``qualification.yml`` can be written to: asked of Telegram itself."""

from collections.abc import Iterator, Sequence

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from banter.doctor import Finding, State
from banter.operator_files import read_criteria
from banter.settings import Settings
from handoff.telegram.destination import sales_bot
from handoff.telegram.outcomes import described, remedy
from leads.errors import OperatorFileError
from leads.handoff_policy import HandOffPolicy


async def check_telegram_chats(settings: Settings) -> Sequence[Finding]:
    """A line for each chat that is named."""
    try:
        policy = read_criteria(settings.qualification).handoff
    except OperatorFileError:
        return []  # told by the check of the files
    return await telegram_chats(settings, policy)


async def telegram_chats(settings: Settings, policy: HandOffPolicy) -> Sequence[Finding]:
    """The same for given teams and people."""
    named = tuple(_named(policy))
    if not named:
        return []
    if settings.telegram_token is None:
        says = "qualification.yml names chats, but BANTER_TELEGRAM_TOKEN is not set"
        return [Finding("Telegram for sales", State.PROBLEM, says)]
    bot = sales_bot(settings.telegram_token, settings.telegram_api_url)
    try:
        return [Finding(f"Telegram for {key}", *await _reached(bot, chat)) for key, chat in named]
    except InvalidToken:
        return []  # told by the check of the channel
    finally:
        await bot.shutdown()


def _named(policy: HandOffPolicy) -> Iterator[tuple[str, int]]:
    yield from ((key, team.telegram) for key, team in policy.teams.items() if team.telegram)
    yield from ((key, person.telegram) for key, person in policy.people.items() if person.telegram)


async def _reached(bot: Bot, chat: int) -> tuple[State, str]:
    """Raises ``InvalidToken``."""
    try:
        found = await bot.get_chat(chat)
    except InvalidToken:
        raise
    except ChatMigrated as moved:
        says = f"the group {chat} is {moved.new_chat_id} now; write that in qualification.yml"
        return State.PROBLEM, says
    except (BadRequest, Forbidden) as error:
        return State.PROBLEM, f"{error.message}; {remedy(f'{chat}')}"
    except TelegramError as error:
        return State.PROBLEM, f"Telegram cannot be asked: {described(error, bot)}"
    return State.OK, f"{found.effective_name or chat} ({chat})"
