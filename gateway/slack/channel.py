"""Slack, running: events over HTTP or Socket Mode, each committed before it is acknowledged."""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from fastapi import APIRouter, HTTPException, Request
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import Response
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_random_exponential

from gateway.delivery import Courier
from gateway.elsewhere import Elsewhere, nobody
from gateway.reception import Reception
from gateway.slack.markup import encode
from gateway.slack.reading import Event, Greeted, Me, Overheard, Pressed, Said, Wordless, read_event, read_press
from gateway.slack.sending import BAD_TOKEN, SlackSender, error_code
from leads.errors import StoreUnavailable

EVENTS = "/slack/events"
TIMEOUT_S, LONGEST_PAUSE_S, PING_S = 10, 30.0, 5.0
ANYTHING = re.compile(".*")
BOLT_STUMBLES = (AttributeError, LookupError, RecursionError, TypeError, ValueError)  # it trusts the form of a body

log = structlog.get_logger()


@dataclass(frozen=True)
class SlackAccess:
    """The bot's token and how events come: with an ``app_token`` over a socket, with a ``signing_secret`` over HTTP."""

    bot_token: str
    api_url: str
    signing_secret: str | None
    app_token: str | None


class SlackChannel:
    """The adapter. A rejected token switches it off with a line in the log, and nothing else.

    ``elsewhere`` is asked first: what it takes, no visitor did.
    """

    def __init__(self, access: SlackAccess, reception: Reception, elsewhere: Elsewhere = nobody) -> None:
        self._access, self._reception, self._elsewhere = access, reception, elsewhere
        # Its own retries could send a message twice; ours are in the queue.
        self._client = AsyncWebClient(access.bot_token, access.api_url, TIMEOUT_S, retry_handlers=[])
        self._courier = Courier(reception.deliveries, SlackSender(self._client))
        reception.couriers.add(self._courier)
        self._app = self._listening()
        self._socket: AsyncSocketModeHandler | None = None
        self._me: Me | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._small: set[asyncio.Task[None]] = set()

    def routes(self) -> APIRouter:
        """Where Slack posts events and pressed buttons; refused without its signature."""
        routes = APIRouter(include_in_schema=False)
        if self._access.signing_secret is None:
            return routes
        handler = AsyncSlackRequestHandler(self._app)

        @routes.post(EVENTS)
        async def events(request: Request) -> Response:
            try:
                return await handler.handle(request)
            except BOLT_STUMBLES:
                raise HTTPException(400, {"code": "bad_request", "message": "This address is Slack's."}) from None

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
        if self._socket is not None:
            await self._socket.close_async()
        await self._courier.stop()
        if self._client.session is not None:
            await self._client.session.close()

    async def _run(self) -> None:
        self._client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        variable = "BANTER_SLACK_BOT_TOKEN"
        try:
            async for attempt in _again_and_again():
                with attempt:
                    who = await self._client.auth_test()
            self._me = Me(str(who["team_id"]), str(who["user_id"]), who.get("bot_id"))
            self._tasks.append(asyncio.create_task(self._courier.run()))
            if self._access.app_token is not None:
                variable = "BANTER_SLACK_APP_TOKEN"
                await self._open_socket(self._access.app_token)
            log.info("slack.on", bot=who.get("user"), over="socket" if self._access.app_token else "http")
        except SlackApiError as error:
            log.error("slack.off", cause=f"Slack says {error_code(error)}; check {variable}")

    async def _open_socket(self, app_token: str) -> None:
        async for attempt in _again_and_again():
            with attempt:  # tried here first: the client below would go on with a wrong token for ever
                await self._client.apps_connections_open(app_token=app_token)
        self._socket = AsyncSocketModeHandler(self._app, app_token, web_client=self._client, ping_interval=PING_S)
        await self._socket.connect_async()

    def _listening(self) -> AsyncApp:
        """Bolt, told to answer Slack only after our listener is through: after the commit."""

        async def authorize() -> AuthorizeResult:
            """Who we are, as Slack said at the start: asking again would cost time before each acknowledgement."""
            if self._me is None:
                raise StoreUnavailable("Slack is not connected yet")
            return AuthorizeResult(
                enterprise_id=None,
                team_id=self._me.team,
                bot_user_id=self._me.user,
                bot_id=self._me.bot,
                bot_token=self._access.bot_token,
            )

        app = AsyncApp(
            signing_secret=self._access.signing_secret or "",
            client=AsyncWebClient(base_url=self._access.api_url, retry_handlers=[]),
            authorize=authorize,
            process_before_response=True,
        )
        app.event(ANYTHING)(self._heard)
        app.action(ANYTHING)(self._pressed)
        app.view(ANYTHING)(self._submitted)
        app.error(self._failed)
        return app

    async def _heard(self, body: dict[str, Any]) -> None:
        await self._take(read_event, body)

    async def _pressed(self, ack: Any, body: dict[str, Any]) -> None:
        await self._take(read_press, body)
        await ack()

    async def _submitted(self, ack: Any, body: dict[str, Any]) -> None:
        await self._is_elsewhere(body)  # visitors are shown no forms
        await ack()

    async def _failed(self, error: Exception) -> BoltResponse:
        if isinstance(error, StoreUnavailable):
            return BoltResponse(status=503, headers={"Retry-After": "3"})
        log.warning("slack.malformed_request", cause=repr(error)[:300])
        return BoltResponse(status=400)

    async def _take(self, read: Any, body: dict[str, Any]) -> None:
        """Commits what was said. Raises ``StoreUnavailable``: then Slack delivers it again."""
        assert self._me is not None
        if await self._is_elsewhere(body):
            return
        try:
            event = read(body, self._me)
        except Exception:  # the edge: nobody can read it, so that it need not come again
            log.exception("slack.malformed_event")
            return
        if event is not None:
            await self._handle(event)

    async def _is_elsewhere(self, body: dict[str, Any]) -> bool:
        try:
            return await self._elsewhere(body)
        except StoreUnavailable:
            raise
        except Exception:  # the edge: a mistake over there must not stop visitors' events
            log.exception("slack.failed_elsewhere")
            return True

    async def _handle(self, event: Event) -> None:
        reception = self._reception
        match event:
            case Said(arrival):
                await reception.hear(arrival)
            case Overheard(arrival):
                if await asyncio.to_thread(reception.arrivals.talk_of, arrival.account) is not None:
                    await reception.hear(arrival)
            case Greeted(arrival):
                await reception.obey(arrival, "start")
            case Wordless(arrival, kind):
                await reception.decline(arrival, kind)
            case Pressed(arrival, reference):
                title = await reception.press(arrival, reference)
                gone = reception.words.say("button_gone", await reception.language(arrival))
                self._aside(self._show_gone(event, gone) if title is None else self._show_choice(event, title))

    async def _show_choice(self, event: Pressed, title: str) -> None:
        """Puts the chosen title in the place of the buttons: in Slack nothing else shows it."""
        kept = [block for block in event.message.get("blocks") or [] if block["type"] != "actions"]
        chosen = {"type": "context", "elements": [{"type": "plain_text", "text": f"✓ {title}"}]}
        text = f"{event.message.get('text', '')}\n✓ {encode(title)}"
        await self._client.chat_update(channel=event.channel, ts=event.message["ts"], text=text, blocks=[*kept, chosen])

    async def _show_gone(self, event: Pressed, words: str) -> None:
        await self._client.chat_postEphemeral(
            channel=event.channel, user=event.user, text=encode(words), thread_ts=event.message.get("thread_ts")
        )

    def _aside(self, call: Coroutine[Any, Any, None]) -> None:
        """Does something small that nobody waits for, and that may fail."""
        task = asyncio.create_task(_harmlessly(call))
        self._small.add(task)
        task.add_done_callback(self._small.discard)


async def _harmlessly(call: Coroutine[Any, Any, None]) -> None:
    try:
        await call
    except (SlackClientError, aiohttp.ClientError, TimeoutError, KeyError, TypeError) as error:
        log.warning("slack.small_call_failed", cause=repr(error)[:300])


def _again_and_again() -> AsyncRetrying:
    def may_pass(error: BaseException) -> bool:
        is_final = isinstance(error, SlackApiError) and error_code(error) in BAD_TOKEN
        return isinstance(error, SlackClientError | aiohttp.ClientError | TimeoutError) and not is_final

    def report(state: RetryCallState) -> None:
        if state.attempt_number in (1, 10, 100):
            cause = repr(state.outcome.exception()) if state.outcome else ""
            log.warning("slack.unreachable", attempt=state.attempt_number, cause=cause[:300])

    return AsyncRetrying(
        retry=retry_if_exception(may_pass),
        wait=wait_random_exponential(multiplier=0.3, max=LONGEST_PAUSE_S),
        before_sleep=report,
    )
