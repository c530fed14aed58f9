"""Events on their way through a real RabbitMQ to whoever subscribes."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage, AbstractQueue
from cloudevents.core.bindings.rabbitmq import RabbitMQMessage, from_rabbitmq
from cloudevents.core.formats.json import JSONFormat

from leads.outbox import Parcel
from leads.sending import NotNow
from tests.handoff.amqp.conftest import BROKER, SOURCE, destination
from tests.handoff.event_source import CONTACT, PURCHASE, EventSource
from tests.ports import free_port


@asynccontextmanager
async def subscribed(topic: str) -> AsyncIterator[AbstractQueue]:
    """A queue of our own that gets what fits the topic."""
    connection = await aio_pika.connect(BROKER)
    async with connection:
        channel = await connection.channel()
        exchange = await channel.declare_exchange("banter", aio_pika.ExchangeType.TOPIC, durable=True)
        queue = await channel.declare_queue(f"banter-test-{uuid.uuid4().hex}", exclusive=True)
        await queue.bind(exchange, topic)
        yield queue


async def next_of(queue: AbstractQueue, parcel: Parcel) -> AbstractIncomingMessage:
    """The next message with a parcel's id: the broker is everybody's, and others send by it at the same time."""
    async with queue.iterator(timeout=20) as messages:
        async for message in messages:
            await message.ack()
            if message.message_id == parcel.id:
                return message
    raise AssertionError("nothing came")


def test_who_subscribes_to_a_kind_reads_a_cloud_event(source: EventSource, broker: str) -> None:
    lead = source.lead(**CONTACT, **{**PURCHASE, "need": "Touren 🚚"})
    created, *_, handed_off = source.parcels("amqp")

    async def scenario() -> AbstractIncomingMessage:
        sender = destination()
        async with subscribed("*.handed_off") as queue:
            await sender.send(created)
            await sender.send(handed_off)
            message = await next_of(queue, handed_off)
            await sender.close()
            return message

    message = asyncio.run(scenario())
    assert message.routing_key == "lead.handed_off"
    assert message.message_id == handed_off.id
    assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
    assert message.content_type == "application/cloudevents+json"
    event = from_rabbitmq(RabbitMQMessage({}, message.content_type, message.body), JSONFormat())
    assert (event.get_id(), event.get_source(), event.get_type()) == (handed_off.id, SOURCE, "banter.lead.handed_off")
    assert (event.get_specversion(), event.get_subject(), event.get_time()) == ("1.0", lead, handed_off.at)
    data = event.get_data()
    assert isinstance(data, dict)
    assert (data["lead"]["need"], data["handoff"]["person"]) == ("Touren 🚚", "ana")


def test_a_repetition_can_be_recognised(source: EventSource, broker: str) -> None:
    source.lead(**CONTACT)
    parcel = source.news("amqp")

    async def scenario() -> tuple[AbstractIncomingMessage, AbstractIncomingMessage]:
        sender = destination()
        async with subscribed("#") as queue:
            await sender.send(parcel)
            await sender.send(parcel)
            pair = await next_of(queue, parcel), await next_of(queue, parcel)
            await sender.close()
            return pair

    first, again = asyncio.run(scenario())
    assert (first.message_id, first.body) == (again.message_id, again.body)


def test_events_that_nobody_subscribes_to_are_delivered_to_nobody(source: EventSource, broker: str) -> None:
    source.lead(**CONTACT)

    async def scenario() -> None:
        sender = destination()
        await sender.send(source.news("amqp"))
        await sender.close()

    asyncio.run(scenario())


def test_a_lost_connection_is_made_anew(source: EventSource, broker: str) -> None:
    source.lead(**CONTACT)
    parcel = source.news("amqp")

    async def scenario() -> str | None:
        async with subscribed("#") as queue, relay() as (url, cut):
            sender = destination(url)
            await sender.send(parcel)
            await next_of(queue, parcel)
            await cut()
            with suppress(NotNow):  # raised where the loss has not been noticed by then
                await sender.send(parcel)
            await sender.send(parcel)
            message = await next_of(queue, parcel)
            await sender.close()
            return message.message_id

    assert asyncio.run(scenario()) == parcel.id


def test_many_at_once_share_a_connection(source: EventSource, broker: str) -> None:
    source.lead(**CONTACT)
    parcel = source.news("amqp")

    async def scenario() -> int:
        async with relay() as (url, cut):
            sender = destination(url)
            await asyncio.gather(*(sender.send(parcel) for _ in range(20)))
            await sender.close()
            return await cut()

    assert asyncio.run(scenario()) <= 1


def test_a_wrong_password_names_the_variable_and_not_the_password(source: EventSource, broker: str) -> None:
    source.lead(**CONTACT)
    with pytest.raises(NotNow) as refused:
        asyncio.run(destination("amqp://guest:geheim@127.0.0.1/").send(source.news("amqp")))
    assert str(refused.value) == "127.0.0.1:5672 rejects user or password; check BANTER_AMQP_URL"


def test_a_virtual_host_that_there_is_not_names_the_variable(source: EventSource, broker: str) -> None:
    source.lead(**CONTACT)
    with pytest.raises(NotNow, match="BANTER_AMQP_URL") as refused:
        asyncio.run(destination("amqp://guest:guest@127.0.0.1/nowhere").send(source.news("amqp")))
    assert "guest:guest" not in str(refused.value)


def test_a_broker_that_is_away_is_tried_again(source: EventSource) -> None:
    source.lead(**CONTACT)
    port = free_port()
    with pytest.raises(NotNow) as away:
        asyncio.run(destination(f"amqp://guest:geheim@127.0.0.1:{port}/").send(source.news("amqp")))
    assert str(away.value).startswith(f"127.0.0.1:{port} ")
    assert "BANTER_AMQP_URL" in str(away.value)
    assert "geheim" not in str(away.value)


@asynccontextmanager
async def relay() -> AsyncIterator[tuple[str, Callable[[], Awaitable[int]]]]:
    """The broker behind a wire that can be cut; cutting tells how many connections it had."""
    writers: list[asyncio.StreamWriter] = []

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", 5672)
        writers.append(writer)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    async def cut() -> int:
        for writer in writers:
            writer.transport.abort()
        return len(writers)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield f"amqp://guest:guest@127.0.0.1:{server.sockets[0].getsockname()[1]}/", cut
        await cut()
