"""What people of sales do in Telegram: press a button below a lead, or reply to what the bot wrote about it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

import structlog
from telegram import Bot, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, TelegramError

from handoff.card import Cards
from handoff.sales import Sales
from handoff.telegram.keyboard import Choice, Verb, keyboard, reasons
from handoff.telegram.markup import cut
from handoff.telegram.outcomes import described, says
from handoff.telegram.reading import Pressed, Who, Written, read
from handoff.telegram.standing import Standing, mark
from leads.briefing import Briefings
from leads.outbox import Outbox

KIND = "telegram"
LONGEST_TOAST = 200  # characters that Telegram shows over a chat

log = structlog.get_logger()


class TelegramListening:
    """Takes the updates that concern sales before visitors' updates are read.

    Whoever can press in a chat to which the lead was handed off may act on it; the same lead's buttons do nothing
    elsewhere. ``groups`` are the chats of teams, ``name_of`` gives the name for the id of an account.
    """

    def __init__(
        self,
        bot: Bot,
        sales: Sales,
        outbox: Outbox,
        briefings: Briefings,
        cards: Cards,
        name_of: Callable[[str], str],
        groups: Collection[int],
    ) -> None:
        self._bot, self._sales, self._outbox = bot, sales, outbox
        self._briefings, self._cards, self._name_of = briefings, cards, name_of
        self._groups = frozenset(groups)
        self._small: set[asyncio.Task[None]] = set()

    async def take(self, update: Mapping[str, Any]) -> bool:
        """Commits what an update says, if it concerns sales. Raises ``StoreUnavailable``: then it must come again."""
        match read(update):
            case Pressed() as pressed:
                await self._press(pressed)
                return True
            case Written() as written:
                return await self._hear(written)
        return False

    async def close(self) -> None:
        """Lets the small answers arrive, and gives connections back."""
        if self._small:
            await asyncio.wait(self._small, timeout=1.0)
        for task in self._small:
            task.cancel()
        await asyncio.gather(*self._small, return_exceptions=True)
        await self._bot.shutdown()

    async def _press(self, pressed: Pressed) -> None:
        choice, by = pressed.choice, self._by(pressed.who)
        if not await self._stands_in(pressed.chat, choice.lead_id):
            self._answer(pressed, self._sales.words.answers.gone, loud=True)
            return
        match choice:
            case Choice(Verb.CLAIM, lead_id):
                said = await self._sales.claim(lead_id, by)
                self._answer(pressed, said, loud=said != self._sales.words.answers.claimed)
            case Choice(Verb.WON, lead_id):
                self._answer(pressed, await self._sales.close(lead_id, "won", None, by))
            case Choice(Verb.HAND_BACK, lead_id):
                self._answer(pressed, await self._sales.hand_back(lead_id))
            case Choice(Verb.KEEP, lead_id):
                self._answer(pressed, None)
                await self._put_buttons_back(pressed, lead_id)
            case Choice(verb, lead_id, reason) if reason in self._sales.words.reasons:
                self._answer(pressed, await self._sales.close(lead_id, verb, reason, by))
            case Choice(verb, lead_id):
                self._answer(pressed, self._sales.words.answers.ask_reason if verb is Verb.NOT_A_FIT else None)
                self._show(pressed, reasons(verb, lead_id, self._sales.words))

    async def _stands_in(self, chat: int, lead_id: str) -> bool:
        """What a button says can be forged, the chat in which it was pressed can't."""
        postings = await asyncio.to_thread(self._outbox.postings, lead_id)
        standings = (Standing.of(posting) for at, posting in postings.items() if at.startswith(f"{KIND}:"))
        return any(standing is not None and standing.is_in(chat) for standing in standings)

    async def _put_buttons_back(self, pressed: Pressed, lead_id: str) -> None:
        briefing = await asyncio.to_thread(self._briefings.of, lead_id)
        if briefing is not None:
            self._show(pressed, keyboard(self._cards.of(briefing), self._sales.words))

    async def _hear(self, written: Written) -> bool:
        """False when the reply is to none of our messages; one in a team's chat is never a visitor's."""
        answers = self._sales.words.answers
        found = await asyncio.to_thread(self._outbox.marked, KIND, mark(written.chat, written.to))
        if found is None:
            is_lost = written.chat in self._groups and f"{written.author}" == self._bot.token.partition(":")[0]
            if is_lost:
                self._reply(written, answers.which_lead)
            return is_lost
        if written.is_edit or not written.text:
            self._reply(written, answers.edited if written.text else answers.only_text)
            return True
        lead_id, destination = found
        message_id = f"{KIND}/{written.chat}/{written.message}"
        said = await self._sales.write(lead_id, self._by(written.who), written.text, message_id, destination)
        if said is not None:
            self._reply(written, said)
        return True

    def _by(self, who: Who) -> str:
        """The id where qualification.yml knows it, else the name that the account shows."""
        return who.name if self._name_of(who.id) == who.id else who.id

    def _answer(self, pressed: Pressed, said: str | None, loud: bool = False) -> None:
        short = None if said is None else cut(said, LONGEST_TOAST)
        self._aside(self._bot.answer_callback_query(pressed.query, short, show_alert=loud))

    def _show(self, pressed: Pressed, buttons: InlineKeyboardMarkup) -> None:
        self._aside(self._bot.edit_message_reply_markup(pressed.chat, pressed.message, reply_markup=buttons))

    def _reply(self, written: Written, said: str) -> None:
        to = ReplyParameters(written.message, allow_sending_without_reply=True)
        self._aside(self._bot.send_message(written.chat, said, reply_parameters=to))

    def _aside(self, call: Awaitable[object]) -> None:
        """Does something small that no update waits for, and that may fail."""
        task = asyncio.create_task(self._harmlessly(call))
        self._small.add(task)
        task.add_done_callback(self._small.discard)

    async def _harmlessly(self, call: Awaitable[object]) -> None:
        try:
            await call
        except TelegramError as error:
            too_late = isinstance(error, BadRequest) and says(error, "query is too old", "message is not modified")
            if not too_late:
                log.warning("telegram.small_call_failed", cause=described(error, self._bot))
