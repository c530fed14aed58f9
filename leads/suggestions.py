"""Sentences that somebody wants the assistant to learn: a file for whoever looks after the training data.

Nothing is trained from it by itself.
"""

import os
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

INTENTS = (
    "greet",
    "bye",
    "thank",
    "affirm",
    "deny",
    "inform",
    "contact_sales",
    "human_handoff",
    "ask_why",
    "refuse",
    "dont_know",
    "stop",
    "restart",
    "help",
    "data_request",
    "faq",
    "chitchat",
    "not_a_lead",
    "out_of_scope",
)
"""Those of ``domain.yml``."""


@dataclass(frozen=True)
class Suggestion:
    """A sentence, the language it is in, and the intent that it should be taken for (empty: somebody decides later)."""

    text: str
    language: str
    intent: str


class Suggestions:
    """The file. Each sentence stands in it once for each language; a newer suggestion takes the place of an older."""

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, threading.Lock()

    def all(self) -> tuple[Suggestion, ...]:
        """In the order in which they were made."""
        if not self._path.exists():
            return ()
        stored: Any = yaml.safe_load(self._path.read_text(encoding="utf-8"))
        return tuple(Suggestion(**each) for each in stored or ())

    def add(self, suggestion: Suggestion) -> None:
        """Keeps one more; the file is replaced as a whole, so that nobody reads half of it."""
        with self._lock:
            others = (each for each in self.all() if _sentence(each) != _sentence(suggestion))
            self._write([*others, suggestion])

    def remove(self, text: str, language: str) -> None:
        """Takes one back."""
        with self._lock:
            self._write([each for each in self.all() if _sentence(each) != (text, language)])

    def as_yaml(self) -> str:
        """The file for whoever downloads it."""
        return _written(self.all())

    def _write(self, suggestions: Sequence[Suggestion]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        made = self._path.with_suffix(".new")
        made.write_text(_written(suggestions), encoding="utf-8")
        os.replace(made, self._path)


def _sentence(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion.text, suggestion.language


def _written(suggestions: Sequence[Suggestion]) -> str:
    return yaml.safe_dump([asdict(each) for each in suggestions], allow_unicode=True, sort_keys=False, width=1000)
