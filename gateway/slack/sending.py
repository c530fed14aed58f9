"""Messages on their way out to Slack: render out."""

from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from gateway.pace import Place
from gateway.reception import reference
from gateway.slack.markup import encode
from gateway.slack.reading import CHANNEL
from leads.accounts import Account
from leads.deliveries import Outgoing
from leads.sending import NotNow, Refused, Unreachable

GONE = frozenset(
    """
    channel_not_found is_archived not_in_channel user_not_found user_disabled user_not_visible cannot_dm_bot
    messages_tab_disabled restricted_action restricted_action_read_only_channel restricted_action_thread_locked
    restricted_action_thread_only_channel restricted_action_non_threadable_channel thread_not_found
    is_inactive team_access_not_granted cannot_reply_to_message
    """.split()  # noqa: SIM905 (easier to read and to extend)
)
UNSENDABLE = frozenset(
    """
    msg_too_long no_text invalid_blocks invalid_blocks_format invalid_attachments too_many_attachments
    msg_blocks_too_long block_mismatch markdown_text_conflict
    """.split()  # noqa: SIM905
)
BAD_TOKEN = frozenset(
    """
    invalid_auth not_authed account_inactive token_revoked token_expired not_allowed_token_type org_login_required
    missing_scope no_permission
    """.split()  # noqa: SIM905
)
LONGEST_TITLE = 75
RETRY_AFTER_S = 30.0


class SlackSender:
    """Posts to the direct message or the thread that the account is."""

    channel = CHANNEL
    longest_text = 2_900  # a section takes 3,000 characters; escaping makes a few more
    per_second = 5.0  # a workspace takes several hundred a minute

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    def place(self, account: Account) -> Place:
        """One message a second to a channel."""
        return Place(account.address.split("/")[1], 1.0)

    async def send(self, part: Outgoing) -> None:
        """Posts one message. Raises ``NotNow``, ``Refused``, ``Unreachable``."""
        _, channel, *thread = part.account.address.split("/")
        # A direct message may have been written inside a thread; its id then begins with the thread's.
        asked_in = (part.reply_to or "").rpartition("/")[0]
        try:
            await self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread[0] if thread else asked_in or None,
                text=encode(part.text),
                blocks=_blocks(part) if part.buttons else None,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            raise _meaning(error) from error
        except (aiohttp.ClientError, SlackClientError, TimeoutError) as error:
            raise NotNow(f"{type(error).__name__}: {error}") from error


def error_code(error: SlackApiError) -> str:
    """Slack's name for what went wrong; empty when the answer was no answer of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _meaning(error: SlackApiError) -> NotNow | Refused | Unreachable:
    code, response = error_code(error), error.response
    if code in GONE:
        return Unreachable(code)
    if code in UNSENDABLE:
        return Refused(code)
    status = getattr(response, "status_code", None) or getattr(response, "status", 0)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        given = str((response.headers or {}).get("Retry-After", ""))
        return NotNow("429: too many requests", float(given) if given.isdecimal() else RETRY_AFTER_S)
    return NotNow(code or f"HTTP {status}")


def _blocks(part: Outgoing) -> list[dict[str, Any]]:
    elements = [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": button["title"][:LONGEST_TITLE], "emoji": False},
            "value": reference(part.message_id, place),
            "action_id": f"banter-{place}",
        }
        for place, button in enumerate(part.buttons)
    ]
    section = {"type": "section", "text": {"type": "mrkdwn", "text": encode(part.text)}}
    return [section, {"type": "actions", "elements": elements}]
