"""Whether a stored value is what the visitor said, as the word files write it down.

Expected values are JSON as the word files hold it:

* texts: a list of stems, one of which the stored text contains; or ``{"names": [...]}``, one of which it equals;
* budget: ``min``, ``max`` (what is left out must not be stored), ``currency``, ``period``; or ``about`` (a fifth off);
* timeline: ``start``, ``end``, each a date, a list of dates and ranges ``first..last``, or left out (anything will do);
* company_size: ``min``, ``max``;
* anything else is compared as it is.
"""

from collections.abc import Callable, Mapping
from typing import Any

Json = Any

ROUGHLY = 0.2


def holds(slot: str, expected: Json, stored: Json) -> bool:
    """Whether ``stored``, a value of ``GET /api/leads``, is what was said."""
    if stored is None:
        return False
    return COMPARISONS.get(slot, _is_that_text)(expected, stored)


def _is_that_text(expected: Json, stored: Json) -> bool:
    if isinstance(expected, Mapping):
        return _plain(stored) in [_plain(name) for name in expected["names"]]
    if isinstance(expected, list):
        return any(stem.lower() in str(stored).lower() for stem in expected)
    return bool(stored == expected)


def _plain(text: Json) -> str:
    return " ".join(str(text).lower().replace(",", " ").split()).rstrip(".!?")


def _is_that_address(expected: Json, stored: Json) -> bool:
    return str(stored).lower() == str(expected).lower()


def _is_that_budget(expected: Mapping[str, Json], stored: Json) -> bool:
    if "about" in expected:
        ends = [stored["min"], stored["max"]]
        right = all(end is None or abs(end - expected["about"]) <= ROUGHLY * expected["about"] for end in ends)
    else:
        right = _is_that_span(expected, stored)
    return (
        right
        and stored["currency"] in ((expected["currency"],) if "currency" in expected else (None, "EUR"))
        and stored["period"] in ((expected["period"],) if "period" in expected else (None, "once"))
    )


def _is_that_span(expected: Mapping[str, Json], stored: Json) -> bool:
    """One number may be stored as both ends or as the upper one; an open end as nothing, or as 0 below."""
    lowest, highest = expected.get("min"), expected.get("max")
    lows = (None, lowest) if lowest == highest else (lowest,) if lowest is not None else (None, 0)
    if "max" not in expected:
        return stored["min"] == lowest and stored["max"] is None
    return stored["min"] in lows and stored["max"] == highest


def _is_that_size(expected: Mapping[str, Json], stored: Json) -> bool:
    if "max" not in expected:
        return expected["min"] <= (stored["min"] or 0) <= expected["min"] + 1 and stored["max"] is None
    return bool(stored["min"] == expected.get("min") and stored["max"] == expected["max"])


def _is_that_time(expected: Mapping[str, Json], stored: Json) -> bool:
    return all(_is_one_of(expected[end], stored[end]) for end in ("start", "end") if end in expected)


def _is_one_of(dates: Json, stored: str | None) -> bool:
    choices = dates if isinstance(dates, list) else [dates]
    return stored is not None and any(_covers(choice, stored) for choice in choices)


def _covers(choice: str, day: str) -> bool:
    """ISO dates sort as texts."""
    first, _, last = choice.partition("..")
    return first <= day <= (last or first)


COMPARISONS: Mapping[str, Callable[[Json, Json], bool]] = {
    "email": _is_that_address,
    "phone": _is_that_address,
    "budget": _is_that_budget,
    "timeline": _is_that_time,
    "company_size": _is_that_size,
}
