"""The frame of the console in a real browser: for everybody, in both languages, light and dark, large and small."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from console.desk import ConsoleDesk
from tests.console.desk import PASSWORD, TESTS
from tests.web.chat_page import PHONE
from tests.web.console_server import console_with_leads

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
PAGES = ("", "/people", "/people/sales", "/audit", "/me", "/leads/nothing")


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ConsoleDesk, str]]:
    with console_with_leads(tmp_path_factory.mktemp("console")) as served:
        yield served


def sign_in(page: Page, address: str, login: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}/console")
    page.locator("#login").fill(login)
    page.locator("#password").fill(password)
    page.locator("main form button").click()


def assert_axe_finds_nothing(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_axe_and_the_content_policy_find_nothing_and_nothing_is_wider_than_the_screen(
    console: tuple[ConsoleDesk, str], browser: Browser, locale: str, screen: dict[str, Any], scheme: str
) -> None:
    desk, address = console
    context = browser.new_context(locale=locale, color_scheme=scheme, **screen)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    foreign: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith(address) else foreign.append(asked.url))
    page.goto(f"{address}/console")
    assert_axe_finds_nothing(page)
    sign_in(page, address, "admin")
    page.locator("table.inbox").wait_for()
    lead = desk.store.find(limit=1).leads[0].id
    for path in (*PAGES, f"/leads/{lead}"):
        page.goto(f"{address}/console{path}")
        assert_axe_finds_nothing(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("html").get_attribute("lang") == locale[:2]
    assert (complaints, foreign) == ([], [])
    context.close()


def test_on_a_phone_the_menu_opens_and_closes_by_keyboard_without_a_script(
    console: tuple[ConsoleDesk, str], browser: Browser
) -> None:
    _, address = console
    context = browser.new_context(**PHONE, locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address, "admin")
    people = page.get_by_role("link", name="People", exact=True)
    expect(people).to_be_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(people).to_be_visible()
    expect(page.get_by_role("link", name="Leads", exact=True)).to_have_attribute("aria-current", "page")
    page.keyboard.press("Escape")
    expect(people).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    people.click()
    expect(page).to_have_title("People · Banter")
    context.close()


def test_the_keyboard_skips_the_header_and_every_stop_shows_the_focus(
    console: tuple[ConsoleDesk, str], browser: Browser
) -> None:
    _, address = console
    page = browser.new_page(locale="en-GB")
    sign_in(page, address, "admin")
    page.goto(f"{address}/console/people")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for stop in page.locator("a:visible, button:visible, input:visible:not([type=hidden]), select:visible").all():
        stop.focus()
        page.keyboard.press("Shift")
        assert stop.evaluate("(node) => getComputedStyle(node).outlineStyle") != "none"
    page.close()


def test_an_admin_lets_a_colleague_in_who_chooses_language_and_password(
    console: tuple[ConsoleDesk, str], browser: Browser
) -> None:
    _, address = console
    page = browser.new_page(locale="en-GB")
    sign_in(page, address, "admin")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_label("Login").fill("ida@nordlicht.example")
    page.get_by_label("Name", exact=True).fill("Ida Sommer")
    page.get_by_label("Sales").check()
    page.get_by_role("button", name="Add").click()
    given = page.locator("code").inner_text()
    colleague = browser.new_context(locale="de-DE").new_page()
    sign_in(colleague, address, "ida@nordlicht.example", given)
    expect(colleague).to_have_title("Ihr eigenes Passwort · Banter")
    colleague.get_by_label("Neues Passwort").fill("sieben blaue Reiher")
    colleague.get_by_label("Noch einmal dasselbe").fill("sieben blaue Reiher")
    colleague.get_by_role("button", name="Speichern und weiter").click()
    expect(colleague).to_have_title("Leads · Banter")
    expect(colleague.get_by_role("link", name="Personen")).to_have_count(0)
    colleague.get_by_role("link", name="Ihr Konto").click()
    colleague.get_by_label("Sprache").select_option("en")
    colleague.get_by_role("button", name="Speichern").click()
    expect(colleague.get_by_role("status")).to_have_text("The language is saved.")
    colleague.context.close()
    page.close()


def test_who_is_locked_out_meets_the_sign_in_page(console: tuple[ConsoleDesk, str], browser: Browser) -> None:
    desk, address = console
    page = browser.new_page(locale="en-GB")
    sign_in(page, address, "marketing")
    expect(page).to_have_title("Leads · Banter")
    desk.users.disable("marketing", TESTS)
    page.reload()
    expect(page).to_have_title("Sign in · Banter")
    page.close()
