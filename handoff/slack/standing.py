"""Where a lead stands in Slack, as the outbox keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leads.outbox import Posted
from leads.tables import Json

MOST_LINES = 1_000


def thread_of(channel: str, ts: str) -> str:
    """The name of a thread: the moment that Slack names it by is unique in its channel only."""
    return f"{channel}/{ts}"


@dataclass(frozen=True)
class Standing:
    """The message that shows the lead, the moments of our lines in its thread, and what the latest of them tells.

    The channel is the one that Slack answers with: a message to a person is in the direct one with the bot.
    """

    channel: str
    ts: str
    lines: tuple[str, ...] = ()
    latest: str | None = None

    @classmethod
    def of(cls, reference: Mapping[str, Json] | None) -> "Standing | None":
        """What was kept; ``None``: the lead was never shown there."""
        if reference is None:
            return None
        return cls(reference["channel"], reference["ts"], tuple(reference["lines"]), reference["latest"])

    def told(self, kind: str, ts: str) -> "Standing":
        """The same after one more line."""
        return replace(self, lines=(*self.lines, ts)[-MOST_LINES:], latest=kind)

    @property
    def posted(self) -> Posted:
        reference = {"channel": self.channel, "ts": self.ts, "lines": list(self.lines), "latest": self.latest}
        return Posted(reference, thread_of(self.channel, self.ts))
