"""Scores ``find_language``: of a first message, and of one in a conversation that has a language."""

from collections.abc import Iterable, Iterator

from benchmarks.understanding.lines import Line
from benchmarks.understanding.outcome import Outcome
from bot.understanding.language import find_language

DEFAULT = "en"


def score_language(lines: Iterable[Line]) -> Iterator[Outcome]:
    """The words may tell nothing ("ok"): a first message is then in the operator's language, here English."""
    for line in lines:
        text, language = line["text"], line["lang"]
        first, later = find_language(text) or DEFAULT, find_language(text, language)
        yield Outcome("language", language, text, language, first, first == language)
        yield Outcome("language, kept", language, text, language, later, later == language)
