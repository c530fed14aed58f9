"""Sums told without a number: "sechsstellig", "low five figures", "a few thousand"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.understanding.number_words import SCALES, folded


@dataclass(frozen=True)
class Figures:
    """The least and the greatest amount that may be meant, and where it was said."""

    minimum: Decimal
    maximum: Decimal
    start: int
    end: int


def figures_in(text: str) -> list[Figures]:
    return [_with_digits(match) for match in _FIGURES.finditer(text)] + [
        _a_few(match) for match in _A_FEW.finditer(text)
    ]


def _with_digits(match: re.Match[str]) -> Figures:
    """The range of numbers with so many digits, or the lower, middle or upper part of it."""
    name = (match["digits"] or match["stellig"]).lower()
    digits = int(name) if name.isdigit() else _DIGIT_NAMES[name]
    base = Decimal(10) ** (digits - 1)
    part = (match["part"] or match["teil"] or "").lower()[:2]
    low, high = _PARTS.get(part, (Decimal(1), Decimal(10)))
    return Figures(low * base, high * base - (1 if high == 10 else 0), *match.span())


def _a_few(match: re.Match[str]) -> Figures:
    low, high = next(limits for name, limits in _VAGUE.items() if match["vague"].lower().startswith(name))
    scale = SCALES[folded(match["scale"])]
    return Figures(low * Decimal(scale), high * Decimal(scale), *match.span())


_VAGUE = {
    "couple": (2, 3), "few": (2, 5), "paar": (2, 5), "several": (3, 9), "einige": (3, 9), "mehrere": (3, 9),
}  # fmt: skip
_A_FEW = re.compile(
    r"\b(?:an? |ein )?(?P<vague>couple(?: of)?|few|paar|several|einigen?|mehreren?)[ ]"
    r"(?P<scale>hundred|hundert|thousand|tausend(?:er)?|grand|riesen|million(?:s|en)?)\b",
    re.IGNORECASE,
)
_PARTS = {
    "lo": (Decimal(1), Decimal(3)), "ni": (Decimal(1), Decimal(3)), "un": (Decimal(1), Decimal(3)),
    "mi": (Decimal(3), Decimal(7)), "hi": (Decimal(7), Decimal(10)), "ho": (Decimal(7), Decimal(10)),
    "up": (Decimal(7), Decimal(10)), "ob": (Decimal(7), Decimal(10)), "hö": (Decimal(7), Decimal(10)),
}  # fmt: skip
_DIGIT_NAMES = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "drei": 3, "vier": 4,
    "fünf": 5, "fuenf": 5, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_FIGURES = re.compile(
    r"\b(?:(?P<part>low(?:er)?|mid(?:dle|dling)?|high(?:er)?|upper)[ -]{1,2}(?:end of )?)?"
    r"(?P<digits>three|four|five|six|seven|eight|nine|[3-9])[ -](?:figures?|digits?)\b"
    r"|\b(?:(?P<teil>niedrig|unter|mittler|mittel|hoh|hoch|ober|höher)(?:e[nmrs]?)?[ -]{0,2})?"
    r"(?P<stellig>drei|vier|f(?:ü|ue|u)nf|sechs|sieben|acht|neun|[3-9])[ -]?stellig(?:e[nmrs]?)?\b",
    re.IGNORECASE,
)
