"""Editing leads over real HTTP requests and a real database."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banter import http
from console.desk import ConsoleDesk
from console.editing_api import EditingDesk, editing_api
from console.leads_api import leads_api
from leads.editing import Editing
from leads.history import Histories
from tests.console.conftest import CONTACTABLE, House

TOKEN = "a token for tests"


@pytest.fixture
def news() -> list[str]:
    return []


@pytest.fixture
def api(desk: ConsoleDesk, news: list[str]) -> Iterator[TestClient]:
    editing = Editing(desk.database, desk.criteria, desk.clock, desk.handoffs.changed)
    histories = Histories(desk.database)
    app = FastAPI()
    http.install(app)
    app.include_router(leads_api(desk.store, TOKEN))
    with_news = EditingDesk(editing, desk.handoffs, histories, desk.store, lambda: news.append("news"))
    app.include_router(editing_api(with_news, TOKEN))
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


@pytest.fixture
def lead(house: House, api: TestClient) -> dict[str, Any]:
    return read(api, house.hears(**CONTACTABLE).id)


def read(api: TestClient, lead_id: str) -> dict[str, Any]:
    found: dict[str, Any] = api.get(f"/api/leads/{lead_id}").raise_for_status().json()
    return found


def edited(api: TestClient, lead: dict[str, Any], values: Any, **more: Any) -> Any:
    body = {"version": lead["version"], "by": "Ana Ruiz", "values": values, **more}
    return api.patch(f"/api/leads/{lead['id']}", json=body)


def test_an_edit_answers_the_lead_as_it_is_then(api: TestClient, lead: dict[str, Any], news: list[str]) -> None:
    answer = edited(api, lead, {"company": "Falkenried GmbH", "email": None}, reason="told on the phone").json()
    assert answer == read(api, lead["id"])
    assert (answer["company"], answer["email"], answer["version"]) == ("Falkenried GmbH", None, lead["version"] + 1)
    assert answer["facts"][-1]["said"] == "told on the phone"
    assert news == ["news"]


def test_who_saw_an_older_lead_is_told_the_version_that_it_has(api: TestClient, lead: dict[str, Any]) -> None:
    edited(api, lead, {"company": "Falkenried GmbH"}).raise_for_status()
    late = edited(api, lead, {"company": "Falkenried SE"})
    assert late.status_code == 409
    assert late.json()["error"]["code"] == "stale_lead"
    assert late.json()["error"]["version"] == lead["version"] + 1
    assert read(api, lead["id"])["company"] == "Falkenried GmbH"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"email": "nobody"}, "invalid_value"),
        ({"shoe_size": 44}, "invalid_value"),
        ({"contact_opt_in": True}, "invalid_value"),
        ({}, "invalid"),
        ("company", "invalid"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_changes(
    api: TestClient, lead: dict[str, Any], values: Any, code: str
) -> None:
    refused = edited(api, lead, values)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, code)
    assert read(api, lead["id"]) == lead


def test_a_lead_moves_through_its_life_and_the_history_tells_it(api: TestClient, lead: dict[str, Any]) -> None:
    address = f"/api/leads/{lead['id']}"
    moved = api.post(f"{address}/stage", json={"version": lead["version"], "by": "Ana", "stage": "claimed"}).json()
    assert moved["stage"] == "claimed"
    stale = api.post(f"{address}/stage", json={"version": lead["version"], "by": "Ana", "stage": "lost"})
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "stale_lead")
    for body, status, code in (
        ({"by": "Ana", "stage": "new"}, 409, "impossible_stage"),
        ({"by": "Ana", "stage": "lost"}, 422, "reason_needed"),
        ({"by": "Ana", "stage": "asleep"}, 422, "invalid"),
    ):
        refused = api.post(f"{address}/stage", json=body)
        assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
    api.post(f"{address}/stage", json={"by": "Ana", "stage": "lost", "reason": "no budget"}).raise_for_status()
    history = api.get(f"{address}/history").json()["history"]
    assert [(each["before"], each["after"], each["by"]) for each in history if each["kind"] == "stage"] == [
        ("new", "claimed", "Ana"),
        ("claimed", "lost", "Ana"),
    ]


@pytest.mark.parametrize(("method", "path"), [("PATCH", ""), ("POST", "/stage"), ("GET", "/history")])
def test_strangers_and_unknown_leads_are_refused(api: TestClient, method: str, path: str) -> None:
    body = (
        {"version": 1, "by": "Ana", "values": {"company": "x"}} if method == "PATCH" else {"by": "A", "stage": "lost"}
    )
    for lead_id in ("0123456789ab", "%00", "%F0%9F%90%A6"):
        answer = api.request(method, f"/api/leads/{lead_id}{path}", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_lead")
    assert api.request(method, f"/api/leads/1{path}", json=body, headers={"Authorization": "x"}).status_code == 401


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
slots = st.sampled_from(
    ["company", "email", "phone", "budget", "timeline", "company_size", "authority", "contact_opt_in"]
)
shapes = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("min", "max", "currency", "period", "start", "end"), json_values)
)


@given(values=st.dictionaries(slots | st.text(max_size=9), json_values | shapes, max_size=4), by=st.text(max_size=9))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_is_taken_or_refused_with_a_code(
    api: TestClient, lead: dict[str, Any], values: dict[str, Any], by: str
) -> None:
    now = read(api, lead["id"])
    answer = edited(api, now, values, by=by, reason="as it was sent")
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 422:
        assert set(answer.json()["error"]) == {"code", "message"}
        assert read(api, lead["id"]) == now
