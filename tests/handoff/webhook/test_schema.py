"""The published schema against the events that are really posted."""

import json
from typing import Any

import jsonschema_rs
import pytest

from handoff.webhook.body import body_of
from handoff.webhook.schema import Lead, schema
from leads.view import as_json
from tests.handoff.event_source import CONTACT, PURCHASE, EventSource
from tests.leads.made_up import lead


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema_rs.Draft202012Validator(schema(), validate_formats=True)


def test_every_event_that_is_posted_is_valid(source: EventSource, validator: Any) -> None:
    hand_offs = source.handoffs
    one = source.lead(**CONTACT)
    source.tell_more(one, **PURCHASE, company_size={"min": 50, "max": None})
    source.tell_more(one, industry="logistics")
    source.clock.move(minutes=31)
    hand_offs.take_steps()
    source.clock.move(minutes=31)
    hand_offs.take_steps()
    hand_offs.claim(one, "ana")
    hand_offs.release(one, "ana")
    hand_offs.call_for_a_person(source.store.get(one).conversation)
    hand_offs.close(one, "not_a_fit", "too_small", "ben")
    source.lead(company="Seegras")
    posted = source.parcels("webhook")
    source.erase(one)
    posted += source.parcels("webhook")
    assert {parcel.kind for parcel in posted} == {
        "lead.created",
        "lead.updated",
        "lead.qualified",
        "lead.handed_off",
        "lead.reminder",
        "lead.escalated",
        "lead.claimed",
        "lead.released",
        "lead.person_wanted",
        "lead.closed",
        "lead.erased",
    }
    for parcel in posted:
        validator.validate(json.loads(body_of(parcel)))


def test_what_is_no_event_is_not_valid(source: EventSource, validator: Any) -> None:
    source.lead(**CONTACT)
    event = json.loads(body_of(source.news("webhook")))
    assert validator.is_valid(event)
    assert not validator.is_valid({**event, "type": "lead.sold"})
    assert not validator.is_valid({**event, "timestamp": "yesterday"})
    assert not validator.is_valid({**event, "data": {"lead": {**event["data"]["lead"], "score": 101}}})


def test_the_schema_names_all_that_a_lead_has() -> None:
    named = {field.alias or name for name, field in Lead.model_fields.items()}
    assert named == set(as_json(lead()))
