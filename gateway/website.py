"""The website's HTTP chat: parse in, call the chat, render out."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from gateway.chat import ButtonNotOffered, Chat, NothingSaid
from gateway.limits import Limits
from gateway.tokens import Tokens
from leads.errors import MessageConflict, StoreUnavailable, UnknownConversation
from leads.inbox import Reply

SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
SourceValue = Annotated[str, StringConstraints(max_length=2_000)]
MessageId = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,128}$")]
RETRY_AFTER_S = 3


class Opening(BaseModel):
    """``POST /chat``."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["en", "de"] | None = None
    source: Annotated[dict[SourceKey, SourceValue | None], Field(max_length=20)] = Field(default_factory=dict)


class Message(BaseModel):
    """``POST /chat/messages``: a text, or the payload of a button."""

    model_config = ConfigDict(extra="forbid")

    id: MessageId
    text: str | None = None
    button: Annotated[str, StringConstraints(max_length=1_000)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.button is None):
            raise ValueError("send either text or button")
        return self


def website(chat: Chat, tokens: Tokens, limits: Limits) -> APIRouter:
    """The routes of the chat contract."""
    routes = APIRouter(prefix="/chat", tags=["chat"])

    async def own_conversation(authorization: Annotated[str, Header()] = "") -> str:
        conversation = tokens.read(authorization.removeprefix("Bearer ").strip())
        if conversation is None or not await asyncio.to_thread(chat.inbox.exists, conversation):
            raise _refusal(401, "unknown_token", "This token belongs to no conversation. Open one with POST /chat.")
        return conversation

    Own = Annotated[str, Depends(own_conversation)]

    @routes.post("", status_code=201)
    async def open_conversation(opening: Opening, request: Request) -> dict[str, str]:
        if not limits.admits_opening(_address(request)):
            raise _too_many()
        source = {key: value for key, value in opening.source.items() if value}
        conversation = await chat.open("website", opening.language, source)
        return {"conversation": conversation, "token": tokens.sign(conversation)}

    @routes.post("/messages")
    async def say(message: Message, conversation: Own, request: Request) -> Mapping[str, Any]:
        if not limits.admits_message(_address(request), conversation):
            raise _too_many()
        replies = await _answered(chat, conversation, message)
        if replies is None:
            raise _refusal(503, "answer_pending", "We have your message and will answer it. Ask again.", RETRY_AFTER_S)
        return {"replies": [_reply(each) for each in replies]}

    @routes.get("/messages")
    async def transcript(conversation: Own) -> Mapping[str, Any]:
        lines = await chat.transcript(conversation)
        return {
            "messages": [
                {
                    "id": str(line.id),
                    "author": line.author,
                    "text": line.text,
                    "buttons": [dict(button) for button in line.buttons],
                    "asks": line.asks,
                    "at": line.at.isoformat(),
                }
                for line in lines
            ]
        }

    return routes


async def _answered(chat: Chat, conversation: str, message: Message) -> tuple[Reply, ...] | None:
    try:
        if message.button is not None:
            return await chat.press(conversation, message.id, message.button)
        return await chat.say(conversation, message.id, message.text or "")
    except NothingSaid:
        raise _refusal(422, "empty_message", "The message is empty.") from None
    except ButtonNotOffered:
        raise _refusal(422, "unknown_button", "This button was not offered in this conversation.") from None
    except MessageConflict:
        raise _refusal(409, "id_conflict", "This id was used for another message.") from None
    except UnknownConversation:
        raise _refusal(404, "unknown_conversation", "This conversation was erased.") from None
    except StoreUnavailable:
        raise _refusal(
            503, "unavailable", "Your message could not be stored now. Send it again.", RETRY_AFTER_S
        ) from None


def _reply(reply: Reply) -> dict[str, Any]:
    return {"text": reply.text, "buttons": [dict(button) for button in reply.buttons], "asks": reply.asks}


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _too_many() -> HTTPException:
    return _refusal(429, "too_many_requests", "That was a lot at once. Please wait a moment.", 10)


def _refusal(status: int, code: str, message: str, retry_after: int | None = None) -> HTTPException:
    headers = None if retry_after is None else {"Retry-After": str(retry_after)}
    return HTTPException(status, {"code": code, "message": message}, headers)
