"""What a recogniser takes for a name; ``in_context`` decides whether to believe it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """``text[start:end]`` as a mention of ``entity``; ``confidence`` from 0 to 1 is that of its least certain word."""

    entity: str
    start: int
    end: int
    confidence: float
