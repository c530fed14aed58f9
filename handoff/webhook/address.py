"""Where a webhook may lead: to addresses of the internet, unless the operator allows others."""

import asyncio
import ipaddress
import socket
from collections.abc import Iterator

from leads.sending import NotNow

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
NOT_SO_PUBLIC = (ipaddress.IPv4Network("168.63.129.16/32"), ipaddress.IPv4Network("192.0.0.0/24"))
"""Public by their numbers, but answered by the machines of Azure and of Oracle's cloud, also with secrets."""


async def addresses_of(host: str, port: int, may_be_private: bool) -> tuple[str, ...]:
    """The addresses of a host, all of them checked; to be connected to as they are, for a name can change its mind.

    Raises ``NotNow`` when there is none, or one that is not of the internet.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotNow(f"{host} has no address; check BANTER_WEBHOOK_URL ({_reason(error)})") from error
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if not may_be_private and not is_of_the_internet(address):
            raise NotNow(
                f"{host} leads to {address}, which is not an address of the internet;"
                " correct BANTER_WEBHOOK_URL, or set BANTER_WEBHOOK_PRIVATE=allowed if the receiver is yours"
            )
    return addresses


def is_of_the_internet(address: str) -> bool:
    """Whether an IP address, and whatever is wrapped in it, is one that anybody could reach."""
    return all(
        each.is_global and not each.is_multicast and not any(each in net for net in NOT_SO_PUBLIC)
        for each in _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    )


def _unwrapped(ip: IP) -> Iterator[IP]:
    """The address, or the IPv4 address that an IPv6 address stands for."""
    if isinstance(ip, ipaddress.IPv4Address):
        yield ip
        return
    if ip.ipv4_mapped is not None:
        yield ip.ipv4_mapped
        return
    yield ip
    if ip.sixtofour is not None:
        yield ip.sixtofour
    if ip.teredo is not None:
        yield from ip.teredo
    if ip in NAT64:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)


def _reason(error: OSError | UnicodeError) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else "no valid name"
