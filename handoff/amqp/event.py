"""An event of a lead as CloudEvents 1.0 has it, structured, in JSON."""

from cloudevents.core.bindings.rabbitmq import to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from leads.outbox import Parcel


def event_of(parcel: Parcel, source: str) -> tuple[str, bytes]:
    """Content type and body."""
    attributes = {
        "id": parcel.id,
        "source": source,
        "type": f"banter.{parcel.kind}",
        "subject": parcel.lead_id,
        "time": parcel.at,
        "datacontenttype": "application/json",
    }
    message = to_structured(CloudEvent(attributes, dict(parcel.data)), JSONFormat())
    return message.content_type or JSONFormat.CONTENT_TYPE, message.body
