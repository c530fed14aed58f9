"""The form that asks why a lead does not fit, or was lost."""

import json
from typing import Any

from handoff.slack.markup import one_line
from handoff.words import Words

MODAL, REASON, WORDS = "handoff_close", "reason", "words"
LONGEST_TITLE, LONGEST_OPTION, LONGEST_LABEL, LONGEST_WORDS = 24, 75, 2_000, 1_000


def modal(words: Words, lead_id: str, outcome: str, channel: str) -> dict[str, Any]:
    """A reason out of those of the file, and words of one's own; the answer comes back with lead and outcome."""
    title = getattr(words.buttons, outcome)
    options = [{"text": _plain(name, LONGEST_OPTION), "value": key} for key, name in words.reasons.items()]
    return {
        "type": "modal",
        "callback_id": MODAL,
        "private_metadata": json.dumps({"lead": lead_id, "outcome": outcome, "channel": channel}),
        "title": _plain(title, LONGEST_TITLE),
        "submit": _plain(title, LONGEST_TITLE),
        "blocks": [
            _input(REASON, words.answers.ask_reason, {"type": "static_select", "options": options}),
            {
                **_input(
                    WORDS,
                    words.answers.more,
                    {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_WORDS},
                ),
                "optional": True,
            },
        ],
    }


def _input(name: str, label: str, element: dict[str, Any]) -> dict[str, Any]:
    asked = {**element, "action_id": name}
    return {"type": "input", "block_id": name, "label": _plain(label, LONGEST_LABEL), "element": asked}


def _plain(text: str, longest: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": one_line(text, longest), "emoji": False}
