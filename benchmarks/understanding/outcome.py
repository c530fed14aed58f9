"""What every scorer returns for a line: what was expected, what came out, and whether that is right."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """One line, scored for one kind of fact; ``None`` stands for "states no such fact"."""

    kind: str
    language: str
    text: str
    expected: str | None
    got: str | None
    right: bool


@dataclass(frozen=True)
class Retrieval:
    """How many of the facts that came out are right, how many of those stated came out, and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def accuracy(outcomes: Iterable[Outcome]) -> float:
    """The share of lines that are right."""
    verdicts = [outcome.right for outcome in outcomes]
    return sum(verdicts) / len(verdicts)


def retrieval(outcomes: Iterable[Outcome]) -> Retrieval:
    """Precision, recall and F1. A wrong value counts against both; a line without a fact only where one is found."""
    found = stated = right = 0
    for outcome in outcomes:
        found += outcome.got is not None
        stated += outcome.expected is not None
        right += outcome.right and outcome.expected is not None
    precision = right / found if found else 1.0
    recall = right / stated if stated else 1.0
    return Retrieval(precision, recall, 2 * right / (found + stated) if found + stated else 1.0)
