"""A receiver, and leads of which it is told."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.webhook.access import read_webhook_access
from handoff.webhook.destination import WebhookDestination
from leads.outbox import Parcel, Posted
from tests.handoff.event_source import EventSource
from tests.handoff.webhook.receiver import SECRET, Receiver, running_receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver


@pytest.fixture
def source(tmp_path: Path) -> Iterator[EventSource]:
    source = EventSource(tmp_path)
    yield source
    source.close()


def send(parcel: Parcel, url: str, may_be_private: bool = True) -> Posted | None:
    """As the dispatcher does."""

    async def once() -> Posted | None:
        destination = WebhookDestination(read_webhook_access(url, SECRET, may_be_private))
        try:
            return await destination.send(parcel)
        finally:
            await destination.close()

    return asyncio.run(once())
