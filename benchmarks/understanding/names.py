"""Scores who the trained assistant takes the visitor to be: person, company and job title."""

from collections.abc import Iterable, Iterator

from benchmarks.understanding.lines import Line
from benchmarks.understanding.model import TrainedModel
from benchmarks.understanding.outcome import Outcome

KINDS = ("person", "company", "job_title")
SLOTS = {"person": "person_name", "company": "company", "job_title": "job_title"}
OUR_KINDS = {"role": "job_title"}


def open_names(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in the shape of our own. Somebody else's name is expected to be left alone."""
    for line in lines:
        said = {OUR_KINDS.get(each["entity"], each["entity"]): each["value"] for each in line["entities"]}
        yield {"text": line["text"], "lang": line["lang"], **(said if line["is_visitor"] else {})}


def score_names(lines: Iterable[Line], model: TrainedModel) -> Iterator[Outcome]:
    """A message that is nothing but one name answers the question for it; any other says by itself what it says."""
    for line in lines:
        asked = next((SLOTS[kind] for kind in KINDS if _is_bare(line, kind)), None)
        reading = model.understand(line["text"], language=line["lang"], asked=line.get("asked", asked))
        for kind in KINDS:
            got = next((each["value"] for each in reading["entities"] if each["entity"] == kind), None)
            expected = line.get(kind)
            yield Outcome(kind, line["lang"], line["text"], expected, got, got == expected)


def _is_bare(line: Line, kind: str) -> bool:
    return bool(line.get(kind)) and line[kind] == line["text"].strip()
