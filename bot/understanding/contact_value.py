"""An e-mail address or a phone number as the visitor wrote it, and the form in which it is stored."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """``value`` is ``text[start:end]``.

    ``normalized`` is, for an e-mail, the lower-case ``name@domain``; for a phone, E.164 (``+49891234567``) where the
    number is valid in the region or carries its country, otherwise the digits as they were dialled: no ``+`` in front
    means that nobody knows whether it rings. An extension follows as ``;ext=12``.
    """

    value: str
    normalized: str
    start: int
    end: int
