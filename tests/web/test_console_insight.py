"""Criteria, health, funnel and conversations in a real browser: both languages, light and dark, large and small."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from console.desk import ConsoleDesk
from leads.inbox import Reply
from tests.web.chat_page import PHONE
from tests.web.console_server import console_with_leads
from tests.web.test_console_frame import DESKTOP, assert_axe_finds_nothing, sign_in

PAGES = ("criteria", "health", "funnel", "conversations", "conversations/unclear", "conversations/suggestions")


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ConsoleDesk, str]]:
    with console_with_leads(tmp_path_factory.mktemp("insight")) as (desk, address):
        for number, said in enumerate(("Do you ship to the moon?", "wibble " * 60)):
            talk = desk.inbox.open("website", "en", {})
            asked = Reply("What is your budget?", (), "budget")
            desk.inbox.answer(desk.inbox.receive(talk, str(number), said), [asked], "en", unclear=True)
        yield desk, address


@pytest.mark.parametrize(
    ("locale", "screen", "scheme"), [("en-GB", DESKTOP, "light"), ("de-DE", PHONE, "dark"), ("de-DE", DESKTOP, "dark")]
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    console: tuple[ConsoleDesk, str], browser: Browser, locale: str, screen: dict[str, Any], scheme: str
) -> None:
    _, address = console
    context = browser.new_context(locale=locale, color_scheme=scheme, **screen)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    sign_in(page, address, "marketing")
    page.locator("table.inbox").wait_for()
    for path in PAGES:
        page.goto(f"{address}/console/{path}")
        assert_axe_finds_nothing(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(f"{address}/console/criteria")
    text = page.locator("#text").input_value()
    for changed in (text.replace("budget_minimum: 5000", "budget_minimum: 900000"), "bant:\n  budget_minimun: 1\n"):
        page.locator("#text").fill(changed)
        page.locator("form button.primary").click()
        page.locator("#outcome, #problem").wait_for()
        assert_axe_finds_nothing(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    context.close()


def test_a_mistake_leads_to_its_line(console: tuple[ConsoleDesk, str], browser: Browser) -> None:
    _, address = console
    page = browser.new_page(locale="en-GB")
    sign_in(page, address, "marketing")
    page.get_by_role("link", name="Criteria").click()
    page.get_by_label("qualification.yml").fill("currency: EUR\nbant:\n  budget_minimun: 5\n")
    page.get_by_role("button", name="Try").click()
    page.get_by_role("button", name="Line 3").click()
    marked = page.evaluate(
        "{const t = document.getElementById('text'); t.value.slice(t.selectionStart, t.selectionEnd)}"
    )
    assert marked == "  budget_minimun: 5"
    page.close()


def test_one_click_suggests_a_sentence(console: tuple[ConsoleDesk, str], browser: Browser) -> None:
    desk, address = console
    page = browser.new_page(locale="en-GB")
    sign_in(page, address, "marketing")
    page.get_by_role("link", name="Conversations").click()
    page.get_by_role("link", name="Not understood").click()
    row = page.get_by_role("listitem").filter(has_text="ship to the moon")
    row.get_by_label("Means").select_option("faq")
    row.get_by_role("button", name="Suggest").click()
    expect(page.get_by_role("status")).to_have_text("The sentence is suggested.")
    (kept,) = desk.insight.suggestions.all()
    assert (kept.text, kept.language, kept.intent) == ("Do you ship to the moon?", "en", "faq")
    page.close()


def test_the_health_page_shows_news_without_being_opened_again(
    console: tuple[ConsoleDesk, str], browser: Browser
) -> None:
    desk, address = console
    page = browser.new_page(locale="en-GB")
    page.clock.install()
    sign_in(page, address, "viewer")
    page.get_by_role("link", name="Health").click()
    expect(page.get_by_text("No error among the newest messages.")).to_be_visible()
    talk = desk.inbox.open("website", "en", {})
    desk.inbox.note_failure(desk.inbox.receive(talk, "late", "hello"), "the assistant is out of breath")
    page.clock.run_for(16_000)
    expect(page.get_by_text("the assistant is out of breath")).to_be_visible()
    page.close()
