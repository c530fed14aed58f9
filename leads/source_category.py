"""By which measure of lead generation a visitor came: one word for each, from the source that the page tells."""

import re
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import urlsplit


class Category(StrEnum):
    """The measures of B2B lead generation, in the order in which the field lists them."""

    CONTENT = "content"
    """Content marketing, inbound, search engines without paying."""
    DIRECT_MAIL = "direct_mail"
    EMAIL = "email"
    PERMISSION = "permission"
    """Newsletters to people who asked for them."""
    TELEMARKETING = "telemarketing"
    ONLINE = "online"
    """Social media, mobile, apps."""
    CLASSIC = "classic"
    """Advertisements in magazines, and display."""
    SEA = "sea"
    """Paid search."""
    EVENTS = "events"
    SALES = "sales"
    """Field sales and consulting."""
    OTHER = "other"
    """Video advertisements, affiliates, sponsoring, recommendations."""
    DIRECT = "direct"
    """Nothing is known: the address was typed in, or the page does not say."""


def category_of(source: Mapping[str, str]) -> Category:
    """The category of a source: what the campaign's link says counts before the page that the visitor came from."""
    medium, origin = (_words(source.get(key)) for key in ("utm_medium", "utm_source"))
    for said in (medium, origin):
        for category, words in SAID.items():
            if said & words:
                return _paid_where_it_is_search(category, medium, origin)
    if any(source.get(key) for key in PAID_CLICKS):
        return Category.SEA
    if any(source.get(key) for key in SOCIAL_CLICKS):
        return Category.ONLINE
    if source.get("utm_medium") or source.get("utm_source") or source.get("utm_campaign"):
        return Category.OTHER
    return _referred(source.get("referrer"), source.get("page"))


def _paid_where_it_is_search(category: Category, medium: frozenset[str], origin: frozenset[str]) -> Category:
    """A paid click on a social network is social media, not search."""
    paid_elsewhere = category == Category.SEA and origin & SAID[Category.ONLINE] and not medium & {"search", "sea"}
    return Category.ONLINE if paid_elsewhere else category


def _referred(referrer: str | None, page: str | None) -> Category:
    host = _host(referrer)
    if not host or host == _host(page):
        return Category.DIRECT
    names = frozenset(host.split("."))
    for category, known in REFERRERS.items():
        if names & known or any(host == each or host.endswith(f".{each}") for each in known):
            return category
    return Category.OTHER


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _words(text: str | None) -> frozenset[str]:
    """The words of a parameter: whole, and its parts."""
    plain = (text or "").strip().casefold()
    return frozenset({re.sub(r"[^a-z0-9]", "", plain), *re.split(r"[^a-z0-9]+", plain)} - {""})


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


PAID_CLICKS = ("gclid", "gbraid", "wbraid", "msclkid")
SOCIAL_CLICKS = ("fbclid", "li_fat_id", "ttclid", "twclid")
SOCIAL = _listed("linkedin facebook instagram twitter x xing tiktok youtube reddit threads mastodon fb ig")
SAID: Mapping[Category, frozenset[str]] = {
    Category.SEA: _listed("cpc ppc sea sem paidsearch googleads adwords bingads"),
    Category.PERMISSION: _listed("newsletter permission nurturing mailchimp brevo cleverreach rapidmail"),
    Category.DIRECT_MAIL: _listed("directmail post print postal letter brief flyer postkarte qr mailshot"),
    Category.EMAIL: _listed("email mail mailing e"),
    Category.TELEMARKETING: _listed("telemarketing phone telefon call callcenter telesales"),
    Category.EVENTS: _listed("event events fair messe webinar conference konferenz tradeshow livestream"),
    Category.SALES: _listed("sales vertrieb fieldsales aussendienst consulting signature"),
    Category.CLASSIC: _listed("display banner cpm classic ad anzeige magazine fachzeitschrift native"),
    Category.OTHER: _listed("video affiliate referral partner sponsoring sponsor recommendation empfehlung"),
    Category.CONTENT: _listed("organic seo content blog whitepaper ebook inbound podcast"),
    Category.ONLINE: SOCIAL | {"social", "socialmedia", "paidsocial", "mobile", "app", "push", "sms", "messenger"},
}
"""What ``utm_medium`` or ``utm_source`` say; the first that knows a word of theirs counts."""
REFERRERS: Mapping[Category, frozenset[str]] = {
    Category.EMAIL: frozenset({"mail.google.com", "outlook.live.com", "outlook.office.com", "mail.yahoo.com"}),
    Category.PERMISSION: frozenset({"mailchimp.com", "list-manage.com", "cleverreach.com"}),
    Category.CONTENT: _listed("google bing duckduckgo ecosia yahoo startpage qwant yandex baidu"),
    Category.ONLINE: (SOCIAL - {"x", "ig", "fb"}) | {"x.com", "t.co", "lnkd.in", "t.me", "telegram.org", "fb.me"},
}
"""Which site a visitor came from, a mailbox before the search engine that it belongs to."""
