"""Reads the word lists in ``words/``: sections in brackets, entries between commas or on lines, ``#`` comments."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The sections of ``words/<name>.txt``."""
    sections: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if content.startswith("["):
            entries = sections.setdefault(content.strip("[]"), [])
        else:
            entries += [entry.strip() for entry in content.split(",") if entry.strip()]
    return {section: frozenset(entries) for section, entries in sections.items()}


@cache
def any_of(name: str, *sections: str) -> str:
    """A pattern of whole entries, longest first; a final ``*`` stands for any ending, ``'`` for any apostrophe."""
    entries = frozenset[str]().union(*(word_lists(name)[section] for section in sections))
    patterns = []
    for entry in sorted(entries, key=lambda entry: (-len(entry), entry)):
        whole = re.escape(entry.rstrip("*")).replace("'", "['’]").replace(r"\ ", r"\s")
        patterns.append(whole + (r"\w{0,20}" if entry.endswith("*") else r"(?!\w)"))
    return rf"(?<!\w)(?:{'|'.join(patterns)})"
