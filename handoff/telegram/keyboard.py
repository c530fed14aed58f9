"""The buttons below a hand-off, and what a press of one says."""

import enum
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handoff.card import Card
from handoff.words import Words

PRESS = re.compile(r"([a-z_]+):([0-9a-z]{1,32})(?::([a-z0-9_]{1,29}))?")
OWN_NETWORK = ("localhost", "local", "internal", "lan", "home", "test", "invalid")
BACK = "←"


class Verb(enum.StrEnum):
    """What a button does. ``NOT_A_FIT`` and ``LOST`` ask for a reason first; ``KEEP`` puts the first buttons back."""

    CLAIM = "claim"
    NOT_A_FIT = "not_a_fit"
    WON = "won"
    LOST = "lost"
    HAND_BACK = "hand_back"
    KEEP = "keep"


@dataclass(frozen=True)
class Choice:
    """What a button says when it is pressed: at most 64 bytes, so that a reason's name may have 29 letters."""

    verb: Verb
    lead_id: str
    reason: str | None = None

    def __str__(self) -> str:
        return ":".join(part for part in (self.verb, self.lead_id, self.reason) if part)

    @classmethod
    def read(cls, data: str) -> "Choice | None":
        """``None``: it is none of ours."""
        found = PRESS.fullmatch(data)
        if found is None or found[1] not in {*Verb}:
            return None
        return cls(Verb(found[1]), found[2], found[3])


def keyboard(card: Card, words: Words, with_link: bool = True) -> InlineKeyboardMarkup:
    """What can be done with the lead now."""
    titles = words.buttons
    look = [InlineKeyboardButton(titles.open, url=card.url)] if with_link and can_be_opened(card.url) else []
    rows = [look]
    if card.is_open and card.is_claimed:
        won, lost = _button(titles.won, Verb.WON, card), _button(titles.lost, Verb.LOST, card)
        rows = [[won, lost], [_button(titles.not_a_fit, Verb.NOT_A_FIT, card), *look]]
    elif card.is_open:
        rows = [[_button(titles.claim, Verb.CLAIM, card)], [_button(titles.not_a_fit, Verb.NOT_A_FIT, card), *look]]
    if card.is_taken_over:
        rows.append([_button(titles.hand_back, Verb.HAND_BACK, card)])
    return InlineKeyboardMarkup([row for row in rows if row])


def reasons(verb: Verb, lead_id: str, words: Words) -> InlineKeyboardMarkup:
    """Why it does not fit, or was lost: two reasons in a row, and the way back."""
    buttons = [
        InlineKeyboardButton(title, callback_data=str(Choice(verb, lead_id, name)))
        for name, title in words.reasons.items()
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return InlineKeyboardMarkup([*rows, [InlineKeyboardButton(BACK, callback_data=str(Choice(Verb.KEEP, lead_id)))]])


def can_be_opened(url: str) -> bool:
    """Whether Telegram takes an address for a button; it refuses the whole message with one of an own network."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and host.rpartition(".")[2] not in OWN_NETWORK


def _button(title: str, verb: Verb, card: Card) -> InlineKeyboardButton:
    return InlineKeyboardButton(title, callback_data=str(Choice(verb, card.lead_id)))
