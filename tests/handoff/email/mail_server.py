"""A real mail server on loopback that keeps what it was given, refuses what it is told to, and wants a password."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.ports import free_port

USER, PASSWORD = "leads@example.com", "p@ss/w#rd: 100%"
READY_TIMEOUT_S = 60  # of a machine that has much else to do
IN_A_URL = "leads%40example.com:p%40ss%2Fw%23rd%3A%20100%25"


class MailServer:
    """``refuses`` has answers by recipient, ``answers`` those to whole messages, used up one by one."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refuses: dict[str, str] = {}
        self.answers: list[str] = []
        self.senders: list[str] = []
        self.logins = 0
        self.was_encrypted = False
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def seen_from_afar(self) -> str:
        """The same server by a name that does not look like this machine."""
        return f"smtp://127.1:{self.port}"

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers:
            return self.answers.pop(0)
        self.was_encrypted = session.ssl is not None
        self.senders.append(envelope.mail_from)
        self.raw.append(envelope.content)
        self.letters.append(message_from_bytes(envelope.content, EmailMessage, policy=default))
        return "250 OK"

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        fits = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        self.logins += fits
        return AuthResult(success=fits, handled=False)


@contextmanager
def running_mail_server(
    *, password: bool = False, tls: ssl.SSLContext | None = None, from_the_first_byte: bool = False
) -> Iterator[MailServer]:
    """Listens; ``tls`` is offered by STARTTLS unless it begins ``from_the_first_byte``."""
    mail = MailServer()
    login = {"authenticator": mail.authenticate, "auth_required": True, "auth_require_tls": False} if password else {}
    encryption = {"ssl_context" if from_the_first_byte else "tls_context": tls} if tls else {}
    controller = Controller(mail, "127.0.0.1", mail.port, ready_timeout=READY_TIMEOUT_S, **login, **encryption)
    controller.start()
    try:
        yield mail
    finally:
        controller.stop()
