"""The website's chat over one WebSocket: the same core as HTTP, and what is written meanwhile comes by itself.

The visitor's program sends ``{"token"}`` first, then ``{"id", "text"}`` or ``{"id", "button"}``, and ``{"ping": true}``
whenever it wants to know that we are still there. It is sent

* ``{"messages", "lead", "person"}``: the transcript at first, afterwards every line that is new, whoever wrote it;
* ``{"id", "status": 202}``: that message is committed and will be answered;
* ``{"id", "status", "error", "retry_after"}``: what is refused, with the codes of the HTTP contract;
* ``{"pong": true}``.
"""

import asyncio
import json
from contextlib import suppress
from typing import Any, NoReturn

import structlog
from fastapi import APIRouter
from pydantic import ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from gateway.website import Website, address_of
from gateway.website_forms import (
    ANSWER_PENDING,
    INVALID,
    LARGEST_ID,
    REFUSALS,
    REFUSED,
    TOO_LARGE,
    TOO_MANY,
    UNAVAILABLE,
    UNKNOWN_TOKEN,
    Message,
    Refusal,
    transcript_as_json,
)
from leads.errors import StoreUnavailable, UnknownConversation

LARGEST_TEXT = 32_000  # characters; HTTP takes bodies of 32 kB
TOKEN_WITHIN_S = 10.0
STORE_PAUSE_S = 1.0
TRY_AGAIN_LATER, BAD_TOKEN, ERASED, NO_TOKEN, TOO_MUCH = 1013, 4401, 4404, 4408, 4429

log = structlog.get_logger()


def website_socket(site: Website) -> APIRouter:
    """``WebSocket /chat/socket``."""
    routes = APIRouter()

    @routes.websocket("/chat/socket")
    async def socket(connection: WebSocket) -> None:
        if not site.origins.admit(connection.headers.get("origin"), connection.headers.get("host")):
            await connection.close()  # before the hand-shake: the browser is answered 403
            return
        await connection.accept()
        with suppress(WebSocketDisconnect, WebSocketDisconnected):
            if not site.limits.admits_socket(address_of(connection)):
                await _end(connection, TOO_MUCH, TOO_MANY)
            conversation = await _introduced(site, connection)
            await _Talk(site, connection, conversation).go_on()

    return routes


async def _introduced(site: Website, connection: WebSocket) -> str:
    """The conversation whose token comes first."""
    try:
        frame = await asyncio.wait_for(_frame(connection), TOKEN_WITHIN_S)
    except TimeoutError:
        await _end(connection, NO_TOKEN, UNKNOWN_TOKEN)
    token = frame.get("token") if isinstance(frame, dict) else None
    try:
        conversation = await site.own_conversation(token) if isinstance(token, str) else None
    except StoreUnavailable:
        await _end(connection, TRY_AGAIN_LATER, UNAVAILABLE)
    if conversation is None:
        await _end(connection, BAD_TOKEN, UNKNOWN_TOKEN)
    return conversation


class _Talk:
    """One visitor's open connection."""

    def __init__(self, site: Website, connection: WebSocket, conversation: str) -> None:
        self._site, self._connection, self._conversation = site, connection, conversation
        self._address = address_of(connection)
        self._known: set[int] = set()
        self._lead: str | None = "not told"
        self._person: str | None = None
        self._answering: set[asyncio.Task[None]] = set()

    async def go_on(self) -> None:
        """Until either side ends it."""
        both = {asyncio.create_task(self._tell_news()), asyncio.create_task(self._read())}
        try:
            ended, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in ended:
                task.result()
        finally:
            tasks = both | self._answering
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell_news(self) -> None:
        with self._site.live.follow(self._conversation) as news:
            while True:
                await news.wait()
                news.clear()
                try:
                    told = await asyncio.to_thread(self._news)
                except StoreUnavailable as error:
                    log.warning("socket.cannot_read", cause=str(error)[:300])
                    await asyncio.sleep(STORE_PAUSE_S)
                    news.set()
                else:
                    if told is not None:
                        await _send(self._connection, told)

    def _news(self) -> dict[str, Any] | None:
        """What was not told yet; the first time the transcript, be it empty. Waits for the database."""
        transcript = self._site.transcripts.of(self._conversation, self._known)
        if not transcript.lines and (transcript.lead_class, transcript.person) == (self._lead, self._person):
            return None
        self._known |= {line.id for line in transcript.lines}
        self._lead, self._person = transcript.lead_class, transcript.person
        return transcript_as_json(transcript)

    async def _read(self) -> None:
        while True:
            frame = await _frame(self._connection)
            if not self._site.limits.admits_frame(self._address):
                await _end(self._connection, TOO_MUCH, TOO_MANY)
            if frame == {"ping": True}:
                await _send(self._connection, {"pong": True})
            else:
                await self._take(frame)

    async def _take(self, frame: Any) -> None:
        """Commits a message before the next one is read, so that they are answered in the order of their frames."""
        message_id = _id_of(frame)
        try:
            message = Message.model_validate(frame)
            if len(message.text or "") > LARGEST_TEXT:
                await _refuse(self._connection, TOO_LARGE, message_id)
                return
            if not self._site.limits.admits_message(self._address, self._conversation):
                await _refuse(self._connection, TOO_MANY, message_id)
                return
            received = await self._site.receive(self._conversation, message)
        except ValidationError:
            await _refuse(self._connection, INVALID, message_id)
        except UnknownConversation as error:
            await _end(self._connection, ERASED, REFUSALS[type(error)])
        except REFUSED as error:
            await _refuse(self._connection, REFUSALS[type(error)], message_id)
        else:
            await _send(self._connection, {"id": message_id, "status": 202})
            task = asyncio.create_task(self._answer(message.id, received))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _answer(self, message_id: str, received: int) -> None:
        with suppress(WebSocketDisconnect, WebSocketDisconnected, StoreUnavailable):
            if await self._site.chat.replies(self._conversation, received) is None:
                await _refuse(self._connection, ANSWER_PENDING, message_id)
        self._site.live.wake(self._conversation)


async def _frame(connection: WebSocket) -> Any:
    """What the next frame says; ``None`` when that is no JSON text. Raises ``WebSocketDisconnect``."""
    received = await connection.receive()
    if received["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(received.get("code", 1006))
    try:
        return json.loads(received.get("text") or "null")
    except (ValueError, RecursionError):
        return None


def _id_of(frame: Any) -> str | None:
    """The id that a frame bears, to name it in the answer, whatever else is wrong with it."""
    message_id = frame.get("id") if isinstance(frame, dict) else None
    return message_id if isinstance(message_id, str) and len(message_id) <= LARGEST_ID else None


async def _refuse(connection: WebSocket, refusal: Refusal, message_id: str | None = None) -> None:
    answer = {"id": message_id, "status": refusal.status, "error": refusal.as_json()}
    await _send(connection, answer if refusal.retry_after is None else answer | {"retry_after": refusal.retry_after})


async def _end(connection: WebSocket, code: int, refusal: Refusal) -> NoReturn:
    await _refuse(connection, refusal)
    await connection.close(code)
    raise WebSocketDisconnect(code)


async def _send(connection: WebSocket, frame: dict[str, Any]) -> None:
    await connection.send_text(json.dumps(frame))
