"""``banter crm-preview`` shows and contacts nobody; ``banter doctor`` compares ``crm.yml`` with HubSpot."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from banter.__main__ import app
from banter.crm_check import unfit
from banter.settings import ROOT
from handoff.crm.mapping import CrmMapping
from leads.clock import Clock
from leads.criteria import Criteria
from leads.inbox import Inbox
from leads.store import LeadStore
from tests.databases import fresh
from tests.handoff.crm.fake_hubspot import TOKEN, FakeHubSpot
from tests.leads.made_up import TODAY, said

MAYA = {"contact_opt_in": True, "person_name": "Maya Stern", "company": "Seegras", "email": "maya@seegras.example"}


@pytest.fixture
def hubspot() -> Iterator[FakeHubSpot]:
    with FakeHubSpot() as hubspot:
        yield hubspot


def lead_in(home: Path, **facts: object) -> str:
    database = fresh(home / "banter.db")
    talk = Inbox(database, Clock(TODAY)).open("website", "en", {})
    Inbox(database, Clock(TODAY)).receive(talk, f"{talk}-1", "…")
    store = LeadStore(database, Criteria(), Clock(TODAY))
    store.record(talk, f"{talk}-1", said(**facts), language="en")
    lead = store.of_conversation(talk)
    database.close()
    assert lead is not None
    return lead.id


def call(home: Path, hubspot: FakeHubSpot, *command: str, token: str = TOKEN) -> tuple[int, str]:
    environment = {"BANTER_HOME": str(home), "BANTER_HUBSPOT_TOKEN": token, "BANTER_HUBSPOT_API_URL": hubspot.url}
    result = CliRunner().invoke(app, command, env=environment)
    return result.exit_code, result.output


def test_the_preview_shows_what_would_be_sent_and_sends_nothing(tmp_path: Path, hubspot: FakeHubSpot) -> None:
    lead = lead_in(tmp_path, **MAYA, marketing_opt_in=True, need="<b>tours</b> für Köln")
    code, output = call(tmp_path, hubspot, "crm-preview", lead)
    shown = json.loads(output)
    assert (code, shown["sent_for"], shown["contact"]["firstname"]) == (0, "marketing", "Maya")
    assert "&lt;b&gt;tours&lt;/b&gt; für Köln" in shown["note"]
    assert hubspot.calls == []


def test_the_preview_shows_the_newest_leads_and_says_which_stay_here(tmp_path: Path, hubspot: FakeHubSpot) -> None:
    lead_in(tmp_path, **MAYA, marketing_opt_in=True)
    stays = lead_in(tmp_path, company="Seegras")
    code, output = call(tmp_path, hubspot, "crm-preview")
    newest, _ = json.loads(f"[{output.replace('}' + chr(10) + '{', '},{')}]")
    assert (code, newest["lead"], newest["sent_for"], newest["contact"]) == (0, stays, None, None)


def test_a_lead_that_there_is_not_is_told(tmp_path: Path, hubspot: FakeHubSpot) -> None:
    assert call(tmp_path, hubspot, "crm-preview", "[red]") == (1, "There is no lead [red].\n")


def finding(home: Path, hubspot: FakeHubSpot, token: str = TOKEN) -> tuple[str, str]:
    _, output = call(home, hubspot, "doctor", "--json", token=token)
    (found,) = [each for each in json.loads(output)["findings"] if each["part"] == "HubSpot"]
    return found["state"], found["says"]


def test_the_doctor_names_the_account(tmp_path: Path, hubspot: FakeHubSpot) -> None:
    assert finding(tmp_path, hubspot) == ("ok", "account 4711, 8 contact properties are filled")


def test_the_doctor_names_what_hubspot_would_refuse(tmp_path: Path, hubspot: FakeHubSpot) -> None:
    hubspot.properties = [each for each in hubspot.properties if each["name"] != "jobtitle"]
    state, says = finding(tmp_path, hubspot)
    assert state == "problem"
    assert says == "account 4711: there is no contact property jobtitle; create it in HubSpot, or correct crm.yml"


def test_the_doctor_says_what_to_do_about_token_scope_and_network(tmp_path: Path, hubspot: FakeHubSpot) -> None:
    rejected = ("problem", "HubSpot rejects the token; check BANTER_HUBSPOT_TOKEN")
    assert finding(tmp_path, hubspot, token="pat-eu1-wrong") == rejected
    hubspot.missing_scope = "crm.schemas.contacts.read"
    assert "lacks the scope crm.schemas.contacts.read" in finding(tmp_path, hubspot)[1]
    hubspot.stop()
    assert finding(tmp_path, hubspot) == ("problem", "HubSpot cannot be reached: ConnectError")


def test_options_and_read_only_properties_are_compared(hubspot: FakeHubSpot) -> None:
    shipped = yaml.safe_load((ROOT / "crm.yml").read_text(encoding="utf-8"))
    shipped["contact"] |= {"hs_object_id": "id", "lifecyclestage": {"value": "hot"}}
    assert list(unfit(CrmMapping.model_validate(shipped), hubspot.properties)) == [
        "the contact property lifecyclestage has no option hot; known: subscriber, lead, marketingqualifiedlead, "
        "salesqualifiedlead, opportunity, customer",
        "the contact property hs_object_id is read-only; take it out of crm.yml",
    ]
