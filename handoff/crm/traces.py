"""What of a contact in a CRM is ours, so that what people wrote there stays theirs."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

There = Mapping[str, str | None]
"""Properties of a contact as the CRM has them now."""


@dataclass(frozen=True)
class Traces:
    """What we left in a CRM about one lead.

    ``created``: the contact was not there before. ``wrote`` has a fingerprint of what we wrote in each property, for
    personal data shall not be kept a second time; ``notes`` the note of each class.
    """

    contact: str
    created: bool = False
    wrote: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reference: Mapping[str, Any] | None) -> "Traces | None":
        """As ``reference`` wrote it."""
        return cls(**reference) if reference else None

    def reference(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    def are_in(self, name: str, value: str | None) -> bool:
        """Whether a property holds what we wrote."""
        return bool(value) and self.wrote.get(name) == _fingerprint(value or "")

    def written(self, sent: Mapping[str, str], before: There, after: There) -> "Traces":
        """After we sent properties. Only what changed is ours; a CRM may put values in a form of its own."""
        stored = {name: after.get(name) or value for name, value in sent.items()}
        ours = {name: _fingerprint(value) for name, value in stored.items() if value != before.get(name)}
        return replace(self, wrote={**self.wrote, **ours})

    def noted(self, lead_class: str, note: str) -> "Traces":
        """After a note on that class."""
        return replace(self, notes={**self.notes, lead_class: note})


def changes(wanted: Mapping[str, str], there: There, traces: Traces, overwrites: Collection[str]) -> dict[str, str]:
    """What to send: what differs, in properties that are empty, hold our own words, or are ours to overwrite."""
    return {
        name: value
        for name, value in wanted.items()
        if there.get(name) != value
        and (not there.get(name) or name in overwrites or traces.are_in(name, there.get(name)))
    }


def ours(there: There, traces: Traces) -> tuple[str, ...]:
    """The properties that still hold what we wrote."""
    return tuple(name for name in traces.wrote if traces.are_in(name, there.get(name)))


def _fingerprint(value: str) -> str:
    return hashlib.blake2b(value.encode(), digest_size=12).hexdigest()
