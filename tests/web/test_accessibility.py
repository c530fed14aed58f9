"""The chat for everybody: by keyboard, by screen reader, in any colour, direction and size (WCAG 2.2 AA)."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.product import Product
from tests.web.chat_page import PHONE, ChatPage
from tests.web.conftest import OpenPage
from tests.web.person import person_writes

DESKTOP = {"viewport": {"width": 1280, "height": 800}}
INTRODUCTION = (
    "I am Carla Brandt of Ahornwerk GmbH, we need software to plan the visits of our technicians",
    "please write to carla.brandt@ahornwerk.example",
    "We could spend 20000 euros this year",
)


def talk_until_buttons(chat: ChatPage) -> None:
    for sentence in INTRODUCTION:
        chat.say(sentence)
        if chat.choices.count():
            return
    raise AssertionError(f"no quick replies: {chat.said()}")


def assert_axe_finds_nothing(chat: ChatPage) -> None:
    found = Axe().run(chat.page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/", "/de"])
def test_axe_finds_nothing_on_the_page_closed_open_and_in_a_conversation(
    open_page: OpenPage, path: str, screen: dict[str, object], scheme: str
) -> None:
    chat = open_page(path, color_scheme=scheme, **screen)
    assert_axe_finds_nothing(chat)
    chat.page.keyboard.press("Escape") if chat.panel.is_visible() else None
    chat.element.evaluate("(chat) => chat.close()")
    assert_axe_finds_nothing(chat)
    chat.element.evaluate("(chat) => chat.open()")
    talk_until_buttons(chat)
    assert_axe_finds_nothing(chat)


def test_axe_finds_nothing_with_unread_failed_and_waiting_messages_and_a_person(
    open_page: OpenPage, banter: Product
) -> None:
    chat = open_page(**DESKTOP)
    chat.say("We are Seegras Logistik")
    chat.write("x" * 40_000)
    expect(chat.notice).not_to_be_empty()
    person_writes(banter, chat.conversation, "Ida here: see https://nordlicht.example or ida@nordlicht.example")
    expect(chat.page.locator("banter-chat .person")).to_have_count(1)
    chat.page.route("**/chat**", lambda route: route.abort())
    chat.page.route_web_socket("**/chat/**", lambda socket: socket.close())  # it would be open again at once
    chat.evaluate("dispatchEvent(new Event('pagehide'))")
    chat.write("thanks")
    expect(chat.page.locator("banter-chat .waiting")).to_have_count(1)
    assert_axe_finds_nothing(chat)
    chat.page.unroute("**/chat**")
    chat.element.evaluate("(chat) => chat.close()")
    person_writes(banter, chat.conversation, "Are you still there?")
    expect(chat.launcher).to_have_accessible_name(re.compile(r"Open chat, unread messages: \d"), timeout=20_000)
    assert_axe_finds_nothing(chat)


def test_the_keyboard_alone_opens_writes_presses_a_quick_reply_and_closes(open_page: OpenPage) -> None:
    chat = open_page(**DESKTOP)
    keyboard = chat.page.keyboard
    chat.element.evaluate("(chat) => chat.close()")
    while chat.evaluate("document.activeElement.localName") != "banter-chat":
        keyboard.press("Tab")
    expect(chat.launcher).to_be_focused()
    keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    for sentence in INTRODUCTION:
        if not chat.choices.count():
            keyboard.type(sentence)
            keyboard.press("Enter")
            chat.answer()
            expect(chat.field).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(chat.choices.last).to_be_focused()
    title = chat.choices.last.inner_text()
    keyboard.press("Space")
    chat.answer()
    assert chat.page.locator("banter-chat .visitor .bubble").last.inner_text() == title
    expect(chat.field).to_be_focused()
    keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_shift_enter_begins_a_new_line_and_an_empty_message_is_not_sent(open_page: OpenPage) -> None:
    chat = open_page()
    chat.field.press("Enter")
    chat.field.press_sequentially("one")
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("two")
    expect(chat.field).to_have_value("one\ntwo")
    expect(chat.rows).to_have_count(1)


def test_every_stop_of_the_keyboard_shows_that_it_has_the_focus(open_page: OpenPage) -> None:
    chat = open_page(**DESKTOP)
    talk_until_buttons(chat)
    chat.field.press_sequentially("x")
    stops = chat.panel.locator("button:visible, a:visible, textarea, [tabindex]")
    assert stops.count() >= 5
    for stop in stops.all():
        stop.focus()
        chat.page.keyboard.press("Shift")  # from here on the focus counts as the keyboard's
        shown = "(node) => [node, node.form].some((one) => one && getComputedStyle(one).outlineStyle !== 'none')"
        assert stop.evaluate(shown), stop.evaluate("(node) => node.outerHTML")


def test_on_a_phone_the_page_behind_the_sheet_cannot_be_reached(open_page: OpenPage) -> None:
    chat = open_page(**PHONE)
    chat.field.focus()
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        assert chat.evaluate("document.activeElement.localName") in ("banter-chat", "body")


def test_opening_on_a_phone_does_not_raise_the_keyboard_over_what_is_to_be_read(open_page: OpenPage) -> None:
    chat = open_page(**PHONE)
    chat.page.get_by_role("button", name="Close chat").tap()
    chat.launcher.tap()
    expect(chat.page.get_by_role("region", name="Conversation")).to_be_focused()


def test_a_screen_reader_hears_what_is_new_and_who_says_it_but_not_the_past(open_page: OpenPage) -> None:
    chat = open_page()
    log = chat.page.get_by_role("log")
    chat.say("Hi")
    expect(log).to_have_attribute("aria-live", "polite")
    assert re.match(r"Digital assistant\s", chat.rows.last.inner_text())
    chat.page.reload()
    expect(chat.rows).not_to_have_count(1)
    expect(log).to_have_attribute("aria-live", "off")
    chat.say("We need fewer calls")
    expect(log).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_whatever_the_colour_of_the_brand(open_page: OpenPage, scheme: str) -> None:
    chat = open_page(color_scheme=scheme, **DESKTOP)
    talk_until_buttons(chat)
    chat.field.fill("x")
    for accent in ("#0b6b5f", "#ffe14d", "#d9d9d9", "#777777", "#e5003c", "#111111", "#ffffff", "#00a3ff"):
        chat.element.evaluate("(chat, accent) => chat.setAttribute('accent', accent)", accent)
        for part in (".visitor .bubble", ".bot .bubble", ".choices button", ".role", ".foot", ".send", ".privacy"):
            assert contrast(chat, part) >= 4.5, (accent, part)


def contrast(chat: ChatPage, part: str) -> float:
    """WCAG's contrast ratio of a text and what it stands on, with both colours painted as they are."""
    return float(
        chat.page.locator(f"banter-chat {part}:visible").last.evaluate(
            """(node) => {
              const paint = (colour) => {
                const canvas = new OffscreenCanvas(1, 1).getContext("2d");
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const groundOf = (one) => {
                const colour = paint(getComputedStyle(one).backgroundColor);
                return colour[3] ? colour : groundOf(one.parentElement);
              };
              const luminance = ([r, g, b]) => {
                const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) =>
                  c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * x + 0.7152 * y + 0.0722 * z;
              };
              const [a, b] = [paint(getComputedStyle(node).color), groundOf(node)].map(luminance);
              return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            }"""
        )
    )


def test_a_page_from_right_to_left_is_mirrored_and_each_message_runs_as_its_language_does(open_page: OpenPage) -> None:
    chat = open_page(**DESKTOP)
    chat.element.evaluate("(chat) => chat.close()")
    chat.evaluate("document.documentElement.dir = 'rtl'")
    box = chat.launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100
    chat.launcher.click()
    chat.say("שלום, אנחנו צריכים תוכנה")
    panel, mine = chat.panel.bounding_box(), chat.page.locator("banter-chat .visitor .bubble").bounding_box()
    assert panel is not None
    assert mine is not None
    assert panel["x"] < 100
    assert mine["x"] - panel["x"] < 40, "a visitor's messages are at the end of the line, which is on the left"
    bubbles = chat.page.locator("banter-chat .bubble")
    directions = bubbles.evaluate_all("(nodes) => nodes.map((node) => getComputedStyle(node).direction)")
    assert (directions[0], directions[1]) == ("ltr", "rtl")


def test_who_wants_less_motion_sees_none(open_page: OpenPage) -> None:
    moving = "(node) => node.getAnimations({subtree: true}).length"
    for motion, expected in (("reduce", False), ("no-preference", True)):
        chat = open_page(reduced_motion=motion)
        chat.page.route("**/chat", lambda _: None)
        chat.write("Hi")
        chat.page.locator("banter-chat .typing").wait_for()
        assert bool(chat.panel.evaluate(moving)) is expected, motion


def test_at_400_percent_zoom_nothing_is_cut_off(open_page: OpenPage) -> None:
    chat = open_page(viewport={"width": 320, "height": 256})
    chat.say("Hi")
    for part in (chat.field, chat.page.get_by_role("button", name="Close chat"), chat.page.get_by_role("log")):
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert chat.evaluate("document.documentElement.scrollWidth") <= 320
