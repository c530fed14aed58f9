"""Which channels are on, and why one is not: asked of Telegram and Slack themselves."""

import asyncio
from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from banter.channels import slack_access, telegram_access
from banter.doctor import Finding, State
from banter.settings import Settings
from gateway.slack.channel import TIMEOUT_S, SlackAccess
from gateway.slack.sending import error_code
from gateway.telegram.channel import WEBHOOK, TelegramAccess, telegram_bot
from gateway.telegram.sending import described
from leads.clock import Clock
from leads.database import Database
from leads.deliveries import Deliveries
from leads.errors import StoreUnavailable

SCOPES = {"chat:write", "im:history", "app_mentions:read"}


async def check_telegram(settings: Settings) -> Sequence[Finding]:
    """The bot, and how its updates come."""
    access = telegram_access(settings)
    if access is None:
        return [Finding("Telegram", State.OFF, "BANTER_TELEGRAM_TOKEN is not set")]
    bot = telegram_bot(access)
    try:
        await bot.initialize()
        return [Finding("Telegram", *_telegram(access, bot, await bot.get_webhook_info()))]
    except InvalidToken:
        return [Finding("Telegram", State.PROBLEM, "Telegram rejects the token; check BANTER_TELEGRAM_TOKEN")]
    except TelegramError as error:
        return [Finding("Telegram", State.PROBLEM, f"{access.api_url} cannot be used: {described(error, bot)}")]
    finally:
        await bot.shutdown()


def _telegram(access: TelegramAccess, bot: Bot, webhook: WebhookInfo) -> tuple[State, str]:
    name = f"@{bot.username}"
    if access.public_url is None:
        if webhook.url:
            return State.WARNING, f"{name} has a webhook at another address; it is removed when Banter is started"
        return State.OK, f"{name}, by long polling"
    wanted = f"{access.public_url}{WEBHOOK}"
    if not access.public_url.startswith("https://"):
        return State.PROBLEM, f"{name}: Telegram posts to https only; correct BANTER_PUBLIC_URL or leave it out"
    if webhook.url != wanted:
        return State.WARNING, f"{name}: the webhook is set to {wanted} when Banter is started"
    if webhook.last_error_message:
        return State.WARNING, f"{name}: Telegram last failed to post to {wanted}: {webhook.last_error_message}"
    return State.OK, f"{name}, by webhook at {wanted}, {webhook.pending_update_count} waiting"


async def check_slack(settings: Settings) -> Sequence[Finding]:
    """The bot, and how its events come."""
    access = slack_access(settings)
    if access is None:
        return [Finding("Slack", *_slack_off(settings))]
    client = AsyncWebClient(access.bot_token, access.api_url, TIMEOUT_S, retry_handlers=[])
    variable = "BANTER_SLACK_BOT_TOKEN"
    try:
        who = await client.auth_test()
        if access.app_token is not None:
            variable = "BANTER_SLACK_APP_TOKEN"
            await client.apps_connections_open(app_token=access.app_token)
    except SlackApiError as error:
        return [Finding("Slack", State.PROBLEM, f"Slack says {error_code(error) or error}; check {variable}")]
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        return [Finding("Slack", State.PROBLEM, f"{access.api_url} cannot be reached: {type(error).__name__}")]
    named = f"{who.get('user')} in {who.get('team')}, {_way_in(access, settings.public_url)}"
    given = {scope.strip() for scope in str((who.headers or {}).get("x-oauth-scopes", "")).split(",")}
    missing = sorted(SCOPES - given) if given != {""} else []
    if missing:
        return [Finding("Slack", State.PROBLEM, f"{named}; the app lacks the scopes {', '.join(missing)}")]
    return [Finding("Slack", State.OK, named)]


def _slack_off(settings: Settings) -> tuple[State, str]:
    if settings.slack_bot_token:
        return State.PROBLEM, "BANTER_SLACK_APP_TOKEN (Socket Mode) or BANTER_SLACK_SIGNING_SECRET (HTTP) is missing"
    if settings.slack_app_token or settings.slack_signing_secret:
        return State.PROBLEM, "BANTER_SLACK_BOT_TOKEN is missing"
    return State.OFF, "BANTER_SLACK_BOT_TOKEN is not set"


def _way_in(access: SlackAccess, public_url: str | None) -> str:
    if access.app_token is not None:
        return "by Socket Mode"
    return f"by HTTP at {public_url or '(your public address)'}/slack/events"


async def check_deliveries(settings: Settings) -> Sequence[Finding]:
    """Replies that did not arrive, or not yet."""
    configured = {"telegram": telegram_access(settings), "slack": slack_access(settings)}
    channels = [name for name, access in configured.items() if access is not None]
    try:
        return await asyncio.to_thread(_deliveries, settings, channels)
    except StoreUnavailable:
        return []  # told by the check of the database


def _deliveries(settings: Settings, channels: Sequence[str]) -> Sequence[Finding]:
    if not channels or settings.has_no_database_yet:
        return []
    database = Database(settings.database_url)
    try:
        troubles = [each for name in channels for each in Deliveries(database, Clock()).troubles(name)]
    finally:
        database.close()
    if not troubles:
        return [Finding("Deliveries", State.OK, "every reply has arrived")]
    lost = sum(trouble.given_up for trouble in troubles)
    newest = f"{troubles[0].account.channel}: {troubles[0].cause}"
    says = f"{len(troubles) - lost} tried again, {lost} given up lately; the newest: {newest}"
    return [Finding("Deliveries", State.WARNING, says)]
