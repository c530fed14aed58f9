"""A broker whose certificate nobody vouches for."""

import asyncio
from pathlib import Path

import pytest

from leads.sending import NotNow
from tests.handoff.amqp.conftest import destination
from tests.handoff.certificate import own_certificate
from tests.handoff.event_source import CONTACT, EventSource


def test_a_certificate_that_nobody_vouches_for_is_refused(source: EventSource, tmp_path: Path) -> None:
    source.lead(**CONTACT)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def scenario() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0, ssl=own_certificate(tmp_path))
        async with server:
            await destination(f"amqps://a:geheim@localhost:{server.sockets[0].getsockname()[1]}/").check()

    with pytest.raises(NotNow, match=r"the certificate of localhost:.* is not valid") as refused:
        asyncio.run(scenario())
    assert "geheim" not in str(refused.value)
