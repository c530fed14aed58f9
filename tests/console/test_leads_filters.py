"""The filters of ``GET /api/leads`` over real HTTP, with values that nobody should send."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from banter import http
from console.leads_api import leads_api
from leads.model import Stage
from tests.console.conftest import BANT_FACTS, CONTACTABLE, House
from tests.console.test_leads_api import TOKEN, found

NO_VALUE = [
    {"source_category": "everything"},
    {"country": "de"},
    {"country": "DE' or 1=1"},
    {"claimed": "perhaps"},
    {"score_from": -1},
    {"score_to": 101},
    {"score_from": "9" * 30},
    {"created_since": "yesterday"},
    {"created_since": "2027-01-01T00:00:00"},
    {"created_until": "2027-99-01T00:00:00Z"},
    {"automation_ready": "x"},
    {"disqualified": "job_seeker"},
    {"after": "x" * 65},
]
HOSTILE = ["' or '1'='1", "%", "_", "\\", "\x00", "'; drop table leads; --", "😀" * 50, "\u202e", "٣", "x" * 150, " "]
FREE = ["q", "channel", "language", "owner", "conversation"]


@pytest.fixture
def api(house: House) -> Iterator[TestClient]:
    app = FastAPI()
    http.install(app)
    app.include_router(leads_api(house.store, TOKEN))
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def test_each_filter_shows_what_is_so_and_no_other(house: House, api: TestClient) -> None:
    small = house.hears(company="Tannhof KG", location="Österreich")
    big = house.hears(channel="telegram", **BANT_FACTS, location="Germany")
    assert found(api, channel="telegram") == [big.id]
    assert found(api, country="AT") == [small.id]
    assert found(api, country="DE") == [big.id]
    assert found(api, language="en") == [big.id, small.id]
    assert found(api, language="de") == []
    assert found(api, source_category="direct") == [big.id, small.id]
    assert found(api, source_category="sea") == []
    assert found(api, score_from=big.verdict.score) == [big.id]
    assert found(api, score_to=small.verdict.score) == [small.id]
    assert found(api, disqualified=True) == []
    assert found(api, claimed=False) == [big.id, small.id]
    assert found(api, created_since="2000-01-01T00:00:00Z") == [big.id, small.id]
    assert found(api, created_until="2000-01-01T00:00:00Z") == []
    assert found(api, channel="telegram", country="AT") == []


def test_what_is_ready_for_automation_can_be_asked_for(house: House, api: TestClient) -> None:
    small, ready = house.hears(company="Tannhof KG"), house.hears(**CONTACTABLE, marketing_opt_in=True)
    assert found(api, automation_ready=ready.verdict.automation_ready) == [ready.id]
    assert found(api, automation_ready=False) == [small.id]


@pytest.mark.parametrize("query", NO_VALUE, ids=str)
def test_what_cannot_be_is_refused_with_a_code(api: TestClient, query: dict[str, Any]) -> None:
    response = api.get("/api/leads", params=query)
    assert response.status_code == 422
    assert set(response.json()["error"]) == {"code", "message"}


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_whatever_is_looked_for_is_only_looked_for(
    house: House,
    api: TestClient,
    name: str,
    value: str,
) -> None:
    lead = house.hears(company="Tannhof KG")
    response = api.get("/api/leads", params={name: value})
    assert response.status_code in (200, 422)
    if response.status_code == 200:
        assert response.json()["leads"] == []
    assert found(api) == [lead.id]


def test_a_stage_that_no_lead_has_is_an_empty_page(house: House, api: TestClient) -> None:
    house.hears(company="Tannhof KG")
    assert [found(api, stage=str(stage)) for stage in Stage if stage != Stage.NEW] == [[]] * (len(Stage) - 1)
