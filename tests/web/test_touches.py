"""By which way a visitor came and came back, told by the chat in a real browser."""

from collections.abc import Iterator

import pytest

from leads.database import Database
from leads.touches import touches_of
from tests.gateway.conftest import Site, running_site
from tests.gateway.fake_bot import FakeBot
from tests.web.conftest import OpenPage


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site")
    with FakeBot() as bot, FakeBot() as actions, running_site(home, bot, actions) as site:
        yield site


def test_a_paid_click_and_the_newsletter_after_it_are_told_without_the_clicks_id(
    open_url: OpenPage, site: Site
) -> None:
    chat = open_url(f"{site.url}/?gclid=id-of-the-click&session=secret", site.url)
    chat.say("Hi")
    with chat.page.expect_response(lambda answer: answer.url == f"{site.url}/chat") as told:
        chat.page.goto(f"{site.url}/?utm_medium=newsletter")
    assert told.value.status == 200
    database = Database(site.database_url)
    with database.read() as session:
        first, last = touches_of(session, chat.conversation)
    database.close()
    assert (first.category, last.category) == ("sea", "permission")
    assert first.source == {"page": f"{site.url}/", "gclid": "1"}
