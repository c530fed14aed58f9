"""Every word that the console shows, by language; German needs one more file here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, Any]  # texts by name, grouped by where they stand


def read_words(language: str) -> Words:
    """The words of a language; ``locale`` among them says how it writes numbers and dates."""
    path = Path(__file__).parent / f"{language}.yml"
    words: Words = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


def called(group: Mapping[str, str], name: str) -> str:
    """What something is called; what has no word of its own is shown by its name."""
    return group.get(name, name.replace("_", " "))
