"""Telegram, running: updates polled or posted to us, each committed before it is acknowledged."""

import asyncio
import hmac
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import APIRouter, HTTPException, Request
from telegram import Bot, BotCommand, Update, User
from telegram.constants import UpdateType
from telegram.error import BadRequest, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    retry_if_exception_type,
    wait_random_exponential,
)

from gateway.delivery import Courier
from gateway.elsewhere import Elsewhere, nobody
from gateway.reception import Reception
from gateway.telegram.reading import Blocked, Commanded, Edited, Event, Pressed, Said, Wordless, read
from gateway.telegram.sending import TelegramSender, described, seconds
from leads.errors import StoreUnavailable

API_URL = "https://api.telegram.org"
WEBHOOK = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the header's name)
UPDATES = [UpdateType.MESSAGE, UpdateType.EDITED_MESSAGE, UpdateType.CALLBACK_QUERY, UpdateType.MY_CHAT_MEMBER]
LONG_POLL_S, TIMEOUT_S = 30, 10.0
LONGEST_PAUSE_S = 30.0

log = structlog.get_logger()


@dataclass(frozen=True)
class TelegramAccess:
    """The bot's token, where its API is, and, for a webhook, our own public address and the secret for it."""

    token: str
    api_url: str
    public_url: str | None
    secret: str


def telegram_bot(access: TelegramAccess) -> Bot:
    """The client; nothing is sent yet."""
    return Bot(
        access.token,
        base_url=f"{access.api_url}/bot",
        request=HTTPXRequest(64, TIMEOUT_S, TIMEOUT_S, TIMEOUT_S, TIMEOUT_S),
        get_updates_request=HTTPXRequest(1, TIMEOUT_S, TIMEOUT_S, TIMEOUT_S, TIMEOUT_S),
    )


class TelegramChannel:
    """The adapter. A rejected token switches it off with a line in the log, and nothing else.

    ``elsewhere`` is asked first: what it takes, no visitor wrote.
    """

    def __init__(self, access: TelegramAccess, reception: Reception, elsewhere: Elsewhere = nobody) -> None:
        self._access, self._reception, self._elsewhere = access, reception, elsewhere
        self._bot = telegram_bot(access)
        self._courier = Courier(reception.deliveries, TelegramSender(self._bot, reception.words))
        reception.couriers.add(self._courier)
        self._me: User | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._small: set[asyncio.Task[None]] = set()

    def routes(self) -> APIRouter:
        """The webhook. Refused without the secret; what is malformed is acknowledged, or it would come for ever."""
        routes = APIRouter(include_in_schema=False)

        @routes.post(WEBHOOK)
        async def webhook(request: Request) -> dict[str, str]:
            given = request.headers.get(SECRET_HEADER, "").encode("latin-1", "replace")
            if not hmac.compare_digest(given, self._access.secret.encode()):
                raise HTTPException(403, {"code": "wrong_secret", "message": "This address is Telegram's."})
            if self._me is None:
                raise StoreUnavailable("Telegram is not connected yet")
            try:
                update = json.loads(await request.body())
            except (ValueError, RecursionError):
                raise HTTPException(400, {"code": "bad_json", "message": "The body is not JSON."}) from None
            await self._take(update)
            return {}

        return routes

    def start(self) -> None:
        """Begins to receive and to send; returns at once."""
        self._tasks.append(asyncio.create_task(self._run()))

    async def stop(self) -> None:
        """Ends both; what is half sent is finished."""
        ending = (*self._tasks, *self._small)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        await self._courier.stop()
        await self._bot.shutdown()

    async def _run(self) -> None:
        try:
            await self._connect()
            self._tasks.append(asyncio.create_task(self._courier.run()))
            if self._access.public_url is None:
                await self._poll()
        except InvalidToken:
            log.error("telegram.off", cause="Telegram rejects the token; check BANTER_TELEGRAM_TOKEN")

    async def _connect(self) -> None:
        async for attempt in _again_and_again("telegram.unreachable", self._bot):
            with attempt:
                await self._bot.initialize()
                if self._access.public_url is None:
                    await self._bot.delete_webhook()
                else:
                    # One connection: several would let messages of one chat overtake each other.
                    url = f"{self._access.public_url}{WEBHOOK}"
                    await self._bot.set_webhook(
                        url, secret_token=self._access.secret, allowed_updates=UPDATES, max_connections=1
                    )
        self._me = self._bot.bot
        log.info("telegram.on", bot=self._me.username)
        self._aside(self._show_menu())

    async def _poll(self) -> None:
        """Asks for updates again and again; asking for the next ones acknowledges the ones before."""
        offset: int | None = None
        while True:
            async for attempt in _again_and_again("telegram.unreachable", self._bot):
                with attempt:
                    updates = await self._updates(offset)
            for update in updates:
                await self._take_surely(update)
                offset = int(update["update_id"]) + 1

    async def _updates(self, offset: int | None) -> Sequence[dict[str, Any]]:
        """As raw JSON: ``Bot.get_updates`` fails as a whole, and so for ever, when it can't read one of them.

        The lower-case name is no method of ``Bot``, so that PTB does not ask to use that; Telegram takes any case.
        """
        asked = {"offset": offset, "timeout": LONG_POLL_S, "allowed_updates": UPDATES}
        try:
            given = await self._bot.do_api_request("getupdates", asked, read_timeout=LONG_POLL_S + TIMEOUT_S)
        except EndPointNotFound as error:  # what PTB makes of a token that was revoked meanwhile
            raise InvalidToken from error
        numbered = [each for each in given if isinstance(each, dict) and isinstance(each.get("update_id"), int)]
        return sorted(numbered, key=lambda each: int(each["update_id"]))

    async def _take_surely(self, update: Any) -> None:
        async for attempt in AsyncRetrying(
            retry=retry_if_exception_type(StoreUnavailable), wait=wait_random_exponential(multiplier=0.1, max=3)
        ):
            with attempt:
                await self._take(update)

    async def _take(self, update: Any) -> None:
        """Commits what an update says. Raises ``StoreUnavailable``: then it must come again."""
        assert self._me is not None
        if isinstance(update, dict) and await self._elsewhere(update):
            return
        try:
            event = read(Update.de_json(update, self._bot), self._me)
        except Exception:  # the edge: nobody can read it, and left unacknowledged it would block all others
            log.exception("telegram.malformed_update")
            return
        if event is not None:
            await self._handle(event)

    async def _handle(self, event: Event) -> None:
        reception = self._reception
        match event:
            case Said(arrival):
                await reception.hear(arrival)
            case Commanded(arrival, command):
                await reception.obey(arrival, command)
            case Wordless(arrival, kind):
                await reception.decline(arrival, kind)
            case Edited(arrival, of):
                known = await asyncio.to_thread(reception.arrivals.text_of, arrival.account, of)
                if known is not None and known != arrival.text:
                    await reception.reply(arrival, "edited")
            case Pressed(arrival, reference, query):
                title = await reception.press(arrival, reference)
                gone = reception.words.say("button_gone", await reception.language(arrival))
                self._aside(self._answer(query, title or gone))
            case Blocked(account):
                await reception.close(account, "the visitor blocked the bot")

    async def _answer(self, query: str, words: str) -> None:
        with suppress(BadRequest):  # too late: the visitor's waiting mark is gone already
            await self._bot.answer_callback_query(query, words[:200])

    async def _show_menu(self) -> None:
        for language, names in self._reception.words.menu.items():
            commands = [BotCommand(name, title) for name, title in names.items()]
            is_default = language == self._reception.words.default_language
            await self._bot.set_my_commands(commands, language_code=None if is_default else language)

    def _aside(self, call: Any) -> None:
        """Does something small that nobody waits for, and that may fail."""
        task = asyncio.create_task(self._harmlessly(call))
        self._small.add(task)
        task.add_done_callback(self._small.discard)

    async def _harmlessly(self, call: Any) -> None:
        try:
            await call
        except TelegramError as error:
            log.warning("telegram.small_call_failed", cause=described(error, self._bot))


def _again_and_again(event: str, bot: Bot) -> AsyncRetrying:
    def report(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        if state.attempt_number in (1, 10, 100) and isinstance(error, TelegramError):
            log.warning(event, attempt=state.attempt_number, cause=described(error, bot))

    return AsyncRetrying(
        retry=retry_if_exception(
            lambda error: isinstance(error, TelegramError) and not isinstance(error, InvalidToken)
        ),
        wait=_pause_s,
        before_sleep=report,
    )


def _pause_s(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = seconds(error) if isinstance(error, RetryAfter) else 0.0
    return max(asked, wait_random_exponential(multiplier=0.3, max=LONGEST_PAUSE_S)(state))
