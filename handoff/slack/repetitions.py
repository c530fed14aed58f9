"""Whether a message whose answer got lost was posted after all."""

from collections.abc import Iterable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handoff.slack.outcomes import error_code
from leads.outbox import Parcel

EVENT_TYPE = "banter_lead"
LOOKED_AT = 100
NOT_ALLOWED = frozenset({"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "thread_not_found"})


def metadata(parcel: Parcel) -> dict[str, Any]:
    """What our messages bear, and nobody sees: the ids by which a repetition is known."""
    return {"event_type": EVENT_TYPE, "event_payload": {"event": parcel.id, "lead": parcel.lead_id}}


class Repetitions:
    """Looks for messages by their metadata; where the app may not read, nothing is ever found."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def find(self, parcel: Parcel, channel: str, thread: str | None, after: str = "") -> str | None:
        """The moment of the message about this event in a channel or, behind ``after``, in a thread."""
        try:
            if thread is None:
                found = await self._client.conversations_history(
                    channel=channel, include_all_metadata=True, limit=LOOKED_AT
                )
            else:
                found = await self._client.conversations_replies(
                    channel=channel, ts=thread, oldest=after or thread, include_all_metadata=True, limit=LOOKED_AT
                )
        except SlackApiError as error:
            if error_code(error) in NOT_ALLOWED:
                return None
            raise
        # The first message of a thread bears the event, too, by which it was last changed.
        return _moment(parcel, (each for each in found.get("messages") or () if each.get("ts") != thread))


def _moment(parcel: Parcel, messages: Iterable[Mapping[str, Any]]) -> str | None:
    return next((str(each["ts"]) for each in messages if each.get("metadata") == metadata(parcel)), None)
