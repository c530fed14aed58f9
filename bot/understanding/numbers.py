"""Numbers in running English or German text: "12.500", "10'000", "20k", "zwölf Mio.", "half a million"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from bot.understanding.number_words import ENGLISH_VALUES, FRACTIONS, SCALES, folded, german_value


@dataclass(frozen=True)
class Number:
    """A number and its span; ``scale`` is the last multiplier ("20k" → 1000), 1 where there is none.

    ``attached`` is true where letters touch it on the left ("Q3", "USD115"); ``written``: in digits.
    """

    value: Decimal
    start: int
    end: int
    scale: Decimal
    attached: bool
    written: bool


@dataclass(frozen=True)
class _Atom:
    kind: str  # value, digits, scale, fraction, article, and, point, half
    value: Decimal
    start: int
    end: int


def find_numbers(text: str, language: str = "en") -> list[Number]:
    """Every number in the text, left to right; dates such as 1.2.2027 and a lone article are none."""
    found: list[Number] = []
    atoms = list(_atoms(text, language))
    position = 0
    while position < len(atoms):
        number, used = _number_at(text, atoms, position)
        if number:
            found.append(number)
        position += used
    return found


def read_digits(written: str, scaled: bool = False) -> Decimal | None:
    """Digits with separators by either locale's rules, decided by shape; None where no rule allows the shape.

    One separator before exactly three digits groups thousands, unless a multiplier follows ("1.125 million").
    """
    if len(written) > _LONGEST_DIGITS:
        return None
    plain = _SPACES_AND_QUOTES.sub("", written)
    separators = [sign for sign in plain if sign in ".,"]
    if not separators:
        return Decimal(plain)
    if len(set(separators)) == 2:
        decimal = separators[-1]
        if separators.count(decimal) > 1:
            return None
        whole, _, rest = plain.rpartition(decimal)
        return Decimal(f"{re.sub('[.,]', '', whole)}.{rest}") if _GROUPED.fullmatch(whole) else None
    groups = _SEPARATOR.split(plain)
    if len(groups) > 2:
        return Decimal("".join(groups)) if _GROUPED.fullmatch(plain) else None
    whole, rest = groups
    if len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0") and not scaled:
        return Decimal(whole + rest)
    return Decimal(f"{whole}.{rest}")


def _atoms(text: str, language: str) -> Iterator[_Atom]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["digits"]:
            scale = _SUFFIX.match(text, end)
            value = read_digits(match["digits"], scaled=bool(scale or _SCALE_AHEAD.match(text, end)))
            if value is not None:
                yield _Atom("digits", value, start, end)
            if value is not None and scale and scale.lastgroup:
                name = scale.lastgroup
                yield _Atom("scale", _scale(folded(scale[name]), language), *scale.span(name))
        elif match["fraction"]:
            yield _Atom("value", FRACTIONS[folded(match["fraction"])], start, end)
        elif match["half"]:
            yield _Atom("half", Decimal("0.5"), start, end)
        elif match["article"]:
            yield _Atom("value", Decimal(1), start, end)
        else:
            atom = _word_atom(match["word"], start, end, language)
            if atom:
                yield atom


def _word_atom(word: str, start: int, end: int, language: str) -> _Atom | None:
    plain = folded(word)
    if plain in ("and", "und", "point", "komma"):
        return _Atom("and" if plain in ("and", "und") else "point", Decimal(0), start, end)
    if plain == "k":
        return _Atom("letter", Decimal(1000), start, end)
    if len(plain) > 3 or plain in ("mio", "mrd", "tsd"):
        scale = _scale(plain, language)
        if scale:
            return _Atom("scale", scale, start, end)
    if _JOINED_SCALE.fullmatch(plain):
        return _Atom("scale", _scale(plain[0], language), start, start + 1)
    value = Decimal(ENGLISH_VALUES[plain]) if plain in ENGLISH_VALUES else german_value(plain)
    return None if value is None else _Atom("value", value, start, end)


def _scale(word: str, language: str) -> Decimal:
    if word in ("billion", "billions"):
        return Decimal(10**12 if language == "de" else 10**9)
    return Decimal(_LETTER_SCALES.get(word) or SCALES.get(word, 0))


def _number_at(text: str, atoms: list[_Atom], first: int) -> tuple[Number | None, int]:
    """The number that begins at this atom, and how many atoms it takes (at least one)."""
    run = _touching(text, atoms, first)
    reading = _Reading()
    used = 0
    while used < len(run):
        step = reading.take(run[used:])
        if not step:
            break
        used += step
    if not used:
        return None, 1
    start, end = run[0].start, run[used - 1].end
    if text[end - 3 : end + 1].lower() in ("mio.", "mrd.", "tsd.", "mln."):
        end += 1
    attached = start > 0 and text[start - 1].isalpha()
    return Number(reading.value, start, end, reading.scale, attached, run[0].kind == "digits"), used


def _touching(text: str, atoms: list[_Atom], first: int) -> list[_Atom]:
    """Up to a dozen atoms with nothing but blanks, a hyphen or an abbreviation's full stop between them."""
    run = [atoms[first]]
    for atom in atoms[first + 1 : first + 12]:
        gap = _GAP.fullmatch(text, run[-1].end, atom.start)
        if not gap or ("-" in gap[0] and "digits" in (atom.kind, run[-1].kind) and atom.kind != "scale"):
            break
        run.append(atom)
    return run


class _Reading:
    """Adds up the atoms of one number: 2, million, 300, thousand, 5 → 2,300,005."""

    def __init__(self) -> None:
        self.scale = Decimal(1)
        self._total = Decimal(0)
        self._current: Decimal | None = None

    @property
    def value(self) -> Decimal:
        return self._total + (self._current or 0)

    def take(self, run: list[_Atom]) -> int:
        """How many of the atoms ahead go into the number; 0 ends it."""
        atom = run[0]
        if atom.kind == "scale" or (atom.kind == "letter" and self._current is not None and self.scale == 1):
            return self._multiply(atom.value)
        if atom.kind in ("value", "digits"):
            return self._add(atom)
        if atom.kind == "half" and self._current is not None and self._current < 100:
            self._current += atom.value
            return 1
        if atom.kind == "point" and self._current is not None:
            return self._decimals(run)
        fits = atom.kind == "and" and len(run) > 1 and run[1].kind == "value" and self.scale > 1
        return 1 if fits and self._has_room_for(run[1].value) else 0

    def _add(self, atom: _Atom) -> int:
        if self._current is None and not self._total:
            self._current = atom.value
            if atom.kind == "value" and atom.value >= 1000 and atom.value % 1000 == 0:
                self.scale = Decimal(1000)
            return 1
        if (atom.kind == "digits" and self.scale < 1000) or not self._has_room_for(atom.value):
            return 0
        self._current = (self._current or Decimal(0)) + atom.value
        return 1

    def _has_room_for(self, value: Decimal) -> bool:
        """Whether a smaller part fits behind what was read: 5 behind 20 or 100, nothing behind 17."""
        read = self.value
        if value < 1 or value != int(value) or read != int(read):
            return False
        if value < 10 and read % 100 in _TENS:
            return True
        return read >= 100 and read % 10 ** max(2, len(str(int(value)))) == 0

    def _multiply(self, scale: Decimal) -> int:
        if scale < 1000:
            if self._current is None and (scale != 100 or self._total):
                return 0
            self._current = (self._current or Decimal(1)) * scale
        elif self._total and (self._current is None or scale >= self.scale > 100):
            return 0
        else:
            self._total += (Decimal(1) if self._current is None else self._current) * scale
            self._current = None
        self.scale = scale
        return 1

    def _decimals(self, run: list[_Atom]) -> int:
        digits = [str(int(atom.value)) for atom in takewhile(lambda atom: atom.kind == "value", run[1:])]
        if not digits:
            return 0
        self._current = (self._current or Decimal(0)) + Decimal(f"0.{''.join(digits)}")
        return 1 + len(digits)


_LONGEST_DIGITS = 40
_TENS = (20, 30, 40, 50, 60, 70, 80, 90)
_LETTER_SCALES = {"k": 10**3, "t": 10**3, "m": 10**6, "mm": 10**6, "b": 10**9}
_SPACES_AND_QUOTES = re.compile(r"['’`´ \u00a0\u202f]")
_SEPARATOR = re.compile(r"[.,]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})*|\d{4,}|\d{1,2}(?:,\d{2})+,\d{3}")
_GAP = re.compile(r"[ \u00a0\u202f\t]{0,3}[-.]?[ \u00a0\t]{0,2}")

_SCALE_WORDS = "|".join(
    sorted((word for word in [*SCALES, "billion", "billions"] if len(word) > 2), key=len, reverse=True)
)
_MONEY_AHEAD = r"(?=[ \u00a0]?(?:€|\$|£|eur|usd|chf|gbp|dollar|sek|nok|dkk))"
_SUFFIX = re.compile(
    rf"[ \u00a0\u202f]?-?(?P<spaced>[ktm]{_MONEY_AHEAD}|k(?![^\W_])|(?-i:M)(?![^\W_])|(?:bn|mn|mil"
    rf"|mln)(?![^\W_]))"
    r"|(?P<glued>mm?|b|(?-i:T))(?![^\W_])",
    re.IGNORECASE,
)
_SCALE_AHEAD = re.compile(rf"[ \u00a0]?-?(?:{_SCALE_WORDS})\b", re.IGNORECASE)
_JOINED_SCALE = re.compile(r"[tkm](?:eur|usd|chf|gbp|sek|nok|dkk)")
_TOKEN = re.compile(
    r"(?P<digits>(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d+(?:[.,'’`´]\d+)*))"
    r"|\b(?:(?:an?|eine[nmr]?)[ ]{1,2})?(?P<fraction>half|three quarters|quarter|halben?"
    r"|(?:drei)?viertel)[ ]{0,2}-?(?:of[ ]{1,2})?(?:an?[ ]{1,2})?"
    rf"(?=(?:{_SCALE_WORDS})\b)"
    r"|\b(?P<half>and[ ]{1,2}a[ ]{1,2}half)\b"
    rf"|\b(?P<article>an?|eine?[nmr]?)(?=[ ]{{1,2}}(?:{_SCALE_WORDS})\b)"
    r"|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
