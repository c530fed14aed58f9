"""DIET as a recogniser of names, trained on the sentences that the product's own is trained on."""

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.understanding.rasa_model import trained
from bot.names.sentences import Sentence

CONFIG = Path(__file__).with_name("diet_names.yml")


def trained_diet(examples: Iterable[Sentence]) -> Callable[[str, str | None], set[tuple[str, str]]]:
    """A function from a message and the slot asked for to the names in it: (entity, words)."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "nlu.json"
        common = [_as_rasa_has_it(each) for each in examples]
        data.write_text(json.dumps({"rasa_nlu_data": {"common_examples": common}}), encoding="utf-8")
        parse = trained(CONFIG, data)

    def find(text: str, asked: str | None) -> set[tuple[str, str]]:
        return {(each["entity"], each["value"]) for each in parse(_question(asked) + text)["entities"]}

    return find


def _question(asked: str | None) -> str:
    """DIET is told the question as our recogniser is: by a word before the message."""
    return f"asked{(asked or 'nothing').replace('_', '')} "


def _as_rasa_has_it(sentence: Sentence) -> dict[str, object]:
    before = _question(sentence.asked)
    entities = [
        {
            "entity": entity,
            "value": sentence.text[start:end],
            "start": start + len(before),
            "end": end + len(before),
        }
        for entity, start, end in sentence.entities
    ]
    return {"text": before + sentence.text, "intent": "inform", "entities": entities}
