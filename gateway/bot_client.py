"""The gateway's side of the turn channel."""

from dataclasses import dataclass

import httpx

from leads.inbox import Reply, Waiting

TURN_TIMEOUT_S = 30.0
HEALTH_TIMEOUT_S = 2.0


class BotUnavailable(Exception):
    """The bot did not take the turn; nothing of it was kept, and it can be tried again.

    ``reached`` tells whether the bot itself said so, or could not be talked to at all.
    """

    def __init__(self, cause: str, reached: bool) -> None:
        super().__init__(cause)
        self.reached = reached


@dataclass(frozen=True)
class Answer:
    """The bot's replies to one message, and the language it speaks in this conversation.

    ``unclear`` when it did not understand the message.
    """

    replies: tuple[Reply, ...]
    language: str | None
    unclear: bool = False


class BotClient:
    """Talks to Rasa and to the action server behind it."""

    def __init__(self, http: httpx.AsyncClient, rasa_url: str, actions_url: str) -> None:
        self._http, self._rasa, self._actions = http, f"{rasa_url}/webhooks/turn", actions_url

    async def take(self, waiting: Waiting) -> Answer:
        """Has the bot answer a message; asking again for the same message gives the same answer.

        Raises ``BotUnavailable``.
        """
        body = {
            "conversation": waiting.conversation,
            "message_id": str(waiting.message_id),
            "channel": waiting.channel,
            "language": waiting.language,
            "asked_at": waiting.received_at.isoformat(),
            **_said(waiting),
        }
        try:
            response = await self._http.post(f"{self._rasa}/messages", json=body, timeout=TURN_TIMEOUT_S)
        except httpx.HTTPError as error:
            raise BotUnavailable(f"{type(error).__name__}: {error}", reached=False) from error
        if response.status_code != httpx.codes.OK:
            raise BotUnavailable(response.text[:500], reached=True)
        try:
            taken = response.json()
            replies = tuple(Reply(each["text"], tuple(each["buttons"]), each["asks"]) for each in taken["replies"])
            return Answer(replies, taken["language"], taken.get("unclear") is True)
        except (KeyError, TypeError, ValueError) as error:
            raise BotUnavailable(f"an answer that cannot be read: {error!r}", reached=True) from error

    async def erase(self, conversation: str) -> None:
        """Has the bot forget a conversation. Raises ``BotUnavailable``."""
        try:
            response = await self._http.delete(f"{self._rasa}/conversations/{conversation}", timeout=TURN_TIMEOUT_S)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise BotUnavailable(str(error), reached=False) from error

    async def missing(self) -> tuple[str, ...]:
        """The parts that would keep a message from being answered now: none when all is well."""
        parts = {"bot": f"{self._rasa}/health", "actions": f"{self._actions}/health"}
        return tuple([name for name, url in parts.items() if not await self._answers(url)])

    async def _answers(self, url: str) -> bool:
        try:
            return (await self._http.get(url, timeout=HEALTH_TIMEOUT_S)).status_code == httpx.codes.OK
        except httpx.HTTPError:
            return False


def _said(waiting: Waiting) -> dict[str, str]:
    if waiting.payload is None:
        return {"text": waiting.text}
    return {"button": waiting.payload, "title": waiting.text}
