"""What an import would do, and what is wrong with the file: told before anything is written."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from leads.importing import ImportedLead, RowProblem
from leads.imports import Refused

BATCH = 500
PROBLEMS_KEPT = 100

Each = TypeVar("Each")


@dataclass
class Survey:
    """How many rows are new, known or to be refused, and the first ``PROBLEMS_KEPT`` of the ``bad`` ones' problems."""

    rows: int = 0
    new: int = 0
    known: int = 0
    suppressed: int = 0
    bad: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def survey(
    rows: Iterable[ImportedLead | RowProblem],
    known: Callable[[Collection[ImportedLead]], frozenset[str]],
    refused: Refused,
) -> Survey:
    """Counts; ``known`` tells which fingerprints were imported before."""
    counted, seen = Survey(), set[int]()
    for batch in batches(rows):
        good = list(welcome(batch, refused, counted))
        before = known(good)
        for each in good:
            mark = int(each.fingerprint[:15], 16)  # a number takes a third of the memory
            if each.fingerprint in before or mark in seen:
                counted.known += 1
            else:
                counted.new += 1
            seen.add(mark)
    return counted


def welcome(
    rows: Iterable[ImportedLead | RowProblem], refused: Refused, counted: Survey | None = None
) -> Iterator[ImportedLead]:
    """The rows that can be taken; the others are counted."""
    counted = counted or Survey()
    for each in rows:
        counted.rows += 1
        if isinstance(each, RowProblem):
            counted.bad += 1
            if len(counted.problems) < PROBLEMS_KEPT:
                counted.problems.append(each)
        elif refused(each.value("email"), each.value("phone")):
            counted.suppressed += 1
        else:
            yield each


def batches(of: Iterable[Each], size: int = BATCH) -> Iterator[list[Each]]:
    """The same in lists of at most ``size``."""
    rest = iter(of)
    while batch := list(islice(rest, size)):
        yield batch
