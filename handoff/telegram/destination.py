"""A group or a person in Telegram: one message for each lead, kept up to date, and replies to it with the news."""

import asyncio
from collections.abc import Mapping

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated
from telegram.request import HTTPXRequest

from handoff.card import Cards
from handoff.telegram.keyboard import keyboard
from handoff.telegram.markup import LONGEST, escaped
from handoff.telegram.outcomes import NO_SUCH_MESSAGE, outcomes, says
from handoff.telegram.rendering import Mention, message, sentence
from handoff.telegram.standing import Standing
from leads.briefing import Briefing, Briefings
from leads.errors import StoreUnavailable
from leads.handoff_policy import Person
from leads.outbox import ERASED, MERGED, Parcel, Posted
from leads.sending import NotNow

TIMEOUT_S = 8.0  # a card and its news together are done before the dispatcher's patience ends
LONGEST_ABOVE = 800  # units of news that stand on the message about the lead
MOST_AT_ONCE = 100  # that Telegram deletes in one call
HANDED_OFF, LINE = "lead.handed_off", "conversation.message"
RINGS = frozenset({HANDED_OFF, "lead.reminder", "lead.escalated"})
"""News that mention the person who shall act."""
NEWS = RINGS.union(
    ("lead.qualified", "lead.person_wanted", "lead.released"),
    ("conversation.taken_over", "conversation.handed_back", LINE),
)
"""What is told by a message of its own; the rest only changes the message about the lead, and no phone rings."""

log = structlog.get_logger()


def sales_bot(token: str, api_url: str) -> Bot:
    """The client; nothing is sent yet."""
    return Bot(token, base_url=f"{api_url}/bot", request=HTTPXRequest(8, TIMEOUT_S, TIMEOUT_S, TIMEOUT_S, TIMEOUT_S))


class TelegramDestination:
    """Shows leads. ``people`` are those of ``qualification.yml``, for mentions."""

    kind = "telegram"
    at_once = 4

    def __init__(self, bot: Bot, briefings: Briefings, cards: Cards, people: Mapping[str, Person]) -> None:
        self._bot, self._briefings, self._cards, self._people = bot, briefings, cards, people
        self._takes_links = True
        self._moved: set[int] = set()

    async def send(self, parcel: Parcel) -> Posted | None:
        """Brings the chat up to date. Telegram has no key that would make a repetition void: when its answer gets
        lost, a message may stand there twice."""
        standing = Standing.of(parcel.reference)
        with outcomes(self._bot, parcel.address):
            if parcel.kind == ERASED:
                await self._erase(standing)
                return None
            briefing = await self._briefing(parcel.lead_id)
            if briefing is None:
                return None  # erased since; the parcel that says so follows
            if parcel.kind == MERGED:
                return await self._end(parcel, briefing, standing)
            try:
                return await self._tell(parcel, briefing, standing)
            except BadRequest as error:
                if not self._takes_links or not says(error, "button_url_invalid", "button url"):
                    raise
                self._takes_links = False
                log.warning("telegram.no_links", cause=error.message, fix="check BANTER_PUBLIC_URL")
                return await self._tell(parcel, briefing, standing)

    async def close(self) -> None:
        """Gives connections back."""
        await self._bot.shutdown()

    async def _briefing(self, lead_id: str) -> Briefing | None:
        try:
            return await asyncio.to_thread(self._briefings.of, lead_id)
        except StoreUnavailable as error:
            raise NotNow("the database cannot be read") from error

    async def _tell(self, parcel: Parcel, briefing: Briefing, standing: Standing | None) -> Posted:
        card, mention = self._cards.of(briefing), self._mention(briefing)
        buttons = keyboard(card, self._cards.words, self._takes_links)
        if standing is None or not await self._is_shown(parcel, standing, message(card, self._cards.words), buttons):
            above = self._news(parcel, briefing, LONGEST_ABOVE) if parcel.kind in NEWS - {HANDED_OFF} else ""
            chat = int(parcel.address) if standing is None else standing.chat
            new = Standing.at(*await self._sent(chat, message(card, self._cards.words, above, mention), buttons))
            return new.posted if standing is None else new.after(standing).posted
        if parcel.kind in NEWS:
            news = self._news(parcel, briefing, LONGEST)
            standing = standing.with_news(*await self._sent(standing.chat, news, reply_to=standing.message))
        return standing.posted

    async def _is_shown(self, parcel: Parcel, standing: Standing, text: str, buttons: InlineKeyboardMarkup) -> bool:
        """Whether the lead's message shows it as it is now; a line of the visitor's alone changes nothing there."""
        return parcel.kind == LINE or await self._changed(standing, text, buttons)

    def _news(self, parcel: Parcel, briefing: Briefing, longest: int) -> str:
        mention = self._mention(briefing) if parcel.kind in RINGS else None
        return sentence(self._cards.news(parcel.kind, parcel.data, briefing), mention, longest)

    async def _changed(self, standing: Standing, text: str, buttons: InlineKeyboardMarkup | None = None) -> bool:
        """Changes the message about a lead; false when it is not there any more."""
        try:
            await self._bot.edit_message_text(
                text,
                standing.chat,
                standing.message,
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=buttons,
            )
        except ChatMigrated:  # in the new group other messages have these numbers
            return False
        except BadRequest as error:
            if says(error, *NO_SUCH_MESSAGE):
                return False
            if not says(error, "message is not modified"):
                raise
        return True

    async def _sent(
        self, chat: int, text: str, buttons: InlineKeyboardMarkup | None = None, reply_to: int | None = None
    ) -> tuple[int, int]:
        """Sends a message, and returns the ids of its chat and its own."""
        try:
            sent = await self._bot.send_message(
                chat,
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=buttons,
                reply_parameters=ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None,
            )
        except ChatMigrated as moved:
            if chat not in self._moved:
                self._moved.add(chat)
                fix = f"write telegram: {moved.new_chat_id} in qualification.yml in place of {chat}"
                log.warning("telegram.group_moved", chat=chat, to=moved.new_chat_id, fix=fix)
            return await self._sent(moved.new_chat_id, text, buttons)
        return sent.chat_id, sent.message_id

    async def _end(self, parcel: Parcel, briefing: Briefing, standing: Standing | None) -> Posted | None:
        """One sentence without buttons takes the place of a lead that goes on in another message."""
        if standing is None:
            return None
        await self._changed(standing, self._news(parcel, briefing, LONGEST))
        return standing.posted

    async def _erase(self, standing: Standing | None) -> None:
        """Nothing of the lead stays in the chat but the sentence that it is gone."""
        if standing is None:
            return
        gone = escaped(self._cards.words.news.erased)
        await self._changed(standing, gone)
        for chat, numbers in standing.others.items():
            for start in range(0, len(numbers), MOST_AT_ONCE):
                await self._delete(chat, numbers[start : start + MOST_AT_ONCE], gone)

    async def _delete(self, chat: int, numbers: list[int], gone: str) -> None:
        """Deletes messages; those that a bot may not delete any more (after 48 hours) lose their text."""
        try:
            await self._bot.delete_messages(chat, numbers)
        except (BadRequest, ChatMigrated):
            for number in numbers:
                await self._changed(Standing.at(chat, number), gone)

    def _mention(self, briefing: Briefing) -> Mention | None:
        handoff = briefing.handoff
        person = self._people.get(handoff.person or "") if handoff is not None else None
        return Mention(person.name, person.telegram) if person is not None and person.telegram else None
