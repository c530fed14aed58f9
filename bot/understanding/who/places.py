"""Places that follow "from": a visitor "from Leeds" names a town, not an employer."""

from bot.understanding.word_lists import word_lists

_KINDS = ("city", "country", "region", "ambiguous")

PLACES = frozenset[str]().union(*(word_lists("places")[kind] for kind in _KINDS))
