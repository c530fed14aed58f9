"""Permission, and the proof of it."""

import hashlib

PURPOSES = ("contact_opt_in", "marketing_opt_in")
"""The slots that hold a permission; each is asked for by itself."""


def version_of(wording: str | None) -> str | None:
    """A short fingerprint of the exact words that were put to a visitor: another wording is another version."""
    return None if wording is None else hashlib.sha256(wording.encode()).hexdigest()[:12]
