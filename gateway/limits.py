"""How much one visitor may send: generous for a person, too little for a flood."""

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

OPENINGS_PER_ADDRESS = parse("30/minute")
MESSAGES_PER_ADDRESS = parse("240/minute")
MESSAGES_PER_CONVERSATION = parse("40/minute")
WARNINGS_PER_VISITOR = parse("1/minute")
SOCKETS_PER_ADDRESS = parse("240/minute")
FRAMES_PER_ADDRESS = parse("1200/minute")


class Limits:
    """Counts in memory; ``enabled=False`` lets everything through (benchmarks)."""

    def __init__(self, enabled: bool = True) -> None:
        self._enabled = enabled
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def admits_opening(self, address: str) -> bool:
        """Whether this address may open another conversation now."""
        return self._hit(OPENINGS_PER_ADDRESS, "open", address)

    def admits_message(self, address: str, conversation: str) -> bool:
        """Whether this visitor may send another message now."""
        return self._hit(MESSAGES_PER_CONVERSATION, "conversation", conversation) and self._hit(
            MESSAGES_PER_ADDRESS, "address", address
        )

    def admits_warning(self, visitor: str) -> bool:
        """Whether to tell this visitor that it was too much: not each time."""
        return self._hit(WARNINGS_PER_VISITOR, "warning", visitor)

    def admits_socket(self, address: str) -> bool:
        """Whether this address may connect another socket now; a whole office does when the server comes back."""
        return self._hit(SOCKETS_PER_ADDRESS, "socket", address)

    def admits_frame(self, address: str) -> bool:
        """Whether this address may send another frame now, be it a message or not."""
        return self._hit(FRAMES_PER_ADDRESS, "frame", address)

    def _hit(self, limit: RateLimitItem, *who: str) -> bool:
        return not self._enabled or self._limiter.hit(limit, *who)
