"""Where nobody else is told: a line in the log, so that a first installation shows its hand-offs."""

import structlog

from leads.outbox import Parcel, Posted

log = structlog.get_logger()


class Log:
    """Names the lead and why it is handed off; what the visitor said stays in the database."""

    kind = "log"
    at_once = 30

    async def send(self, parcel: Parcel) -> Posted | None:
        """Writes one line."""
        lead, handoff = parcel.data["lead"], parcel.data.get("handoff") or {}
        log.info(
            parcel.kind, lead=parcel.lead_id, lead_class=lead.get("class"), score=lead.get("score"), **_why(handoff)
        )
        return None

    async def close(self) -> None:
        """Nothing is open."""


def _why(handoff: dict[str, object]) -> dict[str, object]:
    return {name: handoff[name] for name in ("team", "person", "because") if handoff.get(name)}
