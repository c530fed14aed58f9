"""One real browser per test module."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.product import Product
from tests.web.chat_page import ChatPage

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
OpenPage = Callable[..., ChatPage]


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


@pytest.fixture
def open_url(browser: Browser) -> Iterator[OpenPage]:
    """Opens a page in a browser that has never been there: ``open_url(url, server, **of Playwright's context)``."""
    contexts = []

    def open_at(url: str, server: str, **options: Any) -> ChatPage:
        context = browser.new_context(**{"locale": "en-GB", "reduced_motion": "reduce", **options})
        contexts.append(context)
        chat = ChatPage(context.new_page(), server)
        chat.page.goto(url)
        chat.page.locator("banter-chat:defined").first.wait_for(state="attached")
        return chat

    yield open_at
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")  # a request still under way would fail in the next test
        context.close()


@pytest.fixture
def open_page(open_url: OpenPage, banter: Product) -> OpenPage:
    """Opens a page of the running product."""

    def open_at(path: str = "/", **options: Any) -> ChatPage:
        return open_url(banter.base_url + path, banter.base_url, **options)

    return open_at
