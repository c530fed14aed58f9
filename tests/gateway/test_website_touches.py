"""By which way a visitor came the first time and the last one, over real HTTP."""

from typing import Any

import httpx

from gateway.tokens import Tokens
from leads.database import Database
from leads.touches import touches_of
from tests.gateway.conftest import API_TOKEN, Site, Visitor, refused
from tests.gateway.test_website import lead_of

NEWSLETTER = {"page": "https://seegras.example/a", "utm_medium": "newsletter", "utm_campaign": "march"}
SEARCH = {"page": "https://seegras.example/b", "gclid": "1", "referrer": "https://www.google.de/"}


def comes_back(visitor: Visitor, source: dict[str, Any], token: str | None = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token or visitor.token}"}
    return visitor.site.http.post("/chat", json={"source": source}, headers=headers)


def categories(visitor: Visitor) -> list[str]:
    database = Database(visitor.site.database_url)
    with database.read() as session:
        found = [str(each.category) for each in touches_of(session, visitor.conversation)]
    database.close()
    return found


def test_who_comes_back_goes_on_with_the_same_conversation(shared_site: Site) -> None:
    visitor = shared_site.visitor(**NEWSLETTER)
    answer = comes_back(visitor, SEARCH)
    assert answer.status_code == 200
    assert answer.json()["conversation"] == visitor.conversation
    assert categories(visitor) == ["permission", "sea"]


def test_a_lead_tells_the_first_source_the_last_one_and_the_category_of_the_first(shared_site: Site) -> None:
    visitor = shared_site.visitor(**NEWSLETTER)
    comes_back(visitor, SEARCH)
    lead_id = lead_of(shared_site, visitor.conversation)
    headers = {"Authorization": f"Bearer {API_TOKEN}"}
    lead = shared_site.http.get(f"/api/leads/{lead_id}", headers=headers).json()
    assert (lead["source"], lead["last_source"], lead["source_category"]) == (NEWSLETTER, SEARCH, "permission")


def test_another_page_of_the_website_and_the_same_way_again_are_no_new_way(shared_site: Site) -> None:
    visitor = shared_site.visitor(**NEWSLETTER)
    for source in ({"page": "https://seegras.example/c"}, {}, {**NEWSLETTER, "page": "https://seegras.example/d"}):
        assert comes_back(visitor, source).status_code == 200
    assert categories(visitor) == ["permission"]


def test_a_token_that_is_not_ours_notes_nothing(shared_site: Site) -> None:
    visitor = shared_site.visitor(**NEWSLETTER)
    refused(comes_back(visitor, SEARCH, Tokens("somebody else").sign(visitor.conversation)), 401, "unknown_token")
    refused(comes_back(visitor, SEARCH, "x"), 401, "unknown_token")
    assert categories(visitor) == ["permission"]


def test_a_source_that_cannot_be_changes_nothing(shared_site: Site) -> None:
    visitor = shared_site.visitor(**NEWSLETTER)
    for source in ({"a key": "x"}, {"utm_medium": ["cpc"]}, {f"k{number}": "x" for number in range(21)}):
        assert comes_back(visitor, source).status_code == 422
    assert categories(visitor) == ["permission"]
