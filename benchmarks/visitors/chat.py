"""The product as a visitor's browser sees it, and the lead as sales sees it. Everything goes over HTTP."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

Json = Any
PENDING_S = 60
PAUSE_S = 0.5


@dataclass(frozen=True)
class Reply:
    """What came back for one message: all texts, the slot asked for, the buttons beside the question."""

    texts: tuple[str, ...]
    asks: str | None
    buttons: tuple[Mapping[str, str], ...]
    status: int
    milliseconds: float


class Chat:
    """One conversation. ``http`` may be shared by threads."""

    def __init__(self, http: httpx.Client, base_url: str, api_token: str) -> None:
        self._http, self._base_url, self._api_token = http, base_url, api_token
        self.conversation, self._token, self._messages = "", "", 0

    def open(self, language: str | None) -> None:
        """Opens the chat window."""
        source = {"page": "/pricing", "utm_source": "visitors"}
        body = {"source": source} if language is None else {"source": source, "language": language}
        opened = self._http.post(f"{self._base_url}/chat", json=body).raise_for_status().json()
        self.conversation, self._token = opened["conversation"], opened["token"]

    def say(self, text: str, button: str | None = None) -> Reply:
        """Sends a message, again while its answer is pending; a failure comes back as a reply without texts."""
        self._messages += 1
        body = {"id": f"visitor-{self._messages}", **({"text": text} if button is None else {"button": button})}
        began = time.monotonic()
        while True:
            response = self._http.post(f"{self._base_url}/chat/messages", json=body, headers=_bearer(self._token))
            if response.status_code != httpx.codes.SERVICE_UNAVAILABLE or time.monotonic() - began > PENDING_S:
                break
            time.sleep(PAUSE_S)
        replies = response.json()["replies"] if response.is_success else []
        asking = [reply for reply in replies if reply["asks"]]
        return Reply(
            tuple(reply["text"] for reply in replies),
            asking[-1]["asks"] if asking else None,
            tuple((asking or replies or [{"buttons": ()}])[-1]["buttons"]),
            response.status_code,
            (time.monotonic() - began) * 1000,
        )

    def lead(self) -> dict[str, Json] | None:
        """What is stored about this visitor; none when nothing is, or it was erased."""
        answer = self._http.get(
            f"{self._base_url}/api/leads", params={"conversation": self.conversation}, headers=_bearer(self._api_token)
        )
        leads: list[dict[str, Json]] = answer.raise_for_status().json()["leads"]
        return leads[0] if leads else None


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
