"""The page of a lead in a real browser: two people watch the same lead, one talks with its visitor; axe looks on."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from console.desk import ConsoleDesk
from tests.web.chat_page import PHONE
from tests.web.console_server import console_with_leads
from tests.web.test_console_frame import DESKTOP, assert_axe_finds_nothing, sign_in


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ConsoleDesk, str]]:
    with console_with_leads(tmp_path_factory.mktemp("console")) as served:
        yield served


def opened(browser: Browser, console: tuple[ConsoleDesk, str], login: str, **options: Any) -> Page:
    """The newest lead, open before the eyes of somebody who is signed in."""
    desk, address = console
    page = browser.new_context(**{"locale": "en-GB", **options}).new_page()
    sign_in(page, address, login)
    page.locator("table.inbox").wait_for()
    page.goto(f"{address}/console/leads/{desk.store.find(limit=1).leads[0].id}")
    return page


def test_who_watches_a_lead_sees_at_once_that_another_has_claimed_it(
    console: tuple[ConsoleDesk, str], browser: Browser
) -> None:
    watching, claiming = opened(browser, console, "viewer"), opened(browser, console, "sales")
    expect(watching.locator("#live-owner")).to_contain_text("Nobody has this lead yet.")
    claiming.get_by_role("button", name="Claim").click()
    expect(claiming.locator("#live-owner")).to_contain_text("This lead is yours.")
    expect(watching.locator("#live-owner")).to_contain_text("Sales has this lead.", timeout=2_000)
    watching.context.close()
    claiming.context.close()


def test_a_colleague_talks_with_the_visitor_without_leaving_the_page(
    console: tuple[ConsoleDesk, str], browser: Browser
) -> None:
    desk, _ = console
    page = opened(browser, console, "admin")
    page.get_by_role("button", name="Take over the chat").click()
    expect(page.locator("#live-talk")).to_contain_text("You are talking with the visitor")
    page.get_by_label("Your message to the visitor").fill("Hello, I am a person")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".transcript .person .text")).to_have_text("Hello, I am a person")
    expect(page.get_by_label("Your message to the visitor")).to_have_value("")
    lead = desk.store.find(limit=1).leads[0]
    desk.inbox.receive(lead.conversation, "from the visitor", "Good to hear from you")
    expect(page.locator(".transcript .text").last).to_have_text("Good to hear from you")
    page.get_by_role("button", name="Hand back to the assistant").click()
    expect(page.get_by_role("button", name="Take over the chat")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(("locale", "screen"), [("en-GB", DESKTOP), ("de-DE", PHONE)], ids=["desktop", "phone"])
def test_axe_finds_nothing_where_values_are_edited_and_nothing_is_wider_than_the_screen(
    console: tuple[ConsoleDesk, str], browser: Browser, locale: str, screen: dict[str, Any]
) -> None:
    page = opened(browser, console, "admin", locale=locale, **screen)
    page.locator("#fact-budget details.edit > summary").click()
    page.locator("details.add > summary").click()
    assert_axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#fact-company .from a").click()
    expect(page.locator("li:target .text")).to_have_count(1)
    page.goto(f"{page.url.partition('#')[0]}/erase")
    assert_axe_finds_nothing(page)
    page.context.close()
