"""Tags of words (Begins, Inside, Last of, Unit, Outside a name), and the names that their probabilities amount to."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from bot.understanding.who.candidate import Candidate

ENTITIES = ("company", "job_title", "person")
TAGS = ("O", *(f"{place}-{entity}" for entity in ENTITIES for place in "BILU"))


def read_tags(spans: Sequence[tuple[int, int]], probabilities: Any) -> Iterator[Candidate]:
    """The names of the most probable well-formed tags; ``probabilities`` has a row per word, a column per tag."""
    begun, least = 0, 1.0
    for (start, end), tag, probability in zip(spans, _best_path(probabilities), probabilities, strict=True):
        place, _, entity = TAGS[tag].partition("-")
        if place in ("B", "U"):
            begun, least = start, 1.0
        least = min(least, float(probability[tag]))
        if place in ("L", "U"):
            yield Candidate(entity, begun, end, least)


def _best_path(probabilities: Any) -> list[int]:
    """Viterbi: the index of each word's tag."""
    scores = np.log(probabilities + 1e-9)
    best, back = scores[0] + _AFTER[0], []
    for row in scores[1:]:
        ways = best[:, None] + _AFTER
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int((best + _AFTER[:, 0]).argmax())]
    for previous in reversed(back):
        path.append(int(previous[path[-1]]))
    return path[::-1]


def _may_follow(tag: str, following: str) -> bool:
    place, _, entity = tag.partition("-")
    place_after, _, entity_after = following.partition("-")
    if place in ("B", "I"):
        return place_after in ("I", "L") and entity == entity_after
    return place_after in ("O", "B", "U")


_AFTER = np.array([[0.0 if _may_follow(tag, following) else -1e6 for following in TAGS] for tag in TAGS])
"""What a tag (row) costs before another (column); a message begins and ends as if beside an outside word."""
