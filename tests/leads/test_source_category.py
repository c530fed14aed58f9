"""By which measure a visitor came: what links, clicks and referrers say, in English and German."""

import pytest

from leads.source_category import Category, category_of

PAGE = "https://www.seegras.example/preise"
MEDIUMS = [
    ("organic", Category.CONTENT),
    ("Whitepaper", Category.CONTENT),
    ("direct-mail", Category.DIRECT_MAIL),
    ("Brief", Category.DIRECT_MAIL),
    ("Postkarte", Category.DIRECT_MAIL),
    ("email", Category.EMAIL),
    ("E-Mail", Category.EMAIL),
    ("Mailing", Category.EMAIL),
    ("newsletter", Category.PERMISSION),
    ("Telefon", Category.TELEMARKETING),
    ("call center", Category.TELEMARKETING),
    ("social", Category.ONLINE),
    ("paid_social", Category.ONLINE),
    ("app", Category.ONLINE),
    ("Anzeige", Category.CLASSIC),
    ("Fachzeitschrift", Category.CLASSIC),
    ("display", Category.CLASSIC),
    ("cpc", Category.SEA),
    (" CPC ", Category.SEA),
    ("Messe", Category.EVENTS),
    ("webinar", Category.EVENTS),
    ("Vertrieb", Category.SALES),
    ("field sales", Category.SALES),
    ("Empfehlung", Category.OTHER),
    ("affiliate", Category.OTHER),
    ("something of our own", Category.OTHER),
]
REFERRERS = [
    ("https://www.google.de/", Category.CONTENT),
    ("https://duckduckgo.com/", Category.CONTENT),
    ("https://mail.google.com/mail/u/0", Category.EMAIL),
    ("https://www.linkedin.com/feed", Category.ONLINE),
    ("https://www.xing.com/", Category.ONLINE),
    ("https://t.co/x1", Category.ONLINE),
    ("https://seegras.us1.list-manage.com/track", Category.PERMISSION),
    ("https://blog.somebody.example/", Category.OTHER),
    ("https://seegras.example/other", Category.DIRECT),
    ("", Category.DIRECT),
    ("https://[", Category.DIRECT),
    ("not an address", Category.DIRECT),
]


@pytest.mark.parametrize(("medium", "category"), MEDIUMS)
def test_what_the_link_calls_its_medium_decides(medium: str, category: Category) -> None:
    assert category_of({"page": PAGE, "utm_medium": medium, "referrer": "https://www.google.de/"}) == category


@pytest.mark.parametrize(("referrer", "category"), REFERRERS)
def test_without_a_campaign_the_page_before_decides(referrer: str, category: Category) -> None:
    assert category_of({"page": PAGE, "referrer": referrer}) == category


@pytest.mark.parametrize("click", ["gclid", "gbraid", "wbraid", "msclkid"])
def test_a_click_on_a_paid_result_is_paid_search_though_the_page_before_is_the_search_engine(click: str) -> None:
    assert category_of({"page": PAGE, click: "Cj0K", "referrer": "https://www.google.com/"}) == Category.SEA


@pytest.mark.parametrize("click", ["fbclid", "li_fat_id", "ttclid", "twclid"])
def test_a_click_on_a_social_network_is_social_media(click: str) -> None:
    assert category_of({"page": PAGE, click: "IwAR0"}) == Category.ONLINE


def test_where_the_link_is_from_counts_when_its_medium_says_nothing() -> None:
    assert category_of({"utm_source": "mailchimp", "utm_medium": "q2"}) == Category.PERMISSION
    assert category_of({"utm_source": "linkedin"}) == Category.ONLINE


def test_paying_a_social_network_by_the_click_is_not_paid_search() -> None:
    assert category_of({"utm_medium": "cpc", "utm_source": "facebook"}) == Category.ONLINE
    assert category_of({"utm_medium": "cpc", "utm_source": "google"}) == Category.SEA


def test_a_campaign_that_nobody_can_place_is_other_and_nothing_known_is_direct() -> None:
    assert category_of({"utm_campaign": "spring"}) == Category.OTHER
    assert category_of({}) == Category.DIRECT


def test_every_category_can_come_about() -> None:
    said = {category for _, category in (*MEDIUMS, *REFERRERS)}
    assert said == set(Category)
