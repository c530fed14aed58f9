"""A lead as the API shows it: one flat JSON object, the contract of ``GET /api/leads``."""

from leads import values
from leads.model import Lead
from leads.verdict_rows import missing_as_json, parts_as_json

SLOTS = tuple(slot for slot in values.READERS if slot != "requested_contact")


def as_json(lead: Lead) -> dict[str, values.Json]:
    """The public JSON form of a lead; what is unknown is ``None``."""
    known = {slot: values.write(value) for slot, value in lead.values.items()}
    return {
        "id": lead.id,
        "conversation": lead.conversation,
        "conversations": list(lead.conversations or (lead.conversation,)),
        "merged": list(lead.merged),
        "channel": lead.channel,
        "language": lead.language,
        "class": lead.verdict.lead_class,
        "automation_ready": lead.verdict.automation_ready,
        "score": lead.verdict.score,
        "fit": lead.verdict.fit,
        "engagement": lead.verdict.engagement,
        "score_parts": parts_as_json(lead.verdict),
        "missing": missing_as_json(lead.verdict),
        "next_question": lead.verdict.next_question,
        "stage": lead.stage,
        "version": lead.version,
        **{slot: known.get(slot) for slot in SLOTS},
        "declined": list(lead.declined),
        "disqualified": lead.disqualified,
        "criteria": [{"name": each.name, "met": each.met, "evidence": each.evidence} for each in lead.verdict.criteria],
        "facts": [
            {
                "slot": fact.slot,
                "value": values.write(fact.value),
                "said": fact.said,
                "message_id": fact.message_id,
                "at": fact.at.isoformat(),
                "inferred": fact.inferred,
                "source": fact.source,
                "confidence": fact.confidence,
                "by": fact.by,
                "retracted_at": fact.retracted_at.isoformat() if fact.retracted_at else None,
            }
            for fact in lead.facts
        ],
        "source": dict(lead.source),
        "last_source": dict(lead.last_source),
        "source_category": lead.source_category,
        "created_at": lead.created_at.isoformat(),
        "updated_at": lead.updated_at.isoformat(),
    }
