"""A real RabbitMQ on loopback, and a subscriber."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import aio_pika
import pytest

from handoff.amqp.access import read_amqp_access
from handoff.amqp.destination import AmqpDestination
from tests.handoff.event_source import EventSource

BROKER = "amqp://guest:guest@127.0.0.1/"
SOURCE = "https://chat.example.com"


@pytest.fixture(scope="session")
def broker() -> str:
    """The URL of the broker; skips the test where none answers."""

    async def greet() -> None:
        connection = await aio_pika.connect(BROKER, timeout=5)
        await connection.close()

    try:
        asyncio.run(greet())
    except (OSError, TimeoutError, aio_pika.exceptions.AMQPError) as error:
        pytest.skip(f"no RabbitMQ answers at 127.0.0.1:5672: {type(error).__name__}")
    return BROKER


@pytest.fixture
def source(tmp_path: Path) -> Iterator[EventSource]:
    source = EventSource(tmp_path)
    yield source
    source.close()


def destination(url: str = BROKER) -> AmqpDestination:
    return AmqpDestination(read_amqp_access(url), SOURCE)
