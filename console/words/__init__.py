"""Every word that the console shows: a folder for each language, in it a file for each page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, Any]  # texts by name, grouped by where they stand


def read_words(language: str) -> Words:
    """The words of a language, of all its files; ``locale`` among them says how it writes numbers and dates."""
    words: dict[str, Any] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.yml")):
        words |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


def called(group: Mapping[str, str], name: str) -> str:
    """What something is called; what has no word of its own is shown by its name."""
    return group.get(name, name.replace("_", " "))
