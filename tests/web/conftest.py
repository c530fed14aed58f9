"""One real browser per test module."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: Playwright's running event loop would get in the way of asyncio tests."""
    executable = os.environ.get("BANTER_CHROMIUM") or shutil.which("chromium")
    if not executable:
        without_browser("no Chromium here: install it or name it in BANTER_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


def without_browser(reason: str) -> None:
    if os.environ.get("BANTER_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
