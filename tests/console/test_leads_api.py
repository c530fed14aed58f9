"""The contract of the leads API over real HTTP requests and a real database."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from banter import http
from console.leads_api import leads_api
from leads.errors import UnknownLead
from tests.console.conftest import BANT_FACTS, CONTACTABLE, SENTENCE, House

TOKEN = "a token for tests"
FACT_KEYS = {"slot", "value", "said", "message_id", "at", "inferred", "source", "confidence", "by", "retracted_at"}
KEYS = """
    id conversation conversations merged channel language class automation_ready score stage version person_name
    job_title department company company_size industry email phone location need budget authority timeline
    contact_opt_in marketing_opt_in declined disqualified criteria facts source created_at updated_at fit engagement
    score_parts missing next_question last_source source_category
""".split()  # noqa: SIM905


@pytest.fixture
def forgotten() -> list[str]:
    """The conversations that the assistant was told to forget."""
    return []


@pytest.fixture
def api(house: House, forgotten: list[str]) -> Iterator[TestClient]:
    async def forget(conversation: str) -> None:
        forgotten.append(conversation)

    app = FastAPI()
    http.install(app)
    app.include_router(leads_api(house.store, TOKEN, forget))
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def found(api: TestClient, **query: Any) -> list[str]:
    return [lead["id"] for lead in api.get("/api/leads", params=query).raise_for_status().json()["leads"]]


@pytest.mark.parametrize("authorization", ["", TOKEN, "Bearer", "Bearer wrong", f"Bearer {TOKEN}x", f"Basic {TOKEN}"])
@pytest.mark.parametrize(("method", "address"), [("GET", ""), ("GET", "/ID"), ("DELETE", "/ID")])
def test_without_the_token_nothing_is_told_and_nothing_erased(
    house: House, api: TestClient, method: str, address: str, authorization: str
) -> None:
    lead = house.hears(**CONTACTABLE)
    where = "/api/leads" + address.replace("ID", lead.id)
    response = api.request(method, where, headers={"Authorization": authorization})
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "unauthorized"
    assert house.store.get(lead.id) == lead


def test_a_lead_has_exactly_the_keys_of_the_contract(house: House, api: TestClient) -> None:
    lead = house.hears(**BANT_FACTS)
    one = api.get(f"/api/leads/{lead.id}").json()
    assert sorted(one) == sorted(KEYS)
    assert api.get("/api/leads").json() == {"leads": [one], "next": None}


def test_a_lead_tells_its_values_its_verdict_and_its_evidence(house: House, api: TestClient) -> None:
    lead = house.hears(**BANT_FACTS, company_size={"min": 80, "max": 80})
    one = api.get(f"/api/leads/{lead.id}").json()
    assert (one["class"], one["score"], one["stage"], one["automation_ready"]) == ("bant", 100, "new", False)
    assert one["budget"] == {"min": 15000, "max": 20000, "currency": "EUR", "period": None}
    assert one["timeline"] == {"start": "2027-03-01", "end": "2027-03-31"}
    assert one["company_size"] == {"min": 80, "max": 80}
    assert (one["person_name"], one["contact_opt_in"], one["phone"]) == ("Jonas Lindqvist", True, None)
    assert {"name": "budget", "met": True, "evidence": SENTENCE} in one["criteria"]
    assert {"name": "marketing_opt_in", "met": None, "evidence": None} in one["criteria"]
    assert {fact["slot"] for fact in one["facts"]} == {*BANT_FACTS, "company_size"}
    assert all(set(fact) == FACT_KEYS for fact in one["facts"])
    assert one["source"] == {"page": "https://nordlicht.example/pricing"}


def test_leads_are_found_by_conversation_class_stage_and_words(house: House, api: TestClient) -> None:
    small = house.hears(company="Tannhof KG")
    big = house.hears(**BANT_FACTS)
    assert found(api) == [big.id, small.id]
    assert found(api, conversation=small.conversation) == [small.id]
    assert found(api, **{"class": "bant"}) == [big.id]
    assert found(api, stage="new") == [big.id, small.id]
    assert found(api, stage="lost") == []
    for words in ("tannhof", "TANN"):
        assert found(api, q=words) == [small.id]
    for words in ("lindqvist", "jonas@", "falkenried"):
        assert found(api, q=words) == [big.id]
    assert found(api, q="%") == []
    assert found(api, q="tannhof", **{"class": "bant"}) == []


@pytest.mark.parametrize(
    "query",
    [{"class": "gold"}, {"stage": "sleeping"}, {"limit": 0}, {"limit": 201}, {"limit": "many"}, {"q": "x" * 201}],
)
def test_a_wrong_question_is_refused_with_a_code(api: TestClient, query: dict[str, Any]) -> None:
    response = api.get("/api/leads", params=query)
    assert response.status_code == 422
    assert set(response.json()["error"]) == {"code", "message"}


@pytest.mark.parametrize("limit", [1, 3, 7, 20])
def test_paging_sees_each_lead_exactly_once_newest_first(house: House, api: TestClient, limit: int) -> None:
    made = [house.hears(company=f"Company {number}").id for number in range(7)]
    seen: list[str] = []
    query: dict[str, Any] = {"limit": limit}
    while True:
        page = api.get("/api/leads", params=query).json()
        assert len(page["leads"]) <= limit
        seen += [lead["id"] for lead in page["leads"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]
    assert sorted(seen) == sorted(made)
    assert seen == sorted(seen, reverse=True)


def test_a_lead_that_comes_in_while_paging_moves_no_other(house: House, api: TestClient) -> None:
    older = [house.hears(company=f"Company {number}").id for number in range(4)]
    first = api.get("/api/leads", params={"limit": 2}).json()
    house.hears(company="A late one")
    rest = api.get("/api/leads", params={"limit": 10, "after": first["next"]}).json()
    assert sorted(lead["id"] for lead in first["leads"] + rest["leads"]) == sorted(older)


def test_erasing_removes_the_lead_its_messages_and_what_the_assistant_remembers(
    house: House, api: TestClient, forgotten: list[str]
) -> None:
    lead, other = house.hears(**CONTACTABLE), house.hears(company="Tannhof KG")
    assert api.delete(f"/api/leads/{lead.id}").json() == {"erased": lead.id}
    assert api.get(f"/api/leads/{lead.id}").status_code == 404
    assert found(api) == [other.id]
    assert forgotten == [lead.conversation]
    assert house.inbox.transcript(lead.conversation) == ()
    assert house.inbox.transcript(other.conversation) != ()
    with pytest.raises(UnknownLead):
        house.store.get(lead.id)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_lead_is_told_with_a_code(api: TestClient, forgotten: list[str], method: str) -> None:
    response = api.request(method, "/api/leads/0123456789ab")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "unknown_lead"
    assert forgotten == []
