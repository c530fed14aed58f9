"""Expands the templates of ``data/ner``: a context-free grammar whose lines may carry a weight ("4x {first}")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random

Piece = tuple[str, str | None]
"""A stretch of text, and the entity that it is said of (``None``: none)."""
LABELS = {"person": "person", "full_name": "person", "company": "company", "job_title": "job_title"}
"""The holes that are entities; ``{other:person}`` is somebody else's and gets no label."""
_WEIGHT = re.compile(r"(\d+)x(?: (.*))?", re.DOTALL)
_HOLE = re.compile(r"(\{[\w:]+\})")
_OTHER = "other:"


class Grammar:
    """Named lists of lines; a hole ``{name}`` of a line is filled by any line of the list ``name``."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = {name: _weighed(lines) for name, lines in lists.items()}

    def expand(self, name: str, random: Random) -> list[Piece]:
        """One sentence of the list ``name``. Raises ``KeyError`` for a hole without a list."""
        return list(self._fill(name, random, None, labelled=True))

    def _fill(self, name: str, random: Random, label: str | None, labelled: bool) -> Iterator[Piece]:
        lines, weights = self._lists[name]
        for part in random.choices(lines, cum_weights=weights)[0]:
            if not part.startswith("{"):
                yield part, label
                continue
            hole = part[1:-1].removeprefix(_OTHER)
            named = labelled and _OTHER not in part
            yield from self._fill(hole, random, (label or LABELS.get(hole)) if named else label, named)


def _weighed(lines: Sequence[str]) -> tuple[list[list[str]], list[int]]:
    """The lines, cut at their holes, and their weights, added up."""
    cut, weights = [], []
    for line in lines:
        weight = _WEIGHT.fullmatch(line)
        text = (weight[2] or "") if weight else line
        cut.append([part for part in _HOLE.split(text) if part])
        weights.append(int(weight[1]) if weight else 1)
    return cut, list(accumulate(weights))
