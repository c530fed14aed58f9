"""Mail on its way to a real server: encrypted, logged in, and what becomes of a refusal."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from handoff.email.access import read_mail_access
from handoff.email.mailer import Mailer
from leads.sending import NotNow, Refused, Unreachable
from tests.handoff.certificate import own_certificate
from tests.handoff.email.conftest import FROM
from tests.handoff.email.mail_server import IN_A_URL, PASSWORD, MailServer, running_mail_server
from tests.ports import free_port

ANA = "ana@example.com"
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


def send(url: str) -> None:
    mailer = Mailer(read_mail_access(url, FROM))
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mailer.sender, ANA, "Hello"
    message.set_content("Grüße")
    asyncio.run(mailer.send(message))


def with_password(url: str, password: str = IN_A_URL) -> str:
    return url.replace("://", f"://{password}@")


@contextmanager
def not_now() -> Iterator[list[str]]:
    """The cause, which has no password in it."""
    causes: list[str] = []
    with pytest.raises(NotNow) as refused:
        yield causes
    causes.append(str(refused.value))
    assert PASSWORD not in causes[0]
    assert IN_A_URL not in causes[0]


def test_mail_arrives_from_whom_the_operator_says(mail_server: MailServer) -> None:
    send(mail_server.url)
    (letter,) = mail_server.letters
    assert (letter["From"], letter.get_content().strip()) == (FROM, "Grüße")
    assert mail_server.senders == ["leads@example.com"]


def test_a_password_full_of_signs_is_read_from_the_url() -> None:
    with running_mail_server(password=True) as server:
        send(with_password(server.url))
        assert (len(server.letters), server.logins) == (1, 1)


def test_encryption_is_used_where_it_is_offered(tmp_path: Path) -> None:
    with running_mail_server(tls=own_certificate(tmp_path), password=True) as server:
        send(with_password(server.url))
        assert server.was_encrypted


def test_encryption_from_the_first_byte(tmp_path: Path) -> None:
    with running_mail_server(tls=own_certificate(tmp_path), from_the_first_byte=True) as server:
        send(server.url.replace("smtp://", "smtps://"))
        assert len(server.letters) == 1


def test_a_certificate_that_nobody_vouches_for_is_good_enough_on_this_machine_only(tmp_path: Path) -> None:
    with running_mail_server(tls=own_certificate(tmp_path)) as server:
        send(server.url)
        with not_now() as causes:
            send(server.seen_from_afar)
        assert "certificate" in causes[0].casefold()
        assert "BANTER_SMTP_URL" in causes[0]
        assert len(server.letters) == 1


def test_a_password_never_travels_in_the_clear() -> None:
    with running_mail_server(password=True) as server:
        with not_now() as causes:
            send(with_password(server.seen_from_afar))
        assert "offers no STARTTLS" in causes[0]
        assert server.logins == 0


def test_a_wrong_password_names_the_variable_and_not_the_password() -> None:
    with running_mail_server(password=True) as server, not_now() as causes:
        send(with_password(server.url, "leads:geheim"))
    assert causes == ["127.0.0.1 rejects user or password (535); check BANTER_SMTP_URL"]


def test_a_missing_password_names_the_variable() -> None:
    with running_mail_server(password=True) as server, not_now() as causes:
        send(server.url)
    assert "530" in causes[0]
    assert "BANTER_SMTP_URL" in causes[0]


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        ("550 5.1.1 no such user", Unreachable, "550 5.1.1 no such user"),
        ("452 4.2.2 mailbox full", NotNow, "452 4.2.2 mailbox full"),
        ("554 5.7.1 Relay access denied", NotNow, "check user and password in BANTER_SMTP_URL"),
    ],
)
def test_a_refused_recipient(mail_server: MailServer, answer: str, outcome: type[Exception], words: str) -> None:
    mail_server.refuses[ANA] = answer
    with pytest.raises(outcome, match=words):
        send(mail_server.url)
    assert mail_server.letters == []


def test_a_refused_sender_names_the_variable(mail_server: MailServer) -> None:
    mail_server.refuses["leads@example.com"] = "553 5.1.8 sender unknown"
    with not_now() as causes:
        send(mail_server.url)
    assert "BANTER_MAIL_FROM" in causes[0]


@pytest.mark.parametrize(("answer", "outcome"), [("554 5.6.0 spam", Refused), ("451 4.7.1 greylisted", NotNow)])
def test_a_refused_message(mail_server: MailServer, answer: str, outcome: type[Exception]) -> None:
    mail_server.answers.append(answer)
    with pytest.raises(outcome, match=answer):
        send(mail_server.url)


def test_a_server_that_is_away_is_tried_again() -> None:
    port = free_port()
    with not_now() as causes:
        send(f"smtp://{IN_A_URL}@127.0.0.1:{port}")
    assert causes[0].startswith(f"127.0.0.1:{port} cannot be used, check BANTER_SMTP_URL")


def test_a_server_that_hangs_up_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()

        async def scenario() -> None:
            server = await asyncio.start_server(hang_up, sock=listening)
            mailer = Mailer(read_mail_access(f"smtp://127.0.0.1:{listening.getsockname()[1]}", FROM))
            async with server:
                await mailer.check()

        with not_now() as causes:
            asyncio.run(scenario())
    assert "BANTER_SMTP_URL" in causes[0]
