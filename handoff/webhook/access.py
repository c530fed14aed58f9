"""How the webhook is reached: ``BANTER_WEBHOOK_URL``, ``…_SECRET`` and ``…_PRIVATE``, read."""

import base64
import binascii
import secrets
from dataclasses import dataclass, field

import httpx

from handoff.access import BadAccess

PREFIX = "whsec_"
KEY_BYTES = range(24, 65)  # as Standard Webhooks wants it
WANTED = "write https://crm.example.com/banter"


@dataclass(frozen=True)
class WebhookAccess:
    """Where events are posted, signed with ``secret`` (``whsec_`` and base64)."""

    url: httpx.URL = field(repr=False)
    secret: str = field(repr=False)
    may_be_private: bool = False

    @property
    def port(self) -> int:
        return self.url.port or (443 if self.url.scheme == "https" else 80)


def read_webhook_access(url: str, secret: str, may_be_private: bool) -> WebhookAccess:
    """What the variables say. Raises ``BadAccess``."""
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise BadAccess(f"BANTER_WEBHOOK_URL cannot be read; {WANTED}.") from error
    if read.scheme not in ("https", "http") or not read.host:
        raise BadAccess(f"BANTER_WEBHOOK_URL is no web address; {WANTED}.")
    if read.scheme == "http" and not may_be_private:
        raise BadAccess(
            "BANTER_WEBHOOK_URL begins with http://, and leads would travel in the clear; write https://,"
            " or set BANTER_WEBHOOK_PRIVATE=allowed if the receiver is in your own network."
        )
    if not _is_key(secret):
        raise BadAccess(
            "BANTER_WEBHOOK_SECRET is not whsec_ and 24 to 64 bytes in base64; leave it out and one is made,"
            ' or make one: echo "whsec_$(openssl rand -base64 32)"'
        )
    return WebhookAccess(read, secret, may_be_private)


def new_secret() -> str:
    """A secret that nobody can guess."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def _is_key(secret: str) -> bool:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        return False
    return secret.startswith(PREFIX) and len(key) in KEY_BYTES
