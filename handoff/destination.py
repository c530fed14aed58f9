"""What a destination of hand-offs is: one way to tell people or programs what happened to a lead."""

from typing import Protocol

from leads.outbox import Parcel, Posted


class Destination(Protocol):
    """Sends parcels of its ``kind``, at most ``at_once`` at the same time."""

    kind: str
    at_once: int

    async def send(self, parcel: Parcel) -> Posted | None:
        """Tells what happened; returns where the lead stands there now, if that is worth remembering.

        Raises ``NotNow`` to be tried again, ``Refused`` when this parcel will never be taken, ``Unreachable`` when
        the address is gone; anything else counts as ``NotNow``. May be called again with a parcel that had arrived.
        """

    async def close(self) -> None:
        """Gives connections back."""
