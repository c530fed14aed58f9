"""What the receiver of a webhook reads."""

import json

from leads.outbox import Parcel


def body_of(parcel: Parcel) -> str:
    """``{"type", "timestamp", "data"}``; the same parcel has the same body, letter by letter."""
    event = {"type": parcel.kind, "timestamp": parcel.at.isoformat(), "data": parcel.data}
    return json.dumps(event, separators=(",", ":"), sort_keys=True)
