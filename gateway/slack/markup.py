"""Slack's markup for links, people and special signs: decoded on the way in, escaped on the way out.

Slack turns whatever looks like an address into a link: ``maya@seegras.example`` arrives as
``<mailto:maya@seegras.example|maya@seegras.example>``, and ``&``, ``<`` and ``>`` arrive as entities.
"""

import html
import re

LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
PROTOCOLS = ("mailto:", "tel:")


def decode(text: str, own_user: str = "") -> str:
    """The text as the visitor typed it; how they mentioned the bot (``own_user``) is left out."""
    bare = re.sub(rf"\s*<@{re.escape(own_user)}(?:\|[^<>]*)?>", "", text) if own_user else text
    return _unescaped(LINK.sub(_words, bare)).strip(" \t\n,:")


def encode(text: str) -> str:
    """A text in which Slack finds no markup of ours."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mentions(text: str) -> set[str]:
    """The ids of the people that a text names."""
    return {link[1][1:] for link in LINK.finditer(text) if link[1].startswith("@")}


def _words(link: re.Match[str]) -> str:
    target, label = link[1], link[2]
    if target.startswith(("@", "#")):
        return target[0] + label.removeprefix(target[0]) if label else target
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    address = next((target.removeprefix(each) for each in PROTOCOLS if target.startswith(each)), target)
    if not label or label in target:
        return label or address
    return f"{label} ({address})"  # a link behind other words: both were meant


def _unescaped(text: str) -> str:
    """Only what Slack escapes; a visitor who types &copy; means just that."""
    return re.sub(r"&(?:amp|lt|gt);", lambda entity: html.unescape(entity[0]), text)
