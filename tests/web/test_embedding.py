"""The one tag on another website: strict policy, foreign origin, attributes, events, and nothing done too early."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.gateway.conftest import Site, running_site
from tests.gateway.fake_bot import FakeBot, reply
from tests.web.chat_page import PHONE
from tests.web.conftest import OpenPage
from tests.web.other_website import OtherWebsite

WHOLE_WIDGET_BYTES = 12_000
YES = ("Yes", '/inform{"contact_opt_in": true}')


@pytest.fixture(scope="module")
def other() -> Iterator[OtherWebsite]:
    with OtherWebsite() as other:
        yield other


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, other: OtherWebsite) -> Iterator[Site]:
    """The web process with a stand-in for the bot; the other website is on its list."""
    home = tmp_path_factory.mktemp("site")
    with FakeBot() as bot, FakeBot() as actions, running_site(home, bot, actions, origins=[other.origin]) as site:
        yield site


def test_one_tag_puts_the_chat_on_a_page_with_the_strictest_policy(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    chat = open_url(other.embed(site.url), site.url)
    chat.launcher.click()
    expect(chat.page.get_by_role("heading", name="Nordlicht Software")).to_be_visible()
    assert chat.say("hello") == "You said: hello"
    assert chat.say("again") == "You said: again"
    assert len(chat.sockets) == 1
    expect(chat.panel).to_have_css("border-radius", "18px")  # its style is there in spite of the policy
    assert chat.complaints == []
    elsewhere = (site.url, other.origin, "data:")
    assert [request.url for request in chat.requests if not request.url.startswith(elsewhere)] == []


def test_a_website_that_is_not_listed_gets_no_conversation(open_url: OpenPage, site: Site) -> None:
    with OtherWebsite() as stranger:
        chat = open_url(stranger.embed(site.url), site.url)
        chat.launcher.click()
        chat.write("hello")
        expect(chat.rows.last).to_have_class(re.compile("waiting"))
        assert chat.sockets == []
        assert chat.kept("localStorage") == {}
        assert any("CORS" in complaint for complaint in chat.complaints)


def test_nothing_is_asked_or_kept_before_the_visitor_opens_or_writes(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    chat = open_url(other.embed(site.url, tag='data-open-after="0.2"'), site.url)
    expect(chat.panel).to_be_visible()
    chat.page.wait_for_timeout(500)
    assert chat.chat_requests() == []
    assert chat.kept("localStorage") == chat.kept("sessionStorage") == {}
    chat.say("hello")
    assert list(chat.kept("localStorage")) == [f"banter:{site.url}/"[:-1]]
    assert chat.page.context.cookies() == []


def test_all_that_the_chat_ever_loads_is_within_12_kilobytes(browser: Browser, site: Site, other: OtherWebsite) -> None:
    page = browser.new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    loaded: dict[str, float] = {}
    urls: dict[str, str] = {}
    network.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    network.on(
        "Network.loadingFinished", lambda event: loaded.update({urls[event["requestId"]]: event["encodedDataLength"]})
    )
    page.goto(other.embed(site.url))
    page.locator("banter-chat .launcher").click()
    page.locator("banter-chat textarea").fill("hello")
    page.keyboard.press("Enter")
    expect(page.locator("banter-chat .bot")).to_have_count(2)
    widget = {
        url: size for url, size in loaded.items() if url.startswith(site.url) and "/chat" not in url[len(site.url) :]
    }
    assert list(widget) == [f"{site.url}/banter-chat.js"]
    assert 0 < sum(widget.values()) <= WHOLE_WIDGET_BYTES, widget
    page.close()


def is_conversation(url: str) -> bool:
    return urlsplit(url).path in ("/chat", "/chat/messages", "/chat/socket")


def test_an_element_of_the_pages_own_is_used_instead_of_a_second_one(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    attributes = 'heading="Ask Ahornwerk" greeting="Worum geht es?" language="de" position="left" open'
    body = f"<banter-chat {attributes}></banter-chat>"
    chat = open_url(other.embed(site.url, body=body), site.url)
    expect(chat.element).to_have_count(1)
    expect(chat.page.get_by_role("heading", name="Ask Ahornwerk")).to_be_visible()
    assert chat.said() == ["Worum geht es?"]
    expect(chat.field).to_have_attribute("placeholder", "Nachricht schreiben")
    box = chat.panel.bounding_box()
    assert box is not None
    assert box["x"] < 100


def test_the_tag_takes_the_same_attributes(open_url: OpenPage, site: Site, other: OtherWebsite) -> None:
    tag = 'data-heading="Ahornwerk" data-accent="#b00020" data-theme="dark" data-privacy-url="https://ahornwerk.example/p"'
    chat = open_url(other.embed(site.url, tag=tag), site.url)
    chat.launcher.click()
    expect(chat.page.get_by_role("heading", name="Ahornwerk").last).to_be_visible()
    expect(chat.launcher).to_have_css("background-color", "rgb(176, 0, 32)")
    expect(chat.panel).to_have_css("background-color", "rgb(21, 27, 38)")
    expect(chat.page.get_by_role("link", name="Privacy")).to_have_attribute("href", "https://ahornwerk.example/p")


def test_a_privacy_address_that_is_no_web_address_is_not_linked(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    chat = open_url(other.embed(site.url, tag='data-privacy-url="javascript:alert(1)"'), site.url)
    chat.launcher.click()
    assert chat.page.locator("banter-chat .privacy").get_attribute("href") is None


def test_a_tag_for_manual_use_puts_nothing_on_the_page(open_url: OpenPage, site: Site, other: OtherWebsite) -> None:
    script = """
      customElements.whenDefined("banter-chat").then(() => {
        document.body.append(document.createElement("banter-chat"));
      });
    """
    chat = open_url(other.embed(site.url, tag="data-manual", script=script), site.url)
    expect(chat.element).to_have_count(1)
    chat.launcher.click()
    assert chat.say("hello") == "You said: hello"


@pytest.mark.parametrize(
    ("attributes", "locale", "language"),
    [
        ('lang="de-AT"', "en-GB", "de"),
        ('lang="en"', "de-DE", "en"),
        ("", "de-CH", "de"),
        ('lang="fr"', "de-DE", "de"),
        ('lang="fr"', "fr-FR", "en"),
    ],
)
def test_it_speaks_the_language_of_the_page_then_of_the_browser_then_of_the_company(
    open_url: OpenPage, site: Site, other: OtherWebsite, attributes: str, locale: str, language: str
) -> None:
    chat = open_url(other.embed(site.url, attributes=attributes), site.url, locale=locale)
    assert chat.launcher.get_attribute("lang") == language


def test_a_theme_of_the_page_is_taken_over(open_url: OpenPage, site: Site, other: OtherWebsite) -> None:
    script = """
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("banter-chat { --banter-radius: 3px; --banter-width: 300px; --banter-surface: rgb(1, 2, 3) }");
      document.adoptedStyleSheets = [sheet];
    """
    chat = open_url(other.embed(site.url, script=script), site.url)
    chat.launcher.click()
    look = chat.panel.evaluate(
        "(node) => { const s = getComputedStyle(node); return [s.borderRadius, s.width, s.backgroundColor] }"
    )
    assert look == ["3px", "300px", "rgb(1, 2, 3)"]


# ---- opening by itself


def test_it_opens_by_itself_without_taking_the_focus_and_stays_closed_once_it_was_closed(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    chat = open_url(other.embed(site.url, tag='data-open-after="2"'), site.url)
    chat.page.get_by_role("link").focus()
    expect(chat.panel).to_be_hidden()
    expect(chat.panel).to_be_visible()
    expect(chat.page.get_by_role("link", name="next page")).to_be_focused()
    chat.page.get_by_role("button", name="Close chat").click()
    for _ in range(2):
        chat.page.reload()
        chat.page.wait_for_timeout(2_500)
        expect(chat.panel).to_be_hidden()
    chat.launcher.click()
    chat.page.get_by_role("link", name="next page").click()
    expect(chat.panel).to_be_visible()


def test_on_a_phone_it_shows_a_badge_instead_of_covering_the_page(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    chat = open_url(other.embed(site.url, tag='data-open-after="0.2"'), site.url, **PHONE)
    expect(chat.page.locator("banter-chat .badge")).to_have_text("1")
    expect(chat.panel).to_be_hidden()
    chat.launcher.tap()
    chat.page.get_by_role("button", name="Close chat").tap()
    expect(chat.page.locator("banter-chat .badge")).to_be_hidden()


@pytest.mark.parametrize(
    ("paths", "path", "opens"),
    [
        ("/pricing", "/pricing", True),
        ("/pricing", "/pricing/teams", False),
        ("/pricing*", "/pricing/teams", True),
        ("/about /contact", "/contact", True),
        ("/about /contact", "/", False),
    ],
)
def test_it_opens_by_itself_on_the_pages_that_are_named(
    open_url: OpenPage, site: Site, other: OtherWebsite, paths: str, path: str, opens: bool
) -> None:
    url = other.embed(site.url, tag=f'data-open-on="{paths}"')
    chat = open_url(url.rstrip("/") + path, site.url)
    chat.page.wait_for_timeout(300)
    expect(chat.panel).to_be_visible(visible=opens)


def test_an_application_that_changes_its_path_itself_is_followed(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    chat = open_url(other.embed(site.url, tag='data-open-on="/pricing"'), site.url)
    chat.page.wait_for_timeout(300)
    expect(chat.panel).to_be_hidden()
    chat.evaluate("history.pushState({}, '', '/pricing')")
    expect(chat.panel).to_be_visible()


# ---- for the page's scripts


def test_a_page_can_open_close_write_and_listen(open_url: OpenPage, site: Site, other: OtherWebsite) -> None:
    chat = open_url(other.embed(site.url), site.url)
    chat.evaluate(
        """() => {
          window.heard = [];
          for (const name of ["open", "close", "message"]) {
            addEventListener(`banter:${name}`, ({ detail, target }) => heard.push([name, detail, target.localName]));
          }
          const chat = document.querySelector("banter-chat");
          window.stop = chat.on("message", ({ text }) => heard.push(["on", text]));
          chat.open();
          chat.send("what does it cost?");
        }"""
    )
    assert chat.answer() == "You said: what does it cost?"
    chat.evaluate("stop()")
    chat.say("thanks")
    chat.evaluate("document.querySelector('banter-chat').close()")
    expect(chat.panel).to_be_hidden()
    assert chat.evaluate("heard") == [
        ["open", None, "banter-chat"],
        ["on", "what does it cost?"],
        ["message", {"author": "visitor", "text": "what does it cost?"}, "banter-chat"],
        ["on", "You said: what does it cost?"],
        ["message", {"author": "bot", "text": "You said: what does it cost?"}, "banter-chat"],
        ["message", {"author": "visitor", "text": "thanks"}, "banter-chat"],
        ["message", {"author": "bot", "text": "You said: thanks"}, "banter-chat"],
        ["close", None, "banter-chat"],
    ]


def test_the_focus_returns_to_the_button_of_the_page_that_opened_the_chat(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    script = "document.querySelector('button').onclick = () => document.querySelector('banter-chat').open()"
    chat = open_url(other.embed(site.url, body="<button>Talk to us</button>", script=script), site.url)
    chat.page.get_by_role("button", name="Talk to us").press("Enter")
    expect(chat.field).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("button", name="Talk to us")).to_be_focused()


def test_an_element_that_is_moved_or_put_back_goes_on(open_url: OpenPage, site: Site, other: OtherWebsite) -> None:
    chat = open_url(other.embed(site.url), site.url)
    chat.launcher.click()
    chat.say("hello")
    chat.evaluate("window.kept = document.querySelector('banter-chat'); kept.remove()")
    chat.page.wait_for_timeout(200)
    chat.evaluate("document.body.prepend(kept)")
    assert chat.say("again") == "You said: again"
    assert chat.said()[1:] == ["hello", "You said: hello", "again", "You said: again"]


def test_a_link_to_the_page_tells_its_campaign_and_nothing_else_of_its_query(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    url = other.embed(site.url) + "pricing?utm_source=fair&utm_campaign=spring&token=secret"
    chat = open_url(url, site.url)
    chat.launcher.click()
    with chat.page.expect_request(f"{site.url}/chat") as opening:
        chat.say("hello")
    source = json.loads(opening.value.post_data or "")["source"]
    assert source == {"page": f"{other.origin}/pricing", "utm_source": "fair", "utm_campaign": "spring"}


def test_messages_behind_a_closed_launcher_are_counted_until_they_are_seen(
    open_url: OpenPage, site: Site, other: OtherWebsite
) -> None:
    site.bot.answers = lambda turn: [reply(f"{turn['text']}, first"), reply("second", YES)]
    chat = open_url(other.embed(site.url), site.url)
    chat.launcher.click()
    chat.say("hello")
    chat.page.get_by_role("button", name="Close chat").click()
    chat.element.evaluate("(chat) => chat.send('still there?')")
    expect(chat.page.locator("banter-chat .badge")).to_have_text("2")
    expect(chat.launcher).to_have_accessible_name("Open chat, unread messages: 2")
    chat.page.reload()
    expect(chat.page.locator("banter-chat .badge")).to_have_text("2")
    chat.launcher.click()
    expect(chat.choices).to_have_text(["Yes"])
    chat.page.get_by_role("button", name="Close chat").click()
    chat.page.reload()
    chat.page.wait_for_timeout(500)
    expect(chat.page.locator("banter-chat .badge")).to_be_hidden()
