"""A lead as a message that reads well on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

from handoff.card import Card, Row
from handoff.telegram.markup import LONGEST, escaped, length, line, link
from handoff.words import Words

MARKS = {True: "✅", False: "❌", None: "▫️"}
LONGEST_LABEL = 60
ROOM_FOR_A_NAME = 300  # of a person, and for the signs that keep names and directions in their place


@dataclass(frozen=True)
class Room:
    """What a message has room for: lines of the conversation, notes, and the units of a quote and of a value."""

    lines: int
    notes: int
    quote: int
    value: int


@dataclass(frozen=True)
class Mention:
    """A person whose phone rings when a new message names them; ``telegram`` is the id of their account."""

    name: str
    telegram: int


def message(card: Card, words: Words, above: str = "", mention: Mention | None = None) -> str:
    """The card as HTML of at most ``LONGEST`` units; ``above`` is HTML that stands first."""
    drafts = (_message(card, words, above, mention, room) for room in ROOMS)
    return next((draft for draft in drafts if length(draft) <= LONGEST), _message(card, words, "", None, ROOMS[-1]))


def sentence(news: str, mention: Mention | None = None, longest: int = LONGEST) -> str:
    """What is new, as HTML; a person who is mentioned but not named in it stands before it."""
    marked = line(news, longest - ROOM_FOR_A_NAME)
    if mention is None:
        return marked
    named = _mentioning(marked, mention)
    return named if named != marked else f"{_link(mention)}: {marked}"


def _message(card: Card, words: Words, above: str, mention: Mention | None, room: Room) -> str:
    parts = (
        [above],
        _head(card, mention, room),
        _facts(card, words, room),
        _contact(card),
        [f"📝 {line(note, room.quote)}" for note in card.notes[-room.notes :]] if room.notes else [],
        _conversation(card, words, room),
    )
    return "\n\n".join("\n".join(lines) for lines in map(_filled, parts) if lines)


def _head(card: Card, mention: Mention | None, room: Room) -> list[str]:
    who = f"<b>{line(card.who, room.value)}</b>"
    job = line(card.job_title or "", room.value)
    status = line(card.status, room.value)
    return [
        f"{who}, {job}" if job else who,
        line(card.company or "", room.value),
        f"<b>{line(card.heading, room.value)}</b>",
        status if mention is None else _mentioning(status, mention),
    ]


def _facts(card: Card, words: Words, room: Room) -> list[str]:
    missing = ", ".join(line(slot, LONGEST_LABEL) for slot in card.missing)
    return [
        *(part for row in card.bant for part in _criterion(row, room)),
        f"❔ {escaped(words.missing)}: {missing}" if missing else "",
        *(f"{line(row.label, LONGEST_LABEL)}: {line(row.value, room.value)}" for row in card.more),
    ]


def _criterion(row: Row, room: Room) -> Iterator[str]:
    yield f"{MARKS[row.met]} <b>{line(row.label, LONGEST_LABEL)}</b>: {line(row.value, room.value)}"
    is_new = row.said and row.said.casefold() != row.value.casefold()
    if is_new and (quoted := line(row.said or "", room.quote)):
        yield f"<i>{quoted}</i>"


def _contact(card: Card) -> list[str]:
    """In full: half an address reaches nobody."""
    found = (("✉️", card.email), ("📞", card.phone))
    return [f"{sign} {line(address, 320)}" for sign, address in found if address]


def _conversation(card: Card, words: Words, room: Room) -> list[str]:
    latest = card.lines[-room.lines :] if room.lines else ()
    if not latest:
        return []
    said = "\n".join(f"<b>{line(who, LONGEST_LABEL)}</b>: {line(text, room.quote)}" for who, text in latest)
    return [f"<b>{escaped(words.conversation)}</b>", f"<blockquote expandable>{said}</blockquote>"]


def _mentioning(marked: str, mention: Mention) -> str:
    return marked.replace(escaped(mention.name), _link(mention), 1)


def _link(mention: Mention) -> str:
    return link(f"tg://user?id={mention.telegram}", mention.name)


def _filled(lines: list[str]) -> list[str]:
    return [each for each in lines if each]


ROOMS = (
    Room(lines=6, notes=5, quote=300, value=1_000),
    Room(lines=4, notes=3, quote=300, value=1_000),
    Room(lines=2, notes=3, quote=300, value=1_000),
    Room(lines=0, notes=2, quote=300, value=600),
    Room(lines=0, notes=1, quote=100, value=300),
    Room(lines=0, notes=0, quote=0, value=200),
    Room(lines=0, notes=0, quote=0, value=90),
)
"""What is left out when a message gets too long, step by step: the conversation first, the quotes next."""
