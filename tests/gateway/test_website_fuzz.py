"""Whatever is sent to a public address of the website: never a 5xx, never a hang, and the next visitor is answered."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from websockets.sync.client import connect

from tests.gateway.conftest import Site, Visitor, running_site
from tests.gateway.fake_bot import FakeBot

LONGEST_S = 20.0
NOTHING_TO_SLOW_DOWN = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
often = settings(max_examples=120, deadline=None, suppress_health_check=NOTHING_TO_SLOW_DOWN)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path_factory.mktemp("site"), bot, actions) as site:
        yield site


@pytest.fixture(scope="module")
def visitor(site: Site) -> Visitor:
    return site.visitor()


WITH_BODY = {"POST /chat", "POST /chat/messages"}
WITHOUT = {"GET /chat/messages", "GET /healthz"}


@pytest.mark.parametrize(
    ("mode", "expected"), [(GenerationMode.POSITIVE, WITH_BODY | WITHOUT), (GenerationMode.NEGATIVE, WITH_BODY)]
)
def test_every_public_operation_answers_what_fits_its_schema_and_what_does_not(
    site: Site, visitor: Visitor, mode: GenerationMode, expected: set[str]
) -> None:
    schema = schemathesis.openapi.from_url(f"{site.url}/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if found.ok().label in expected]
    assert {operation.label for operation in operations} == expected
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @often
        def call(case: schemathesis.Case) -> None:
            for headers in ({}, {"Authorization": f"Bearer {visitor.token}"}):
                answered(case.call(headers=headers, timeout=2 * LONGEST_S))

        call()


def answered(response: Any) -> None:
    seconds = response.elapsed if isinstance(response.elapsed, float) else response.elapsed.total_seconds()
    assert response.status_code < 500, response.text
    assert seconds < LONGEST_S
    if response.status_code >= 400:
        assert set(response.json()["error"]) == {"code", "message"}


header_text = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=200)


@given(
    path=st.sampled_from(
        ["/", "/de", "/banter-chat.js", "/static/demo.css", "/static/", "/healthz", "/chat", "/chat/x"]
    ),
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]),
    headers=st.dictionaries(
        st.sampled_from(
            [
                *("Origin", "Host", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "Range", "Authorization"),
                *("Access-Control-Request-Method", "Access-Control-Request-Headers", "Content-Type", "X-Forwarded-For"),
            ]
        ),
        header_text,
        max_size=5,
    ),
    body=st.binary(max_size=200),
)
@often
def test_no_header_of_any_request_breaks_an_answer(
    site: Site, path: str, method: str, headers: dict[str, str], body: bytes
) -> None:
    raw = [(name.encode(), value.strip().encode("latin-1")) for name, value in headers.items()]
    response = site.http.request(method, path, headers=raw, content=body)
    assert response.status_code < 500, response.text


@given(path=st.text(max_size=60))
@example("..%2f..%2fbanter.yml")
@example("%00")
@example("\ud800")
@often
def test_no_path_breaks_an_answer_or_leads_out_of_the_folder(site: Site, path: str) -> None:
    quoted = httpx.URL(site.url).copy_with(raw_path=b"/static/" + _quoted(path))
    response = site.http.get(quoted)
    assert response.status_code in (200, 404, 405, 400, 307), response.text
    assert b"default_language" not in response.content


def _quoted(path: str) -> bytes:
    return "".join(f"%{byte:02x}" for byte in path.encode("utf-8", "surrogatepass")).encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=10), children, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(["id", "text", "button", "token", "ping", "messages", "author"])
near_misses = st.dictionaries(keys, json_values | st.text(max_size=200), max_size=4)
frames = st.one_of(
    st.text(max_size=300),
    st.binary(max_size=300),
    json_values.map(json.dumps),
    near_misses.map(json.dumps),
    near_misses.map(lambda frame: json.dumps(frame)[:-1]),
)


@given(sent=st.lists(frames, min_size=1, max_size=8))
@often
def test_no_frame_breaks_the_socket(site: Site, visitor: Visitor, sent: list[str | bytes]) -> None:
    started = time.monotonic()
    pings = 1 + sum(_is_ping(frame) for frame in sent)
    with connect(site.url.replace("http", "ws") + "/chat/socket") as socket:
        socket.send(json.dumps({"token": visitor.token}))
        for frame in [*sent, json.dumps({"ping": True})]:
            socket.send(_sendable(frame))
        answers = []
        while len(answers) < len(sent) + 1:
            answer = json.loads(socket.recv(LONGEST_S))
            if "messages" not in answer:
                answers.append(answer)
    assert answers[-1] == {"pong": True}
    assert sum(answer == {"pong": True} for answer in answers) == pings
    assert not [answer for answer in answers if answer.get("status", 200) >= 500]
    assert time.monotonic() - started < LONGEST_S


def _is_ping(frame: str | bytes) -> bool:
    try:
        return isinstance(frame, str) and json.loads(frame) == {"ping": True}
    except ValueError:
        return False


def _sendable(frame: str | bytes) -> str | bytes:
    return frame if isinstance(frame, bytes) else frame.encode("utf-8", "replace").decode()


@given(first=frames)
@often
def test_no_first_frame_opens_a_conversation_or_hangs(site: Site, first: str | bytes) -> None:
    with connect(site.url.replace("http", "ws") + "/chat/socket") as socket:
        socket.send(_sendable(first))
        answer = json.loads(socket.recv(LONGEST_S))
        assert answer["error"]["code"] == "unknown_token"


def test_after_all_that_a_visitor_is_answered(site: Site) -> None:
    assert site.visitor().say("hello") == ["You said: hello"]
    assert site.http.get("/healthz").json() == {"status": "ok"}
