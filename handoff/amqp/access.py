"""How the broker is reached: ``BANTER_AMQP_URL``, read."""

from dataclasses import dataclass, field

from yarl import URL

from handoff.access import BadAccess

WANTED = "write amqp://user:password@broker.example.com/, or amqps://… for TLS; percent-encode signs in the password"


@dataclass(frozen=True)
class AmqpAccess:
    """A broker; ``shown`` names it without the password."""

    url: URL = field(repr=False)

    @property
    def shown(self) -> str:
        return f"{self.url.host}:{self.url.port or (5671 if self.url.scheme == 'amqps' else 5672)}"


def read_amqp_access(raw: str) -> AmqpAccess:
    """What the variable says. Raises ``BadAccess``."""
    try:
        url = URL(raw)
        host = url.host
    except ValueError as error:  # its text may hold a piece of the password
        raise BadAccess(f"BANTER_AMQP_URL cannot be read; {WANTED}.") from error
    if url.scheme not in ("amqp", "amqps") or not host:
        raise BadAccess(f"BANTER_AMQP_URL is no address of a broker; {WANTED}.")
    return AmqpAccess(url)
