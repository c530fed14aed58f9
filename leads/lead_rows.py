"""A lead between its row and its value: what the database keeps, what the rest of the program reads."""

import sys
import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from leads import values
from leads.criteria import Criteria
from leads.groups import records
from leads.identity import Identity, email_key, person_key, phone_key
from leads.inbox_columns import fill_columns, fill_origin
from leads.model import Fact, FactValue, Lead, LeadClass, Source, Stage
from leads.projection import IN_THE_TALK, standing
from leads.qualification import judge
from leads.tables import ConversationRow, FactRow, LeadRow
from leads.verdict_rows import read_verdict, write_verdict

NOT_STORED_YET = sys.maxsize
"""Of facts of the same moment the one that has no number yet is the newest."""


def new_row(talk: ConversationRow, language: str, now: datetime) -> LeadRow:
    """An empty lead of a conversation."""
    row = LeadRow(
        id=sortable_id(now),
        conversation=talk,
        conversation_id=talk.id,
        language=language,
        lead_class=LeadClass.LEAD,
        own_class=LeadClass.LEAD,
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
    fill_origin(row, talk)
    return row


def project(row: LeadRow, criteria: Criteria, today: date, now: datetime) -> None:
    """Derives a row's values from its facts, and those of the records it stands for, and judges them anew."""
    facts = history(row)
    row.values = {slot: fact.value for slot, fact in standing(facts).items()}
    said = (fact.at for fact in facts if fact.retracted_at is None and fact.source != Source.INFERRED)
    row.engaged_at = max(said, default=None)
    lead = lead_of(row)
    verdict = judge(lead, criteria, today, now)
    write_verdict(row, verdict)
    row.person_name, row.company, row.email = (lead.text(slot) for slot in ("person_name", "company", "email"))
    own = replace(lead, values=_read(_said(row)), facts=tuple(_fact_of(fact) for fact in row.facts))
    row.own_class = judge(own, criteria, today).lead_class if row.merged else verdict.lead_class
    identify(row)
    row.updated_at = now
    fill_origin(row, row.conversation)
    fill_columns(row, replace(lead, verdict=verdict, updated_at=now))


def identify(row: LeadRow) -> None:
    """Brings up to date by what the record is recognised, whatever it was merged with."""
    own = _said(row)
    row.email_key, row.phone_key = email_key(own.get("email")), phone_key(own.get("phone"))
    row.person_key = person_key(own.get("person_name"), own.get("company"))


def history(row: LeadRow) -> tuple[FactRow, ...]:
    """The facts of a row and of the records that it stands for, oldest first."""
    facts = (fact for record in records(row) for fact in record.facts)
    return tuple(sorted(facts, key=lambda fact: (fact.at, NOT_STORED_YET if fact.id is None else fact.id)))


def identity_of(row: LeadRow) -> Identity:
    """What a record says about who it is, whatever it was merged with."""
    own = _said(row)
    said = [(fact.slot, fact.value) for fact in row.facts if fact.retracted_at is None]
    emails = {key for slot, value in said if slot == "email" if (key := email_key(value))}
    phones = {key for slot, value in said if slot == "phone" if (key := phone_key(value))}
    return Identity(own.get("person_name"), own.get("company"), frozenset(emails), frozenset(phones))


def declined_of(row: LeadRow) -> tuple[str, ...]:
    """What a person would not say in any of their conversations, and has not said in another one since."""
    if not row.merged:
        return tuple(row.declined)
    refused = (slot for record in records(row) for slot in record.declined)
    return tuple(slot for slot in dict.fromkeys(refused) if slot not in row.values)


def lead_of(row: LeadRow) -> Lead:
    """The row's lead, with all that was said in the conversations it stands for.

    What cannot be both is as it is in the newest of them: language, channel, whether it is no lead at all.
    """
    newest = records(row)[-1]
    return replace(
        outline_of(row),
        conversation=newest.conversation_id,
        channel=newest.conversation.channel,
        language=newest.language,
        declined=declined_of(row),
        disqualified=newest.disqualified,
        facts=tuple(_fact_of(fact) for fact in history(row)),
        source=row.conversation.source,
        last_source=row.conversation.last_source or row.conversation.source,
        source_category=row.category,
        verdict=read_verdict(row),
        conversations=tuple(record.conversation_id for record in records(row)),
        merged=tuple(record.id for record in row.merged),
    )


def outline_of(row: LeadRow) -> Lead:
    """What is enough to judge a row's lead: no fact, no channel, no source and no earlier verdict are looked up."""
    return Lead(
        id=row.id,
        conversation=row.conversation_id,
        conversations=(row.conversation_id,),
        channel="",
        language=row.language,
        created_at=row.created_at,
        updated_at=row.updated_at,
        stage=Stage(row.stage),
        version=row.version,
        values=_read(row.values),
        declined=tuple(row.declined),
        disqualified=row.disqualified,
        engaged_at=row.engaged_at,
        marketing_confirmed=row.marketing_confirmed,
    )


def talked_of(row: LeadRow, criteria: Criteria, today: date) -> Lead:
    """The lead as its conversation knows it: the visitor's own words count before what others entered.

    What was said in other conversations is left out, whoever they were merged with: nobody has proved to be the person
    whose address they gave.
    """
    heard = {slot: fact.value for slot, fact in standing(row.facts, IN_THE_TALK).items()}
    lead = replace(
        outline_of(row),
        channel=row.conversation.channel,
        values=_read(heard),
        facts=tuple(_fact_of(fact) for fact in row.facts),
        source=row.conversation.source,
        last_source=row.conversation.last_source or row.conversation.source,
        source_category=row.category,
        verdict=read_verdict(row),
    )
    if heard == row.values and not row.merged:
        return lead
    return replace(lead, verdict=judge(lead, criteria, today, lead.updated_at))


def _said(row: LeadRow) -> dict[str, values.Json]:
    return {slot: fact.value for slot, fact in standing(row.facts).items()}


def _read(raw: Mapping[str, values.Json]) -> Mapping[str, FactValue]:
    return {slot: values.read(slot, value) for slot, value in raw.items()}


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
        row.retracted_by,
        row.retraction,
    )


def sortable_id(now: datetime) -> str:
    """An id whose order is the order in time: milliseconds, then chance."""
    return f"{first_id(now)}{uuid.uuid4().hex[:12]}"


def first_id(moment: datetime) -> str:
    """What the ids of all leads since a moment are not less than."""
    return f"{max(0, int(moment.timestamp() * 1000)):012x}"
