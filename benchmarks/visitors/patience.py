"""How much a visitor puts up with. At zero they close the window."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.visitors.outcome import Failure, Turn

PRICES = {
    "silent turn": 5.0,
    "server error": 5.0,
    "request refused": 4.0,
    "asks on after stop": 4.0,
    "known fact asked again": 3.0,
    "refused fact asked again": 3.0,
    "wrong language": 3.0,
    "loop": 2.0,
    "repeated word for word": 2.0,
    "question unanswered": 2.0,
    "answer not understood": 1.5,
}
LONG = 12
A_TURN_TOO_MANY = 0.5
NOT_WHAT_I_AM_HERE_FOR = 2.0


class Patience:
    """Starts with some points; what annoys takes some away. ``cause`` is what took the most."""

    def __init__(self, points: float) -> None:
        self.left = points
        self._costs: Counter[str] = Counter()

    def after(self, turn: Turn, failures: Sequence[Failure]) -> bool:
        """Takes the price of a turn; whether the visitor stays."""
        for failure in failures:
            self._pay(failure.kind, PRICES.get(failure.kind, 0.0))
        if turn.number > LONG:
            self._pay("too long", A_TURN_TOO_MANY)
        if turn.line.act == "stranger" and turn.reply.asks is not None:
            self._pay("asked though not a lead", NOT_WHAT_I_AM_HERE_FOR)
        return self.left > 0

    def _pay(self, cause: str, price: float) -> None:
        if price:
            self.left -= price
            self._costs[cause] += round(price * 2)

    @property
    def cause(self) -> str:
        """What annoyed most."""
        return self._costs.most_common(1)[0][0] if self._costs else ""
