"""Where the evaluation sentences come from: the project's own, and a folder of lines that others wrote."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = ROOT / "tests" / "bot"
LANGUAGES = ("en", "de")

Line = dict[str, Any]
"""A sentence (``text``, ``lang``) and what is expected of it, under the names that its file uses."""


def open_folder() -> Path:
    """The folder of other people's lines: ``BANTER_EVAL``, or ``shared/eval`` beside the project. It may be absent."""
    return Path(os.environ.get("BANTER_EVAL") or ROOT.parent / "shared" / "eval")


def open_lines(folder: Path, name: str) -> list[Line]:
    """The lines of ``<name>.jsonl``; none where the folder has no such file."""
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def own_sentences(name: str) -> dict[str, Any]:
    """``tests/bot/<name>_held_out.yml``; empty where there is none."""
    path = OWN / f"{name}_held_out.yml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def own_facts(kind: str) -> Iterator[Line]:
    """The project's own sentences of one kind of fact."""
    facts = own_sentences("facts")
    for language in LANGUAGES:
        for line in facts[language][kind]:
            yield {**line, "lang": language}


def own_intents() -> Iterator[Line]:
    """The project's own sentences, one intent each."""
    intents = own_sentences("intents")
    for language in LANGUAGES:
        for intent, texts in intents[language].items():
            for text in texts:
                yield {"text": text, "lang": language, "intent": intent}


def own_names() -> Iterator[Line]:
    """The project's own introductions: ``person``, ``company`` and ``job_title``, each absent where it is not said."""
    names = own_sentences("names")
    for language in LANGUAGES:
        for line in names.get(language, ()):
            yield {**line, "text": line["said"], "lang": language}
