"""The variables of mail: what they mean, and what one is told who gets them wrong."""

import pytest

from handoff.access import BadAccess
from handoff.email.access import deliverable, read_mail_access
from tests.handoff.email.mail_server import IN_A_URL, PASSWORD, USER

FROM = "Banter <leads@example.com>"


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://mail.example.com", "mail.example.com", 587, False),
        ("smtp://mail.example.com:25/", "mail.example.com", 25, False),
        ("smtps://mail.example.com", "mail.example.com", 465, True),
        ("smtp://[::1]:2525", "::1", 2525, False),
    ],
)
def test_a_url_names_server_port_and_encryption(url: str, host: str, port: int, tls: bool) -> None:
    access = read_mail_access(url, FROM)
    assert (access.host, access.port, access.is_tls, access.user) == (host, port, tls, None)


def test_signs_in_user_and_password_are_percent_encoded_and_never_shown() -> None:
    access = read_mail_access(f"smtp://{IN_A_URL}@mail.example.com", FROM)
    assert (access.user, access.password) == (USER, PASSWORD)
    assert PASSWORD not in repr(access)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mail.example.com:587", "does not begin with smtp://"),
        ("https://mail.example.com", "does not begin with smtp://"),
        ("smtp://", "names no server"),
        ("smtp://user:ge/heim@mail.example.com", "%2F for /"),
        ("smtp://user:ge#heim@mail.example.com", "%23 for #"),
        ("smtp://user:geheim@mail.example.com:many", "cannot be read"),
        ("smtp://:geheim@mail.example.com", "password without a user"),
        ("smtp://user:geheim@mail.example.com/inbox", "goes on behind the server"),
    ],
)
def test_a_wrong_url_is_told_with_its_variable_and_without_the_password(url: str, says: str) -> None:
    with pytest.raises(BadAccess) as refused:
        read_mail_access(url, FROM)
    assert str(refused.value).startswith("BANTER_SMTP_URL ")
    assert says in str(refused.value)
    assert "heim" not in str(refused.value)


@pytest.mark.parametrize("sender", [None, "", "Banter", "Banter <leads>", "<>"])
def test_a_wrong_sender_is_told_with_its_variable(sender: str | None) -> None:
    with pytest.raises(BadAccess, match=r"BANTER_MAIL_FROM .*Banter <leads@example.com>"):
        read_mail_access("smtp://mail.example.com", sender)


def test_a_sender_may_have_a_name_or_none() -> None:
    assert str(read_mail_access("smtp://x", "leads@bücher.example").sender) == "leads@xn--bcher-kva.example"
    assert str(read_mail_access("smtp://x", '"Seegras, Vertrieb" <a@b.example>').sender) == (
        '"Seegras, Vertrieb" <a@b.example>'
    )


def test_only_addresses_that_every_server_takes_are_written_to() -> None:
    assert deliverable("ruth@bücher.example") == "ruth@xn--bcher-kva.example"
    assert deliverable("rüth@seegras.example") is None
    assert deliverable("nobody") is None
