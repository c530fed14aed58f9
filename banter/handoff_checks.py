"""Which destinations of hand-offs are on, and why one is not: asked of the mail server, the receiver, the broker."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TypeVar

import httpx

from banter.doctor import Finding, State
from banter.handoff_access import amqp_access, mail_access, webhook_access
from banter.settings import BadSetting, Settings
from handoff.amqp.access import AmqpAccess
from handoff.amqp.destination import AmqpDestination
from handoff.email.access import MailAccess
from handoff.email.mailer import Mailer
from handoff.webhook.access import WebhookAccess
from handoff.webhook.address import addresses_of
from leads.sending import NotNow

PATIENCE_S = 10.0
Access = TypeVar("Access")


async def check_mail(settings: Settings) -> Sequence[Finding]:
    """The mail server: whether it answers and takes user and password."""
    return [Finding("E-mail", *await _found(settings, "BANTER_SMTP_URL", mail_access, _mail))]


async def check_webhook(settings: Settings) -> Sequence[Finding]:
    """The receiver: whether it may be posted to, and answers. Nothing is posted."""
    return [Finding("Webhook", *await _found(settings, "BANTER_WEBHOOK_URL", webhook_access, _webhook))]


async def check_amqp(settings: Settings) -> Sequence[Finding]:
    """The broker: whether it answers, takes user and password, and has the exchange."""
    return [Finding("AMQP", *await _found(settings, "BANTER_AMQP_URL", amqp_access, _amqp))]


async def _found(
    settings: Settings,
    variable: str,
    access: Callable[[Settings], Access | None],
    look: Callable[[Access], Awaitable[str]],
) -> tuple[State, str]:
    try:
        given = access(settings)
        if given is None:
            return State.OFF, f"{variable} is not set"
        return State.OK, await asyncio.wait_for(look(given), PATIENCE_S)
    except (BadSetting, NotNow) as error:
        return State.PROBLEM, str(error)
    except TimeoutError:
        return State.PROBLEM, f"no answer within {PATIENCE_S:.0f} s; check {variable}"


async def _mail(access: MailAccess) -> str:
    await Mailer(access).check()
    return f"{access.sender} by {access.host}:{access.port}"


async def _webhook(access: WebhookAccess) -> str:
    host = access.url.host
    address, *_ = await addresses_of(host, access.port, access.may_be_private)
    context = httpx.create_ssl_context() if access.url.scheme == "https" else None
    name = access.url.raw_host.decode() if context else None
    try:
        _, connection = await asyncio.open_connection(address, access.port, ssl=context, server_hostname=name)
    except ssl.SSLCertVerificationError as error:
        raise NotNow(f"the certificate of {host} is not valid for it: {error.verify_message}") from error
    except OSError as error:
        raise NotNow(f"nothing answers at {host}:{access.port}; check BANTER_WEBHOOK_URL") from error
    connection.close()
    with suppress(OSError):
        await connection.wait_closed()
    return f"{host}:{access.port} answers; events are signed"


async def _amqp(access: AmqpAccess) -> str:
    broker = AmqpDestination(access, "")
    try:
        await broker.check()
    finally:
        await broker.close()
    return f"{access.shown} answers, exchange banter"
