"""The chat page in a real browser, talking to the running product."""

import re

import pytest
from playwright.sync_api import expect

from tests.product import Product
from tests.web.chat_page import PHONE, ChatPage
from tests.web.conftest import OpenPage
from tests.web.person import NAME, person_writes

KEYBOARDS = {"email": "email", "phone": "tel", "company_size": "numeric"}
SENTENCE = "I am Carla Brandt of Ahornwerk GmbH, we need software to plan the visits of our technicians"


def test_a_visitor_who_says_hi_is_answered(open_page: OpenPage) -> None:
    chat = open_page()
    expect(chat.panel).to_be_visible()
    expect(chat.rows).to_have_count(1)
    assert chat.say("Hi")
    assert chat.complaints == []


def test_nothing_is_asked_or_stored_before_the_first_message(open_page: OpenPage) -> None:
    chat = open_page()
    chat.field.fill("Hi")
    chat.page.wait_for_timeout(500)
    assert chat.chat_requests() == []
    assert chat.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_what_is_kept_is_one_token_of_our_own_and_never_a_cookie(open_page: OpenPage) -> None:
    chat = open_page()
    chat.say("Hi")
    [key] = chat.kept("localStorage")
    assert key == f"banter:{chat.server}"
    assert chat.page.context.cookies() == []


def test_the_page_loads_nothing_from_elsewhere_under_its_policy(open_page: OpenPage, banter: Product) -> None:
    chat = open_page()
    policy = chat.page.request.get(banter.base_url).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    chat.say("Hi")
    assert [r.url for r in chat.requests if not r.url.startswith((banter.base_url, "data:"))] == []
    assert chat.complaints == []


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_a_german_page_speaks_german_whatever_the_browser_speaks(open_page: OpenPage, locale: str) -> None:
    chat = open_page("/de", locale=locale)
    expect(chat.field).to_have_attribute("placeholder", "Nachricht schreiben")
    expect(chat.panel).to_have_attribute("lang", "de")
    answer = chat.say("Guten Tag")
    assert re.search(r"\b(ich|Sie|Ihnen|du|wie|was|worum|und|der|die|das)\b", answer, re.IGNORECASE), answer
    assert chat.complaints == []


def test_the_keyboard_suits_what_the_bot_asks_for(open_page: OpenPage) -> None:
    chat = open_page()
    chat.say("I am Carla Brandt of Ahornwerk GmbH, please have someone from sales contact me")
    assert chat.asks
    expect(chat.field).to_have_attribute("inputmode", KEYBOARDS.get(chat.asks, "text"))


def test_markup_is_shown_as_it_was_typed_and_only_addresses_become_links(open_page: OpenPage) -> None:
    chat = open_page()
    markup = "<img src=x onerror=alert(1)> javascript:alert(1)"
    greeting = f"{markup} (https://nordlicht.example/a?b=1). Or ida@nordlicht.example!"
    chat.element.evaluate("(node, text) => node.setAttribute('greeting', text)", greeting)
    links = chat.page.locator("banter-chat .bubble a")
    hrefs = ["https://nordlicht.example/a?b=1", "mailto:ida@nordlicht.example"]
    assert [link.get_attribute("href") for link in links.all()] == hrefs
    assert [link.get_attribute("rel") for link in links.all()] == ["noopener"] * 2
    chat.say(markup)
    assert chat.page.locator("banter-chat .visitor .bubble").inner_text() == markup
    assert chat.page.locator("banter-chat img").count() == 0


@pytest.mark.parametrize("length", [40_000, 90_000])
def test_a_message_that_is_too_long_is_given_back_and_the_next_one_goes_through(
    open_page: OpenPage, length: int
) -> None:
    chat = open_page()
    chat.say("Hi")
    chat.write("long " * (length // 5))
    assert "failed" in wait_for_class(chat, "failed")
    expect(chat.notice).to_contain_text("too long")
    assert len(chat.field.input_value()) >= length - 1
    assert chat.say("We need fewer calls")
    expect(chat.notice).to_be_empty()
    assert chat.bubbles.last.inner_text()


def test_on_a_phone_the_chat_fills_the_screen_and_can_be_left(open_page: OpenPage) -> None:
    chat = open_page(**PHONE)
    size = PHONE["viewport"]
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, **size}  # type: ignore[dict-item]
    assert chat.evaluate("document.querySelector('banter-chat').shadowRoot.querySelector('dialog').matches(':modal')")
    assert chat.say("Hi")
    assert chat.evaluate("document.documentElement.scrollWidth") == size["width"]  # type: ignore[index]
    chat.page.get_by_role("button", name="Close chat").tap()
    expect(chat.panel).to_be_hidden()
    chat.page.get_by_role("button", name="Open chat").tap()
    expect(chat.panel).to_be_visible()
    assert chat.complaints == []


def test_a_turned_phone_and_a_narrowed_window_keep_the_chat_open(open_page: OpenPage) -> None:
    chat = open_page(viewport={"width": 1200, "height": 800})
    chat.say("Hi")
    for width, height, is_modal in ((390, 844, True), (844, 390, True), (1200, 800, False)):
        chat.page.set_viewport_size({"width": width, "height": height})
        modal = chat.panel.evaluate(
            "(node) => new Promise((done) => setTimeout(() => done(node.matches(':modal')), 100))"
        )
        assert modal is is_modal, (width, height)
        expect(chat.panel).to_be_visible()


def test_a_person_who_takes_over_is_told_apart_from_the_assistant(open_page: OpenPage, banter: Product) -> None:
    chat = open_page()
    chat.say("We are Seegras Logistik")
    person_writes(banter, chat.conversation, "Ida here, I am taking over.")
    expect(chat.rows.last).to_have_class(re.compile("person"), timeout=5_000)
    expect(chat.rows.last.locator(".by")).to_have_text(NAME)
    expect(chat.page.locator("banter-chat .role")).to_have_text(NAME)
    chat.write("Good to know")
    expect(chat.page.locator("banter-chat .typing")).to_be_hidden()


def wait_for_class(chat: ChatPage, name: str) -> str:
    """The class of the last row, once it has this one; Playwright's own wait would print the whole text."""
    row = chat.page.wait_for_function(
        """(name) => {
          const rows = [...document.querySelector("banter-chat").shadowRoot.querySelectorAll(".row")];
          return rows.at(-1).classList.contains(name) && rows.at(-1).className;
        }""",
        arg=name,
    )
    return str(row.json_value())
