"""The contract of the leads API over real HTTP requests and a real database."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from banter import http
from console.desk import ConsoleDesk
from console.leads_api import leads_api
from console.privacy_api import Rights, privacy_api
from leads.clock import Clock
from leads.errors import UnknownLead
from leads.privacy import Privacy
from leads.suppression import Reached, Suppression, SuppressionList
from leads.withdrawal import Withdrawals
from tests.console.conftest import BANT_FACTS, CONTACTABLE, SENTENCE, House

TOKEN = "a token for tests"
POLICY = "default-src 'none'"
BY_ANA = {"purpose": "contact_opt_in", "by": "Ana Ruiz"}
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
def suppression() -> Suppression:
    return Suppression("a secret for tests")


@pytest.fixture
def api(house: House, desk: ConsoleDesk, forgotten: list[str], suppression: Suppression) -> Iterator[TestClient]:
    async def forget(conversation: str) -> None:
        forgotten.append(conversation)

    app = FastAPI()
    http.install(app)
    app.include_router(leads_api(house.store, TOKEN))
    privacy = Privacy(desk.database, Clock(), house.store, suppression)
    withdrawals = Withdrawals(desk.database, house.store, suppression, Clock())
    rights = Rights(privacy, withdrawals, forget, _page, POLICY, _no_news, desk.audit)
    app.include_router(privacy_api(rights, TOKEN))
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def found(api: TestClient, **query: Any) -> list[str]:
    return [lead["id"] for lead in api.get("/api/leads", params=query).raise_for_status().json()["leads"]]


@pytest.mark.parametrize("authorization", ["", TOKEN, "Bearer", "Bearer wrong", f"Bearer {TOKEN}x", f"Basic {TOKEN}"])
@pytest.mark.parametrize(
    ("method", "address"),
    [("GET", ""), ("GET", "/ID"), ("DELETE", "/ID"), ("GET", "/ID/export"), ("POST", "/ID/withdraw")],
)
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


def _page(everything: Mapping[str, Any]) -> str:
    return f"<title>{everything['lead']['company']}</title>"


def _no_news() -> None:
    """Nobody looks at the outbox."""


def test_everything_about_a_person_comes_as_json_and_as_a_page(house: House, api: TestClient) -> None:
    lead = house.hears(**BANT_FACTS)
    answer = api.get(f"/api/leads/{lead.id}/export")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["lead"]["email"] == "jonas@falkenried.example"
    assert [line["text"] for line in answer.json()["messages"]] == [SENTENCE, "Thank you, noted."]
    page = api.get(f"/api/leads/{lead.id}/export", params={"format": "html"})
    assert (page.text, page.headers["content-security-policy"]) == ("<title>Falkenried AG</title>", POLICY)
    assert api.get(f"/api/leads/{lead.id}/export", params={"format": "pdf"}).status_code == 422
    assert api.get("/api/leads/nobody/export").status_code == 404


def test_a_consent_is_withdrawn_for_a_person_who_called(house: House, api: TestClient) -> None:
    lead = house.hears(**CONTACTABLE)
    answer = api.post(f"/api/leads/{lead.id}/withdraw", json={**BY_ANA, "words": "on the phone"})
    assert (answer.json()["contact_opt_in"], answer.json()["class"]) == (False, "lead")
    fact = answer.json()["facts"][-1]
    assert (fact["source"], fact["by"], fact["said"]) == ("sales", "Ana Ruiz", "on the phone")


def test_never_again_is_remembered_and_an_erasure_too(
    house: House, api: TestClient, desk: ConsoleDesk, suppression: Suppression
) -> None:
    lead, other = house.hears(**CONTACTABLE), house.hears(**{**CONTACTABLE, "email": "ida@falkenried.example"})
    api.post(f"/api/leads/{lead.id}/withdraw", json={**BY_ANA, "never_again": True}).raise_for_status()
    api.delete(f"/api/leads/{other.id}").raise_for_status()
    people = [Reached("jonas@falkenried.example"), Reached("IDA@falkenried.example"), Reached("eve@x.example")]
    assert SuppressionList(desk.database, suppression).of_many(people) == (True, True, False)


def test_what_was_only_a_test_is_erased_without_being_suppressed(
    house: House, api: TestClient, desk: ConsoleDesk, suppression: Suppression
) -> None:
    lead = house.hears(**CONTACTABLE)
    api.delete(f"/api/leads/{lead.id}", params={"suppress": "false"}).raise_for_status()
    assert SuppressionList(desk.database, suppression).count() == 0


@pytest.mark.parametrize(
    "body",
    [{}, {"purpose": "contact_opt_in"}, {**BY_ANA, "purpose": "email"}, {**BY_ANA, "by": ""}, {**BY_ANA, "x": 1}],
)
def test_a_withdrawal_that_cannot_be_understood_changes_nothing(
    house: House, api: TestClient, body: dict[str, Any]
) -> None:
    lead = house.hears(**CONTACTABLE)
    assert api.post(f"/api/leads/{lead.id}/withdraw", json=body).status_code == 422
    assert api.post("/api/leads/nobody/withdraw", json=BY_ANA).status_code == 404
    assert house.store.get(lead.id) == lead
