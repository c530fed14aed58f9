"""What a website's visitors may send and what they get back: the same over HTTP and over the socket."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from gateway.chat import ButtonNotOffered, NothingSaid
from leads.errors import MessageConflict, StoreUnavailable, UnknownConversation
from leads.inbox import Reply
from leads.transcript import Transcript, Written

SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
SourceValue = Annotated[str, StringConstraints(max_length=2_000)]
LARGEST_ID = 128
MessageId = Annotated[str, StringConstraints(pattern=rf"^[\x21-\x7e]{{1,{LARGEST_ID}}}$")]
Json = Mapping[str, Any]


class Opening(BaseModel):
    """``POST /chat``."""

    model_config = ConfigDict(extra="forbid")

    language: Literal["en", "de"] | None = None
    source: Annotated[dict[SourceKey, SourceValue | None], Field(max_length=20)] = Field(default_factory=dict)


class Message(BaseModel):
    """A text, or the payload of a button. The ``id`` is the visitor's own; the same one again is the same message."""

    model_config = ConfigDict(extra="forbid")

    id: MessageId
    text: str | None = None
    button: Annotated[str, StringConstraints(max_length=1_000)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.button is None):
            raise ValueError("send either text or button")
        return self


@dataclass(frozen=True)
class Refusal:
    """Why something is not done. ``status`` is HTTP's; after ``retry_after`` seconds it may be tried again."""

    status: int
    code: str
    message: str
    retry_after: int | None = None

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message}


INVALID = Refusal(422, "invalid", "Send {id, text} or {id, button}.")
TOO_LARGE = Refusal(413, "too_large", "That is too long.")
TOO_MANY = Refusal(429, "too_many_requests", "That was a lot at once. Please wait a moment.", 10)
UNKNOWN_TOKEN = Refusal(401, "unknown_token", "This token belongs to no conversation. Open one with POST /chat.")
ANSWER_PENDING = Refusal(503, "answer_pending", "We have your message and will answer it. Ask again.", 3)
UNAVAILABLE = Refusal(503, "unavailable", "Your message could not be stored now. Send it again.", 3)

REFUSALS: Mapping[type[Exception], Refusal] = {
    NothingSaid: Refusal(422, "empty_message", "The message is empty."),
    ButtonNotOffered: Refusal(422, "unknown_button", "This button was not offered in this conversation."),
    MessageConflict: Refusal(409, "id_conflict", "This id was used for another message."),
    UnknownConversation: Refusal(404, "unknown_conversation", "This conversation was erased."),
    StoreUnavailable: UNAVAILABLE,
}
REFUSED = tuple(REFUSALS)


def reply_as_json(reply: Reply) -> Json:
    return {"text": reply.text, "buttons": [dict(button) for button in reply.buttons], "asks": reply.asks}


def transcript_as_json(transcript: Transcript) -> dict[str, Any]:
    """``person`` is who has taken the conversation over, if anybody has."""
    lines = [_line(line) for line in transcript.lines]
    return {"messages": lines, "lead": transcript.lead_class, "person": transcript.person}


def _line(line: Written) -> Json:
    """``sent_as`` is the id under which the visitor sent it, ``answers`` the id of the line that a reply answers."""
    return {
        "id": str(line.id),
        "author": line.author,
        "person": line.person,
        "text": line.text,
        "buttons": [dict(button) for button in line.buttons],
        "asks": line.asks,
        "at": line.at.isoformat(),
        "sent_as": line.sent_as,
        "answers": None if line.answers is None else str(line.answers),
    }
