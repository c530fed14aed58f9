"""How mail is sent: ``BANTER_SMTP_URL`` and ``BANTER_MAIL_FROM``, read."""

import ipaddress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

import idna

from handoff.access import BadAccess
from leads.contact_points import is_valid_email

PORTS = {"smtp": 587, "smtps": 465}
WANTED = "write smtp://user:password@mail.example.com:587, or smtps://… for TLS from the first byte"
PERCENT = "percent-encode signs in user and password, such as %40 for @, %2F for /, %23 for #"


@dataclass(frozen=True)
class MailAccess:
    """A mail server and the address that mail comes from. ``is_tls`` means TLS from the first byte."""

    host: str
    port: int
    is_tls: bool
    user: str | None
    password: str = field(repr=False)
    sender: Address

    @property
    def is_here(self) -> bool:
        """Whether nothing leaves this machine on the way to the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def read_mail_access(smtp_url: str, mail_from: str | None) -> MailAccess:
    """What the two variables say. Raises ``BadAccess``."""
    url, port = _url(smtp_url)
    return MailAccess(
        host=url.hostname or "",
        port=port or PORTS[url.scheme],
        is_tls=url.scheme == "smtps",
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password or ""),
        sender=_sender(mail_from),
    )


def _url(raw: str) -> tuple[SplitResult, int | None]:
    try:
        url = urlsplit(raw)
        port = url.port
    except ValueError as error:  # its text may hold a piece of the password
        raise BadAccess(f"BANTER_SMTP_URL cannot be read; {WANTED}; {PERCENT}.") from error
    if url.scheme not in PORTS:
        raise BadAccess(f"BANTER_SMTP_URL does not begin with smtp:// or smtps://; {WANTED}.")
    if not url.hostname:
        raise BadAccess(f"BANTER_SMTP_URL names no server; {WANTED}.")
    if url.path not in ("", "/") or url.query or url.fragment:
        raise BadAccess(f"BANTER_SMTP_URL goes on behind the server; {WANTED}; {PERCENT}.")
    if url.password is not None and not url.username:
        raise BadAccess(f"BANTER_SMTP_URL has a password without a user; {WANTED}.")
    return url, port


def _sender(raw: str | None) -> Address:
    if not raw:
        raise BadAccess("BANTER_MAIL_FROM is missing; write whom mail comes from: Banter <leads@example.com>.")
    name, address = parseaddr(raw)
    ascii_address = deliverable(address)
    if ascii_address is None:
        raise BadAccess(f"BANTER_MAIL_FROM is {raw!r}; write an address, such as Banter <leads@example.com>.")
    return Address(name, addr_spec=ascii_address)


def deliverable(address: str) -> str | None:
    """The address as every mail server takes it, with the domain in ASCII; ``None`` when there is no such form."""
    local, _, domain = address.rpartition("@")
    if not is_valid_email(address) or not local.isascii():
        return None
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        return None
