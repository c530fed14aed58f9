"""Requests to confirm a permission, as letters to the visitors themselves."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from handoff.email.access import deliverable
from handoff.email.mailer import Mailer
from handoff.email.opt_in_letter import OptInLetters
from leads.double_opt_in import OptIn
from leads.errors import OptInConfirmed, OptInExpired, StoreUnavailable, UnknownOptIn
from leads.outbox import OPT_IN, Parcel, Posted
from leads.sending import NotNow, Refused, Unreachable


class OptInDestination:
    """Sends each request that can still be confirmed; ``requested`` reads it as it is at that moment."""

    kind = OPT_IN
    at_once = 4

    def __init__(self, mailer: Mailer, letters: OptInLetters, requested: Callable[[str], OptIn]) -> None:
        self._mailer, self._letters, self._requested = mailer, letters, requested

    async def send(self, parcel: Parcel) -> Posted | None:
        """Mails the request, unless it was erased, withdrawn or confirmed meanwhile."""
        try:
            opt_in = await asyncio.to_thread(self._requested, parcel.address)
        except (UnknownOptIn, OptInExpired, OptInConfirmed):
            return None
        except StoreUnavailable as error:
            raise NotNow(f"the request cannot be read: {error}") from error
        if deliverable(opt_in.address) is None:
            raise Unreachable("no mail server takes this address")
        with _without(opt_in.address):
            await self._mailer.send(self._letters.of(opt_in, parcel.id))
        return None

    async def close(self) -> None:
        """Nothing is open between two letters."""


@contextmanager
def _without(address: str) -> Iterator[None]:
    """Leaves the address out of what is logged and kept: servers repeat it in their answers."""
    forms = {address, deliverable(address) or address}
    try:
        yield
    except (NotNow, Refused, Unreachable) as error:
        told = str(error)
        for form in forms:
            told = told.replace(form, "(address)")
        raise type(error)(told) from None
