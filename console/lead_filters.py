"""Which leads a list shows, as an address says it; what it cannot mean is passed over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from console.guard import storable
from console.navigation import HOME
from leads.inbox_query import Order, Wanted
from leads.model import LeadClass, Stage
from leads.source_category import Category

LONGEST_SEARCH = 200
CHANNELS, LANGUAGES = ("website", "telegram", "slack", "import"), ("en", "de")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "class": tuple(reversed(LeadClass)),
    "stage": tuple(Stage),
    "claimed": ("no", "yes"),
    "channel": CHANNELS,
    "language": LANGUAGES,
    "category": tuple(map(str, Category)),
    "order": tuple(Order),
}
"""The filters that are chosen from a list, and their values, in the order in which they are offered."""
DAYS = ("since", "until")


@dataclass(frozen=True)
class Filters:
    """What was asked for, by the names of the address; only what can be meant."""

    chosen: Mapping[str, str]

    @property
    def wanted(self) -> Wanted:
        """The same, as the core is asked."""
        get = self.chosen.get
        claimed = get("claimed")
        return Wanted(
            words=get("q"),
            lead_class=get("class"),
            stage=get("stage"),
            channel=get("channel"),
            language=get("language"),
            category=get("category"),
            claimed=None if claimed is None else claimed == "yes",
            created_since=_midnight(get("since")),
            created_until=_midnight(get("until"), timedelta(days=1)),
        )

    @property
    def order(self) -> Order:
        """What comes first."""
        return Order(self.chosen.get("order", Order.NEWEST))

    @property
    def narrows(self) -> int:
        """How many filters are set, besides class, words and order, which are always seen."""
        return len(set(self.chosen) - {"class", "q", "order"})

    def address(self, page: str = "", **changed: str | None) -> str:
        """Where a list is with these filters and others in their place; ``None`` takes one away."""
        named = {name: value for name, value in {**self.chosen, **changed}.items() if value}
        return f"{HOME}{page}?{urlencode(named)}" if named else f"{HOME}{page}"


def filters(query: Mapping[str, str]) -> Filters:
    """The filters in an address."""
    chosen = {name: value for name, known in CHOICES.items() if (value := _known(query.get(name), known))}
    chosen |= {name: value for name in DAYS if (value := _day(query.get(name)))}
    if words := storable(query.get("q", "")).strip()[:LONGEST_SEARCH]:
        chosen["q"] = words
    return Filters(chosen)


def _known(value: str | None, known: Collection[str]) -> str | None:
    return value if value in known else None


def _day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value or "").isoformat()
    except ValueError:
        return None


def _midnight(day: str | None, later: timedelta = timedelta(0)) -> datetime | None:
    if day is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time(), UTC) + later
    except OverflowError:
        return None
