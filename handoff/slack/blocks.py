"""A lead as a message that reads well on a phone, in Slack's blocks."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from handoff.card import Card, Row
from handoff.slack.markup import mail_link, mention, one_line, phone_link, plain, plain_lines
from handoff.words import Words

LONGEST_TEXT, LONGEST_HEADER, LONGEST_BUTTON, MOST_BLOCKS = 3_000, 150, 75, 50
LONGEST_VALUE, LONGEST_QUOTE, LONGEST_LABEL, LONGEST_FACT = 700, 450, 60, 300
LATEST_NOTES = 5
MARKS = {True: "✅", False: "❌", None: "▫️"}

Block = dict[str, Any]


class Act(enum.StrEnum):
    """What a button does; ``NOT_A_FIT`` and ``LOST`` ask why first, ``OPEN`` leads to the lead's page."""

    CLAIM = "handoff_claim"
    OPEN = "handoff_open"
    NOT_A_FIT = "handoff_not_a_fit"
    WON = "handoff_won"
    LOST = "handoff_lost"
    HAND_BACK = "handoff_hand_back"


@dataclass(frozen=True)
class Colleague:
    """The person of a hand-off: their name, and their id in the workspace."""

    name: str
    member: str


def message(card: Card, words: Words, colleague: Colleague | None, acts: bool, above: str = "") -> list[Block]:
    """The whole card; ``above`` is news that stand first. Without a way in (``acts``) no button but *Open* works."""
    facts = [*(_criterion(row) for row in card.bant), _missing(card, words), *(_fact(row) for row in card.more)]
    header = {"type": "plain_text", "text": _title(card), "emoji": False}
    return [
        {"type": "header", "text": header},
        *sections([above, _head(card, colleague), *_contact(card)]),
        *sections(facts),
        *sections(f"📝 {plain(note, LONGEST_FACT)}" for note in card.notes[-LATEST_NOTES:]),
        *_conversation(card, words),
        {"type": "actions", "elements": _buttons(card, words, acts)},
    ]


def news(sentence: str, colleague: Colleague | None = None) -> list[Block]:
    """What is new, as a message of its own; a colleague who is not named in it stands before it."""
    lines = plain_lines(sentence, LONGEST_TEXT)
    if colleague is None:
        return sections(lines)[:MOST_BLOCKS]
    first, *others = lines
    named = _naming(first, colleague)
    return sections([named if named != first else f"{mention(colleague.member)} {first}", *others])[:MOST_BLOCKS]


def summary(card: Card) -> str:
    """What a locked phone shows of the card."""
    return f"{plain(card.title, LONGEST_FACT)} · {plain(card.heading, LONGEST_FACT)}"


def in_words(blocks: Iterable[Block]) -> str:
    """The same without blocks, should Slack ever refuse them."""
    return "\n".join(block["text"]["text"] for block in blocks if block["type"] in ("header", "section"))[:LONGEST_TEXT]


def sections(lines: Iterable[str]) -> list[Block]:
    """Lines in as few blocks as they have room in."""
    texts: list[str] = []
    for line in filter(None, lines):
        if texts and len(texts[-1]) + len(line) < LONGEST_TEXT:
            texts[-1] = f"{texts[-1]}\n{line}"
        else:
            texts.append(line)
    return [{"type": "section", "text": _marked(text)} for text in texts]


def _marked(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _title(card: Card) -> str:
    """Who and company, each with room beside the other."""
    whole = one_line(card.title, len(card.title) + 1)
    if len(whole) <= LONGEST_HEADER:
        return whole
    return ", ".join(one_line(part, LONGEST_HEADER // 2 - 1) for part in (card.who, card.company) if part)


def _head(card: Card, colleague: Colleague | None) -> str:
    status = plain(card.status, LONGEST_VALUE)
    job = plain(card.job_title or "", LONGEST_FACT)
    lines = (f"*{plain(card.heading)}*", job, status if colleague is None else _naming(status, colleague))
    return "\n".join(filter(None, lines))


def _contact(card: Card) -> Iterator[str]:
    if card.email:
        yield f"✉️ {mail_link(card.email)}"
    if card.phone:
        yield f"📞 {phone_link(card.phone)}"


def _criterion(row: Row) -> str:
    value, said = plain(row.value, LONGEST_VALUE), plain(row.said or "", LONGEST_QUOTE)
    quoted = f"\n>{said}" if said and said.casefold() != value.casefold() else ""
    return f"{MARKS[row.met]} *{plain(row.label, LONGEST_LABEL)}*: {value}{quoted}"


def _fact(row: Row) -> str:
    return f"{plain(row.label, LONGEST_LABEL)}: {plain(row.value, LONGEST_FACT)}"


def _missing(card: Card, words: Words) -> str:
    if not card.missing:
        return ""
    return f"❔ *{plain(words.missing)}*: {', '.join(plain(slot, LONGEST_LABEL) for slot in card.missing)}"


def _conversation(card: Card, words: Words) -> list[Block]:
    if not card.lines:
        return []
    said = [f"*{plain(who, LONGEST_LABEL)}*: {plain(text, LONGEST_QUOTE)}" for who, text in card.lines]
    while len("\n".join(said)) > LONGEST_TEXT - 100:
        del said[0]
    text = "\n".join([f"*{plain(words.conversation)}*", *said])
    return [{"type": "context", "elements": [_marked(text)]}]


def _buttons(card: Card, words: Words, acts: bool) -> list[Block]:
    titles = words.buttons
    look = {**_button(titles.open, Act.OPEN, card), "url": card.url}
    if not acts or not card.is_open:
        done = []
    elif card.is_claimed:
        done = [_button(titles.won, Act.WON, card), _button(titles.lost, Act.LOST, card)]
    else:
        done = [{**_button(titles.claim, Act.CLAIM, card), "style": "primary"}]
    fit = [_button(titles.not_a_fit, Act.NOT_A_FIT, card)] if done else []
    back = [_button(titles.hand_back, Act.HAND_BACK, card)] if acts and card.is_taken_over else []
    return [*done, *back, look, *fit]


def _button(title: str, act: Act, card: Card) -> Block:
    text = {"type": "plain_text", "text": one_line(title, LONGEST_BUTTON), "emoji": False}
    return {"type": "button", "text": text, "action_id": act.value, "value": card.lead_id}


def _naming(text: str, colleague: Colleague) -> str:
    return text.replace(plain(colleague.name), mention(colleague.member), 1)
