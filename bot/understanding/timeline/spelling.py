"""Words of time, each read to a token; a slip of the finger in a long one is forgiven."""

from bot.understanding.number_words import ENGLISH_VALUES, folded, german_value, ordinal_value
from bot.understanding.timeline import words
from bot.understanding.timeline.token import Token


def word_tokens(word: str, start: int, end: int, language: str) -> list[Token]:
    plain = folded(word)
    if plain in words.FILLERS:
        return []
    for kind, table in _TABLES:
        if plain in table:
            return [
                Token(
                    kind,
                    start,
                    end,
                    table[plain],
                    plural=plain in words.PLURALS,
                    english=plain in _ENGLISH_NEXT,
                )
            ]
    short = words.GERMAN_SHORT_WEEKDAYS if language == "de" else words.ENGLISH_SHORT_WEEKDAYS
    if plain in short:
        return [Token("short", start, end, short[plain])]
    if plain in words.COMPOUND_PARTS:
        part, unit = words.COMPOUND_PARTS[plain]
        return [Token("part", start, end, part), Token("unit", start, end, unit)]
    if plain in words.COMPOUND_SHIFTS:
        shift, unit = words.COMPOUND_SHIFTS[plain]
        return [Token("shift", start, end, shift), Token("unit", start, end, unit)]
    if plain in words.CONNECTORS:
        return [Token(words.CONNECTORS[plain], start, end)]
    if plain in words.HOLIDAYS:
        return [Token("holiday", start, end, words.HOLIDAY_NAMES.index(words.HOLIDAYS[plain]))]
    if plain in words.VAGUE_COUNTS:
        low, high = words.VAGUE_COUNTS[plain]
        return [Token("num", start, end, low, day=high)]
    if plain.endswith("woche") and plain[:-5] in words.MONTHS:
        return [Token("month", start, end, words.MONTHS[plain[:-5]]), Token("unit", start, end, words.WEEK)]
    if plain.endswith("halfte") and plain[:-6] in words.MONTHS:
        return [Token("month", start, end, words.MONTHS[plain[:-6]]), Token("unit", start, end, words.HALF)]
    return [_count(plain, start, end) or _misspelt(plain, start, end) or Token("x", start, end)]


def _misspelt(plain: str, start: int, end: int) -> Token | None:
    """A long month, weekday or unit with one slip: a letter missing, added, wrong, or two swapped."""
    if not 6 <= len(plain) <= 10 or plain in _NO_SLIPS:
        return None
    for kind, word, number in _LONG_WORDS:
        if abs(len(word) - len(plain)) < 2 and word[0] == plain[0] and _one_slip(word, plain):
            return Token(kind, start, end, number)
    return None


def _one_slip(word: str, typed: str) -> bool:
    same = next(
        (i for i, pair in enumerate(zip(word, typed, strict=False)) if pair[0] != pair[1]),
        min(len(word), len(typed)),
    )
    rest, typed_rest = word[same:], typed[same:]
    swapped = rest[1:2] + rest[:1] + rest[2:] == typed_rest
    return swapped or typed_rest in (rest[1:],) or typed_rest[1:] in (rest, rest[1:])


def _count(plain: str, start: int, end: int) -> Token | None:
    if plain in _ARTICLES:
        return Token("one", start, end, 1)
    ordinal = ordinal_value(plain)
    if ordinal:
        return Token("ord", start, end, ordinal)
    value = ENGLISH_VALUES.get(plain) if plain in ENGLISH_VALUES else german_value(plain)
    if value is None or value > 2100:
        return None
    if value != int(value):
        return Token("halves", start, end, int(2 * value))
    kind = "year" if value >= 2000 else "num"
    return Token(kind, start, end, int(value), year=int(value) if kind == "year" else 0)


_ARTICLES = frozenset({"a", "an", "ein", "eine", "einen", "einem", "einer", "eines"})
_ENGLISH_NEXT = frozenset({"next", "nxt"})
_TABLES: tuple[tuple[str, dict[str, int]], ...] = (
    ("month", words.MONTHS),
    ("weekday", words.WEEKDAYS),
    ("season", words.SEASONS),
    ("unit", words.UNITS),
    ("shift", words.SHIFTS),
    ("part", words.PARTS),
    ("today", words.RELATIVE_DAYS),
)
_LONG_WORDS = tuple(
    (kind, word, number)
    for kind, table in (
        ("month", words.MONTHS),
        ("weekday", words.WEEKDAYS),
        ("unit", words.UNITS),
        ("today", words.RELATIVE_DAYS),
    )
    for word, number in table.items()
    if len(word) >= 6
)
_NO_SLIPS = frozenset({"montage", "quarter", "quartet"})
