"""Which button a visitor presses. What it means is read from its payload, as the title is the product's own wording."""

import json
import re
from collections.abc import Mapping, Sequence
from random import Random

from benchmarks.visitors.line import Line
from benchmarks.visitors.vocabulary import Value

PAYLOAD = re.compile(r"/\w+(\{.*\})$", re.DOTALL)

Button = Mapping[str, str]


def pressed(buttons: Sequence[Button], wanted: Value, rng: Random) -> Line | None:
    """The button that says what the visitor wants to say; of buttons with structured values any one, as good as typed.

    None when no button fits: then the visitor types.
    """
    offers = [(button, value) for button in buttons if (value := _meaning(button["payload"], wanted.slot)) is not None]
    fitting = [offer for offer in offers if offer[1] == wanted.expected]
    if isinstance(wanted.expected, Mapping) and offers:
        fitting = [rng.choice(offers)]
    if not fitting:
        return None
    button, value = fitting[0]
    if isinstance(value, dict):
        value = {end: each for end, each in value.items() if each is not None}
    said = wanted if value == wanted.expected else Value(wanted.slot, value)
    return Line(button["title"], "answer", (said,), wanted.slot, button=button["payload"])


def _meaning(payload: str, slot: str) -> object:
    """What pressing the button says about the slot; none when it is about something else."""
    found = PAYLOAD.search(payload)
    try:
        said = json.loads(found.group(1)) if found else None
    except ValueError:
        return None
    return said.get(slot) if isinstance(said, dict) else None
