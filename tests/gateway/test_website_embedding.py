"""What another website's page may fetch from us: one small script for everybody, the chat for listed origins."""

import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
import yaml

from banter.settings import ROOT
from gateway.widget_script import SOURCES
from tests.gateway.conftest import Site, refused, running_site
from tests.gateway.fake_bot import FakeBot

ELSEWHERE = "https://www.ahornwerk.example"
WHOLE_WIDGET_BYTES = 12_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("site")
    with FakeBot() as bot, FakeBot() as actions, running_site(home, bot, actions, origins=[ELSEWHERE + "/"]) as site:
        yield site


def test_the_whole_widget_is_one_script_of_at_most_12_kilobytes_on_the_wire(site: Site) -> None:
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc)
    connection.request("GET", "/banter-chat.js", headers={"Accept-Encoding": "gzip, br"})
    answer = connection.getresponse()
    body = answer.read()
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.getheaders())
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(body) + head <= WHOLE_WIDGET_BYTES, (len(body), head)


def test_the_script_is_the_same_without_compression(site: Site) -> None:
    compressed = site.http.get("/banter-chat.js")
    plain = site.http.get("/banter-chat.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == compressed.text
    assert plain.headers["content-type"].startswith("text/javascript")
    assert "Nordlicht Software" in plain.text


def test_the_script_is_joined_without_rests_of_its_modules(site: Site) -> None:
    script = site.http.get("/banter-chat.js").text
    assert "import " not in script
    assert "export " not in script
    assert "\n/*" not in script


def test_a_browser_keeps_the_script_and_asks_only_whether_it_has_changed(site: Site) -> None:
    first = site.http.get("/banter-chat.js")
    again = site.http.get("/banter-chat.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert site.http.head("/banter-chat.js").status_code == 200


def test_every_website_may_load_the_script_even_an_isolated_one(site: Site) -> None:
    headers = site.http.get("/banter-chat.js", headers={"Origin": "https://anywhere.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_the_widget_says_the_same_things_in_both_languages() -> None:
    english, german = (yaml.safe_load((SOURCES / f"{each}.yml").read_text("utf-8")) for each in ("en", "de"))
    assert english.keys() == german.keys()
    assert all(isinstance(text, str) and text.strip() for text in [*english.values(), *german.values()])


def test_the_page_about_embedding_names_every_attribute_property_and_event_and_no_other() -> None:
    page = (ROOT / "docs" / "embed.md").read_text(encoding="utf-8")
    script = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.js"))
    style = (SOURCES / "style.css").read_text(encoding="utf-8")
    taken = set(re.findall(r'(?:getAttribute|said)\("([a-z-]+)"', script)) | set(re.findall(r"\[([a-z]+)=", style))
    taken |= {"open", "manual"}
    assert set(re.findall(r"^\| `([a-z][a-z-]*)` \|", page, re.MULTILINE)) == taken
    assert set(re.findall(r"--banter-[a-z-]+", page)) == set(re.findall(r"--banter-[a-z-]+", style))
    fired = set(re.findall(r'tell\((?:this\.isOpen \? )?"(\w+)"(?: : "(\w+)")?', script))
    assert set(re.findall(r"`banter:(\w+)`", page)) == {name for names in fired for name in names if name}


def preflight(site: Site, origin: str, path: str = "/chat/messages") -> httpx.Response:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    return site.http.request("OPTIONS", path, headers={"Origin": origin, **asked})


def test_a_listed_origin_may_use_the_chat(site: Site) -> None:
    for path in ("/chat", "/chat/messages"):
        allowed = preflight(site, ELSEWHERE, path)
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == ELSEWHERE
        assert "authorization" in allowed.headers["access-control-allow-headers"].lower()
    opened = site.http.post("/chat", json={}, headers={"Origin": ELSEWHERE})
    assert (opened.status_code, opened.headers["access-control-allow-origin"]) == (201, ELSEWHERE)
    assert "access-control-allow-credentials" not in opened.headers
    assert "Origin" in opened.headers["vary"]


def test_a_listed_origin_can_read_why_it_was_refused(site: Site) -> None:
    answer = site.http.post("/chat", content=b"x" * 100_000, headers={"Origin": ELSEWHERE})
    refused(answer, 413, "too_large")
    assert answer.headers["access-control-allow-origin"] == ELSEWHERE


@pytest.mark.parametrize("origin", ["https://evil.example", ELSEWHERE + ".evil.example", "null", "*", ""])
def test_an_origin_that_is_not_listed_is_told_nothing(site: Site, origin: str) -> None:
    assert preflight(site, origin).status_code == 405
    for answer in (preflight(site, origin), site.http.post("/chat", json={}, headers={"Origin": origin})):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/healthz", "/api/leads", "/console", "/", "/static/demo.css", "/chatter"])
def test_a_listed_origin_may_use_nothing_but_the_chat(site: Site, path: str) -> None:
    for answer in (preflight(site, ELSEWHERE, path), site.http.get(path, headers={"Origin": ELSEWHERE})):
        assert "access-control-allow-origin" not in answer.headers
