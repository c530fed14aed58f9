"""A letter as a browser shows it, on a phone, in light and dark."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, Page

from tests.handoff.email.conftest import Post
from tests.handoff.email.test_letters import html
from tests.handoff.event_source import CONTACT, PURCHASE
from tests.web.conftest import browser

__all__ = ["browser"]

NASTY = {
    **CONTACT,
    **PURCHASE,
    "person_name": "عبد الرحمن \u202eالخطيب 👩‍🚀",
    "company": "</td></table><img src='http://127.0.0.1:9/x.png' onerror='document.title=1'>" + "Donau" * 30,
    "need": "<script>document.title = 'taken over'</script>" + "x" * 2_000 + " tours 🚚" * 100 + "y" * 1_100,
    "phone": "+493012345678",
}


@pytest.fixture(params=["light", "dark"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=request.param)
    yield page
    page.close()


def delivered(post: Post) -> str:
    """The HTML of the only letter; sent from another thread, because Playwright's event loop runs in this one."""
    with ThreadPoolExecutor(1) as elsewhere:
        (letter,) = elsewhere.submit(post.deliver).result()
    return html(letter)


def test_nothing_is_run_nothing_fetched_and_nothing_stands_out_on_a_phone(post: Post, phone: Page) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    post.source.lead("z" * 4_000, "שלום, אני צריך עזרה", **NASTY)
    phone.set_content(delivered(post))
    assert phone.title().startswith("عبد الرحمن الخطيب 👩‍🚀, </td></table><img")
    assert phone.locator("script, img, iframe, link").count() == 0
    assert asked == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert phone.evaluate("[...document.querySelectorAll('*')].every(e => e.getBoundingClientRect().right <= 360)")
    assert phone.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert "<script>document.title" in phone.inner_text("body")


def test_the_words_stand_out_from_their_ground(post: Post, phone: Page) -> None:
    post.source.lead(**CONTACT, **PURCHASE)
    phone.set_content(delivered(post))
    weakest = phone.evaluate(CONTRAST)
    assert weakest >= 4.5


CONTRAST = """
() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => channels(colour).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = e => {
    const colour = getComputedStyle(e).backgroundColor;
    return channels(colour)[3] === 0 ? ground(e.parentElement) : colour;
  };
  const texts = [...document.querySelectorAll("body *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return Math.min(...texts.map(e => {
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }));
}
"""
