"""An e-mail address or a phone number as the visitor wrote it, and the forms in which it is compared and dialled."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """``value`` is ``text[start:end]``.

    ``normalized`` is, for an e-mail, the lower-case ``name@domain``; for a phone, what was dialled and nothing else: a
    ``+`` if there was one, the digits (of ``+49 (0) 89`` without the 0 in brackets), and an extension as ``;ext=12``.
    ``e164`` is the number to call from anywhere (``+49891234567``, with the same ``;ext=12``); None for an e-mail, and
    for a number of which nobody knows whether it rings.
    """

    value: str
    normalized: str
    start: int
    end: int
    e164: str | None = None
