"""Handing mail to the operator's mail server."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from handoff.email.access import MailAccess
from leads.sending import NotNow, Refused, Unreachable

TIMEOUT_S = 20.0
SENDER_UNKNOWN = 530  # RFC 4954: authentication required
NOT_ALLOWED = "5.7."  # RFC 3463: the server's policy, as for relaying; not the address


class Mailer:
    """Sends mail, each over a connection of its own: with TLS where the server offers it, and logged in where a user
    is given."""

    def __init__(self, access: MailAccess) -> None:
        self._access = access

    @property
    def sender(self) -> Address:
        """Whom mail comes from."""
        return self._access.sender

    async def send(self, message: EmailMessage) -> None:
        """Hands over a message that has one recipient.

        Raises ``NotNow``, ``Refused`` (this message) or ``Unreachable`` (the recipient).
        """
        async with self._connected() as server:
            await server.send_message(message)

    async def check(self) -> None:
        """Connects and logs in, without sending. Raises ``NotNow``."""
        async with self._connected():
            pass

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[SMTP]:
        access = self._access
        server = SMTP(
            hostname=access.host,
            port=access.port,
            use_tls=access.is_tls,
            validate_certs=not access.is_here,  # a server on this machine has made its own certificate
            timeout=TIMEOUT_S,
        )
        with _explained(access):
            await server.connect()
            try:
                await self._log_in(server)
                yield server
            finally:
                with suppress(SMTPException, OSError):  # the message was accepted, or the error is known already
                    await server.quit()
                server.close()

    async def _log_in(self, server: SMTP) -> None:
        access = self._access
        if access.user is None:
            return
        if not access.is_here and server.get_transport_info("sslcontext") is None:
            raise NotNow(
                f"{access.host}:{access.port} offers no STARTTLS, and the password is not sent in the clear;"
                " write smtps:// in BANTER_SMTP_URL or leave user and password out"
            )
        await server.login(access.user, access.password)


@contextmanager
def _explained(access: MailAccess) -> Iterator[None]:
    """Says what went wrong in words that an operator can use."""
    try:
        yield
    except SMTPAuthenticationError as error:
        raise NotNow(f"{access.host} rejects user or password ({error.code}); check BANTER_SMTP_URL") from error
    except SMTPSenderRefused as error:
        raise NotNow(f"{_words(error)}; check BANTER_MAIL_FROM, and user and password in BANTER_SMTP_URL") from error
    except SMTPRecipientsRefused as error:
        raise _recipient_refused(error.recipients[0]) from error
    except SMTPDataError as error:
        raise (Refused if error.code >= 500 else NotNow)(_words(error)) from error
    except (SMTPException, OSError) as error:
        raise NotNow(f"{access.host}:{access.port} cannot be used, check BANTER_SMTP_URL: {error}") from error


def _recipient_refused(error: SMTPRecipientRefused) -> NotNow | Unreachable:
    if error.code < 500:
        return NotNow(_words(error))
    if error.code == SENDER_UNKNOWN or error.message.startswith(NOT_ALLOWED):
        return NotNow(f"{_words(error)}; check user and password in BANTER_SMTP_URL, and BANTER_MAIL_FROM")
    return Unreachable(_words(error))


def _words(error: SMTPRecipientRefused | SMTPSenderRefused | SMTPDataError) -> str:
    return f"{error.code} {' '.join(error.message.split())}"
