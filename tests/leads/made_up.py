"""People and companies that do not exist, and leads made of them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from leads.accounts import Account
from leads.arrivals import Arrival
from leads.clock import Clock
from leads.model import Budget, Fact, FactValue, Lead, Timeline
from leads.store import Said

TODAY = date(2027, 2, 15)
NOON = datetime(2027, 2, 15, 12, tzinfo=UTC)

CONTACT: dict[str, FactValue] = {
    "contact_opt_in": True,
    "person_name": "Ruth Albers",
    "company": "Seegras Logistik GmbH",
    "email": "ruth.albers@seegras.example",
}
PURCHASE: dict[str, FactValue] = {
    "need": "planning our delivery tours",
    "budget": Budget(None, Decimal(20_000), "EUR", "once"),
    "authority": "decision_maker",
    "timeline": Timeline(date(2027, 4, 1), date(2027, 6, 30)),
}


def lead(values: dict[str, FactValue] | None = None, **more: Any) -> Lead:
    """A lead that knows these values, each said in the words ``<slot> was said``."""
    known = dict(values or {})
    facts = tuple(Fact(slot, value, f"{slot} was said", "1", NOON) for slot, value in known.items())
    return Lead("1", "talk", "website", "en", NOON, NOON, values=known, facts=facts, **more)


def said(**facts: Any) -> list[Said]:
    """Facts on their way in, by slot, each in the words ``<slot>: <value>``."""
    return [Said(slot, value, f"{slot}: {value}") for slot, value in facts.items()]


def budget(minimum: Any, maximum: Any, currency: str | None = None, period: str | None = None) -> dict[str, Any]:
    """A budget as the assistant writes it."""
    return {"min": minimum, "max": maximum, "currency": currency, "period": period}


MAYA = Account("telegram", "700100")


class MovingClock(Clock):
    """A clock that stands at noon until the test moves it."""

    def __init__(self) -> None:
        super().__init__(TODAY)
        object.__setattr__(self, "moment", NOON)

    def now(self) -> datetime:
        moment: datetime = getattr(self, "moment")  # noqa: B009 (the base is frozen)
        return moment

    def move(self, **step: float) -> None:
        moment: datetime = getattr(self, "moment")  # noqa: B009
        object.__setattr__(self, "moment", moment + timedelta(**step))


def arrival(text: str, number: int, account: Account = MAYA, **more: Any) -> Arrival:
    """A message from an account: the event and the message of this number."""
    return Arrival(account, f"event-{number}", f"message-{number}", text, **more)
