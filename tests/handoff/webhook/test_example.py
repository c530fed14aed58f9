"""The receiver of the docs, run as the docs say."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from banter.settings import ROOT
from tests.handoff.event_source import CONTACT, EventSource
from tests.handoff.webhook.conftest import send
from tests.handoff.webhook.receiver import SECRET
from tests.ports import free_port

EXAMPLE = ROOT / "docs" / "examples" / "receive_webhook.py"


@pytest.fixture
def example(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(EXAMPLE), str(port)],
        env={**os.environ, "BANTER_WEBHOOK_SECRET": SECRET, "SEEN": str(tmp_path / "seen.db")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        _until_it_listens(url)
        yield url, process
    finally:
        process.terminate()
        process.wait()


@retry(
    retry=retry_if_exception_type(httpx.ConnectError), wait=wait_fixed(0.05), stop=stop_after_delay(20), reraise=True
)
def _until_it_listens(url: str) -> None:
    assert httpx.post(url, content="{}").status_code == 401, "nobody signed it"


def test_the_example_takes_each_event_once(source: EventSource, example: tuple[str, "subprocess.Popen[str]"]) -> None:
    url, process = example
    lead = source.lead(**CONTACT)
    created, handed_off = source.parcels("webhook")
    for parcel in (created, created, handed_off, created):
        send(parcel, url)
    process.terminate()
    assert process.stdout is not None
    with closing(process.stdout) as printed:
        assert printed.read().splitlines() == [
            f'{{"type": "lead.created", "lead": "{lead}"}}',
            f'{{"type": "lead.handed_off", "lead": "{lead}"}}',
        ]
