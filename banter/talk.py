"""A conversation in the terminal, over the same public chat that the website uses."""

import time
import uuid
from typing import Any

import httpx


def talk_to(web_url: str, language: str) -> None:
    """Reads lines until the end of input; a button is chosen by its number."""
    with httpx.Client(base_url=web_url, timeout=40) as http:
        opened = http.post("/chat", json={"language": language, "source": {"page": "terminal"}})
        opened.raise_for_status()
        http.headers["Authorization"] = f"Bearer {opened.json()['token']}"
        print("Write to the assistant; an empty line ends the conversation.")
        buttons: list[dict[str, str]] = []
        while line := _read_line():
            chosen = buttons[int(line) - 1] if line.isdecimal() and 0 < int(line) <= len(buttons) else None
            replies = _send(http, {"button": chosen["payload"]} if chosen else {"text": line})
            buttons = []
            for reply in replies:
                print(f"  {reply['text']}")
                buttons += reply["buttons"]
            for number, button in enumerate(buttons, 1):
                print(f"    [{number}] {button['title']}")


def _read_line() -> str:
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


def _send(http: httpx.Client, message: dict[str, str]) -> list[dict[str, Any]]:
    """Sends one message until it is answered."""
    body = {"id": uuid.uuid4().hex, **message}
    while True:
        response = http.post("/chat/messages", json=body)
        if response.status_code not in (429, 503):
            break
        print("  (one moment …)")
        time.sleep(float(response.headers.get("Retry-After", "3")))
    if response.is_error:
        return [{"text": f"({response.json()['error']['message']})", "buttons": []}]
    replies: list[dict[str, Any]] = response.json()["replies"]
    return replies
