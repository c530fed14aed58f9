"""Joining leads and taking them apart over real HTTP requests and a real database."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from banter import http
from console.desk import ConsoleDesk
from console.leads_api import leads_api
from console.merging_api import merging_api
from console.privacy_api import Rights, privacy_api
from leads.merging import Merging
from leads.store import LeadStore
from tests.console.conftest import CONTACTABLE, House
from tests.leads.visitors import TickingClock

TOKEN = "a token for tests"
OTHER = {**CONTACTABLE, "person_name": "Maya Stern"}


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def house(desk: ConsoleDesk, clock: TickingClock) -> House:
    return House(LeadStore(desk.database, desk.criteria, clock), desk.inbox)


@pytest.fixture
def forgotten() -> list[str]:
    """The conversations that the assistant was told to forget."""
    return []


@pytest.fixture
def api(desk: ConsoleDesk, house: House, clock: TickingClock, forgotten: list[str]) -> Iterator[TestClient]:
    async def forget(conversation: str) -> None:
        forgotten.append(conversation)

    app = FastAPI()
    http.install(app)
    app.include_router(leads_api(house.store, TOKEN))
    rights = Rights(desk.privacy, desk.care.withdrawals, forget, str, "default-src 'none'", list, desk.audit)
    app.include_router(privacy_api(rights, TOKEN))
    app.include_router(merging_api(Merging(desk.database, desk.criteria, clock), TOKEN))
    with TestClient(app, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


def test_a_possible_duplicate_is_shown_merged_and_taken_apart(house: House, api: TestClient) -> None:
    first, second = house.hears(**CONTACTABLE), house.hears(**OTHER)
    (shown,) = api.get(f"/api/leads/{first.id}/duplicates").json()["duplicates"]
    assert (shown["lead"]["id"], shown["reason"]) == (second.id, "other_name")
    merged = api.post(f"/api/leads/{first.id}/merge", json={"other": second.id, "by": "ana"}).json()
    assert (merged["id"], merged["merged"]) == (first.id, [second.id])
    assert merged["conversations"] == [first.conversation, second.conversation]
    assert api.get(f"/api/leads/{second.id}").json() == api.get(f"/api/leads/{first.id}").json()
    for lead in (first, second):
        (found,) = api.get("/api/leads", params={"conversation": lead.conversation}).json()["leads"]
        assert found["id"] == first.id
    apart = api.post(f"/api/leads/{first.id}/unmerge", json={"record": second.id, "by": "ana"}).json()
    assert (apart["lead"]["id"], apart["taken_out"]["id"]) == (first.id, second.id)
    assert len(api.get("/api/leads").json()["leads"]) == 2


def test_a_possible_duplicate_is_dismissed_once(house: House, api: TestClient) -> None:
    first, second = house.hears(**CONTACTABLE), house.hears(**OTHER)
    address = f"/api/leads/{second.id}/duplicates/{first.id}/dismiss"
    assert api.post(address, json={"by": "ana"}).json() == {"dismissed": first.id}
    assert api.get(f"/api/leads/{first.id}/duplicates").json() == {"duplicates": []}
    again = api.post(address, json={"by": "ana"})
    assert (again.status_code, again.json()["error"]["code"]) == (404, "unknown_duplicate")


def test_erasing_a_merged_lead_has_the_assistant_forget_every_conversation(
    house: House, api: TestClient, forgotten: list[str]
) -> None:
    first, second = house.hears(**CONTACTABLE), house.hears(**CONTACTABLE)
    assert api.delete(f"/api/leads/{second.id}").json() == {"erased": second.id}
    assert forgotten == [first.conversation, second.conversation]
    assert api.get("/api/leads").json()["leads"] == []


def test_what_cannot_be_merged_is_refused_and_nothing_changes(house: House, api: TestClient) -> None:
    lead = house.hears(**CONTACTABLE)
    for path, body, status, code in (
        ("merge", {"other": lead.id, "by": "ana"}, 409, "cannot_merge"),
        ("merge", {"other": "nobody", "by": "ana"}, 404, "unknown_lead"),
        ("unmerge", {"record": lead.id, "by": "ana"}, 409, "cannot_merge"),
        ("unmerge", {"record": "nobody", "by": "ana"}, 404, "unknown_lead"),
        ("duplicates/nobody/dismiss", {"by": "ana"}, 404, "unknown_lead"),
        ("merge", {"other": lead.id}, 422, None),
        ("merge", {"other": "\u0000", "by": "ana"}, 422, None),
        ("merge", {"other": lead.id, "by": "ana", "why": "so"}, 422, None),
    ):
        answer = api.post(f"/api/leads/{lead.id}/{path}", json=body)
        assert answer.status_code == status
        assert code in (None, answer.json()["error"]["code"])
    assert api.get("/api/leads/nobody/duplicates").status_code == 404
    assert house.store.get(lead.id).facts == lead.facts


@pytest.mark.parametrize("path", ["merge", "unmerge", "duplicates/ID/dismiss"])
def test_without_the_token_nothing_is_merged(house: House, api: TestClient, path: str) -> None:
    lead = house.hears(**CONTACTABLE)
    answer = api.post(f"/api/leads/{lead.id}/{path}", json={"by": "ana"}, headers={"Authorization": "Bearer wrong"})
    assert answer.status_code == 401
