"""The channels beside the website that are configured: joined here to the core."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import yaml
from fastapi import APIRouter

from banter.assembly import Core
from banter.settings import ROOT, Settings
from gateway.delivery import Couriers
from gateway.elsewhere import Elsewhere, nobody
from gateway.limits import Limits
from gateway.reception import Reception
from gateway.slack.channel import SlackAccess, SlackChannel
from gateway.telegram.channel import TelegramAccess, TelegramChannel
from gateway.turns import Turns
from gateway.words import Words

SENTENCES = "utter_channel_"


class Channel(Protocol):
    """An adapter that receives and sends by itself, from ``start`` to ``stop``."""

    def routes(self) -> APIRouter:
        """What it wants to be called at."""

    def start(self) -> None:
        """Begins; returns at once, and never fails for a wrong token or a network that is away."""

    async def stop(self) -> None:
        """Ends."""


def configured(
    settings: Settings,
    core: Core,
    turns: Turns,
    couriers: Couriers,
    limits: Limits,
    elsewhere: Mapping[str, Elsewhere],
) -> Iterator[Channel]:
    """The channels that the environment names; ``elsewhere`` is asked by each of them before it reads for visitors."""
    words = read_words(ROOT / "data", core.brand.default_language, core.brand.address)
    reception = Reception(core.arrivals, core.deliveries, turns, couriers, limits, words)
    telegram = telegram_access(settings)
    if telegram is not None:
        yield TelegramChannel(telegram, reception, elsewhere.get("telegram", nobody))
    slack = slack_access(settings)
    if slack is not None:
        yield SlackChannel(slack, reception, elsewhere.get("slack", nobody))


def telegram_access(settings: Settings) -> TelegramAccess | None:
    """How the Telegram bot is reached, if there is one."""
    if settings.telegram_token is None:
        return None
    secret = settings.kept_secret("telegram-secret")
    return TelegramAccess(settings.telegram_token, settings.telegram_api_url, settings.public_url, secret)


def slack_access(settings: Settings) -> SlackAccess | None:
    """How Slack is reached, if there is a bot and a way for its events to come."""
    if settings.slack_bot_token is None or not (settings.slack_app_token or settings.slack_signing_secret):
        return None
    return SlackAccess(
        settings.slack_bot_token, settings.slack_api_url, settings.slack_signing_secret, settings.slack_app_token
    )


def read_words(data: Path, default_language: str, address: str) -> Words:
    """The words of ``data/channels`` and, from ``data/responses``, the sentences for visitors of channels."""
    channels = {path.stem: _yaml(path) for path in sorted((data / "channels").glob("*.yml"))}
    responses = {language: _yaml(data / "responses" / f"{language}.yml") for language in channels}
    sentences = {
        language: {
            name.removeprefix(SENTENCES): text if isinstance(text, str) else text[address]
            for name, (text, *_) in said.items()
            if name.startswith(SENTENCES)
        }
        for language, said in responses.items()
    }
    parts = {part: {language: each[part] for language, each in channels.items()} for part in ("commands", "shown_as")}
    menu = {language: each["menu"] for language, each in channels.items()}
    return Words(default_language, sentences, parts["commands"], parts["shown_as"], menu)


def _yaml(path: Path) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
