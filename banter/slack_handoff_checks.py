"""Whether hand-offs reach the channels and people of Slack that ``qualification.yml`` names."""

from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from banter.doctor import Finding, State
from banter.handing_over import hears_slack
from banter.operator_files import read_criteria
from banter.settings import Settings
from handoff.slack.destination import slack_client
from handoff.slack.outcomes import BAD_RIGHTS, error_code, meaning
from leads.errors import OperatorFileError
from leads.handoff_policy import HandOffPolicy

PART = "Hand-off to Slack"
SCOPES = {"channel": "channels:read and groups:read", "member": "users:read"}


async def check_slack_handoffs(settings: Settings) -> Sequence[Finding]:
    """One line for each place that cannot be written to, or one for all."""
    try:
        policy = read_criteria(settings.qualification).handoff
    except OperatorFileError:
        return []  # told by the check of the operator's files
    channels, members = _named(policy)
    if not channels and not members:
        return []
    if settings.slack_bot_token is None:
        says = "qualification.yml names places in Slack, but BANTER_SLACK_BOT_TOKEN is not set"
        return [Finding(PART, State.WARNING, says)]
    client = slack_client(settings.slack_bot_token, settings.slack_api_url)
    found = [await _channel(client, each) for each in channels] + [await _member(client, each) for each in members]
    troubles = [Finding(PART, *each) for each in found if each is not None]
    return _without_repetitions(troubles) or [Finding(PART, *_all_well(settings, [*channels, *members]))]


def _named(policy: HandOffPolicy) -> tuple[list[str], list[str]]:
    teams, people = policy.teams.values(), policy.people.values()
    channels, members = (each.slack for each in teams), (each.slack for each in people)
    return sorted({each for each in channels if each}), sorted({each for each in members if each})


def _all_well(settings: Settings, places: Sequence[str]) -> tuple[State, str]:
    if hears_slack(settings):
        return State.OK, f"{', '.join(places)} can be written to"
    missing = "BANTER_SLACK_APP_TOKEN or BANTER_SLACK_SIGNING_SECRET"
    return State.WARNING, f"{', '.join(places)} can be written to, but there are no buttons without {missing}"


async def _channel(client: AsyncWebClient, channel: str) -> tuple[State, str] | None:
    try:
        about = (await client.conversations_info(channel=channel))["channel"]
    except SlackApiError as error:
        return _refused(error, channel, "channel")
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        return State.PROBLEM, f"Slack cannot be reached: {type(error).__name__}"
    named = f"#{about.get('name')} ({channel})"
    if about.get("is_archived"):
        return State.PROBLEM, f"{named} is archived: unarchive it, or name another channel in qualification.yml"
    if not about.get("is_member", True):
        return State.PROBLEM, f"the bot is not in {named}: invite it there"
    return None


async def _member(client: AsyncWebClient, member: str) -> tuple[State, str] | None:
    try:
        about = (await client.users_info(user=member))["user"]
    except SlackApiError as error:
        return _refused(error, member, "member")
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        return State.PROBLEM, f"Slack cannot be reached: {type(error).__name__}"
    if about.get("deleted"):
        return State.PROBLEM, f"the account of {member} is switched off: correct slack in qualification.yml"
    return None


def _refused(error: SlackApiError, place: str, kind: str) -> tuple[State, str]:
    if error_code(error) in BAD_RIGHTS:
        return State.WARNING, f"a {kind} cannot be looked up: add {SCOPES[kind]} to the app and reinstall it"
    return State.PROBLEM, str(meaning(error, place))


def _without_repetitions(findings: Sequence[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))
