"""Events of leads for whoever subscribes: CloudEvents on a topic exchange of an AMQP broker such as RabbitMQ."""

import asyncio
import ssl
from contextlib import suppress

from aio_pika import DeliveryMode, ExchangeType, Message, connect
from aio_pika.abc import AbstractConnection, AbstractExchange
from aio_pika.exceptions import AMQPError
from aiormq.exceptions import AuthenticationError, ChannelInvalidStateError, ProbableAuthenticationError

from handoff.amqp.access import AmqpAccess
from handoff.amqp.event import event_of
from leads.outbox import Parcel, Posted
from leads.sending import NotNow

EXCHANGE = "banter"
TIMEOUT_S = 15.0
TROUBLES = (AMQPError, ChannelInvalidStateError, OSError, TimeoutError)


class AmqpDestination:
    """Publishes each event with its kind as routing key, and waits until the broker has it on disk.

    ``source`` is the address of this installation, the same in all its events.
    """

    kind = "amqp"
    at_once = 30

    def __init__(self, access: AmqpAccess, source: str) -> None:
        self._access, self._source = access, source
        self._connecting = asyncio.Lock()
        self._connection: AbstractConnection | None = None
        self._exchange: AbstractExchange | None = None

    async def send(self, parcel: Parcel) -> Posted | None:
        """Publishes; where nobody has bound a queue, nobody is told."""
        content_type, body = event_of(parcel, self._source)
        message = Message(
            body,
            content_type=content_type,
            delivery_mode=DeliveryMode.PERSISTENT,
            message_id=parcel.id,
            timestamp=parcel.at,
            type=parcel.kind,
        )
        try:
            exchange = await self._ready()
            await exchange.publish(message, parcel.kind, mandatory=False, timeout=TIMEOUT_S)
        except TROUBLES as error:
            await self.close()  # the next one connects anew
            raise NotNow(_said(error, self._access)) from error
        return None

    async def check(self) -> None:
        """Connects, without publishing. Raises ``NotNow``."""
        try:
            await self._ready()
        except TROUBLES as error:
            raise NotNow(_said(error, self._access)) from error

    async def close(self) -> None:
        """Closes the connection."""
        connection, self._connection, self._exchange = self._connection, None, None
        if connection is not None:
            with suppress(*TROUBLES):  # a lost one is closed already
                await connection.close()

    async def _ready(self) -> AbstractExchange:
        async with self._connecting:
            if self._exchange is None or self._connection is None or self._connection.is_closed:
                self._connection = await connect(self._access.url, timeout=TIMEOUT_S)
                channel = await self._connection.channel(publisher_confirms=True)
                self._exchange = await channel.declare_exchange(
                    EXCHANGE, ExchangeType.TOPIC, durable=True, timeout=TIMEOUT_S
                )
            return self._exchange


def _said(error: Exception, access: AmqpAccess) -> str:
    """What went wrong; never the address as a whole, which has the password in it."""
    if isinstance(error, AuthenticationError | ProbableAuthenticationError):
        return f"{access.shown} rejects user or password; check BANTER_AMQP_URL"
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the certificate of {access.shown} is not valid for it: {cause.verify_message}"
    if isinstance(error, AMQPError) and not isinstance(cause, OSError):
        return f"{access.shown} refuses, check BANTER_AMQP_URL: {error}"
    return f"{access.shown} cannot be reached, check BANTER_AMQP_URL: {type(cause or error).__name__}"
