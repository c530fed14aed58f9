"""A conversation in the terminal, over the same public chat that the website uses."""

import json
import sys
import time
import uuid
from typing import Any

import httpx

Reply = dict[str, Any]


def talk_to(web_url: str, language: str, as_json: bool = False) -> None:
    """Reads lines until the end of input; a button is chosen by its number.

    ``as_json`` writes nothing but the replies, each as a JSON object on a line of its own.
    """
    with httpx.Client(base_url=web_url, timeout=40) as http:
        opened = http.post("/chat", json={"language": language, "source": {"page": "terminal"}})
        opened.raise_for_status()
        http.headers["Authorization"] = f"Bearer {opened.json()['token']}"
        if not as_json:
            print("Write to the assistant; an empty line ends the conversation.")
        buttons: list[dict[str, str]] = []
        while line := _read_line("" if as_json else "> "):
            chosen = buttons[int(line) - 1] if line.isdecimal() and 0 < int(line) <= len(buttons) else None
            replies = _send(http, {"button": chosen["payload"]} if chosen else {"text": line})
            buttons = [button for reply in replies for button in reply["buttons"]]
            (_show_as_json if as_json else _show)(replies, buttons)


def _show(replies: list[Reply], buttons: list[dict[str, str]]) -> None:
    for reply in replies:
        print(f"  {reply['text']}")
    for number, button in enumerate(buttons, 1):
        print(f"    [{number}] {button['title']}")


def _show_as_json(replies: list[Reply], _: list[dict[str, str]]) -> None:
    for reply in replies:
        print(json.dumps(reply, ensure_ascii=False), flush=True)


def _read_line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except (EOFError, KeyboardInterrupt):
        return ""


def _send(http: httpx.Client, message: dict[str, str]) -> list[Reply]:
    """Sends one message until it is answered."""
    body = {"id": uuid.uuid4().hex, **message}
    while True:
        response = http.post("/chat/messages", json=body)
        if response.status_code not in (429, 503):
            break
        print("  (one moment …)", file=sys.stderr)
        time.sleep(float(response.headers.get("Retry-After", "3")))
    if response.is_error:
        return [{"text": f"({response.json()['error']['message']})", "buttons": [], "asks": None}]
    replies: list[Reply] = response.json()["replies"]
    return replies
