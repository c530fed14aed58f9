"""The pages behind the links of letters, in a real browser: usable by everybody, asking nobody else for anything."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.privacy_site import PrivacySite, link, running_privacy_site
from tests.web.chat_page import PHONE

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
BUTTON = {"en": "Yes, send me news", "de": "Ja, schicken Sie mir Neuigkeiten"}
NO = {"en": "I do not want any news", "de": "Ich möchte keine Neuigkeiten"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivacySite]:
    with running_privacy_site(tmp_path_factory.mktemp("privacy")) as site:
        yield site


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    screen, scheme = request.param
    context = browser.new_context(color_scheme=scheme, **screen)
    yield context.new_page()
    context.close()


def visit(page: Page, house: PrivacySite, address: str) -> None:
    """Opens a page, which must ask only our own server and break no rule of its own."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address)
    assert all(each.startswith((house.site.url, "data:")) for each in asked)
    assert complaints == []


def is_for_everybody(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_visitor_confirms_and_takes_it_back(house: PrivacySite, page: Page, language: str, request: Any) -> None:
    address = f"{language}-{request.node.callspec.id}@seegras.example"
    lead = house.visitor(language, address)
    letter = house.letter_to(address)
    visit(page, house, link(letter, BUTTON[language]))
    expect(page.get_by_text(address)).to_be_visible()
    is_for_everybody(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading")).to_have_text({"en": "Confirmed", "de": "Bestätigt"}[language])
    is_for_everybody(page)
    assert house.lead(lead).verdict.automation_ready
    visit(page, house, link(letter, NO[language]))
    is_for_everybody(page)
    page.get_by_role("button").last.click()
    expect(page.get_by_role("heading")).to_have_text({"en": "Noted", "de": "Notiert"}[language])
    assert house.lead(lead).yes("contact_opt_in") is False


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_link_that_does_not_work_is_explained(house: PrivacySite, page: Page, language: str) -> None:
    page.set_extra_http_headers({"Accept-Language": language})
    page.goto(f"{house.site.url}/privacy/opt-in/forged")
    expect(page.locator("html")).to_have_attribute("lang", language)
    is_for_everybody(page)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_with_everything_is_complete_in_itself(house: PrivacySite, page: Page, language: str) -> None:
    lead = house.visitor(language, f"{language}@everything.example")
    page.set_extra_http_headers({"Authorization": "Bearer a-token-for-tests"})
    visit(page, house, f"{house.site.url}/api/leads/{lead.id}/export?format=html")
    assert page.locator("link[rel=stylesheet], script, img").count() == 0
    assert page.locator("h1").evaluate("node => getComputedStyle(node).fontSize") == "26px"
    is_for_everybody(page)
