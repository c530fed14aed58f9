"""A lead between its row and its value: what the database keeps, what the rest of the program reads."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from leads import values
from leads.criteria import Criteria
from leads.model import Fact, FactValue, Lead, LeadClass, Source, Stage
from leads.projection import IN_THE_TALK, standing
from leads.qualification import judge
from leads.tables import ConversationRow, FactRow, LeadRow
from leads.verdict_rows import read_verdict, write_verdict


def new_row(talk: ConversationRow, language: str, now: datetime) -> LeadRow:
    """An empty lead of a conversation."""
    return LeadRow(
        id=_sortable_id(now),
        conversation=talk,
        conversation_id=talk.id,
        language=language,
        lead_class=LeadClass.LEAD,
        automation_ready=False,
        score=0,
        fit=0,
        engagement=0,
        criteria=[],
        score_parts=[],
        missing=[],
        stage=Stage.NEW,
        values={},
        declined=[],
        facts=[],
        created_at=now,
        updated_at=now,
    )


def project(row: LeadRow, criteria: Criteria, today: date, now: datetime) -> None:
    """Derives a row's values from its facts, judges them anew and brings its columns up to date."""
    row.values = {slot: fact.value for slot, fact in standing(row.facts).items()}
    said = (fact.at for fact in row.facts if fact.retracted_at is None and fact.source != Source.INFERRED)
    row.engaged_at = max(said, default=None)
    lead = lead_of(row)
    write_verdict(row, judge(lead, criteria, today, now))
    row.person_name, row.company, row.email = (lead.text(slot) for slot in ("person_name", "company", "email"))
    row.updated_at = now


def lead_of(row: LeadRow) -> Lead:
    """The row's lead."""
    return replace(
        outline_of(row),
        channel=row.conversation.channel,
        source=row.conversation.source,
        facts=tuple(_fact_of(fact) for fact in row.facts),
        verdict=read_verdict(row),
    )


def outline_of(row: LeadRow) -> Lead:
    """What is enough to judge a row's lead: no fact, no channel, no source and no earlier verdict are looked up."""
    typed: Mapping[str, FactValue] = {slot: values.read(slot, raw) for slot, raw in row.values.items()}
    return Lead(
        id=row.id,
        conversation=row.conversation_id,
        channel="",
        language=row.language,
        created_at=row.created_at,
        updated_at=row.updated_at,
        stage=Stage(row.stage),
        values=typed,
        declined=tuple(row.declined),
        disqualified=row.disqualified,
        engaged_at=row.engaged_at,
        marketing_confirmed=row.marketing_confirmed,
    )


def talked_of(row: LeadRow, criteria: Criteria, today: date) -> Lead:
    """The lead as its conversation knows it: the visitor's own words count before what others entered."""
    lead = lead_of(row)
    heard = {slot: fact.value for slot, fact in standing(lead.facts, IN_THE_TALK).items()}
    if heard == lead.values:
        return lead
    lead = replace(lead, values=heard)
    return replace(lead, verdict=judge(lead, criteria, today, lead.updated_at))


def _fact_of(row: FactRow) -> Fact:
    return Fact(
        row.slot,
        values.read(row.slot, row.value),
        row.said,
        row.message_id,
        row.at,
        Source(row.source),
        row.confidence,
        row.by,
        row.retracted_at,
    )


def _sortable_id(now: datetime) -> str:
    """An id whose order is the order in time: milliseconds, then chance."""
    return f"{int(now.timestamp() * 1000):012x}{uuid.uuid4().hex[:12]}"
