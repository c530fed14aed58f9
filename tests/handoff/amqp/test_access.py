"""The variable of the broker, and what one is told who gets it wrong."""

import pytest

from handoff.access import BadAccess
from handoff.amqp.access import read_amqp_access


def test_a_broker_is_shown_without_the_password() -> None:
    access = read_amqp_access("amqps://leads:geheim@broker.example.com/sales")
    assert access.shown == "broker.example.com:5671"
    assert "geheim" not in repr(access)


@pytest.mark.parametrize(
    "url",
    [
        "broker.example.com",
        "http://guest:geheim@broker",
        "amqp://",
        "amqp://guest:geheim@broker:port/",
        "amqp://a:ge/heim@b",
    ],
)
def test_a_wrong_url_is_told_with_its_variable_and_without_the_password(url: str) -> None:
    with pytest.raises(BadAccess, match=r"BANTER_AMQP_URL .*amqp://user:password@") as refused:
        read_amqp_access(url)
    assert "heim" not in str(refused.value)
