"""What Slack's errors mean for a parcel, and what the operator can do about them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from leads.sending import NotNow, Refused, Unreachable

PAUSE_S = 30.0  # where Slack asks for one without saying how long
NO_MESSAGE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"})
"""The message that shows the lead is not there any more, or not to be changed: a new one takes its place."""
CANNOT_DELETE = frozenset({"message_not_found", "cant_delete_message", "channel_not_found", "is_archived"})
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_arguments"})
BAD_TOKEN = frozenset(
    {
        *("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"),
        *("not_allowed_token_type", "org_login_required"),
    }
)
BAD_RIGHTS = frozenset({"missing_scope", "no_permission", "ekm_access_denied", "team_access_not_granted"})
REMEDIES = {
    "channel_not_found": "invite the bot to {}, or correct slack in qualification.yml",
    "not_in_channel": "invite the bot to {}",
    "is_archived": "{} is archived: unarchive it, or name another channel in qualification.yml",
    "restricted_action": "let the bot post in {}: its settings allow that to some people only",
    "restricted_action_read_only_channel": "let the bot post in {}: its settings allow that to some people only",
    "messages_tab_disabled": "switch on the app's messages tab (App Home), so that {} can be written to",
    "user_not_found": "there is no member {}: correct slack in qualification.yml",
    "user_disabled": "the account of {} is switched off: correct slack in qualification.yml",
    "cannot_dm_bot": "{} is a bot: correct slack in qualification.yml",
}
"""The address can't be written to; ``{}`` is the channel or the member."""


@contextmanager
def outcomes(address: str) -> Iterator[None]:
    """Raises ``NotNow``, ``Refused`` or ``Unreachable`` for what Slack refuses."""
    try:
        yield
    except SlackApiError as error:
        raise meaning(error, address) from error
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        raise NotNow(f"Slack cannot be reached: {type(error).__name__}") from error


@contextmanager
def ignoring(codes: Collection[str]) -> Iterator[None]:
    """Takes these errors of Slack's for granted."""
    try:
        yield
    except SlackApiError as error:
        if error_code(error) not in codes:
            raise


def error_code(error: SlackApiError) -> str:
    """Slack's name for what went wrong; empty when the answer was none of Slack's."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def meaning(error: SlackApiError, address: str) -> NotNow | Refused | Unreachable:
    """How the attempt has ended, in words for the operator."""
    code, response = error_code(error), error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", 0)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        given = str((response.headers or {}).get("Retry-After", ""))
        return NotNow("429: too many requests", float(given) if given.isdecimal() else PAUSE_S)
    if code in REMEDIES:
        return Unreachable(f"{code}: {REMEDIES[code].format(address)}")
    if code in BAD_TOKEN:
        return NotNow(f"Slack rejects the token ({code}); check BANTER_SLACK_BOT_TOKEN")
    if code in BAD_RIGHTS:
        needed = response.get("needed") or "rights"
        return NotNow(f"the app lacks {needed} ({code}); add it, reinstall the app, check BANTER_SLACK_BOT_TOKEN")
    if code in BAD_BLOCKS or code in ("msg_too_long", "no_text"):
        return Refused(code)
    return NotNow(code or f"HTTP {status}")
