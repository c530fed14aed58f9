"""Words with which people take something back and say it anew."""

import re
import sys

_CORRECTION = re.compile(
    r"\b(?:sorry|i mean[t]?|actually|correction|scratch that|make (?:that|it)|rather|nein|doch|sondern"
    r"|quatsch|korrektur|korrigiere"
    r"|ich meine|meinte|besser gesagt|eher|or no|wait|moment|verzeihung|entschuldigung|instead)\b|\bno,",
    re.IGNORECASE,
)


def correction_end(text: str, start: int) -> int:
    """Where the last correcting word behind ``start`` ends; past any text where there is none."""
    ends = [match.end() for match in _CORRECTION.finditer(text, start)]
    return ends[-1] if ends else sys.maxsize
