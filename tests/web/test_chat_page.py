"""The chat page in a real browser, talking to the running product."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

ANSWER_MS = 30_000
PHONE_SCREEN = {"width": 390, "height": 844}
KEYBOARDS = {"email": "email", "phone": "tel", "company_size": "numeric"}
INTRODUCTION = (
    "I am Carla Brandt of Ahornwerk GmbH, we need software to plan the visits of our technicians",
    "About 80 people work here, please write to carla.brandt@ahornwerk.example",
    "We could spend 20000 euros this year and I decide on it",
    "It should run within three months",
)


class Product(Protocol):
    base_url: str


@dataclass
class ChatPage:
    page: Page
    base_url: str
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self.note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request))
        self.rows = self.page.locator("banter-chat .row")
        self.panel = self.page.get_by_role("dialog")
        self.field = self.page.get_by_role("textbox")
        self.choices = self.panel.get_by_role("group").get_by_role("button")

    def note_console(self, message: ConsoleMessage) -> None:
        """What breaks the page's security policy is told here too."""
        if message.type == "error":
            self.complaints.append(message.text)

    def say(self, text: str) -> str:
        """The last thing the bot says to it."""
        self.field.fill(text)
        self.field.press("Enter")
        return self.answer()

    def answer(self) -> str:
        expect(self.rows.last).to_have_class(re.compile(r"\b(bot|person)\b"), timeout=ANSWER_MS)
        return self.rows.last.locator(".bubble").inner_text()

    def said(self) -> list[str]:
        return self.page.locator("banter-chat .bubble").all_inner_texts()

    def chat_requests(self) -> list[str]:
        return [request.url for request in self.requests if request.url.startswith(f"{self.base_url}/chat")]

    def evaluate(self, script: str) -> Any:
        return self.page.evaluate(script)


@pytest.fixture
def open_page(browser: Browser, banter: Product) -> Iterator[Any]:
    contexts = []

    def open_at(path: str = "/", **options: Any) -> ChatPage:
        context = browser.new_context(**{"locale": "en-GB", "reduced_motion": "reduce", **options})
        contexts.append(context)
        chat = ChatPage(context.new_page(), banter.base_url)
        chat.page.goto(banter.base_url + path)
        return chat

    yield open_at
    for context in contexts:
        context.close()


def test_a_visitor_who_says_hi_is_answered(open_page: Any) -> None:
    chat = open_page()
    expect(chat.panel).to_be_visible()
    expect(chat.rows).to_have_count(1)
    assert chat.say("Hi")
    assert chat.complaints == []


def test_nothing_is_asked_or_stored_before_the_first_message(open_page: Any) -> None:
    chat = open_page()
    chat.field.fill("Hi")
    assert chat.chat_requests() == []
    assert chat.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_the_page_loads_nothing_from_elsewhere_under_its_policy(open_page: Any, banter: Product) -> None:
    chat = open_page()
    policy = chat.page.request.get(banter.base_url).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    chat.say("Hi")
    assert [r.url for r in chat.requests if not r.url.startswith((banter.base_url, "data:"))] == []
    assert chat.complaints == []


def test_quick_replies_are_offered_and_a_press_is_an_answer(open_page: Any) -> None:
    chat = open_page()
    chat.say("Hi")
    for sentence in INTRODUCTION:
        if chat.choices.count():
            break
        chat.say(sentence)
    assert chat.choices.count(), chat.said()
    title = chat.choices.first.inner_text()
    chat.choices.first.click()
    assert chat.answer()
    assert chat.page.locator("banter-chat .visitor .bubble").last.inner_text() == title
    before = chat.said()
    chat.page.reload()
    expect(chat.rows).to_have_count(len(before))
    assert chat.said() == before


def test_a_reload_keeps_the_conversation(open_page: Any) -> None:
    chat = open_page()
    chat.say("Hi")
    chat.say(INTRODUCTION[0])
    before, choices = chat.said(), chat.choices.all_inner_texts()
    chat.page.reload()
    expect(chat.rows).to_have_count(len(before))
    assert chat.said() == before
    assert chat.choices.all_inner_texts() == choices
    assert chat.say(INTRODUCTION[1])


def test_a_german_page_speaks_german(open_page: Any) -> None:
    chat = open_page("/static/chat.de.html")
    expect(chat.field).to_have_attribute("placeholder", "Nachricht schreiben")
    expect(chat.panel).to_have_attribute("lang", "de")
    answer = chat.say("Guten Tag")
    assert re.search(r"\b(ich|Sie|Ihnen|du|wie|was|worum|und|der|die|das)\b", answer, re.IGNORECASE), answer
    assert chat.complaints == []


def test_the_keyboard_suits_what_the_bot_asks_for(open_page: Any) -> None:
    chat = open_page()
    chat.evaluate("document.addEventListener('banter:message', (event) => { heard = event.detail.author; })")
    with chat.page.expect_response(re.compile("/chat/messages$"), timeout=ANSWER_MS) as response:
        chat.say("I am Carla Brandt of Ahornwerk GmbH, please have someone from sales contact me")
    asked = [reply["asks"] for reply in response.value.json()["replies"] if reply["asks"]]
    keyboard = KEYBOARDS.get(asked[-1], "text") if asked else "text"
    expect(chat.field).to_have_attribute("inputmode", keyboard)
    assert chat.evaluate("heard") == "bot"


def test_markup_is_shown_as_it_was_typed_and_only_addresses_become_links(open_page: Any) -> None:
    chat = open_page()
    markup = "<img src=x onerror=alert(1)> javascript:alert(1)"
    greeting = f"{markup} (https://nordlicht.example/a?b=1)."
    chat.page.locator("banter-chat").evaluate("(node, text) => node.setAttribute('greeting', text)", greeting)
    links = chat.page.locator("banter-chat .bubble a")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://nordlicht.example/a?b=1")
    chat.say(markup)
    assert chat.page.locator("banter-chat .visitor .bubble").inner_text() == markup
    assert chat.page.locator("banter-chat img").count() == 0


def test_what_was_written_without_a_network_is_sent_once_when_it_is_back(open_page: Any) -> None:
    chat = open_page()
    chat.say("Hi")
    chat.page.context.set_offline(True)
    chat.field.fill(INTRODUCTION[0])
    chat.field.press("Enter")
    expect(chat.rows.last).to_have_class(re.compile(r"\bwaiting\b"))
    expect(chat.page.get_by_role("status")).to_contain_text("No connection")
    chat.page.context.set_offline(False)
    assert chat.answer()
    expect(chat.page.get_by_role("status")).to_be_empty()
    before = chat.said()
    chat.page.reload()
    expect(chat.rows).to_have_count(len(before))
    assert chat.said().count(INTRODUCTION[0]) == 1


def test_an_unsent_message_survives_a_reload(open_page: Any) -> None:
    chat = open_page()
    chat.page.route("**/chat/messages", lambda route: route.abort())
    chat.field.fill("Hi")
    chat.field.press("Enter")
    expect(chat.rows.last).to_have_class(re.compile(r"\bwaiting\b"))
    chat.page.unroute("**/chat/messages")
    chat.page.reload()
    assert chat.answer()
    assert chat.said().count("Hi") == 1


def test_a_token_that_the_server_no_longer_knows_starts_a_new_conversation(open_page: Any) -> None:
    chat = open_page()
    chat.evaluate("localStorage.setItem('banter:', JSON.stringify({conversation: 'gone', token: 'gone'}))")
    chat.page.reload()
    assert chat.say("Hi")
    assert chat.evaluate("JSON.parse(localStorage.getItem('banter:')).token") != "gone"


def test_the_keyboard_alone_opens_writes_and_closes(open_page: Any) -> None:
    chat = open_page()
    chat.field.press("Escape")
    expect(chat.panel).to_be_hidden()
    launcher = chat.page.get_by_role("button", name="Open chat")
    expect(launcher).to_be_focused()
    launcher.press("Enter")
    expect(chat.field).to_be_focused()
    chat.page.keyboard.type("one")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("two")
    expect(chat.field).to_have_value("one\ntwo")
    expect(chat.rows).to_have_count(1)


def test_on_a_phone_the_chat_fills_the_screen_and_can_be_left(open_page: Any) -> None:
    chat = open_page(viewport=PHONE_SCREEN, is_mobile=True, has_touch=True)
    expect(chat.panel).to_have_attribute("aria-modal", "true")
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, **PHONE_SCREEN}
    assert chat.say("Hi")
    assert chat.evaluate("document.documentElement.scrollWidth") == PHONE_SCREEN["width"]
    chat.page.get_by_role("button", name="Close chat").tap()
    expect(chat.panel).to_be_hidden()
    chat.page.get_by_role("button", name="Open chat").tap()
    expect(chat.panel).to_be_visible()
    assert chat.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page: Any, scheme: str) -> None:
    chat = open_page(color_scheme=scheme)
    chat.say("Hi")
    for author in ("bot", "visitor"):
        style = "(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
        colours = chat.page.locator(f"banter-chat .{author} .bubble").last.evaluate(style)
        assert contrast(*colours) >= 4.5, (author, colours)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two CSS colours as browsers compute them ("rgb(1, 2, 3)")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
