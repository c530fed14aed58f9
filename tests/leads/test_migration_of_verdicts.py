"""Leads that were judged before fit and engagement were kept are explained as far as what is stored allows."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.store import LeadStore
from tests.leads.made_up import TODAY

MET = {"contact_opt_in": True, "person_name": True, "company": True, "reachable": True, "need": True, "budget": False}
EARLIER, LATER = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
NEW_TALK = "insert into conversations (id, channel, source, created_at) values (:id, 'website', '{}', :at)"
NEW_LEAD = """
    insert into leads (id, conversation_id, language, lead_class, automation_ready, score, criteria, stage,
                       slot_values, declined, disqualified, created_at, updated_at)
    values (:id, :id, 'en', :lead_class, :no, :score, :criteria, 'new', '{}', '[]', :disqualified, :at, :at)
"""
NEW_FACT = """
    insert into facts (lead_id, slot, value, said, message_id, source, confidence, at, retracted_at)
    values (:id, :slot, '"x"', 'x', 'm1', :source, 1.0, :at, :retracted_at)
"""


@pytest.fixture
def before(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    database.migrate("0005")
    yield database
    database.close()


def judged(database: Database, lead: str, lead_class: str, score: int, disqualified: str | None = None) -> None:
    criteria = json.dumps([{"name": name, "met": met, "evidence": None} for name, met in MET.items()])
    known: dict[str, Any] = {"id": lead, "lead_class": lead_class, "score": score, "disqualified": disqualified}
    with database.write() as session:
        session.execute(text(NEW_TALK), {"id": lead, "at": EARLIER})
        session.execute(text(NEW_LEAD), {**known, "criteria": criteria, "no": False, "at": EARLIER})


def fact(database: Database, lead: str, slot: str, at: datetime, source: str = "visitor", taken: bool = False) -> None:
    retracted = at if taken else None
    with database.write() as session:
        session.execute(
            text(NEW_FACT), {"id": lead, "slot": slot, "at": at, "source": source, "retracted_at": retracted}
        )


def test_parts_and_what_is_missing_are_taken_from_the_outcomes(before: Database) -> None:
    judged(before, "shipped", "mql", 50)
    judged(before, "own", "lead", 61, "student")
    before.migrate()
    store = LeadStore(before, Criteria(), Clock(TODAY))
    shipped, own = store.get("shipped").verdict, store.get("own").verdict
    assert (shipped.fit, shipped.engagement, sum(part.points for part in shipped.parts)) == (57, 46, 50)
    assert [(each.name, each.met) for each in shipped.missing] == [("score", False)]
    assert own.parts == ()
    assert [(each.name, each.met) for each in own.missing] == [("disqualified", False)]


def test_the_last_word_that_was_not_taken_back_or_inferred_counts(before: Database) -> None:
    judged(before, "told", "lead", 5)
    judged(before, "silent", "lead", 0)
    fact(before, "told", "company", EARLIER)
    fact(before, "told", "need", LATER, taken=True)
    fact(before, "told", "industry", LATER, source="inferred")
    before.migrate()
    store = LeadStore(before, Criteria(), Clock(TODAY))
    assert [fact.slot for fact in store.get("told").facts] == ["company", "need", "industry"]
    assert store.get("told").engaged_at == EARLIER
    assert store.get("silent").engaged_at is None
