"""Where a webhook may lead, and how its variables are read."""

import asyncio
import base64

import pytest

from handoff.access import BadAccess
from handoff.webhook.access import new_secret, read_webhook_access
from handoff.webhook.address import addresses_of, is_of_the_internet
from leads.sending import NotNow


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_of_the_internet(address: str) -> None:
    assert is_of_the_internet(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "100.100.100.200",
        "169.254.169.254",
        "168.63.129.16",
        "192.0.0.192",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2002:a00:1::1",
    ],
)
def test_addresses_that_lead_inside(address: str) -> None:
    assert not is_of_the_internet(address)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "::1", "0"])
def test_this_machine_is_recognised_by_whatever_name(host: str) -> None:
    with pytest.raises(NotNow, match="not an address of the internet"):
        asyncio.run(addresses_of(host, 443, may_be_private=False))


def test_a_name_without_an_address_is_told() -> None:
    with pytest.raises(NotNow, match=r"nowhere\.invalid has no address; check BANTER_WEBHOOK_URL"):
        asyncio.run(addresses_of("nowhere.invalid", 443, may_be_private=True))
    with pytest.raises(NotNow, match="has no address"):
        asyncio.run(addresses_of("a" * 70 + ".example", 443, may_be_private=True))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("crm.example.com/hook", "no web address"),
        ("ftp://crm.example.com", "no web address"),
        ("https://", "no web address"),
        ("https://crm.example.com:port/geheim", "cannot be read"),
        ("http://crm.example.com/geheim", "in the clear"),
    ],
)
def test_a_wrong_url_is_told_with_its_variable_and_is_not_shown(url: str, says: str) -> None:
    with pytest.raises(BadAccess) as refused:
        read_webhook_access(url, new_secret(), may_be_private=False)
    assert str(refused.value).startswith("BANTER_WEBHOOK_URL ")
    assert says in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_in_the_own_network_the_own_rules_hold() -> None:
    assert read_webhook_access("http://crm:8000/", new_secret(), may_be_private=True).port == 8000


@pytest.mark.parametrize(
    "secret", ["geheim", "whsec_", "whsec_geheim", "whsec_" + base64.b64encode(b"x" * 23).decode()]
)
def test_a_weak_secret_is_refused_and_not_shown(secret: str) -> None:
    with pytest.raises(BadAccess, match="BANTER_WEBHOOK_SECRET") as refused:
        read_webhook_access("https://crm.example.com", secret, may_be_private=False)
    assert "geheim" not in str(refused.value)


def test_a_secret_that_is_made_is_good() -> None:
    assert read_webhook_access("https://crm.example.com", new_secret(), may_be_private=False).port == 443
