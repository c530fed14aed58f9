"""Cuts a text into its sentences."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…](?=\s|$)|[;\n]")
_ABBREVIATION = re.compile(
    r"\b(?:z\.\s?b|d\.\s?h|u\.\s?a|e\.g|i\.e|etc|approx|ca|bzw|usw|inkl|ggf|evtl|co|dr|mr|mrs|ms|prof|nr|st)$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The span of each, with its full stop or question mark."""
    start = 0
    for match in _END.finditer(text):
        if match.group() == "." and _ABBREVIATION.search(text[max(start, match.start() - 8) : match.start()].lower()):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
