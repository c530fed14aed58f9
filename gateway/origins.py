"""Which websites may show the chat: our own pages always, others when the operator lists them."""

from collections.abc import Iterable
from urllib.parse import urlsplit


class Origins:
    """An allow-list of web origins such as ``https://www.example.com``."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self.allowed = frozenset(each.rstrip("/").lower() for each in allowed)

    def admit(self, origin: str | None, host: str | None) -> bool:
        """Whether a page of this origin may talk to the chat at this host.

        Without an origin it is no browser that asks, and no visitor's token is at stake.
        """
        if origin is None or origin.lower() in self.allowed:
            return True
        try:
            return host is not None and urlsplit(origin).netloc.lower() == host.lower()
        except ValueError:
            return False
