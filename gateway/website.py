"""The website's HTTP chat: parse in, call the chat, render out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from starlette.requests import HTTPConnection

from gateway.chat import Chat
from gateway.limits import Limits
from gateway.live import Live
from gateway.origins import Origins
from gateway.tokens import Tokens
from gateway.website_forms import (
    ANSWER_PENDING,
    REFUSALS,
    REFUSED,
    TOO_MANY,
    UNKNOWN_TOKEN,
    Message,
    Opening,
    Refusal,
    reply_as_json,
    transcript_as_json,
)
from leads.transcript import Transcripts


@dataclass(frozen=True)
class Website:
    """What both ways to the chat work with."""

    chat: Chat
    transcripts: Transcripts
    live: Live
    tokens: Tokens
    limits: Limits
    origins: Origins

    async def own_conversation(self, token: str) -> str | None:
        """The conversation that a token opens, or ``None``: it opens none, or one that was erased."""
        conversation = self.tokens.read(token)
        if conversation is None or not await asyncio.to_thread(self.chat.inbox.exists, conversation):
            return None
        return conversation

    async def receive(self, conversation: str, message: Message) -> int:
        """Commits a message and returns its id. Raises one of ``REFUSED``."""
        if message.button is not None:
            return await self.chat.receive_button(conversation, message.id, message.button)
        return await self.chat.receive(conversation, message.id, message.text or "")


def website_routes(site: Website) -> APIRouter:
    """The routes of the chat contract."""
    routes = APIRouter(prefix="/chat", tags=["chat"])

    async def own_conversation(authorization: Annotated[str, Header()] = "") -> str:
        conversation = await site.own_conversation(authorization.removeprefix("Bearer ").strip())
        if conversation is None:
            raise _http(UNKNOWN_TOKEN)
        return conversation

    Own = Annotated[str, Depends(own_conversation)]

    @routes.post("", status_code=201)
    async def open_conversation(
        opening: Opening, request: Request, response: Response, authorization: Annotated[str, Header()] = ""
    ) -> dict[str, str]:
        if not site.limits.admits_opening(address_of(request)):
            raise _http(TOO_MANY)
        source = {key: value for key, value in opening.source.items() if value}
        if authorization:
            conversation = await own_conversation(authorization)
            await site.chat.visited(conversation, source)
            response.status_code = 200
            return {"conversation": conversation, "token": site.tokens.sign(conversation)}
        conversation = await site.chat.open("website", opening.language, source)
        return {"conversation": conversation, "token": site.tokens.sign(conversation)}

    @routes.post("/messages")
    async def say(message: Message, conversation: Own, request: Request) -> Mapping[str, Any]:
        if not site.limits.admits_message(address_of(request), conversation):
            raise _http(TOO_MANY)
        try:
            received = await site.receive(conversation, message)
            replies = await site.chat.replies(conversation, received)
        except REFUSED as error:
            raise _http(REFUSALS[type(error)]) from None
        if replies is None:
            raise _http(ANSWER_PENDING)
        site.live.wake(conversation)
        return {"replies": [reply_as_json(each) for each in replies]}

    @routes.get("/messages")
    async def transcript(conversation: Own) -> Mapping[str, Any]:
        return transcript_as_json(await asyncio.to_thread(site.transcripts.of, conversation))

    return routes


def address_of(connection: HTTPConnection) -> str:
    """Where a visitor's connection comes from, for the limits."""
    return connection.client.host if connection.client else "unknown"


def _http(refusal: Refusal) -> HTTPException:
    headers = None if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    return HTTPException(refusal.status, refusal.as_json(), headers)
