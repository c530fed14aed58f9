"""Somebody's words among our markup for Slack, and what people write there as visitors may read it."""

import html
import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import accumulate, takewhile
from typing import Any
from urllib.parse import quote

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Slack has no way to escape these; the first kind counts only at the edge of a word, as in *this*.
LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
EMPHASIS = re.compile(r"(?<![^\W_])[*_~]+|[*_~]+(?![^\W_])|`")
EMOJI_NAME = re.compile(r":(?=[\w+'-]+:)")
QUOTES = re.compile(r"^\s*>+")  # at the beginning of a line
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
ISOLATED = "\u2068{}\u2069"

LINK = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
ENTITY = re.compile("&(?:amp|lt|gt);")
MENTIONED = re.compile(r"<@(\w+)(?:\|[^<>]*)?>")
PROTOCOLS = ("mailto:", "tel:")


def one_line(text: str, longest: int) -> str:
    """The text in one line of at most so many letters, without signs that nobody sees."""
    words = " ".join(INVISIBLE.sub(" ", text).split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def plain(text: str, longest: int = 500) -> str:
    """Somebody's words as markup that is at most ``longest`` letters long: shown as they are, and nothing more.

    Belongs into a text object with ``verbatim`` on, where Slack makes no links of addresses and names by itself.
    """
    shown = one_line(text, longest)
    shown = EMOJI_NAME.sub("∶", EMPHASIS.sub(lambda found: found[0].translate(LOOKALIKES), shown))
    room = longest - 2
    escaped = [ENTITIES.get(letter, letter) for letter in shown]
    if sum(map(len, escaped)) > room:
        fitting = takewhile(lambda total: total < room, accumulate(map(len, escaped)))
        escaped = [*escaped[: sum(1 for _ in fitting)], "…"]
    whole = "".join(escaped)
    return ISOLATED.format(whole) if RIGHT_TO_LEFT.search(whole) else whole


def plain_lines(text: str, longest: int) -> list[str]:
    """The same of a text of several lines, each of them at most ``longest`` letters long."""
    said = [part for line in text.splitlines() for part in textwrap.wrap(line, longest // 2, break_on_hyphens=False)]
    return [plain(QUOTES.sub("›", line), longest) for line in said]


def mention(member: str) -> str:
    """Names a member of the workspace, whose phone rings."""
    return f"<@{member}>"


def mail_link(address: str) -> str:
    """An address that opens the mail program."""
    return f"<mailto:{quote(address, safe='@+')}|{plain(address, 320)}>"


def phone_link(number: str) -> str:
    """A number that is called with one press."""
    return f"<tel:{re.sub('[^0-9+]', '', number)}|{plain(number, 60)}>"


def decode(text: str, emoji: Mapping[str, str], own_user: str = "") -> str:
    """What a person typed: links as they look, signs instead of their names; how they mention the bot is left out."""
    bare = re.sub(rf"\s*<@{re.escape(own_user)}(?:\|[^<>]*)?>", "", text) if own_user else text
    shown = re.sub(r":([\w+'-]+):", lambda found: emoji.get(found[1], found[0]), LINK.sub(_words, bare))
    return ENTITY.sub(lambda found: html.unescape(found[0]), shown).strip()


def emoji_in(blocks: Any) -> dict[str, str]:
    """The emoji that Slack tells apart from the text of a message, by name."""
    return {
        str(each["name"]): "".join(chr(int(point, 16)) for point in each["unicode"].split("-"))
        for each in _elements(blocks)
        if each.get("type") == "emoji" and re.fullmatch(r"[0-9a-f]{2,5}(-[0-9a-f]{2,5})*", str(each.get("unicode")))
    }


def mentions(text: str) -> set[str]:
    """The members whom a text names."""
    return set(MENTIONED.findall(text))


def _elements(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from _elements(each)
    elif isinstance(part, dict):
        yield part
        yield from _elements(part.get("elements"))


def _words(link: re.Match[str]) -> str:
    target, label = link[1], link[2]
    if target.startswith(("@", "#", "!")):
        return label or f"{'@' if target.startswith('!') else target[0]}{target[1:].partition('^')[0]}"
    address = next((target.removeprefix(each) for each in PROTOCOLS if target.startswith(each)), target)
    if not label or label in target:
        return label or address
    return f"{label} ({address})"
